import { isIP } from 'node:net'
import type { Flow } from '../flows.ts'

type Alias = { name: string; type: string; content: string; description: string; enabled: string }
type Rule = Record<
  | 'enabled'
  | 'sequence'
  | 'action'
  | 'quick'
  | 'interface'
  | 'direction'
  | 'ipprotocol'
  | 'protocol'
  | 'source_net'
  | 'destination_net'
  | 'destination_port'
  | 'log'
  | 'description',
  string
>
/** What the firewall has saved, by identifier. */
export type Saved = { aliases: Map<string, Alias>; rules: Map<string, Rule> }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const NAME = /^(?:[a-zA-Z]|[_a-zA-Z][a-zA-Z0-9][_a-zA-Z0-9]{0,29})$/

/** Answers a call of the API as OPNsense's public source does: refuses what it would refuse. */
export function answerOf(saved: Saved, path: string, body: string): object {
  const [controller, action, which = ''] = path.split('/')
  const named = [...saved.aliases].find(([, { name }]) => name === which)
  switch (`${controller}/${action}`) {
    case 'alias/getAliasUUID':
      return named ? { uuid: named[0] } : []
    case 'filter/getRule':
      return saved.rules.has(which) ? { rule: saved.rules.get(which) } : []
    case 'filter/savepoint':
      return { status: 'ok', retention: '60', revision: '1764430000.12' }
    case 'alias/setItem': {
      const alias = { ...saved.aliases.get(which), ...JSON.parse(body).alias }
      if (!UUID.test(which) || !takes(saved, which, alias)) return { result: 'failed' }
      saved.aliases.set(which, alias)
      return { result: 'saved' }
    }
    case 'filter/setRule': {
      const { rule } = JSON.parse(body)
      if (!UUID.test(which) || Number(rule.sequence) > 999_999 || !/^.{1,255}$/u.test(rule.description))
        return { result: 'failed' }
      saved.rules.set(which, rule)
      return { result: 'saved' }
    }
    case 'filter/delRule':
      return { result: saved.rules.delete(which) ? 'deleted' : 'not found' }
    case 'alias/delItem': {
      const name = saved.aliases.get(which)?.name ?? ''
      const used = [...saved.rules.values()].some((rule) => [rule.source_net, rule.destination_net].includes(name))
      const named = [...saved.aliases.values()].some(({ content }) => content.split('\n').includes(name))
      if (used || named) throw new Error(`Cannot delete alias. Currently in use: ${name}`)
      return { result: saved.aliases.delete(which) ? 'deleted' : 'not found' }
    }
    case 'alias/reconfigure':
    case 'filter/apply':
    case 'filter/cancelRollback':
      return { status: 'ok' }
    default:
      throw new Error(`no such call: ${path}`)
  }
}

function takes(
  { aliases }: Saved,
  uuid: string,
  { name = '', type = '', content = '', description = '' }: Alias,
): boolean {
  const others = [...aliases].filter(([id]) => id !== uuid).map(([, alias]) => alias.name)
  const isName = (entry: string) => /^(?=.*[a-z])[a-z0-9.-]+$/i.test(entry)
  return (
    NAME.test(name) &&
    !others.includes(name) &&
    /^[\w .,-]{1,255}$/.test(description) &&
    content.split('\n').every((entry) => {
      if (others.includes(entry)) return true
      const [address = '', length] = entry.split('/')
      if (type === 'network') return isIP(address) !== 0
      return type === 'host' && length === undefined && (isIP(address) !== 0 || isName(entry))
    })
  )
}

/** Reads the calls of scripts as the shell would make them, one after the other, and gives what the firewall then has. */
export function savedBy(scripts: readonly string[]): Saved {
  const saved: Saved = { aliases: new Map(), rules: new Map() }
  for (const script of scripts) {
    const lines = script.slice(script.indexOf('\nstop() {')).split('\n').slice(2)
    while (lines.length > 0) {
      const line = (lines.shift() ?? '').replace(/ # \S+$/, '')
      const [, command = '', path = '', more = ''] =
        /^(absent|set_to|delete|load|act) "?([\w/$-]+)"?(.*)$/.exec(line) ?? []
      const body = more === " <<'POSTERN'" ? (lines.shift() ?? '') : '{}'
      if (body !== '{}' && lines.shift() !== 'POSTERN') throw new Error(`no end: ${line}`)
      if (command === '') {
        if (!/^((absent|set_to|delete|load)\(|[ }[]|revision=|# PSTN_|echo Done\.$|$)/.test(line)) throw new Error(line)
      } else {
        const answer = JSON.stringify(answerOf(saved, path, body))
        if (command === 'absent' ? answer !== '[]' : /failed/.test(answer)) throw new Error(`${line}: ${answer}`)
      }
    }
  }
  return saved
}

/** The flows of the rules in their sequence. */
export function flowsIn({ aliases, rules }: Saved): Flow[] {
  const byName = new Map([...aliases.values()].map((alias) => [alias.name, alias]))
  const membersOf = (name: string): string[] =>
    (byName.get(name)?.content ?? '').split('\n').flatMap((entry) => (byName.has(entry) ? membersOf(entry) : [entry]))
  return [...rules.values()]
    .toSorted((one, other) => Number(one.sequence) - Number(other.sequence))
    .flatMap((rule) => {
      const family = { inet: 4, inet6: 6 }[rule.ipprotocol]
      if (!family || rule.quick !== '1' || rule.direction !== 'in' || rule.interface !== 'wan') throw new Error('what?')
      return membersOf(rule.destination_net)
        .filter((address) => isIP(address) === family)
        .map(
          (destination): Flow => ({
            rule: /^PSTN_R_[A-Z0-9_]+/.exec(rule.description)?.[0] ?? '',
            ...{ destination, protocol: rule.protocol.toLowerCase(), port: Number(rule.destination_port) },
            action: rule.action === 'pass' ? 'allow' : 'deny',
            enabled: rule.enabled === '1',
            sources: membersOf(rule.source_net).filter((one) => [family, 0].includes(isIP(one.split('/')[0] ?? ''))),
          }),
        )
    })
}
