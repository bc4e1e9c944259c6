import { BlockList } from 'node:net'
import { parseCidr } from 'cidr-tools'
import { Address4, Address6 } from 'ip-address'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { writeDeltaSheet, writeSheet } from '../../../shared/firewall/write-sheet.ts'
import type { Writer, Written } from '../../../shared/firewall/writer.ts'
import ip6tables from '../../../shared/firewall/writers/ip6tables.ts'
import iptables from '../../../shared/firewall/writers/iptables.ts'
import nftables from '../../../shared/firewall/writers/nftables.ts'
import { exampleRules, laterGroups } from '../../shared/firewall/example-rules.ts'
import { TODAY } from '../../shared/firewall/read-back.ts'
import { type Attempt, played } from './packets/network.ts'

type Load = { argv: string[]; input?: string }

const HOSTS = exampleRules.hosts.map((host) =>
  host.id === 'MAIL' ? { ...host, internal: ['10.20.0.25', '10.20.0.27', 'fd00:20::25'] } : host,
)
const [allowed, redirect, denied] = exampleRules.rules
/** Everything switched on; a port denied to some that a later rule opens to them; one rule that is off. */
const SET = RuleSet.parse({
  ...exampleRules,
  hosts: HOSTS,
  rules: [
    { ...allowed, enabled: true },
    { ...redirect, enabled: true },
    denied,
    { ...allowed, id: '004', services: ['HTTP'], enabled: true, log: false },
    { ...allowed, id: '005', sources: ['NYLAS_EU'], destination: 'AUTODISCOVER', enabled: false },
  ],
})
const LATER = { ...SET, groups: laterGroups }
const SERVERS = HOSTS.flatMap((host) => host.internal)
/** Where the firewall sends on what comes for an address that it has published. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '198.51.100.25': '10.20.0.25',
  '198.51.100.26': '10.20.0.26',
  '2001:db8:25::25': 'fd00:20::25',
}
/** The last is of no rule. */
const PORTS = [443, 80, 8443]
const SENDERS = [...new Set([...SET.groups, ...LATER.groups].flatMap(({ entries }) => entries.flatMap(edges)))]

/** The first and the last address of a prefix, and the ones just before and behind it. */
function edges(entry: string): string[] {
  if (!entry.includes('/')) return []
  const { version, start, end } = parseCidr(entry)
  const address = version === 4 ? Address4 : Address6
  return [start - 1n, start, end, end + 1n].map((number) => address.fromBigInt(number).correctForm())
}

/** What is to become of a connection, by the rules as the model has them, looked up by Node's own list of blocks. */
function expected(set: RuleSet, attempt: Attempt): 'connected' | 'refused' | 'silent' {
  const { source, port } = attempt
  const destination = PUBLISHED[attempt.destination] ?? attempt.destination
  const family = source.includes(':') ? 'ipv6' : 'ipv4'
  const first = set.rules.find(({ enabled, sources, destination: host, services }) => {
    if (!enabled || !set.hosts.find(({ id }) => id === host)?.internal.includes(destination)) return false
    if (!set.services.some((service) => services.includes(service.id) && service.port === port)) return false
    const list = new BlockList()
    for (const entry of set.groups.flatMap(({ id, entries }) => (sources.includes(id) ? entries : []))) {
      const [address = '', length] = entry.split('/')
      if (length) list.addSubnet(address, Number(length), address.includes(':') ? 'ipv6' : 'ipv4')
    }
    return list.check(source, family)
  })
  if (!first) return 'refused'
  return first.action === 'allow' ? 'connected' : 'silent'
}

const ATTEMPTS = SENDERS.flatMap((source) =>
  [...SERVERS, ...Object.keys(PUBLISHED)]
    .filter((destination) => destination.includes(':') === source.includes(':'))
    .flatMap((destination) => PORTS.map((port) => ({ source, destination, port }))),
)

/** A step after which connections go as the rules of a set say; of no set, all are refused by the usual rules. */
function step(load: readonly Load[], set: RuleSet | null) {
  const all = ATTEMPTS.map((attempt) => ({ attempt, to: set ? expected(set, attempt) : ('refused' as const) }))
  const [attempts, silent] = [all.filter(({ to }) => to !== 'silent'), all.filter(({ to }) => to === 'silent')]
  return {
    expected: { attempts: attempts.map(told), silent: silent.map(told) },
    step: { load, attempts: attempts.map(({ attempt }) => attempt), silent: silent.map(({ attempt }) => attempt) },
  }
}

function told({ attempt: { source, destination, port }, to }: { attempt: Attempt; to: string }): string {
  return `${source} to ${destination} port ${port}: ${to}`
}

