import { describe, expect, it } from 'vitest'
import type { MobileDevice } from '../../../shared/management/mobile-configuration.ts'
import { accessSettingsOf } from '../../../shared/quarantine/access-settings.ts'
import { decideDevice } from '../../../shared/quarantine/decide-device.ts'
import { chainOf, doubtSentence } from '../../../shared/quarantine/decision-chain.ts'
import type { DecidedBy, DeviceDecision, PredictedState } from '../../../shared/quarantine/device-decision.ts'
import { indexDevices } from '../../../shared/quarantine/device-index.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { type AccessRow, configurationOf, everyRow, now } from './access-table.ts'

type Rule = [applies: (row: AccessRow) => boolean, state: PredictedState, step: DecidedBy['step']]
const byRules =
  (...kinds: AccessRow['rules'][]) =>
  ({ rules }: AccessRow) =>
    kinds.includes(rules)

/** The same order, written the other way round: the first line that applies decides. */
const lines: readonly Rule[] = [
  [({ enabled }) => !enabled, 'Blocked', 'mailbox-enabled'],
  [({ policy }) => /partial|not-applied|barred/.test(policy), 'Blocked', 'policy'],
  [({ personal }) => ['blocked', 'both'].includes(personal), 'Blocked', 'personal-block'],
  [({ personal }) => personal.startsWith('allowed'), 'Allowed', 'personal-allow'],
  [({ behaviour }) => behaviour === 'command-frequency', 'Blocked', 'behaviour'],
  [({ behaviour }) => behaviour === 'upgrade', 'Quarantined', 'behaviour'],
  [byRules('type-blocked'), 'Blocked', 'rules'],
  [({ rules }) => /type-blocked/.test(rules), 'Blocked', 'rules'],
  [({ rules }) => /untold-new/.test(rules), 'DeviceDiscovery', 'discovery'],
  [({ rules }) => /quarantined/.test(rules), 'Quarantined', 'rules'],
  [({ rules }) => /type-allowed/.test(rules), 'Allowed', 'rules'],
  [({ defaultLevel }) => defaultLevel === 'Block', 'Blocked', 'organisation-default'],
  [({ defaultLevel }) => defaultLevel === 'Quarantine', 'Quarantined', 'organisation-default'],
  [() => true, 'Allowed', 'organisation-default'],
]

function decided(configuration: QuarantineConfiguration): DeviceDecision {
  const [device] = indexDevices(configuration).devices
  if (!device) throw new Error('no device')
  return decideDevice(device, accessSettingsOf(configuration, now))
}

const plain: AccessRow = {
  enabled: true,
  policy: 'open',
  personal: 'none',
  behaviour: 'none',
  rules: 'none',
  defaultLevel: 'Quarantine',
}
const configuration = (row: Partial<AccessRow> = {}) => configurationOf({ ...plain, ...row })
const withDevice = (changes: Partial<MobileDevice>, row: Partial<AccessRow> = {}) => {
  const made = configuration(row)
  return { ...made, mobileDevices: made.mobileDevices?.map((device) => ({ ...device, ...changes })) ?? [] }
}

describe('every combination of what decides about a device', () => {
  it('is decided as the ordered lines decide it', () => {
    const wrong: string[] = []
    let rows = 0
    for (const row of everyRow()) {
      rows += 1
      const [, state, step] = lines.find(([applies]) => applies(row)) ?? []
      const decision = decided(configurationOf(row))
      if (decision.state !== state || decision.decidedBy?.step !== step)
        wrong.push(`${JSON.stringify(row)}: ${decision.state} by ${decision.decidedBy?.step}, not ${state} by ${step}`)
      if (decision.missing.length > 0) wrong.push(`${JSON.stringify(row)} misses ${decision.missing[0]?.what}`)
    }
    expect(wrong.slice(0, 5)).toEqual([])
    expect(rows).toBe(2 * 6 * 6 * 3 * 14 * 3)
  })

  it('has a chain that ends with what decides, and every line of it says something', () => {
    let at = 0
    for (const row of everyRow()) {
      if (at++ % 7 !== 0) continue
      const made = configurationOf(row)
      const settings = accessSettingsOf(made, now)
      const [device] = indexDevices(made).devices
      if (!device) throw new Error('no device')
      const chain = chainOf(device, decideDevice(device, settings), settings)
      expect(chain.map(({ outcome }) => outcome)).toEqual([...chain.slice(1).map(() => 'passes'), 'decides'])
      for (const { sentence } of chain) expect(sentence).toMatch(/\w.*\w/)
    }
  })
})

