import { t } from '../language/translate.ts'
import { writtenOtherwise } from './console-words.ts'
import { namesOfId } from './object-name.ts'
import { oneLine } from './one-line.ts'
import type { ResolvedGroup, ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'
import type { GroupMembers, PlatformOptions, WriterMeta } from './writer.ts'

/** Ours: no source tells how long a description may be. */
const COMMENT = 255
/** Past each number that the firewall gives by the clock until the year 2065, and within 32 bits. */
const FIRST_TRACKER = 3_000_000_000
const TRACKERS = 1_000_000_000

/** What the script and the XML are alike in. */
export const pfsenseTraits = {
  limits: { objectName: 31, members: 5_000, comment: COMMENT },
  carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
  side: 'internal',
  options: {
    fromInterface: { label: t`Interface as config.xml names it: wan, lan, opt1`, usual: 'wan' },
    position: { label: t`Among the rules: first or last`, usual: 'first' },
  },
} satisfies Partial<WriterMeta>

/** What holds of the rules however they come into the configuration. */
export const pfsenseWarnings: readonly string[] = [
  t`A port forward that made its own firewall rule lets in everybody by that rule. As long as it stands, these rules narrow nothing: set its filter rule association to none, or give it the senders' aliases as its source.`,
  t`Connections that are open stay open after a sheet is taken back or a sender is taken out, until they end or their states are reset.`,
]

export type PfsenseAlias = { name: string; type: 'host' | 'network'; address: string; descr: string; detail: string }
export type PfsenseRule = {
  type: 'pass' | 'block'
  interface: string
  ipprotocol: 'inet' | 'inet6' | 'inet46'
  protocol: string
  source: { address: string }
  destination: { address: string; port: string }
  descr: string
  tracker: string
  log?: ''
  disabled?: ''
}
export type PfsenseSheet = {
  place: { interface: string; first: boolean }
  aliases: readonly PfsenseAlias[]
  rules: readonly PfsenseRule[]
}

/** What rules come to in pfSense's configuration, with its own names of things. */
export function pfsenseSheet(rules: readonly ResolvedRule[], options: PlatformOptions): PfsenseSheet {
  const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
  const hosts = new Map(rules.map(({ host }) => [host.id, host]))
  const place = placeOf(options)
  const written = rules.flatMap((rule) => rulesOf(rule, place.interface))
  const trackers = trackersOf(written.map(({ key }) => key))
  return {
    place,
    aliases: [
      ...[...groups.values()].flatMap(aliasOfGroup),
      ...[...hosts.values()].flatMap((host) => aliasOf(namesOfId.host(host.id), 'host', host.internal, host.name)),
    ],
    rules: written.map(({ rule }, at) => ({ ...rule, tracker: trackers[at] ?? '' })),
  }
}

/** What has to be looked at in the list once the rules are there. */
export function placeNotes({ interface: on, first }: PfsenseSheet['place'], options: PlatformOptions): string[] {
  return [
    ...writtenOtherwise(options.fromInterface, on),
    ...writtenOtherwise(options.position, first ? 'first' : 'last'),
    first
      ? t`The rules come before all others of their interface. Separators of the list stand where they stood, by number, and may have to be moved.`
      : t`The rules come behind all others of their interface. Behind a rule of yours that blocks or passes the same, they do nothing: move them before it.`,
  ]
}

/** A name of an interface is reduced to what one is made of. */
function placeOf({ fromInterface = '', position = '' }: PlatformOptions): PfsenseSheet['place'] {
  return { interface: fromInterface.toLowerCase().replace(/[^a-z0-9_]/g, '') || 'wan', first: position !== 'last' }
}

/** The members of an alias, in the order in which it has them. */
export function membersIn({ four, six, names }: GroupMembers): readonly string[] {
  return [...four, ...six, ...names]
}

/** The alias of a group as it is with all its members; none where it has no member. */
export function aliasOfGroup(group: ResolvedGroup): PfsenseAlias[] {
  const { id, provider, region } = group
  const words = region === null ? provider : `${provider} ${region}`
  return aliasOf(namesOfId.senders(id), 'network', membersIn(group), words)
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
