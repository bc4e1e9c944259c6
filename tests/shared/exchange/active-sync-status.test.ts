import { describe, expect, test } from 'vitest'
import { httpStatusOf } from '../../../lab/exchange/active-sync-refusal.ts'
import { activeSyncStatus, statusesSaidBy } from '../../../shared/exchange/active-sync-status.ts'

const sentence = /^\p{Lu}.*\.$/u

describe('a status that no table has', () => {
  test.each([
    ['FolderSync', 0, 'other'],
    ['FolderSync', 2, 'other'],
    ['Sync', 222, 'other'],
    ['Policy', 2, 'provisioning'],
    ['Nothing', 5, 'other'],
  ])('%s %i is named by its number', (command, status, kind) => {
    expect(activeSyncStatus(command, status)).toMatchObject({ name: `status ${status}`, kind })
  })
})

const known = Array.from({ length: 100 }, (_, index) => 101 + index).filter(
  (status) => !activeSyncStatus('Sync', status).name.startsWith('status'),
)

test('the ones that facts tell of are there', () => {
  expect(known.length).toBeGreaterThan(30)
  expect(statusesSaidBy(507)).toEqual(['MailboxQuotaExceeded'])
  expect(statusesSaidBy(449)).toEqual([
    'RemoteWipeRequested',
    'LegacyDeviceOnStrictPolicy',
    'DeviceNotProvisioned',
    'PolicyRefresh',
    'InvalidPolicyKey',
  ])
  expect(statusesSaidBy(400)).toEqual([
    'InvalidContent',
    'InvalidWBXML',
    'InvalidXML',
    'DeviceIdMissingOrInvalid',
    'DeviceTypeMissingOrInvalid',
    'VersionNotSupported',
  ])
  expect(statusesSaidBy(501)).toEqual(['CommandNotSupported'])
  expect(statusesSaidBy(200)).toEqual([])
})

test.each(known)('%i has words that are sentences', (status) => {
  const { name, cause, advice } = activeSyncStatus('Sync', status)
  expect(name).toMatch(/^[A-Z][A-Za-z]+$/)
  expect(cause).toMatch(sentence)
  expect(advice).toMatch(sentence)
})

// MS-ASCMD 2.2.2, with the HTTP status that servers up to version 12.1 send instead.
test.each<[status: number, name: string, kind: string, before14: number[] | undefined]>([
  [110, 'ServerError', 'other', [500]],
  [111, 'ServerErrorRetryLater', 'busy', [503]],
  [112, 'ActiveDirectoryAccessDenied', 'other', [403]],
  [113, 'MailboxQuotaExceeded', 'full', [507]],
  [114, 'MailboxServerOffline', 'other', [503]],
  [123, 'UserHasNoMailbox', 'other', [403]],
  [124, 'UserCannotBeAnonymous', 'other', [403]],
  [125, 'UserPrincipalCouldNotBeFound', 'other', [403]],
  [126, 'UserDisabledForSync', 'access', [403]],
  [127, 'UserOnNewMailboxCannotSync', 'other', [403]],
  [128, 'UserOnLegacyMailboxCannotSync', 'other', [403]],
  [129, 'DeviceIsBlockedForThisUser', 'access', [403]],
  [130, 'AccessDenied', 'access', [403]],
  [131, 'AccountDisabled', 'other', [403]],
  [132, 'SyncStateNotFound', 'other', [403, 500]],
  [137, 'CommandNotSupported', 'other', [501]],
  [138, 'VersionNotSupported', 'other', [400]],
  [139, 'DeviceNotFullyProvisionable', 'provisioning', [403]],
  [140, 'RemoteWipeRequested', 'remote-wipe', [403, 449]],
  [141, 'LegacyDeviceOnStrictPolicy', 'provisioning', [403, 449]],
  [142, 'DeviceNotProvisioned', 'provisioning', [449]],
  [143, 'PolicyRefresh', 'provisioning', [449]],
  [144, 'InvalidPolicyKey', 'provisioning', [449]],
  [145, 'ExternallyManagedDevicesNotAllowed', 'provisioning', [403]],
  [165, 'DeviceInformationRequired', 'provisioning', undefined],
  [177, 'MaximumDevicesReached', 'partnerships', [403]],
])('%i is %s', (status, name, kind, before14) => {
  for (const command of ['Provision', 'FolderSync', 'Sync', 'Settings', 'Policy']) {
    expect(activeSyncStatus(command, status)).toMatchObject({ name, kind })
    expect(activeSyncStatus(command, status).before14).toEqual(before14)
  }
})

test.each(['Provision', 'FolderSync', 'Sync', 'Settings', 'Policy'])('1 is success in %s', (command) => {
  expect(activeSyncStatus(command, 1).kind).toBe('success')
})

test.each(known)('%i is said by one HTTP status of the lab’s and of this table’s', (status) => {
  const { before14 } = activeSyncStatus('Sync', status)
  // 400 is what the lab says by where nobody knows better.
  expect(before14 ?? [400]).toContain(httpStatusOf(status))
})