function play(steps: readonly ReturnType<typeof step>[]) {
  const { results, said } = played({
    senders: SENDERS,
    servers: SERVERS,
    ports: PORTS,
    steps: steps.map((each) => each.step),
  })
  return {
    said,
    seen: results?.map(({ attempts, silent, loads }, at) => ({
      loads,
      attempts: steps[at]?.step.attempts.map((attempt, place) => told({ attempt, to: attempts[place] ?? '' })),
      silent: steps[at]?.step.silent.map((attempt, place) => told({ attempt, to: silent[place] ?? '' })),
    })),
  }
}

function sheetsOf(writer: Writer): { sheet: Written; delta: Written } {
  const [now, later] = [resolveRules(SET, writer.meta.side), resolveRules(LATER, writer.meta.side)]
  return {
    sheet: writeSheet(writer, SET, now, { today: TODAY }),
    delta: writeDeltaSheet(writer, LATER, later, { before: SET.groups, today: TODAY }),
  }
}

const translations = (family: 4 | 6, line: (from: string, to: string) => string) =>
  Object.entries(PUBLISHED)
    .filter(([address]) => address.includes(':') === (family === 6))
    .map(([from, to]) => line(from, to))
    .join('\n')

/** Refuses at once what no rule lets in, so that nobody waits; answers come back; published addresses are translated. */
const usualOfNft = `table inet filter {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    meta l4proto tcp reject with tcp reset
  }
  chain published {
    type nat hook prerouting priority dstnat;
${translations(4, (from, to) => `    ip daddr ${from} dnat ip to ${to}`)}
${translations(6, (from, to) => `    ip6 daddr ${from} dnat ip6 to ${to}`)}
  }
}
`
const usualOfIptables = (family: 4 | 6) => `*filter
:FORWARD DROP [0:0]
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -p tcp -j REJECT --reject-with tcp-reset
COMMIT
*nat
${translations(family, (from, to) => `-A PREROUTING -d ${from} -j DNAT --to-destination ${to}`)}
COMMIT
`

const nft = (input: string): Load[] => [{ argv: ['nft', '-f', '-'], input }]
const restore = (backend: string, what: (writer: Writer) => string, ...flags: string[]): Load[] =>
  [iptables, ip6tables].map((writer) => ({
    ...{ argv: [`${writer.meta.id}-${backend}-restore`, ...flags], input: what(writer) },
  }))

/** Each firewall with what it has before, and how one of the four texts gets into it. */
const FIREWALLS: {
  name: string
  usual: Load[]
  load: (of: 'sheet' | 'delta', what: 'apply' | 'rollback') => Load[]
}[] = [
  { name: 'nft', usual: nft(usualOfNft), load: (of, what) => nft(sheetsOf(nftables)[of][what]) },
  ...['nft', 'legacy'].map((backend) => ({
    name: `iptables and ip6tables (${backend})`,
    usual: restore(backend, (writer) => usualOfIptables(writer.meta.carries.six ? 6 : 4)),
    load: (of: 'sheet' | 'delta', what: 'apply' | 'rollback') =>
      restore(backend, (writer) => sheetsOf(writer)[of][what], '--noflush'),
  })),
]

describe('packets', () => {
  it('are tried from inside and from just outside of each prefix, in both families', () => {
    const all = ATTEMPTS.map((attempt) => `${attempt.source.includes(':') ? 6 : 4} ${expected(SET, attempt)}`)
    expect(new Set(all)).toEqual(new Set(['4 connected', '4 refused', '4 silent', '6 connected', '6 refused']))
    expect(
      ATTEMPTS.some((attempt) => expected(SET, attempt) === 'connected' && expected(LATER, attempt) === 'refused'),
    ).toBe(true)
    expect(
      ATTEMPTS.some((attempt) => expected(SET, attempt) === 'refused' && expected(LATER, attempt) === 'connected'),
    ).toBe(true)
  })

  describe.each(FIREWALLS)('through $name', ({ usual, load }) => {
    const { seen } = play([step(usual, null)])
    const canBe = seen?.every(({ loads }) => loads.every(({ status }) => status === 0)) ?? false

    it.skipIf(!canBe)('pass from the senders to the services and from nobody else, before and after a change', () => {
      const steps = [
        step(usual, null),
        step(load('sheet', 'apply'), SET),
        step(load('delta', 'apply'), LATER),
        step(load('delta', 'rollback'), SET),
        step(load('sheet', 'rollback'), null),
      ]
      const after = play(steps).seen ?? []
      for (const [at, { loads, attempts, silent }] of after.entries()) {
        expect(loads.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
          loads.map(() => ({ status: 0, stderr: '' })),
        )
        expect({ attempts, silent }).toEqual(steps[at]?.expected)
      }
      expect(after).toHaveLength(steps.length)
    })
  })
})
