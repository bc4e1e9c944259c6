import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, changedConfiguration } from '../../../shared/quarantine/change.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { type ShownDefaultChange, whatIf, whatIfDefault } from '../../../shared/quarantine/what-if.ts'
import { anyChange, anyQuarantine, manyDevices, now } from './example.ts'

const statesOf = (configuration: QuarantineConfiguration) => {
  const desk = openDesk(configuration, now)
  return new Map(desk.index.devices.map((device) => [device.key, desk.decisionOf(device).state]))
}

/** The same without any of the cleverness: everything is joined and decided anew. */
function naive(configuration: QuarantineConfiguration, changes: readonly Change[]): string[] {
  const before = statesOf(configuration)
  const after = statesOf(changes.reduce(changedConfiguration, configuration))
  return [...before].flatMap(([key, from]) => (after.get(key) === from ? [] : [`${key}: ${from} → ${after.get(key)}`]))
}

const told = (configuration: QuarantineConfiguration, changes: readonly Change[]) =>
  whatIf(openDesk(configuration, now), changes).map(({ device, from, to }) => `${device.key}: ${from} → ${to}`)

describe('What a change does', () => {
  it('is what deciding anew comes to', () => {
    let changed = 0
    fc.assert(
      fc.property(anyQuarantine, fc.array(anyChange, { minLength: 1, maxLength: 4 }), (configuration, changes) => {
        const expected = naive(configuration, changes)
        expect(told(configuration, changes).toSorted()).toEqual(expected.toSorted())
        changed += expected.length
      }),
      { numRuns: 3_000 },
    )
    expect(changed).toBeGreaterThan(500)
  })

  it('is nothing where nothing is changed, or nothing that was read', () => {
    const configuration = manyDevices(20)
    expect(told(configuration, [])).toEqual([])
    expect(told(configuration, [{ kind: 'remove-rule', identity: 'Nobody (DeviceType)' }])).toEqual([])
    expect(
      told({ ...configuration, casMailboxes: undefined }, [
        { kind: 'allow-device', mailbox: 'contoso.test/Users/Person 1', deviceId: 'ID1' },
      ]),
    ).toEqual([])
  })

  it('is told of each device with what decides then', () => {
    const desk = openDesk(manyDevices(20), now)
    const [only, ...more] = whatIf(desk, [
      { kind: 'allow-device', mailbox: 'CONTOSO.test/users/person 1', deviceId: 'id1' },
    ])
    expect(more).toEqual([])
    expect(only).toMatchObject({ from: 'Quarantined', to: 'Allowed', after: { decidedBy: { step: 'personal-allow' } } })
  })
})

describe('A new default of the organisation', () => {
  it('names who is hit, and not those that something else decides about', () => {
    const { hits, notKnown, before } = whatIfDefault(openDesk(manyDevices(30), now), 'Block')
    expect(hits).toHaveLength(27)
    expect(new Set(hits.map(({ from, to }) => `${from} → ${to}`))).toEqual(new Set(['Quarantined → Blocked']))
    expect([notKnown, before]).toEqual([0, 'Quarantine'])
  })

  it('counts those of which nothing is known', () => {
    const configuration = { ...manyDevices(30), casMailboxes: undefined }
    expect(whatIfDefault(openDesk(configuration, now), 'Block')).toMatchObject({ hits: [], notKnown: 30 })
  })

  it('cannot be written down without them', () => {
    // @ts-expect-error: only whatIfDefault makes one
    const made: ShownDefaultChange = { accessLevel: 'Block', before: 'Allow', hits: [], notKnown: 0 }
    expect(made.hits).toEqual([])
  })
})
