import { isIP } from 'node:net'
import type { Flow } from '../flows.ts'

type Alias = { name: string; type: string; address: string; detail: string; descr: string }
type Rule = {
  type: string
  interface: string
  ipprotocol: string
  protocol: string
  source: { address: string }
  destination: { address: string; port: string }
  descr: string
  tracker: string
  log?: string
  disabled?: string
}
export type Config = { aliases: Alias[]; rules: Rule[] }

/** What the scripts make of a configuration, one after the other, by what they carry; what each does is told by its last lines. */
export function configOf(scripts: readonly string[], before: Config = { aliases: [], rules: [] }): Config {
  return scripts.reduce(ran, before)
}

function ran(config: Config, script: string): Config {
  const parts = script.split(/^.*<<<'POSTERN'$|^POSTERN$/m)
  const sheet = JSON.parse(parts[1] ?? '')
  if (parts.length !== 3 || !script.startsWith('<?php\n')) throw new Error('not one sheet')
  if (script.includes('"Postern: rules and aliases added"')) {
    const names = [...config.aliases, ...sheet.aliases].map(({ name }) => name)
    const trackers = [...config.rules, ...sheet.rules].map(({ tracker }) => tracker)
    if (new Set(names).size < names.length || new Set(trackers).size < trackers.length) throw new Error('exists')
    const rules = sheet.first ? [...sheet.rules, ...config.rules] : [...config.rules, ...sheet.rules]
    return { aliases: [...config.aliases, ...sheet.aliases], rules }
  }
  if (script.includes('"Postern: rules and aliases taken back"'))
    return {
      aliases: config.aliases.filter(({ name }) => !sheet.aliases.includes(name)),
      rules: config.rules.filter(({ tracker }) => !sheet.trackers.includes(tracker)),
    }
  if (!script.includes('"Postern: members of aliases changed"')) throw new Error('what does it do?')
  const aliases = [...config.aliases]
  for (const { alias, remove, add } of sheet.changes as { alias: string; remove: string[]; add: string[] }[]) {
    const at = aliases.findIndex(({ name }) => name === alias)
    const found = aliases[at]
    const members = found?.address.split(' ') ?? []
    if (!found || remove.some((one) => !members.includes(one)) || add.some((one) => members.includes(one)))
      throw new Error('not as it was left')
    const address = [...members.filter((one) => !remove.includes(one)), ...add]
    aliases[at] = { ...found, address: address.join(' '), detail: address.map(() => 'Postern').join('||') }
  }
  return { ...config, aliases }
}

/** The flows of the rules, as pf takes them: a rule of one family looks at that family's members of both aliases. */
export function flowsIn({ aliases, rules }: Config): Flow[] {
  const membersOf = (name: string) => {
    const found = aliases.find((alias) => alias.name === name)
    const members = found?.address.split(' ') ?? []
    // A list of hosts has no networks.
    const isHosts = found?.type === 'host' && members.every((one) => !one.includes('/'))
    if (!found || !/^[A-Za-z][A-Za-z0-9_]{0,30}$/.test(name) || (!isHosts && found.type !== 'network'))
      throw new Error(`alias ${name}`)
    if (found.detail.split('||').length !== members.length) throw new Error(`details of ${name}`)
    return members
  }
  return rules.flatMap((rule) => {
    const { type, ipprotocol, protocol, source, destination, descr, disabled } = rule
    const families = { inet: [4], inet6: [6], inet46: [4, 6] }[ipprotocol]
    if (!families || !['pass', 'block'].includes(type) || rule.interface !== 'wan')
      throw new Error(JSON.stringify(rule))
    return families.flatMap((family) =>
      membersOf(destination.address)
        .filter((address) => isIP(address) === family)
        .map(
          (address): Flow => ({
            rule: /^PSTN_R_[A-Z0-9_]+/.exec(descr)?.[0] ?? '',
            ...{ destination: address, protocol, port: Number(destination.port) },
            action: type === 'pass' ? 'allow' : 'deny',
            enabled: disabled === undefined,
            sources: membersOf(source.address).filter((one) => [family, 0].includes(isIP(one.split('/')[0] ?? ''))),
          }),
        ),
    )
  })
}
