import { describe, expect, it } from 'vitest'
import { LINE_PIXELS, layOutPath } from '../../../../renderer/desks/firewall/path-layout.ts'
import { pathOfRules } from '../../../../shared/firewall/path-of-rules.ts'
import { filledDraft, ruleOf } from './sample-firewall.ts'

const groups = [{ id: 'NYLAS_US', provider: 'Nylas', region: 'US', senders: 48 }]
const layoutOf = (draft = filledDraft) => layOutPath(pathOfRules(draft, groups, '2026-11-29'))
const textsOf = (layout: ReturnType<typeof layoutOf>, kind: string) =>
  layout.stations.find((station) => station.kind === kind)?.lines.map(({ text }) => text)

describe('The picture of the way', () => {
  it('has its stations beside each other, from edge to edge', () => {
    const { stations } = layoutOf()
    expect(stations.map(({ kind }) => kind)).toEqual(['vendor', 'internet', 'edge', 'behind', 'server'])
    expect(stations[0]?.x).toBe(0)
    const last = stations.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(100)
  })

  it('says where each host stands, and which rules do something there', () => {
    const rules = [ruleOf('R001', { enabled: true }), ruleOf('R002'), ruleOf('R003', { enabled: true, action: 'deny' })]
    const layout = layoutOf({ ...filledDraft, rules })
    expect(textsOf(layout, 'vendor')).toEqual(['Nylas, US', '48 senders'])
    expect(textsOf(layout, 'internet')).toEqual(['TCP 443'])
    expect(textsOf(layout, 'edge')).toEqual([
      ...['Zone untrust', 'mail.contoso.test', '192.0.2.25'],
      ...['R001 lets in', 'R002, asleep', 'R003 keeps out'],
    ])
  })

  it('is as tall as what is drawn, and says how much more there is', () => {
    const hosts = Array.from({ length: 9 }, (_, at) => ({
      ...{ id: `H${at}`, name: `h${at}.contoso.test`, public: [`192.0.2.${at}`], internal: [`10.0.0.${at}`] },
      ...{ fromZone: 'untrust', toZone: 'dmz' },
    }))
    const rules = hosts.map(({ id }, at) => ruleOf(`R10${at}`, { destination: id }))
    const layout = layoutOf({ ...filledDraft, hosts, rules })
    expect(textsOf(layout, 'edge')).toEqual(expect.arrayContaining(['and 5 more', 'and 3 more rules']))
    const most = Math.max(...layout.stations.map(({ title, lines }) => title.length + lines.length))
    expect(layout.height).toBeGreaterThan(most * LINE_PIXELS)
    expect(layout.height).toBeLessThan((most + 4) * LINE_PIXELS)
  })

  it('has no line that is longer than a station is wide, whatever a name is', () => {
    const name = `${'a'.repeat(60)}.contoso.test`
    const [host] = filledDraft.hosts
    const rules = [ruleOf('A_RULE_OF_20_LETTERS')]
    const layout = layoutOf({ ...filledDraft, rules, hosts: host ? [{ ...host, name }] : [] })
    for (const { title, lines } of layout.stations)
      for (const text of [...title, ...lines.map((line) => line.text)]) expect(text.length).toBeLessThanOrEqual(18)
  })
})
