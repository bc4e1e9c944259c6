import { describe, expect, test } from 'vitest'
import { shortenedConfiguration } from '../../../shared/ews/shortened-configuration.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'

const many = <T>(count: number, entry: (at: number) => T) => Array.from({ length: count }, (_, at) => entry(at))
const casMailboxes = many(1_000, (at) => ({
  identity: `contoso.com/Users/User ${at}`,
  primarySmtpAddress: `user${at}@contoso.com`,
  samAccountName: `user${at}`,
}))
const meant = { mailbox: 'USER7@contoso.com', account: 'CONTOSO\\user9' }

describe('a configuration that a message takes', () => {
  test('of many mailboxes holds the test mailbox and that of the account', () => {
    const { configuration, shortened } = shortenedConfiguration({ casMailboxes, organizationConfig: {} }, meant)
    expect(configuration).toEqual({ casMailboxes: [casMailboxes[7], casMailboxes[9]], organizationConfig: {} })
    expect(shortened).toEqual(['casMailboxes'])
  })

  test('holds no mailbox where neither is known', () => {
    const { configuration } = shortenedConfiguration({ casMailboxes }, { mailbox: 'nobody@contoso.com' })
    expect(configuration).toEqual({ casMailboxes: [] })
  })

  test('holds whose throttling and role are of the account, by whatever it is called', () => {
    const whole: Configuration = {
      casMailboxes,
      throttlingPolicyAssociations: many(1_000, (at) => ({ identity: `contoso.com/Users/User ${at}` })),
      managementRoleAssignments: [
        ...many(1_000, (at) => ({ name: 'All', roleAssigneeName: 'Team', effectiveUserName: `User ${at}` })),
        ...many(300, (at) => ({ name: `Own ${at}`, roleAssigneeName: `user${at}` })),
      ],
    }
    const { configuration, shortened } = shortenedConfiguration(whole, meant)
    expect(configuration.throttlingPolicyAssociations?.map(({ identity }) => identity)).toEqual([
      ...['contoso.com/Users/User 7', 'contoso.com/Users/User 9'],
    ])
    expect(
      configuration.managementRoleAssignments?.map(({ name, effectiveUserName }) => effectiveUserName ?? name),
    ).toEqual([...['User 7', 'User 9', 'Own 7', 'Own 9']])
    expect(shortened).toEqual(['casMailboxes', 'throttlingPolicyAssociations', 'managementRoleAssignments'])
  })

  test('holds the devices of the test mailbox and of the account, by either way to say where they are', () => {
    const dn = 'CN=User 9,OU=Users,DC=contoso,DC=com'
    const mobileDevices = many(1_000, (at) => ({
      identity:
        at === 9
          ? `CN=iPhone§X,CN=ExchangeActiveSyncDevices,${dn}`
          : `contoso.com/Users/User ${at}/ExchangeActiveSyncDevices/iPhone§${at}`,
    }))
    const mailboxes = casMailboxes.map((one, at) => (at === 9 ? { ...one, distinguishedName: dn } : one))
    const whole: Configuration = { casMailboxes: mailboxes, mobileDevices, mobileDeviceStatistics: mobileDevices }
    const { configuration, shortened } = shortenedConfiguration(whole, meant)
    expect(configuration.mobileDevices).toEqual([mobileDevices[7], mobileDevices[9]])
    expect(configuration.mobileDeviceStatistics).toEqual([mobileDevices[7], mobileDevices[9]])
    expect(shortened.toSorted()).toEqual(['casMailboxes', 'mobileDeviceStatistics', 'mobileDevices'])
  })

  test('is the whole where nothing of it is long', () => {
    const whole: Configuration = { casMailboxes: casMailboxes.slice(0, 200), managementScopes: [] }
    expect(shortenedConfiguration(whole, meant)).toEqual({ configuration: whole, shortened: [] })
  })
})
