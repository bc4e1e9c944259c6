import { expect, it } from 'vitest'
import { Devices } from '../../../lab/exchange/active-sync-devices.ts'
import { type FaultId, faults, settingsOfNode } from '../../../lab/faults.ts'
import { Management } from '../../../lab/management/management.ts'
import type { Settings } from '../../../lab/settings.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import { taken } from '../../electron/engine/management/read-text-file.ts'

const now = () => new Date('2026-11-29T03:00:00Z')

function managementOf(ids: readonly FaultId[] = [], adjust?: (settings: Settings) => void): Management {
  const nodes = new Map<number, Settings>()
  const settingsOf = (node = 1): Settings => {
    const settings = nodes.get(node) ?? settingsOfNode(node, ids, adjust)
    nodes.set(node, settings)
    return settings
  }
  return new Management({ settingsOf, port: 8443, devices: new Devices(), now })
}

function read(management: Management, options?: Parameters<Management['configuration']>[0]): Configuration {
  return taken(management.configuration(options)).configuration
}

it('is read without a word about it, and whole', () => {
  const reading = taken(managementOf().configuration(), { name: 'postern-configuration.json' })
  expect(reading).toMatchObject({
    format: 'postern',
    computer: 'EXCH01',
    problems: [],
    older: [],
    documentErrors: [],
    ignoredObjects: 0,
  })
  expect(reading.configuration).toMatchObject({
    organizationConfig: { name: 'Contoso', ewsEnabled: null, ewsAllowList: [] },
    casMailboxes: [{ primarySmtpAddress: 'alice@contoso.test' }, { samAccountName: 'bob' }, { samAccountName: 'zoë' }],
    webServicesVirtualDirectories: [
      {
        identity: 'EXCH01\\EWS (Default Web Site)',
        externalUrl: 'https://mail.contoso.test:8443/EWS/Exchange.asmx',
        extendedProtectionTokenChecking: 'Allow',
      },
    ],
    throttlingPolicies: [{ throttlingPolicyScope: 'Global', ewsMaxConcurrency: 27 }],
    throttlingPolicyAssociations: [{ throttlingPolicyId: null }, {}, {}],
    managementRoleAssignments: [
      { roleAssigneeName: 'Organization Management' },
      { effectiveUserName: 'Alice Example' },
    ],
    managementScopes: [],
    exchangeServers: [{ name: 'EXCH01', adminDisplayVersion: 'Version 15.2 (Build 2562.53)' }],
  })
})

/** What a fault is in the configuration, where it is there at all. */
it.each<[FaultId, object]>([
  ['ews-disabled-organisation', { organizationConfig: { ewsEnabled: false } }],
  ['ews-disabled-mailbox', { casMailboxes: [{ ewsEnabled: false }, { ewsEnabled: false }, { ewsEnabled: false }] }],
  [
    'ews-allow-list-without-vendor',
    {
      organizationConfig: {
        ewsApplicationAccessPolicy: 'EnforceAllowList',
        ewsAllowList: ['MacOutlook/*', '*Teams/*'],
      },
    },
  ],
  [
    'ews-user-agent-refused',
    {
      organizationConfig: {
        ewsApplicationAccessPolicy: 'EnforceBlockList',
        ewsBlockList: ['python-EAS-Client*', 'Nylas*'],
      },
    },
  ],
  ['ews-allow-list-of-mailbox', { casMailboxes: [{ ewsApplicationAccessPolicy: 'EnforceAllowList' }, {}, {}] }],
  ['ews-external-url-empty', { webServicesVirtualDirectories: [{ externalUrl: null }] }],
  [
    'ews-external-url-retired',
    { webServicesVirtualDirectories: [{ externalUrl: 'https://legacy.contoso.test:8443/EWS/Exchange.asmx' }] },
  ],
  ['basic-only', { webServicesVirtualDirectories: [{ windowsAuthentication: false, basicAuthentication: true }] }],
  ['ews-no-ntlm', { webServicesVirtualDirectories: [{ windowsAuthentication: true, basicAuthentication: false }] }],
  ['extended-protection-required', { webServicesVirtualDirectories: [{ extendedProtectionTokenChecking: 'Require' }] }],
  ['extended-protection-off', { webServicesVirtualDirectories: [{ extendedProtectionTokenChecking: 'None' }] }],
  [
    'ews-throttled-back-off',
    {
      throttlingPolicies: [{}, { name: 'Service accounts', ewsRechargeRate: 60_000, ewsMaxBurst: null }],
      throttlingPolicyAssociations: [{ throttlingPolicyId: 'Service accounts' }, { throttlingPolicyId: null }, {}],
    },
  ],
  ['ews-impersonation-denied', { managementRoleAssignments: [{ roleAssigneeType: 'RoleGroup' }] }],
  [
    'ews-impersonation-out-of-scope',
    {
      managementRoleAssignments: [{}, { customRecipientWriteScope: 'Sales' }],
      managementScopes: [{ name: 'Sales', recipientFilter: "CustomAttribute1 -eq 'Sales'" }],
    },
  ],
  ['server-outdated', { exchangeServers: [{ adminDisplayVersion: 'Version 15.2 (Build 2562.17)' }] }],
])('shows the fault %s', (fault, shows) => {
  expect(read(managementOf([fault]))).toMatchObject(shows)
})

