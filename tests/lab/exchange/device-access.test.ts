import { describe, expect, it } from 'vitest'
import {
  accessOf,
  type DeviceAccessOrder,
  type DeviceStanding,
  type PolicyApplication,
  type PresentedDevice,
} from '../../../lab/exchange/device-access.ts'
import {
  type AccessLevel,
  type DeviceAccessRule,
  type DeviceCharacteristic,
  untouchedMailbox,
} from '../../../lab/settings/device-access.ts'

const phone: PresentedDevice = {
  ...{ deviceId: 'ApplDN123', deviceType: 'iPhone', userAgent: 'Apple-iPhone16C1/2207.100', xmswlHeader: '' },
  ...{ deviceModel: 'iPhone16C1', deviceOS: 'iOS 18.6.2 22G100' },
  ...{ policyApplication: 'AppliedInFull', minutesKnown: 1_000, isTooFrequent: false },
}
const lenient = { name: 'Default', allowNonProvisionable: true, allowExternalManagement: false }
const strict = { ...lenient, allowNonProvisionable: false }
const order: DeviceAccessOrder = {
  ...{ mailbox: untouchedMailbox(), policy: lenient, rules: [], defaultAccessLevel: 'Allow' },
}

const rule = (
  characteristic: DeviceCharacteristic,
  queryString: string,
  accessLevel: AccessLevel,
): DeviceAccessRule => ({
  ...{ characteristic, queryString, accessLevel },
})
const state = (level: AccessLevel) => ({ Allow: 'Allowed', Block: 'Blocked', Quarantine: 'Quarantined' })[level]

/** `Allowed Global`, `Blocked DeviceRule iPhone (DeviceType)`. */
function words(standing: DeviceStanding | 'not-enabled'): string {
  if (standing === 'not-enabled') return standing
  return [standing.state, standing.reason, ...(standing.rule === null ? [] : [standing.rule])].join(' ')
}

const stand = (device: Partial<PresentedDevice>, set: Partial<DeviceAccessOrder>) =>
  words(accessOf({ ...phone, ...device }, { ...order, ...set }))

describe('the order', () => {
  /** Each stage that can decide, the first one first: what brings it about, and what it comes to. */
  const stages = [
    ['the mailbox is not enabled', { set: { enabled: false } }, 'not-enabled'],
    ['too many commands', { device: { isTooFrequent: true } }, 'Blocked CommandFrequency'],
    [
      'a policy that is not applied',
      { device: { policyApplication: 'PartiallyApplied' }, policy: strict },
      'Blocked Policy',
    ],
    ['blocked by itself', { set: { blockedIds: ['appldn123'] } }, 'Blocked Individual'],
    ['allowed by itself', { set: { allowedIds: ['APPLdn123'] } }, 'Allowed Individual'],
    ['a rule that blocks', { rule: rule('DeviceType', 'iPhone', 'Block') }, 'Blocked DeviceRule iPhone (DeviceType)'],
    [
      'a rule that quarantines',
      { rule: rule('DeviceModel', 'iPhone16C1', 'Quarantine') },
      'Quarantined DeviceRule iPhone16C1 (DeviceModel)',
    ],
    [
      'a rule that allows',
      { rule: rule('DeviceOS', 'iOS 18.6.2 22G100', 'Allow') },
      'Allowed DeviceRule iOS 18.6.2 22G100 (DeviceOS)',
    ],
  ] as const
  const rows = Array.from({ length: 2 ** stages.length }, (_, bits) =>
    stages.filter((_stage, at) => bits & (1 << at)),
  ).flatMap((on) => (['Allow', 'Block', 'Quarantine'] as const).map((level) => ({ on, level })))

  it(`gives the first of ${stages.length} that applies the word, and then the default: ${rows.length} times`, () => {
    for (const { on, level } of rows) {
      const causes: readonly {
        readonly set?: object
        readonly device?: object
        readonly policy?: DeviceAccessOrder['policy']
        readonly rule?: DeviceAccessRule
      }[] = on.map(([, cause]) => cause)
      const said = stand(Object.assign({}, ...causes.map(({ device }) => device)), {
        mailbox: Object.assign(untouchedMailbox(), ...causes.map(({ set }) => set)),
        policy: causes.find(({ policy }) => policy)?.policy ?? lenient,
        // The order in which rules were made does not count.
        rules: causes.flatMap((cause) => cause.rule ?? []).reverse(),
        defaultAccessLevel: level,
      })
      expect([on.map(([what]) => what), level, said]).toEqual([
        on.map(([what]) => what),
        level,
        on[0]?.[2] ?? `${state(level)} Global`,
      ])
    }
  })
})

