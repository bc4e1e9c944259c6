import { describe, expect, it } from 'vitest'
import { allWriters } from '../../../shared/firewall/all-writers.ts'
import { type PathGroup, type PathOfRules, pathOfRules } from '../../../shared/firewall/path-of-rules.ts'
import type { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { exampleRules } from './example-rules.ts'

const today = '2026-11-29'
const groups: PathGroup[] = [
  { id: 'NYLAS_US', provider: 'Nylas', region: 'US', senders: 4 },
  { id: 'NYLAS_EU', provider: 'Nylas', region: null, senders: 1 },
  { id: 'OTHER', provider: 'Other', region: null, senders: 9 },
]
const pathOf = (set: RuleSet = exampleRules) => pathOfRules(set, groups, today)
const station = (path: PathOfRules, kind: string) => path.stations.find((each) => each.kind === kind)

describe('The way of the rules', () => {
  it('goes from the vendor by the internet and both sides of the firewall to the server', () => {
    const path = pathOf()
    expect(path.stations.map(({ kind }) => kind)).toEqual(['vendor', 'internet', 'edge', 'behind', 'server'])
    expect(path.ports).toEqual(['TCP 443', 'TCP 80'])
    expect(station(path, 'vendor')?.places).toEqual([
      {
        zone: null,
        members: [
          { id: 'NYLAS_US', name: 'Nylas, US', details: ['4 senders'] },
          { id: 'NYLAS_EU', name: 'Nylas', details: ['1 sender'] },
        ],
      },
    ])
  })

  it('has the addresses before and behind the translation, by zone, and what is asked for at the end', () => {
    const path = pathOf()
    const places = (kind: string) =>
      station(path, kind)?.places.map(({ zone, members }) => [zone, ...members.flatMap(({ details }) => details)])
    expect(places('edge')).toEqual([['untrust', '198.51.100.25', '2001:db8:25::25', '198.51.100.26']])
    expect(places('behind')).toEqual([['dmz', '10.20.0.25', 'fd00:20::25', '10.20.0.26']])
    expect(places('server')?.[0]).toContain('TCP 443: /EWS, /Autodiscover, /Microsoft-Server-ActiveSync')
    const [first, second] = exampleRules.hosts
    if (!first || !second) throw new Error('The example has no hosts.')
    const apart = pathOf({ ...exampleRules, hosts: [first, { ...second, toZone: 'inside' }] })
    expect(station(apart, 'behind')?.places.map(({ zone }) => zone)).toEqual(['dmz', 'inside'])
  })

  it('says of each rule what it does at each side, and whether it does it today', () => {
    const path = pathOf()
    expect(station(path, 'edge')?.rules).toEqual([
      {
        ...{ rule: '001', action: 'allow', asleep: 'off' },
        words:
          'Allows NYLAS_US and NYLAS_EU to 198.51.100.25 and 2001:db8:25::25 (mail.contoso.example), TCP 443, from untrust to dmz; it is switched off.',
      },
      {
        ...{ rule: '002', action: 'allow', asleep: null },
        words:
          'Allows NYLAS_US to 198.51.100.26 (autodiscover.contoso.example), TCP 443 and TCP 80, from untrust to dmz.',
      },
      {
        ...{ rule: '003', action: 'deny', asleep: null },
        words:
          'Denies NYLAS_EU to 198.51.100.25 and 2001:db8:25::25 (mail.contoso.example), TCP 80, from untrust to dmz.',
      },
    ])
    expect(station(path, 'behind')?.rules[1]?.words).toContain('10.20.0.26')
  })

  it('has rules at the edge alone where nothing is translated, and none where there is no address', () => {
    const at = (outer: string[], internal: string[]) => {
      const path = pathOf({
        ...exampleRules,
        hosts: exampleRules.hosts.map((host) => ({ ...host, public: outer, internal })),
      })
      return ['edge', 'behind'].map((kind) => station(path, kind)?.rules.length)
    }
    expect(at(['2001:db8::1'], ['2001:DB8::1'])).toEqual([3, 0])
    expect(at(['198.51.100.1'], ['10.0.0.1'])).toEqual([3, 3])
    expect(at([], ['10.0.0.1'])).toEqual([0, 3])
    expect(at([], [])).toEqual([0, 0])
  })

  it('names each platform at the side that it looks at', () => {
    const path = pathOf()
    const named = ['edge', 'behind'].flatMap((kind) => station(path, kind)?.platforms ?? [])
    expect(named.toSorted()).toEqual(allWriters.map(({ meta }) => meta.name).toSorted())
    expect(station(path, 'behind')?.platforms).toContain('nftables')
  })

  it('is there without any rule, too', () => {
    const path = pathOf({ ...exampleRules, rules: [] })
    expect(path.stations).toHaveLength(5)
    expect(path.stations.flatMap(({ places }) => places.flatMap(({ members }) => members))).toEqual([])
  })
})
