import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AskedFlow, matchFlow } from '../../../shared/firewall/flow-match.ts'
import type { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { FlowVerdict } from '../../../shared/firewall/told-firewall.ts'
import { exampleRules } from './example-rules.ts'
import { numbersOf, sender, smallRules } from './small-universe.ts'

const today = '2026-12-15'
const flow = (from: string, to: string, more: Partial<AskedFlow> = {}): AskedFlow => ({
  ...{ from, to, protocol: 'tcp', port: 443 },
  ...more,
})
/** The example with its first rule switched on. */
const rules: RuleSet = {
  ...exampleRules,
  rules: exampleRules.rules.map((rule) => (rule.id === '001' ? { ...rule, enabled: true } : rule)),
}
const match = (from: string, to: string, more: Partial<AskedFlow> & { set?: RuleSet; day?: string } = {}) => {
  const { set = rules, day = today, ...asked } = more
  return matchFlow(set, flow(from, to, asked), day)
}

describe('What can’t be read as a flow', () => {
  it.each([
    ['from', '::ffff:34.67.39.103', 'Write 34.67.39.103.'],
    ['from', '34.67.39.0103', 'begins with 0'],
    ['from', '34.68.0.0/28', 'is more than one address'],
    ['from', '34.68.0.0-34.68.0.3', 'is more than one address'],
    ['from', '10.0.0.0/8', 'is private'],
    ['from', '34.68.0.1/28', 'is no network'],
    ['from', 'localhost', 'without its domain'],
    ['from', '', 'nothing in it'],
    ['from', 'fe80::1%eth0', 'network card'],
    ['from', '\u202e34.67.39.103', 'can’t be seen'],
    ['to', '198.51.100.256', 'over 255'],
    ['to', '[2001:db8:25::25]', 'in brackets'],
    ['to', '198.51.100.25:443', 'has a port'],
    ['to', 'https://mail.contoso.example/', 'the name of the host alone'],
  ] as const)('is told: %s %s', (which, text, words) => {
    const asked = which === 'from' ? match(text, '198.51.100.25') : match('34.67.39.103', text)
    expect(asked).toEqual({ refused: which, sentence: expect.stringContaining(words) })
  })
})

describe('Whether a flow would match', () => {
  it('is by the first rule that is for it, at the public or the internal address or the name', () => {
    for (const to of ['198.51.100.25', '10.20.0.25', 'MAIL.contoso.example'])
      expect(match('34.68.0.17', to)).toEqual({
        ...{ outcome: 'allowed', rule: '001', asleep: null, entry: '34.68.0.16/28' },
        sentence: 'Rule 001 lets it in: 34.68.0.17 is in 34.68.0.16/28 of NYLAS_US.',
      })
    expect(match('35.246.81.179', '10.20.0.25', { port: 80 })).toMatchObject({ outcome: 'denied', rule: '003' })
  })

  it('is for both families, however an address is written, and for a name', () => {
    for (const to of ['2001:db8:25::25', '2001:DB8:25:0:0:0:0:25', 'fd00:20::25'])
      expect(match('2600:1900:4000:0::1', to)).toMatchObject({ outcome: 'allowed', entry: '2600:1900:4000::/44' })
    expect(match('Sync.nylas.example.com.', '198.51.100.25')).toMatchObject({ entry: 'sync.nylas.example.com' })
    expect(match('34.67.39.103/32', '198.51.100.25')).toMatchObject({ outcome: 'allowed' })
  })

  it.each([
    ['34.67.39.104', '198.51.100.25', {}, '34.67.39.104 is in no list of senders'],
    ['10.0.0.1', '198.51.100.25', {}, '10.0.0.1 is in no list of senders'],
    ['34.67.39.103', '198.51.100.99', {}, '198.51.100.99 is no address of a published host.'],
    ['34.67.39.103', '198.51.100.25', { port: 8443 }, 'No rule is for TCP 8443 of 198.51.100.25.'],
    ['34.67.39.103', '198.51.100.25', { protocol: 'udp' }, 'No rule is for UDP 443'],
    ['34.67.39.103', '2001:db8:25::25', {}, 'are of two families'],
    ['2600:1900:4000::1', 'autodiscover.contoso.example', {}, 'are of two families'],
  ] as const)('is not: %s to %s %o', (from, to, more, words) => {
    expect(match(from, to, more)).toEqual({
      ...{ outcome: 'not-matched', rule: null, asleep: null, entry: null },
      sentence: expect.stringContaining(words),
    })
  })

  it.each([
    ['off', exampleRules, today, 'is switched off'],
    ['not-begun', rules, '2026-11-30', 'begins on 2026-12-01'],
    ['over', rules, '2027-12-02', 'ended on 2027-12-01'],
  ] as const)('tells of a rule that would be for it and is %s', (asleep, set, day, words) => {
    expect(match('34.67.39.103', '198.51.100.25', { set, day })).toEqual({
      ...{ outcome: 'not-matched', rule: '001', asleep, entry: '34.67.39.103/32' },
      sentence: `Rule 001 would be for it, but ${words}. No other rule is.`,
    })
  })

  it('works on the first and on the last day of a rule', () => {
    for (const day of ['2026-12-01', '2027-12-01'])
      expect(match('34.67.39.103', '198.51.100.25', { day })).toMatchObject({ outcome: 'allowed' })
  })

  it('has the next rule decide where the first does nothing, and says so', () => {
    const [first, ...more] = exampleRules.rules
    if (!first) throw new Error('The example has no rules.')
    const set = { ...exampleRules, rules: [first, { ...first, id: '009', enabled: true }, ...more] }
    expect(match('34.67.39.103', '198.51.100.25', { set })).toMatchObject({
      ...{ outcome: 'allowed', rule: '009', asleep: null },
      sentence: expect.stringMatching(/^Rule 009 lets it in.* Rule 001 comes before it, but is switched off\.$/),
    })
  })
})

it('matches as a naive matcher does', () => {
  const asked = fc.record({
    family: fc.constantFrom(4 as const, 6 as const),
    at: fc.nat(15),
    to: fc.nat(2),
    side: fc.constantFrom('public' as const, 'internal' as const),
    service: fc.nat(2),
    today: fc.constantFrom('2025-12-31', '2026-01-01', '2027-12-31', '2028-01-01'),
  })
  fc.assert(
    fc.property(smallRules, asked, ({ set, blocks }, { family, at, to, side, service, today }) => {
      const host = set.hosts[to % set.hosts.length]
      const wanted = set.services[service % set.services.length]
      const address = host?.[side].find((each) => each.includes(':') === (family === 6))
      if (!host || !wanted || address === undefined) return
      const verdict = matchFlow(set, { from: sender(family, at), to: address, ...wanted }, today)
      const has = new Set(set.groups.flatMap(({ id }, of) => (numbersOf(blocks[of] ?? [], family).has(at) ? [id] : [])))
      const same = set.services.filter(({ protocol, port }) => protocol === wanted.protocol && port === wanted.port)
      const all = set.rules.filter(
        (rule) =>
          rule.destination === host.id &&
          rule.services.some((id) => same.some((each) => each.id === id)) &&
          rule.sources.some((id) => has.has(id)),
      )
      const awake = all.find(
        ({ enabled, start, expiry }) => enabled && (start ?? today) <= today && (expiry ?? today) >= today,
      )
      expect(FlowVerdict.parse(verdict)).toMatchObject({
        outcome: awake === undefined ? 'not-matched' : awake.action === 'allow' ? 'allowed' : 'denied',
        rule: (awake ?? all[0])?.id ?? null,
      })
    }),
  )
})