describe('a rule', () => {
  it.each<[DeviceCharacteristic, keyof PresentedDevice]>([
    ['DeviceType', 'deviceType'],
    ['DeviceModel', 'deviceModel'],
    ['DeviceOS', 'deviceOS'],
    ['UserAgent', 'userAgent'],
    ['XMSWLHeader', 'xmswlHeader'],
  ])('looks at %s alone, and at the whole of it', (characteristic, property) => {
    const looks = (queryString: string, value = 'Value 1') =>
      stand({ [property]: value }, { rules: [rule(characteristic, queryString, 'Block')] })
    expect(looks('Value 1')).toBe(`Blocked DeviceRule Value 1 (${characteristic})`)
    for (const other of ['Value', 'value 1', 'Value 1 ', 'Value*', '*', '.*'])
      expect(looks(other)).toBe('Allowed Global')
    const others = ['deviceType', 'deviceModel', 'deviceOS', 'userAgent', 'xmswlHeader'].filter(
      (each) => each !== property,
    )
    const elsewhere = Object.fromEntries(others.map((other) => [other, 'Value 1']))
    expect(stand(elsewhere, { rules: [rule(characteristic, 'Value 1', 'Block')] })).toBe('Allowed Global')
  })

  it.each(['DeviceModel', 'DeviceOS'] as const)('that asks for %s has a new device wait until it tells it', (asked) => {
    const untold = { deviceModel: undefined, deviceOS: undefined, minutesKnown: 0 }
    const waits = 'DeviceDiscovery DeviceRule'
    for (const level of ['Allow', 'Block', 'Quarantine'] as const) {
      const set = { rules: [rule(asked, 'x', level)], defaultAccessLevel: 'Quarantine' } as const
      expect(stand(untold, set)).toBe(waits)
      expect(stand({ ...untold, minutesKnown: 13.9 }, set)).toBe(waits)
      expect(stand({ ...untold, minutesKnown: 14 }, set)).toBe('Quarantined Global')
      expect(stand({ ...untold, deviceModel: '', deviceOS: '' }, set)).toBe('Quarantined Global')
      expect(stand({ ...untold, deviceModel: 'x', deviceOS: 'x' }, set)).toBe(`${state(level)} DeviceRule x (${asked})`)
      // Nobody waits who is known by himself, nor whose policy keeps him out.
      expect(stand(untold, { ...set, mailbox: { ...untouchedMailbox(), allowedIds: ['ApplDN123'] } })).toBe(
        'Allowed Individual',
      )
      expect(stand({ ...untold, policyApplication: 'NotApplied' }, { ...set, policy: strict })).toBe('Blocked Policy')
    }
  })

  it('that is stricter than the one which asks need not wait for it', () => {
    const untold = { deviceModel: undefined, minutesKnown: 0 }
    const known = (level: AccessLevel) => rule('DeviceType', 'iPhone', level)
    const asking = (level: AccessLevel) => rule('DeviceModel', 'x', level)
    const levels = ['Block', 'Quarantine', 'Allow'] as const
    for (const [strictness, ofKnown] of levels.entries()) {
      for (const [other, ofAsking] of levels.entries()) {
        expect([ofKnown, ofAsking, stand(untold, { rules: [asking(ofAsking), known(ofKnown)] })]).toEqual([
          ofKnown,
          ofAsking,
          strictness <= other ? `${state(ofKnown)} DeviceRule iPhone (DeviceType)` : 'DeviceDiscovery DeviceRule',
        ])
      }
    }
  })
})

describe('a policy', () => {
  it.each<[PolicyApplication, allow: boolean, external: boolean, boolean]>([
    ['Unknown', false, false, true],
    ['AppliedInFull', false, false, true],
    ['PartiallyApplied', false, false, false],
    ['PartiallyApplied', false, true, false],
    ['PartiallyApplied', true, false, true],
    ['NotApplied', false, false, false],
    ['NotApplied', true, false, true],
    ['ExternallyManaged', false, false, false],
    ['ExternallyManaged', false, true, true],
    ['ExternallyManaged', true, false, true],
  ])('%s, where others may come in %s and managed ones %s: %s', (policyApplication, allow, external, isIn) => {
    const policy = { name: 'P', allowNonProvisionable: allow, allowExternalManagement: external }
    expect(stand({ policyApplication }, { policy })).toBe(isIn ? 'Allowed Global' : 'Blocked Policy')
  })
})

it('a mailbox that came from an older version lets a device in until it has told of itself', () => {
  const mailbox = { ...untouchedMailbox(), upgraded: true }
  const set = { mailbox, rules: [rule('DeviceType', 'iPhone', 'Block')] } as const
  expect(stand({ deviceModel: undefined }, set)).toBe('Allowed Upgrade')
  expect(stand({}, set)).toBe('Blocked DeviceRule iPhone (DeviceType)')
  expect(stand({ deviceModel: undefined }, { mailbox: { ...mailbox, blockedIds: ['ApplDN123'] } })).toBe(
    'Blocked Individual',
  )
})

it('decides about a hundred thousand devices in a moment', () => {
  const rules = Array.from({ length: 50 }, (_, index) => rule('DeviceModel', `Model ${index}`, 'Allow'))
  const said = Array.from({ length: 100_000 }, (_, index) => stand({ deviceModel: `Model ${index % 60}` }, { rules }))
  expect(said.filter((each) => each.startsWith('Allowed DeviceRule'))).toHaveLength(83_340)
})