describe('what was not read', () => {
  it.each<[string, QuarantineConfiguration, PredictedState, string]>([
    [
      'the mailbox',
      { ...configuration(), casMailboxes: undefined },
      'NotKnown',
      'Get-CASMailbox ActiveSyncEnabled of contoso.test/Users/Bob',
    ],
    [
      'the mailbox among others that were',
      { ...configuration(), casMailboxes: [{ identity: 'contoso.test/Users/Ann', activeSyncEnabled: true }] },
      'NotKnown',
      'Get-CASMailbox ActiveSyncEnabled of contoso.test/Users/Bob',
    ],
    [
      'the rules',
      { ...configuration(), activeSyncDeviceAccessRules: undefined },
      'NotKnown',
      'Get-ActiveSyncDeviceAccessRule',
    ],
    [
      'the default',
      { ...configuration(), activeSyncOrganizationSettings: undefined },
      'NotKnown',
      'Get-ActiveSyncOrganizationSettings DefaultAccessLevel',
    ],
    [
      'the policies',
      { ...configuration(), mobileDeviceMailboxPolicies: undefined },
      'NotKnown',
      'the policy of contoso.test/Users/Bob (Get-MobileDeviceMailboxPolicy)',
    ],
    [
      'how far a device is with a strict policy',
      { ...configuration({ policy: 'strict-applied' }), mobileDeviceStatistics: undefined },
      'NotKnown',
      'DevicePolicyApplicationStatus (Get-MobileDeviceStatistics)',
    ],
    [
      'the model, of a rule that would block it',
      withDevice({ deviceModel: undefined }, { rules: 'model-blocked-type-allowed-untold-old' }),
      'NotKnown',
      'Get-MobileDevice DeviceModel',
    ],
    [
      'since when a device is there that has not told its model',
      withDevice({ firstSyncTime: null }, { rules: 'model-allowed-untold-new' }),
      'NotKnown',
      'Get-MobileDevice FirstSyncTime',
    ],
    [
      'the level of a rule that matches',
      {
        ...configuration(),
        activeSyncDeviceAccessRules: [{ identity: 'R', characteristic: 'DeviceType', queryString: 'iPhone' }],
      },
      'NotKnown',
      'the rule R (Get-ActiveSyncDeviceAccessRule)',
    ],
    [
      'the id of a device whose mailbox allows another',
      withDevice({ deviceId: undefined }, { personal: 'others' }),
      'NotKnown',
      'Get-MobileDevice DeviceId',
    ],
    [
      'the policies, of a device that is blocked anyway',
      { ...configuration({ personal: 'blocked' }), mobileDeviceMailboxPolicies: undefined },
      'Blocked',
      'the policy of contoso.test/Users/Bob (Get-MobileDeviceMailboxPolicy)',
    ],
  ])('%s', (_, read, state, what) => {
    const decision = decided(read)
    expect(decision.state).toBe(state)
    expect(decision.missing.map((each) => each.what)).toContain(what)
    expect(decision.decidedBy === undefined).toBe(state === 'NotKnown')
  })

  it('does not matter behind what decides, nor of a rule that the device does not meet', () => {
    const off = { ...configuration({ enabled: false }), activeSyncDeviceAccessRules: undefined }
    expect(decided(off)).toMatchObject({ state: 'Blocked', missing: [] })
    const other = {
      ...configuration(),
      activeSyncDeviceAccessRules: [{ identity: 'R', characteristic: 'DeviceType' as const, queryString: 'iPad' }],
    }
    expect(decided(other)).toMatchObject({ state: 'Quarantined', missing: [] })
    const quarantined = configuration({ rules: 'agent-quarantined', defaultLevel: 'Allow' })
    const allowing = { identity: 'R', characteristic: 'DeviceType' as const, accessLevel: 'Allow' as const }
    expect(
      decided({
        ...quarantined,
        activeSyncDeviceAccessRules: [...(quarantined.activeSyncDeviceAccessRules ?? []), allowing],
      }),
    ).toMatchObject({ state: 'Quarantined', missing: [] })
    const lower = configuration({ rules: 'type-blocked' })
    const unclear = { identity: 'R', characteristic: 'DeviceType' as const, queryString: 'iPhone' }
    expect(
      decided({
        ...lower,
        activeSyncDeviceAccessRules: [
          ...(lower.activeSyncDeviceAccessRules ?? []),
          { ...unclear, accessLevel: 'Allow', queryString: null },
        ],
      }),
    ).toMatchObject({ state: 'Blocked', missing: [] })
  })
})

it('A policy in which nothing is set about it lets every device in', () => {
  const made = configuration({ policy: 'strict-not-applied' })
  const policies = made.mobileDeviceMailboxPolicies?.map((each) => ({ ...each, allowNonProvisionableDevices: null }))
  expect(decided({ ...made, mobileDeviceMailboxPolicies: policies }).state).toBe('Quarantined')
})

