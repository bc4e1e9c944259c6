import { describe, expect, it } from 'vitest'
import type { ActiveSyncDeviceAccessRule, MobileDevice } from '../../../shared/management/mobile-configuration.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { narrowestRule, ruleSentences, ruleTitle } from '../../../shared/quarantine/narrowest-rule.ts'
import { manyDevices, now } from './example.ts'

const AGENT = 'python-EAS-Client 1.0'
const own: Partial<MobileDevice> = {
  deviceUserAgent: AGENT,
  deviceType: 'SmartPhone',
  deviceModel: 'Python',
  deviceOS: null,
}

function found(changes: (Partial<MobileDevice> | undefined)[], rules: readonly ActiveSyncDeviceAccessRule[] = []) {
  const made = manyDevices(10)
  const desk = openDesk(
    {
      ...made,
      mobileDevices: made.mobileDevices?.map((device, at) => ({ ...device, ...changes[at] })),
      activeSyncDeviceAccessRules: rules,
    },
    now,
  )
  const integration = desk.index.devices.filter(({ partnership: { deviceUserAgent: agent } }) =>
    agent?.startsWith('python'),
  )
  return narrowestRule(desk, integration)
}

describe('There is no rule', () => {
  it('for no device', () => {
    expect(found([{}, {}, {}, {}, {}, {}, {}, { deviceUserAgent: 'other' }])).toMatchObject({
      kind: 'none',
      why: 'no-device',
    })
  })

  it('where they have nothing in common', () => {
    const different = [
      own,
      { ...own, deviceUserAgent: 'python-EAS-Client 1.1', deviceType: 'Phone', deviceModel: null },
    ]
    expect(found([...different, {}, {}, {}, {}, {}, { deviceUserAgent: 'other' }])).toMatchObject({
      kind: 'none',
      why: 'nothing-in-common',
      sentence: expect.stringContaining('2 devices'),
    })
  })

  it('by what one of them has not told', () => {
    const blank = { deviceUserAgent: null, deviceType: null, deviceModel: null, deviceOS: null }
    const desk = openDesk({ mobileDevices: [{ identity: 'a', ...blank }] }, now)
    expect(narrowestRule(desk, desk.index.devices)).toMatchObject({ kind: 'none', why: 'nothing-in-common' })
  })
})

describe('The narrowest rule', () => {
  it('is the one that matches the fewest others', () => {
    const result = found([
      own,
      own,
      { deviceUserAgent: 'x', deviceType: 'SmartPhone', deviceModel: 'Python' },
      {},
      {},
      {},
      {},
      own,
    ])
    expect(result).toMatchObject({
      kind: 'rule',
      rule: { characteristic: 'UserAgent', queryString: AGENT, accessLevel: 'Allow' },
      covers: 3,
      others: [],
      stillOut: [],
      existing: undefined,
    })
  })

  it('is by the model where agents differ, and names what else it matches', () => {
    const result = found([
      own,
      { ...own, deviceUserAgent: 'python-EAS-Client 1.1' },
      { deviceUserAgent: 'x', deviceType: 'SmartPhone', deviceModel: 'PYTHON' },
      {},
      {},
      {},
      {},
      { deviceUserAgent: 'other' },
    ])
    if (result.kind !== 'rule') throw new Error(result.sentence)
    expect(result.rule).toMatchObject({ characteristic: 'DeviceModel', queryString: 'Python' })
    expect(result.others).toHaveLength(1)
    expect(ruleSentences(result)[1]).toContain('1 other device too')
  })

  it('says which devices it does not let in, and why', () => {
    const block = {
      identity: 'B',
      characteristic: 'DeviceType',
      queryString: 'SmartPhone',
      accessLevel: 'Block',
    } as const
    const result = found([own, {}, {}, {}, {}, {}, {}, own], [block])
    if (result.kind !== 'rule') throw new Error(result.sentence)
    // The first mailbox allows its device by itself.
    expect(result.stillOut).toHaveLength(1)
    expect(ruleSentences(result).at(-1)).toContain('does not let in 1 device: rule “B”')
    expect(ruleTitle(result)).toBe('A rule for 2 devices, which lets in 1 of them')
    expect(ruleTitle({ ...result, covers: 1 })).toBe('A rule for 1 device, which lets in none of them')
    expect(ruleTitle({ ...result, stillOut: [] })).toBe('Let in 2 devices by a rule')
  })

  it('is a rule that is there, turned to Allow', () => {
    const rule = {
      identity: 'Q',
      characteristic: 'UserAgent',
      queryString: AGENT.toUpperCase(),
      accessLevel: 'Quarantine',
    } as const
    const result = found([own, {}, {}, {}, {}, {}, {}, own], [rule])
    expect(result).toMatchObject({ kind: 'rule', existing: { identity: 'Q' }, stillOut: [] })
  })
})
