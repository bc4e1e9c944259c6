import { t } from '../language/translate.ts'
import { writtenOtherwise } from './console-words.ts'
import { namesOfId } from './object-name.ts'
import { oneLine } from './one-line.ts'
import type { ResolvedGroup, ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'
import type { GroupMembers, PlatformOptions, WriterMeta } from './writer.ts'

const COMMENT = 255
const SEQUENCES = 999_999

/** What the script and the XML are alike in. */
export const opnsenseTraits = {
  limits: { objectName: 31, comment: COMMENT, rules: SEQUENCES },
  carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
  side: 'internal',
} satisfies Partial<WriterMeta>

/** What holds of the rules however they come into the configuration. */
export const opnsenseWarnings: readonly string[] = [
  t`The rules stand under Firewall, Automation, which newer releases call Rules (new), and not in the older list. Look there where OPNsense puts them among the others.`,
  t`A port forward that made its own firewall rule lets in everybody by that rule. As long as it stands, these rules narrow nothing.`,
  t`Connections that are open stay open after a sheet is taken back or a sender is taken out, until they end or their states are reset.`,
]

/** The alias of a group's names: one of networks takes no name, but takes an alias of hosts, which does. */
const namesAlias = (id: string) => `PSTN_N_${id}`

export type OpnsenseAlias = {
  uuid: string
  alias: { enabled: '1'; name: string; type: 'host' | 'network'; content: string; description: string }
}
export type OpnsenseRule = {
  uuid: string
  rule: {
    enabled: '0' | '1'
    sequence: string
    action: 'pass' | 'block'
    quick: '1'
    interface: string
    direction: 'in'
    ipprotocol: 'inet' | 'inet6'
    protocol: string
    source_net: string
    destination_net: string
    destination_port: string
    log: '0' | '1'
    description: string
  }
}
export type OpnsenseSheet = { aliases: readonly OpnsenseAlias[]; rules: readonly OpnsenseRule[] }
/** An alias as it is from then on, and in words what comes and goes. */
export type OpnsenseChange = OpnsenseAlias & { told: readonly string[] }

/** What rules come to in OPNsense's configuration, with its own names of things. */
export function opnsenseSheet(rules: readonly ResolvedRule[], options: PlatformOptions): OpnsenseSheet {
  const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
  const hosts = new Map(rules.map(({ host }) => [host.id, host]))
  const aliases = [
    ...[...groups.values()].flatMap(aliasesOf),
    ...[...hosts.values()].flatMap(({ id, internal, name }) =>
      internal.length === 0 ? [] : [aliasOf(namesOfId.host(id), 'host', internal, name)],
    ),
  ]
  const { first, on } = placeOf(options)
  const made = rules
    .flatMap((rule) => rulesOf(rule, on))
    .map(
      ({ uuid, rule }, at): OpnsenseRule => ({
        ...{ uuid, rule: { ...rule, sequence: String(Math.min(first + at, SEQUENCES)) } },
      }),
    )
  return { aliases, rules: made }
}

/** A name of an interface is reduced to what one is made of. */
function placeOf({ fromInterface = '', position = '' }: PlatformOptions): { first: number; on: string } {
  return {
    first: /^[1-9]\d{0,5}$/.test(position) ? Number(position) : 1,
    on: fromInterface.toLowerCase().replace(/[^a-z0-9_]/g, '') || 'wan',
  }
}

/** What is said of the place of the rules where it is not the one that was given. */
export function placeNotes(options: PlatformOptions): string[] {
  const { first, on } = placeOf(options)
  return [...writtenOtherwise(options.fromInterface, on), ...writtenOtherwise(options.position, String(first))]
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
export function changesOf(now: ResolvedGroup, into: GroupMembers, out: GroupMembers): OpnsenseChange[] {
  const toldOf = (added: readonly string[], removed: readonly string[]) => [
    ...removed.map((each) => `-${each}`),
    ...added.map((each) => `+${each}`),
  ]
  const names = toldOf(into.names, out.names)
  const prefixes = toldOf([...into.four, ...into.six], [...out.four, ...out.six])
  return aliasesOf(now)
    .map((made) => ({ ...made, told: made.alias.name === namesAlias(now.id) ? names : prefixes }))
    .filter(({ told }) => told.length > 0)
}

/** The identifier of what a sheet makes, always the same for the same name: a UUID in the form of version 4, which the API asks for. */
export function uuidOf(name: string): string {
  const half = (salt: string) => {
    let hash = 0xcbf29ce484222325n
    for (const byte of new TextEncoder().encode(`${salt}${name}`))
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
    return hash.toString(16).padStart(16, '0')
  }
  const [one, other] = [half('postern 1 '), half('postern 2 ')]
  return [one.slice(0, 8), one.slice(8, 12), `4${one.slice(13)}`, `8${other.slice(1, 4)}`, other.slice(4)].join('-')
}
