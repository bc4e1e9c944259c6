import { describe, expect, it } from 'vitest'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { type MdmSignId, mdmSignIds, mdmSigns } from '../../../shared/quarantine/mdm-signs.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { manyDevices, now } from './example.ts'

const signsOf = (configuration: QuarantineConfiguration) => mdmSigns(openDesk(configuration, now))
const open = { ...manyDevices(100), activeSyncOrganizationSettings: { defaultAccessLevel: 'Allow' as const } }
const closed = manyDevices(100)
const agent = { identity: 'A', characteristic: 'UserAgent', queryString: 'Managed/1', accessLevel: 'Allow' } as const
const withDevices = (changes: object) => ({
  ...open,
  mobileDevices: open.mobileDevices?.map((device) => ({ ...device, ...changes })),
})
const exempting = {
  ...closed,
  casMailboxes: closed.casMailboxes?.map((mailbox, at) => ({
    ...mailbox,
    activeSyncAllowedDeviceIDs: at < 30 ? ['x'] : [],
  })),
}

describe('Nothing is a sign', () => {
  it.each<[string, QuarantineConfiguration]>([
    ['of what was not read', {}],
    ['of an organisation that lets everybody in', open],
    ['of one that quarantines, and allows a few', closed],
    [
      'of one that quarantines, and allows a few hundredths',
      { ...manyDevices(200), casMailboxes: exempting.casMailboxes },
    ],
    ['of a rule by user agent where the default lets everybody in', { ...open, activeSyncDeviceAccessRules: [agent] }],
    [
      'of one that blocks a user agent',
      { ...closed, activeSyncDeviceAccessRules: [{ ...agent, accessLevel: 'Block' }] },
    ],
    [
      'of one that lets a user agent into quarantine, and so nowhere',
      { ...closed, activeSyncDeviceAccessRules: [{ ...agent, accessLevel: 'Quarantine' }] },
    ],
    ['of Exchange’s own reasons', withDevices({ deviceAccessStateReason: 'CommandFrequency' })],
    ['of devices that are not managed', withDevices({ isManaged: false, isCompliant: null })],
  ])('%s', (_, configuration) => {
    expect(signsOf(configuration)).toEqual([])
  })
})

const cases: [MdmSignId, QuarantineConfiguration, string][] = [
  [
    'header-rules',
    { ...open, activeSyncDeviceAccessRules: [{ ...agent, characteristic: 'XMSWLHeader' }] },
    '“A” (XMSWLHeader = Managed/1) → Allow',
  ],
  ['agent-rules', { ...closed, activeSyncDeviceAccessRules: [agent] }, '“A” (UserAgent = Managed/1) → Allow'],
  ['closed-with-exemptions', exempting, '30 ids allowed by 30 mailboxes, and the default is Quarantine'],
  [
    'provisioned-only',
    {
      ...open,
      mobileDeviceMailboxPolicies: [
        { identity: 'P', isDefault: true, allowNonProvisionableDevices: false },
        { identity: 'Q', allowNonProvisionableDevices: true },
      ],
    },
    '“P”, the default',
  ],
  ['managed-devices', withDevices({ isManaged: true }), '100 devices managed, 0 compliant, of 100'],
  [
    'externally-managed',
    {
      ...open,
      mobileDeviceStatistics: [
        { identity: open.mobileDevices?.[0]?.identity ?? '', devicePolicyApplicationStatus: 'ExternallyManaged' },
      ],
    },
    '1 device with DevicePolicyApplicationStatus ExternallyManaged',
  ],
  ['foreign-reasons', withDevices({ deviceAccessStateReason: 'NotEnrolled' }), 'NotEnrolled: 100 devices'],
]

describe('A sign of something else that decides', () => {
  it.each(cases)('is %s', (id, configuration, evidence) => {
    const [sign, ...more] = signsOf(configuration)
    expect(more).toEqual([])
    expect(sign).toMatchObject({ id, evidence: [evidence], ask: expect.stringMatching(/\?$/) })
  })

  it('has a case for each', () => {
    expect(cases.map(([id]) => id).toSorted()).toEqual([...mdmSignIds].toSorted())
  })

  it('names a few of many', () => {
    const rules = Array.from({ length: 9 }, (_, at) => ({ ...agent, identity: `R${at}`, queryString: `a${at}` }))
    expect(signsOf({ ...closed, activeSyncDeviceAccessRules: rules })[0]?.evidence.at(-1)).toBe('and 4 more')
  })
})
