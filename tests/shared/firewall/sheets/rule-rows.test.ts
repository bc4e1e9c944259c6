import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { prepareSheet } from '../../../../shared/firewall/sheets/prepared-sheet.ts'
import { leftOutForPeople, ruleRows } from '../../../../shared/firewall/sheets/rule-rows.ts'
import { exampleRules } from '../example-rules.ts'
import { generatedRules } from '../generated-rules.ts'
import { inputOf, requestedRules } from './sheet-example.ts'

const rowsOf = (set: RuleSet, delta = false) => ruleRows(prepareSheet(inputOf(set, { delta })))

describe('The lines of the rules', () => {
  it('are one for each rule, family and service', () => {
    const lines = rowsOf(requestedRules).map(({ ruleId, family, protocol, port, sources }) =>
      [ruleId, family, protocol, port, sources.length].join(' '),
    )
    expect(lines).toEqual([
      ...['PSTN_R_001 IPv4 TCP 443 4', 'PSTN_R_001 IPv6 TCP 443 1', 'PSTN_R_001 Names TCP 443 1'],
      ...['PSTN_R_002 IPv4 TCP 443 2', 'PSTN_R_002 IPv4 TCP 80 2', 'PSTN_R_002 Names TCP 443 1'],
      ...['PSTN_R_002 Names TCP 80 1', 'PSTN_R_003 IPv4 TCP 80 2'],
    ])
  })

  it('have what the rule does not say from the request', () => {
    const [first] = rowsOf(requestedRules)
    const third = rowsOf(requestedRules).at(-1)
    expect(first).toMatchObject({ changeRef: 'CHG0012345', owner: 'Exchange team', start: '2026-12-01' })
    expect(third).toMatchObject({ requester: 'Ann Lee', justification: 'The mail service reads mailboxes.' })
    expect(third).toMatchObject({ implementer: 'Network team', firewall: 'fw-edge-1', expiry: '2027-12-01' })
    expect(rowsOf(exampleRules).at(-1)).toMatchObject({ requester: '', start: null, expiry: null, type: 'New' })
  })

  it('say what was seen of the way, the newest from each side', () => {
    const [first] = rowsOf(requestedRules)
    expect(first?.evidence).toBe(
      'No answer from outside, 2026-11-29 at 10:05 UTC: 198.51.100.25:443, no answer within 10 s\nOpen from inside, 2026-11-29 at 10:00 UTC: 10.20.0.25:443, TLS 1.2',
    )
    expect(rowsOf(requestedRules).at(-1)?.evidence).toBe('')
  })

  it.each([
    ['off', { enabled: false, start: null, expiry: null }, 'Off'],
    ['on', { enabled: true, start: null, expiry: null }, 'On'],
    ['on from today', { enabled: true, start: '2026-11-29', expiry: '2026-11-29' }, 'On'],
    ['not begun', { enabled: true, start: '2026-11-30', expiry: null }, 'Not begun'],
    ['over', { enabled: true, start: null, expiry: '2026-11-28' }, 'Over'],
    ['over and off', { enabled: false, start: null, expiry: '2026-11-28' }, 'Over'],
  ])('say how the rule stands: %s', (_what, change, status) => {
    const rules = exampleRules.rules.map((rule) => ({ ...rule, ...change }))
    expect(rowsOf({ ...exampleRules, rules })[0]?.status).toBe(status)
  })

  it.each([
    ['translated', ['198.51.100.25'], ['10.0.0.1'], 'Destination NAT'],
    ['not translated', ['198.51.100.25'], ['198.51.100.25'], 'None'],
    ['not known behind', ['198.51.100.25'], [], 'Not known'],
  ])('say whether addresses are translated: %s', (_what, before, behind, nat) => {
    const hosts = exampleRules.hosts.map((host) => ({ ...host, public: before, internal: behind }))
    expect(rowsOf({ ...exampleRules, hosts })[0]).toMatchObject({ nat, public: before, internal: behind })
  })

  it('of a sheet of changes say what comes in and goes out, and leave out what stays', () => {
    const changed = rowsOf(requestedRules, true)
    expect([...new Set(changed.map(({ ruleId }) => ruleId))]).toEqual(['PSTN_R_001', 'PSTN_R_002'])
    expect(changed[0]).toMatchObject({
      ...{ type: 'Modify', sourceObject: 'PSTN_S_NYLAS_US', family: 'IPv4' },
      sources: ['add 34.68.0.0/27', 'remove 34.68.0.0/28', 'remove 35.1.2.3/32'],
    })
    expect(changed[1]).toMatchObject({ family: 'Names', sources: ['add sync.nylas.example.com'] })
    expect(rowsOf(exampleRules, true)).toEqual([])
  })

  it.each<[string, string[], string[], string[]]>([
    ['both families on both sides', ['1.2.3.4', '2600::1'], ['10.0.0.1', 'fd00::1'], ['destination-6 no-source']],
    ['the other family before translation alone', ['1.2.3.4', '2600::1'], ['10.0.0.1'], ['destination-6 no-source']],
    ['the other family behind it alone', ['1.2.3.4'], ['10.0.0.1', 'fd00::1'], ['destination-6 no-source']],
    ['the family of the senders on one side', ['1.2.3.4'], [], []],
    ['no address at all', [], [], ['sources-4 no-destination', 'rule nothing']],
  ])('leave out, and tell: %s', (_what, before, behind, told) => {
    const [, europe] = exampleRules.groups
    const hosts = exampleRules.hosts.map((host) => ({ ...host, public: before, internal: behind }))
    const rules = exampleRules.rules.slice(2)
    const set = { ...exampleRules, groups: europe ? [europe] : [], hosts, rules }
    expect(leftOutForPeople(prepareSheet(inputOf(set))).map(({ what, why }) => `${what} ${why}`)).toEqual(told)
  })

  it('lose no rule and no sender that is not told', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const prepared = prepareSheet(inputOf(set))
        const rows = ruleRows(prepared)
        const left = leftOutForPeople(prepared)
        for (const rule of set.rules) {
          const own = rows.filter(({ seq }) => set.rules[seq - 1]?.id === rule.id)
          expect(own.length).toBeGreaterThan(0)
          const families = new Set(own.flatMap(({ family, sources }) => (sources.length > 0 ? [family] : [])))
          for (const [family, kind, what] of [
            ['IPv4', 'four', 'sources-4'],
            ['IPv6', 'six', 'sources-6'],
            ['Names', 'names', 'names'],
          ] as const) {
            const has = rule.sources.some((id) => (prepared.groups().get(id)?.[kind].length ?? 0) > 0)
            const told = left.some((each) => each.rule === rule.id && each.what === what)
            expect(families.has(family) || told).toBe(families.has(family) || has)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
