import { t } from '../../language/translate.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import {
  applyScript,
  changeScript,
  type OpnsenseAlias,
  type OpnsenseChange,
  type OpnsenseRule,
  rollbackScript,
  uuidOf,
} from '../opnsense-scripts.ts'
import type { ResolvedGroup, ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import { defineWriter, type GroupMembers, type PlatformOptions } from '../writer.ts'

const COMMENT = 255
const SEQUENCES = 999_999

/** The alias of a group's names: one of networks takes no name, but takes an alias of hosts, which does. */
const namesAlias = (id: string) => `PSTN_N_${id}`

export default defineWriter({
  meta: {
    id: 'opnsense',
    name: 'OPNsense',
    extension: 'sh',
    limits: { objectName: 31, comment: COMMENT, rules: SEQUENCES },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    side: 'internal',
    options: {
      fromInterface: { label: t`Interface as the API names it: wan, lan, opt1`, usual: 'wan' },
      position: { label: t`Sequence of the first rule`, usual: '1' },
    },
    basedOn: [
      'OPNsense’s documentation of its API for firewalls (alias, filter, savepoint, apply, cancelRollback), and its public source, core: Alias.xml, Filter.xml, AliasNameField, AliasContentField (a network alias takes no host name), ApiMutableModelControllerBase (set makes what is not there, under an identifier of version 4).',
      'Where curl and a shell are installed, a test runs the scripts against a stand-in for these calls. Nobody has run them on an OPNsense. That older releases make what is not there is not confirmed: one that does not says "failed", and nothing is loaded.',
    ],
    warnings: [
      t`Restoring a part of a configuration would replace what is there. This is a script for any machine with curl instead, which asks the firewall's API to add its own; the secret of the API stays in a file of yours. Download a backup before.`,
      t`The rules stand under Firewall, Automation, which newer releases call Rules (new), and not in the older list. Look there where OPNsense puts them among the others.`,
      t`A port forward that made its own firewall rule lets in everybody by that rule. As long as it stands, these rules narrow nothing.`,
      t`Connections that are open stay open after a sheet is taken back or a sender is taken out, until they end or their states are reset.`,
    ],
  },
  write(rules, options) {
    const { aliases, made } = madeOf(rules, options)
    return {
      apply: applyScript(aliases, made),
      rollback: rollbackScript(aliases, made),
      notes: cutComments(rules, COMMENT),
    }
  },
  writeChange(changes) {
    const forth = changes.flatMap(({ after, added, removed }) => changesOf(after, added, removed))
    const back = changes.flatMap(({ before, added, removed }) => changesOf(before, removed, added))
    return {
      apply: changeScript(forth),
      rollback: changeScript(back),
      notes: [
        t`Each alias gets its members anew, in one call, since the API adds addresses one by one and no names. What somebody else has put into one of them meanwhile goes.`,
      ],
    }
  },
})

function madeOf(rules: readonly ResolvedRule[], options: PlatformOptions) {
  const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
  const hosts = new Map(rules.map(({ host }) => [host.id, host]))
  const aliases = [
    ...[...groups.values()].flatMap(aliasesOf),
    ...[...hosts.values()].flatMap(({ id, internal, name }) =>
      internal.length === 0 ? [] : [aliasOf(namesOfId.host(id), 'host', internal, name)],
    ),
  ]
  const first = /^[1-9]\d{0,5}$/.test(options.position ?? '') ? Number(options.position) : 1
  const on = (options.fromInterface ?? '').toLowerCase().replace(/[^a-z0-9_]/g, '') || 'wan'
  const made = rules
    .flatMap((rule) => rulesOf(rule, on))
    .map(
      ({ uuid, rule }, at): OpnsenseRule => ({
        ...{ uuid, rule: { ...rule, sequence: String(Math.min(first + at, SEQUENCES)) } },
      }),
    )
  return { aliases, made }
}

/** The aliases of a group by kind, that of the names first, which the other speaks of. */
function aliasesOf({ id, provider, region, ...group }: ResolvedGroup): OpnsenseAlias[] {
  const words = region === null ? provider : `${provider} ${region}`
  const members = membersOf({ ...group }, id)
  return [
    ...(group.names.length === 0 ? [] : [aliasOf(namesAlias(id), 'host', group.names, words)]),
    ...(members.length === 0 ? [] : [aliasOf(namesOfId.senders(id), 'network', members, words)]),
  ]
}

function membersOf({ four, six, names }: GroupMembers, id: string): readonly string[] {
  return [...four, ...six, ...(names.length === 0 ? [] : [namesAlias(id)])]
}

function aliasOf(name: string, type: 'host' | 'network', members: readonly string[], words: string): OpnsenseAlias {
  // Older releases take letters, digits and these alone.
  const description = oneLine(`Postern ${words}`, COMMENT).replace(/[^A-Za-z0-9 .,_-]/g, '_')
  return { uuid: uuidOf(name), alias: { enabled: '1', name, type, content: members.join('\n'), description } }
}

function rulesOf({ rule, groups, host, services }: ResolvedRule, on: string) {
  return groups.flatMap((group) =>
    ([4, 6] as const).flatMap((family) => {
      const senders = family === 4 ? group.four.length : group.six.length
      const there = host.internal.some((address) => address.includes(':') === (family === 6))
      if (!there || senders + group.names.length === 0) return []
      return services.map(({ id, protocol, port }) => ({
        uuid: uuidOf(`${rule.id} ${group.id} ${id} ${family}`),
        rule: {
          enabled: rule.enabled ? '1' : '0',
          action: rule.action === 'allow' ? 'pass' : 'block',
          ...{ quick: '1', interface: on, direction: 'in' },
          ipprotocol: family === 4 ? 'inet' : 'inet6',
          protocol: protocol.toUpperCase(),
          source_net: namesOfId.senders(group.id),
          destination_net: namesOfId.host(host.id),
          destination_port: String(port),
          log: rule.log ? '1' : '0',
          description: oneLine(ruleComment(rule), COMMENT),
        } satisfies Omit<OpnsenseRule['rule'], 'sequence'>,
      }))
    }),
  )
}

/** What of a group's aliases changes, with the members that they have from then on, and in words what comes and goes. */
function changesOf(now: ResolvedGroup, into: GroupMembers, out: GroupMembers): OpnsenseChange[] {
  const toldOf = (added: readonly string[], removed: readonly string[]) => [
    ...removed.map((each) => `-${each}`),
    ...added.map((each) => `+${each}`),
  ]
  const prefixes = toldOf([...into.four, ...into.six], [...out.four, ...out.six])
  const names = toldOf(into.names, out.names)
  const [senders, hosts] = [namesOfId.senders(now.id), namesAlias(now.id)]
  return [
    ...(names.length === 0 ? [] : [{ uuid: uuidOf(hosts), name: hosts, content: now.names.join('\n'), told: names }]),
    ...(prefixes.length === 0
      ? []
      : [{ uuid: uuidOf(senders), name: senders, content: membersOf(now, now.id).join('\n'), told: prefixes }]),
  ]
}