it('A chain says what was not read in the place of its step, and goes on', () => {
  const made = { ...configuration(), activeSyncDeviceAccessRules: undefined }
  const [device] = indexDevices(made).devices
  if (!device) throw new Error('no device')
  const settings = accessSettingsOf(made, now)
  const chain = chainOf(device, decideDevice(device, settings), settings)
  expect(chain.slice(-2).map(({ step, outcome }) => [step, outcome])).toEqual([
    ['rules', 'not-read'],
    ['organisation-default', 'would-decide'],
  ])
  expect(chain.slice(-2).map(({ sentence }) => sentence)).toEqual([
    'Not read: Get-ActiveSyncDeviceAccessRule',
    'Otherwise: The organisation’s default → Quarantine',
  ])
  const allowed = { ...configuration({ personal: 'allowed' }), mobileDeviceMailboxPolicies: undefined }
  const [other] = indexDevices(allowed).devices
  if (!other) throw new Error('no device')
  expect(chainOf(other, decideDevice(other, settings), settings).at(-1)).toMatchObject({
    outcome: 'would-decide',
    step: 'personal-allow',
  })
})

describe('what leaves a doubt', () => {
  const header = {
    identity: 'Managed (XMSWLHeader)',
    characteristic: 'XMSWLHeader' as const,
    queryString: 'Managed',
    accessLevel: 'Allow' as const,
  }

  it('is a rule by a header that no cmdlet tells, where it would come to another state', () => {
    const read = { ...configuration(), activeSyncDeviceAccessRules: [header] }
    const { state, doubts } = decided(read)
    expect(state).toBe('Quarantined')
    expect(doubts.map(doubtSentence)).toEqual([expect.stringContaining('a header that no cmdlet tells')])
    expect(decided({ ...read, activeSyncOrganizationSettings: { defaultAccessLevel: 'Allow' } }).doubts).toEqual([])
  })

  it('but not where Exchange says that this rule decided', () => {
    const read = {
      ...withDevice({ deviceAccessStateReason: 'DeviceRule', deviceAccessControlRule: header.identity }),
      activeSyncDeviceAccessRules: [header],
    }
    expect(decided(read)).toMatchObject({ state: 'Allowed', decidedBy: { step: 'rules' }, doubts: [] })
  })

  it('is a list of the mailbox that decides against what Exchange says the device did', () => {
    const { state, doubts } = decided(configuration({ personal: 'allowed', behaviour: 'command-frequency' }))
    expect(state).toBe('Allowed')
    expect(doubts.map(doubtSentence)).toEqual([expect.stringContaining('Exchange says CommandFrequency')])
    expect(decided(configuration({ personal: 'blocked', behaviour: 'command-frequency' })).doubts).toEqual([])
  })

  it('is another case, and another kind of client', () => {
    expect(decided(configuration({ rules: 'type-allowed-in-other-case' })).doubts).toMatchObject([{ kind: 'case' }])
    expect(decided(withDevice({ clientType: 'MOWA' })).doubts).toEqual([{ kind: 'client-type', clientType: 'MOWA' }])
  })
})

it('reads as a person would say it', () => {
  const made = configuration({ rules: 'type-allowed' })
  const [device] = indexDevices(made).devices
  if (!device) throw new Error('no device')
  const settings = accessSettingsOf(made, now)
  expect(chainOf(device, decideDevice(device, settings), settings).map(({ sentence }) => sentence)).toEqual([
    'ActiveSync is on for the mailbox',
    'The policy “Default” lets in every device',
    'The mailbox does not block it',
    'The mailbox does not allow it by itself',
    'Exchange keeps it out for nothing that it did',
    'rule “iPhone (DeviceType)” (DeviceType = iPhone) → Allow',
  ])
})

it('names the rule that Exchange names, of several that come to the same', () => {
  const made = withDevice({ deviceAccessControlRule: 'iPhone (DeviceType)' })
  const rules = [
    ['UserAgent', 'Apple-iPhone15C2/2104.52'],
    ['DeviceType', 'iPhone'],
  ] as const
  const { decidedBy } = decided({
    ...made,
    activeSyncDeviceAccessRules: rules.map(([characteristic, queryString]) => ({
      identity: `${queryString} (${characteristic})`,
      characteristic,
      queryString,
      accessLevel: 'Block',
    })),
  })
  expect(decidedBy).toMatchObject({
    rule: { characteristic: 'DeviceType' },
    others: [{ characteristic: 'UserAgent' }],
  })
})
