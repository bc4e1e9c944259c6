import { expect, test } from 'vitest'
import { addConfiguration } from '../../../shared/management/add-configuration.ts'

const a = { identity: 'contoso.com/Users/A', ewsEnabled: false }
const b = { identity: 'contoso.com/Users/B', ewsEnabled: true }

test('a part that only one of them has stays, and an object is the later one', () => {
  expect(addConfiguration({ casMailboxes: [a], organizationConfig: { name: 'Old', ewsEnabled: true } }, {})).toEqual({
    casMailboxes: [a],
    organizationConfig: { name: 'Old', ewsEnabled: true },
  })
  const later = { organizationConfig: { name: 'New' }, managementScopes: [] }
  expect(addConfiguration({ casMailboxes: [a], organizationConfig: { ewsEnabled: true } }, later)).toEqual({
    ...{ casMailboxes: [a], ...later },
  })
})

test('an entry of the same identity is the later one, in its place; others are added', () => {
  const newer = { identity: 'CONTOSO.com/users/a' }
  const { casMailboxes } = addConfiguration({ casMailboxes: [a, b] }, { casMailboxes: [{ identity: 'C' }, newer] })
  expect(casMailboxes).toEqual([newer, b, { identity: 'C' }])
})

test('the same role, held by several through a group, is one for each of them', () => {
  const held = (effectiveUserName: string, enabled: boolean) => ({ name: 'All', effectiveUserName, enabled })
  const { managementRoleAssignments } = addConfiguration(
    { managementRoleAssignments: [held('Anna', true), held('Bert', true)] },
    { managementRoleAssignments: [held('Bert', false)] },
  )
  expect(managementRoleAssignments).toEqual([held('Anna', true), held('Bert', false)])
})

test('a mailbox that two files call by different names is one mailbox', () => {
  const guid = '0a6c7d8e-1111-4222-8333-944445555666'
  const earlier = { identity: 'contoso.test/Users/A', primarySmtpAddress: 'A@contoso.test', guid, ewsEnabled: false }
  const byAddress = { identity: 'a@contoso.test', primarySmtpAddress: 'a@contoso.test', ewsEnabled: true }
  expect(addConfiguration({ casMailboxes: [earlier, b] }, { casMailboxes: [byAddress] }).casMailboxes).toEqual([
    byAddress,
    b,
  ])
  const byAll = { identity: 'CN=A', primarySmtpAddress: 'a@contoso.test', guid: guid.toUpperCase() }
  const twice = { casMailboxes: [{ identity: guid }, byAddress] }
  expect(addConfiguration(twice, { casMailboxes: [byAll] }).casMailboxes).toEqual([byAll])
  const last = { identity: byAddress.identity, ewsEnabled: false }
  expect(addConfiguration(twice, { casMailboxes: [byAll, last] }).casMailboxes).toEqual([last])
})

test('a device is the same where its place or its number is; how it synchronised is told beside it', () => {
  const guid = '0A6c7d8e-1111-4222-8333-944445555666'
  const place = 'contoso.test/Users/A/ExchangeActiveSyncDevices/x'
  const devices = { mobileDevices: [{ identity: place, guid, deviceType: 'iPhone' }, { identity: 'other' }] }
  const byName = { identity: 'CN=x,CN=ExchangeActiveSyncDevices,CN=A', guid: guid.toLowerCase() }
  expect(addConfiguration(devices, { mobileDevices: [byName], mobileDeviceStatistics: [{ identity: place }] })).toEqual(
    { mobileDevices: [byName, { identity: 'other' }], mobileDeviceStatistics: [{ identity: place }] },
  )
  const settings = { activeSyncOrganizationSettings: { defaultAccessLevel: 'Block' as const } }
  expect(addConfiguration({ activeSyncOrganizationSettings: { name: 'Old' } }, settings)).toEqual(settings)
})
