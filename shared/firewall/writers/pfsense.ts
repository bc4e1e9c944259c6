import { t } from '../../language/translate.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import { applyScript, changeScript, type PfsenseAlias, type PfsenseRule, rollbackScript } from '../pfsense-scripts.ts'
import type { ResolvedGroup, ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import { defineWriter, type GroupMembers, type PlatformOptions } from '../writer.ts'

/** Ours: no source tells how long a description may be. */
const COMMENT = 255
/** Past each number that the firewall gives by the clock until the year 2065, and within 32 bits. */
const FIRST_TRACKER = 3_000_000_000
const TRACKERS = 1_000_000_000

export default defineWriter({
  meta: {
    id: 'pfsense',
    name: 'pfSense',
    extension: 'php',
    limits: { objectName: 31, members: 5_000, comment: COMMENT },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    side: 'internal',
    options: {
      fromInterface: { label: t`Interface as config.xml names it: wan, lan, opt1`, usual: 'wan' },
      position: { label: t`Among the rules: first or last`, usual: 'first' },
    },
    basedOn: [
      'Netgate’s documentation of aliases (names of 31 letters, digits and underscores, 5,000 members) and of the PHP shell; pfSense’s public source of the page that edits aliases (a network alias takes host names, members are parted by a space, their remarks by two bars); and public PHP that changes pfSense’s configuration by config_get_path, config_set_path, write_config and filter_configure, which pfSense has since 2.7 and Plus 23.01.',
      'Where PHP is installed, a test runs the scripts on a stand-in for these four functions. Nobody has run them on a pfSense.',
    ],
    warnings: [
      t`Restoring a section of a backup would replace all rules and aliases that are there. This is a script instead that adds its own: upload it (Diagnostics, Command Prompt) and run php -f FILE in a shell. Download a backup before.`,
      t`A port forward that made its own firewall rule lets in everybody by that rule. As long as it stands, these rules narrow nothing: set its filter rule association to none, or give it the senders' aliases as its source.`,
      t`Connections that are open stay open after a sheet is taken back or a sender is taken out, until they end or their states are reset.`,
    ],
  },
  write(rules, options) {
    const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
    const hosts = new Map(rules.map(({ host }) => [host.id, host]))
    const aliases = [
      ...[...groups.values()].flatMap((group) =>
        aliasOf(namesOfId.senders(group.id), 'network', membersIn(group), wordsOf(group)),
      ),
      ...[...hosts.values()].flatMap((host) => aliasOf(namesOfId.host(host.id), 'host', host.internal, host.name)),
    ]
    const place = placeOf(options)
    const written = rules.flatMap((rule) => rulesOf(rule, place.interface))
    const trackers = trackersOf(written.map(({ key }) => key))
    const tracked = written.map(({ rule }, at) => ({ ...rule, tracker: trackers[at] ?? '' }))
    return {
      apply: applyScript(place, aliases, tracked),
      rollback: rollbackScript(
        aliases.map(({ name }) => name),
        trackers,
      ),
      notes: [
        ...(place.first
          ? [
              t`The rules come before all others of their interface. Separators of the list stand where they stood, by number, and may have to be moved.`,
            ]
          : []),
        ...cutComments(rules, COMMENT),
      ],
    }
  },
  writeChange(changes) {
    const named = changes.map(({ after, added, removed }) => ({
      ...{ alias: namesOfId.senders(after.id), add: membersIn(added), remove: membersIn(removed) },
    }))
    return {
      apply: changeScript(named),
      rollback: changeScript(named.map(({ alias, add, remove }) => ({ alias, add: remove, remove: add }))),
      notes: [],
    }
  },
})

/** A name of an interface is reduced to what one is made of. */
function placeOf({ fromInterface = '', position = '' }: PlatformOptions): { interface: string; first: boolean } {
  return { interface: fromInterface.toLowerCase().replace(/[^a-z0-9_]/g, '') || 'wan', first: position !== 'last' }
}

function membersIn({ four, six, names }: GroupMembers): readonly string[] {
  return [...four, ...six, ...names]
}

function wordsOf({ provider, region }: ResolvedGroup): string {
  return region === null ? provider : `${provider} ${region}`
}

function aliasOf(name: string, type: PfsenseAlias['type'], members: readonly string[], words: string): PfsenseAlias[] {
  if (members.length === 0) return []
  const detail = members.map(() => 'Postern').join('||')
  return [{ name, type, address: members.join(' '), descr: descriptionOf(words), detail }]
}

/** Without the signs that would end it in config.xml, should it be written there as it is. */
function descriptionOf(text: string): string {
  return oneLine(text, COMMENT).replaceAll('<', '(').replaceAll('>', ')')
}

/** The rules for each group and service, in both families where both have a sender and an address; names may be of either. */
function rulesOf({ rule, groups, host, services }: ResolvedRule, on: string) {
  return groups.flatMap((group) => {
    const [four, six] = [
      host.internal.some((address) => !address.includes(':')) && (group.four.length > 0 || group.names.length > 0),
      host.internal.some((address) => address.includes(':')) && (group.six.length > 0 || group.names.length > 0),
    ]
    if (!four && !six) return []
    return services.map(({ id, protocol, port }) => ({
      key: `${rule.id} ${group.id} ${id}`,
      rule: {
        type: rule.action === 'allow' ? 'pass' : 'block',
        interface: on,
        ipprotocol: four && six ? 'inet46' : four ? 'inet' : 'inet6',
        protocol,
        source: { address: namesOfId.senders(group.id) },
        destination: { address: namesOfId.host(host.id), port: String(port) },
        descr: descriptionOf(ruleComment(rule)),
        ...(rule.log ? { log: '' } : {}),
        ...(rule.enabled ? {} : { disabled: '' }),
      } satisfies Omit<PfsenseRule, 'tracker'>,
    }))
  })
}

/** A number for each rule, from what it is and not from where it stands; two never have the same. */
function trackersOf(keys: readonly string[]): string[] {
  const taken = new Set<number>()
  return keys.map((key) => {
    let hash = 0x811c9dc5
    for (const letter of key) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
    let number = FIRST_TRACKER + (hash % TRACKERS)
    while (taken.has(number)) number = FIRST_TRACKER + ((number - FIRST_TRACKER + 1) % TRACKERS)
    taken.add(number)
    return String(number)
  })
}
