import type { Configuration } from '../../../shared/management/configuration.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { RemedyId, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { remedyScripts } from '../../../shared/remedies/remedy-scripts.ts'

/** A service account that keeps two mailboxes current. */
export const subject: RemedySubject = {
  userAgent: 'VendorSync/2.1',
  account: 'CONTOSO\\svc-sync',
  impersonates: true,
  mailboxes: ['alice@contoso.test', 'bob@contoso.test'],
  url: 'https://mail.contoso.test/EWS/Exchange.asmx',
}

const mailbox = (name: string, ewsEnabled: boolean | null) => ({
  identity: `contoso.test/Users/${name}`,
  primarySmtpAddress: `${name.toLowerCase()}@contoso.test`,
  samAccountName: name.toLowerCase(),
  ewsEnabled,
  ewsApplicationAccessPolicy: null,
  ewsAllowList: [],
  ewsBlockList: [],
})

const directory = (server: string) => ({
  identity: `${server}\\EWS (Default Web Site)`,
  server,
  internalUrl: `https://${server.toLowerCase()}.contoso.test/EWS/Exchange.asmx`,
  externalUrl: null,
  windowsAuthentication: false,
  basicAuthentication: false,
  extendedProtectionTokenChecking: 'Require' as const,
  extendedProtectionFlags: ['None'],
})

/** An organisation in which everything is wrong that a remedy mends, but for the block list. */
export const closed = {
  organizationConfig: {
    ewsEnabled: false,
    ewsApplicationAccessPolicy: 'EnforceAllowList',
    ewsAllowList: ['OWA/*', 'Other/*'],
    ewsBlockList: [],
  },
  casMailboxes: [mailbox('Alice', false), mailbox('Bob', null)],
  webServicesVirtualDirectories: [directory('EXCH01'), directory('EXCH02')],
  throttlingPolicies: [
    {
      identity: 'GlobalThrottlingPolicy',
      name: 'GlobalThrottlingPolicy',
      throttlingPolicyScope: 'Global',
      ewsMaxConcurrency: 27,
      ewsMaxSubscriptions: 5_000,
      ewsMaxBurst: 300_000,
      ewsRechargeRate: 900_000,
      ewsCutoffBalance: 3_000_000,
    },
  ],
  throttlingPolicyAssociations: [
    { identity: 'contoso.test/Users/svc-sync', name: 'svc-sync', throttlingPolicyId: null },
  ],
  managementRoleAssignments: [],
  managementScopes: [],
} satisfies Configuration

const blocking = {
  ...closed,
  organizationConfig: {
    ...closed.organizationConfig,
    ewsApplicationAccessPolicy: 'EnforceBlockList',
    ewsAllowList: [],
    ewsBlockList: ['Vendor*', 'Other/*'],
  },
} satisfies Configuration

/** Of each remedy, the configuration that its page shows it by. */
export const examples: Readonly<Record<RemedyId, Configuration>> = {
  'ews-organisation-enabled': closed,
  'ews-mailbox-enabled': closed,
  'ews-allow-list': closed,
  'ews-block-list': blocking,
  'ews-urls': closed,
  'ews-authentication': closed,
  'ews-extended-protection': closed,
  'ews-throttling-policy': closed,
  'ews-impersonation': closed,
}

/** The scripts of a remedy by its example, as they stand in its page: of CR LF, only LF. */
export function exampleScripts(id: RemedyId): Record<'preview' | 'apply' | 'undo', string> {
  const plan = remedies[id].plan(examples[id], subject)
  if (plan.kind !== 'plan') throw new Error(`${id}: ${plan.sentence}`)
  const facts = { organisation: 'Contoso', madeAt: '2026-11-29T03:00:00.000Z' }
  const { preview, apply, undo } = remedyScripts(remedies[id], plan, facts)
  const inPage = (text: string) => text.replaceAll('\r\n', '\n').trimEnd()
  return { preview: inPage(preview), apply: inPage(apply), undo: inPage(undo) }
}
