import { RuleSet } from '../../shared/firewall/rule-set.ts'

/**
 * A vendor's list of so many prefixes as a file of lines, none beside another so that none can be put together: three of four
 * of IPv4, of lengths from /26 to /32, the fourth of IPv6. The same for each call.
 */
export function firewallList(count: number): string {
  return Array.from({ length: count }, (_, at) => `${at % 4 === 3 ? six(at) : four(at)}\n`).join('')
}

/** Rules that let such a list in to two hosts of both families. */
export function firewallRules(entries: readonly string[]): RuleSet {
  const hosts = [1, 2].map((at) => ({
    ...{ id: `H${at}`, name: `mail${at}.contoso.example`, fromZone: 'untrust', toZone: 'dmz' },
    ...{ public: [`198.51.100.${at}`, `2001:db8::${at}`], internal: [`10.0.0.${at}`, `fd00::${at}`] },
  }))
  return RuleSet.parse({
    ...{ format: 'postern-rules', version: 1, title: 'Bench', madeAt: '2026-11-29T00:00:00.000Z', hosts },
    groups: [{ id: 'SENDERS', provider: 'Vendor', region: null, entries, list: null }],
    services: [{ id: 'HTTPS', protocol: 'tcp', port: 443, paths: ['/EWS'] }],
    rules: hosts.map(({ id }) => ({
      ...{ id: `R_${id}`, sources: ['SENDERS'], destination: id, services: ['HTTPS'], action: 'allow', log: true },
      ...{ enabled: true, start: null, expiry: '2027-11-29', owner: 'Mail', requester: 'Ann', approver: 'Bo' },
      ...{ changeNumber: 'CHG1', justification: 'The mail service reads mailboxes.', notes: '' },
    })),
  })
}

/** So many rules over so many groups of a hundred prefixes each, to as many hosts, allowing and denying in turns. */
export function manyRules(rules: number, groups: number): RuleSet {
  const lines = firewallList(groups * 100)
    .trimEnd()
    .split('\n')
  const [host] = firewallRules([]).hosts
  const [rule] = firewallRules([]).rules
  return RuleSet.parse({
    ...firewallRules([]),
    groups: Array.from({ length: groups }, (_, at) => ({
      ...{ id: `G${at}`, provider: 'Vendor', region: null, list: null },
      entries: lines.slice(at * 100, at * 100 + 100),
    })),
    hosts: Array.from({ length: groups }, (_, at) => ({
      ...{
        ...host,
        id: `H${at}`,
        public: [`198.51.${at >> 8}.${at & 255}`],
        internal: [`10.0.${at >> 8}.${at & 255}`],
      },
    })),
    rules: Array.from({ length: rules }, (_, at) => ({
      ...{ ...rule, id: `R${at}`, destination: `H${at % groups}`, action: at % 5 === 0 ? 'deny' : 'allow' },
      sources: [...new Set([`G${(at * 7) % groups}`, `G${(at * 13) % groups}`])],
    })),
  })
}

function four(at: number): string {
  const bits = 26 + (at % 7)
  // Every block has twice its room, from 23.0.0.0 on.
  const number = 0x17000000 + at * 128
  return `${[24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')}/${bits}`
}

function six(at: number): string {
  return `2a00:${(at >>> 15).toString(16)}:${((at & 0x7fff) * 2).toString(16)}::/48`
}