it('shows each server by itself', () => {
  const { webServicesVirtualDirectories: directories = [], exchangeServers = [] } = read(
    managementOf(['one-node-no-ntlm']),
  )
  expect(directories.map(({ server, windowsAuthentication }) => [server, windowsAuthentication])).toEqual(
    Array.from({ length: 8 }, (_, index) => [`EXCH0${index + 1}`, index !== 2]),
  )
  expect(exchangeServers).toHaveLength(8)
})

it('can be read with every fault', () => {
  for (const { id } of faults) expect(read(managementOf([id])).organizationConfig, id).toBeDefined()
})

it('lists no mailbox of an account that has none', () => {
  const management = managementOf([], ({ ews }) => {
    ews.ownMailbox = 'none'
  })
  const { casMailboxes = [], throttlingPolicyAssociations = [] } = read(management)
  expect(casMailboxes.map(({ samAccountName }) => samAccountName)).toEqual(['bob', 'zoë'])
  expect(throttlingPolicyAssociations.map(({ name }) => name)).toContain('Alice Example')
})

it('makes mailboxes up: the same for the same seed, and some of them shut', () => {
  const { casMailboxes: many = [] } = read(managementOf(), { mailboxes: 10_000, seed: 7 })
  expect(many).toHaveLength(10_003)
  expect(new Set(many.map(({ identity }) => identity)).size).toBe(10_003)
  const shut = many.filter(({ ewsEnabled }) => ewsEnabled === false).length
  expect(shut).toBeGreaterThan(100)
  expect(shut).toBeLessThan(1_000)
  const { casMailboxes: few } = read(managementOf(), { mailboxes: 50, seed: 7 })
  expect(few).toEqual(many.slice(0, 53))
  expect(read(managementOf(), { mailboxes: 500, seed: 8 }).casMailboxes).not.toEqual(many.slice(0, 503))
})

it('keeps mailboxes that were made up, with what was changed, until it starts afresh', async () => {
  const management = managementOf()
  management.configuration({ mailboxes: 20 })
  await management.apply("Set-CASMailbox -Identity 'user00011@contoso.test' -EwsAllowOutlook $false")
  const { casMailboxes = [] } = read(management, { mailboxes: 30 })
  expect(casMailboxes).toHaveLength(33)
  expect(casMailboxes[13]).toMatchObject({ samAccountName: 'user00011', ewsAllowOutlook: false })
  expect(read(management, { mailboxes: 10 }).casMailboxes).toHaveLength(33)
  management.startAfresh()
  expect(read(management).casMailboxes).toHaveLength(3)
})

it('escapes as Windows PowerShell does, and is the same text again', async () => {
  const management = managementOf()
  const agent = `Ann's <tool> & "co" 😀`
  await management.apply(
    `Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList '${agent.replace("'", "''")}'`,
  )
  const file = management.configuration()
  expect(file).toMatch(
    /^\uFEFF\{"postern":\{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T03:00:00\.0000000Z"/,
  )
  expect(file).toContain('Ann\\u0027s \\u003ctool\\u003e \\u0026 \\"co\\" 😀')
  expect(file.split('\n').every((line) => line === '' || line.endsWith('\r'))).toBe(true)
  expect(read(management).organizationConfig?.ewsAllowList).toEqual([agent])
})
