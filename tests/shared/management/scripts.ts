import { bulkScriptText, type MailboxChange } from '../../../shared/management/bulk-script.ts'
import { command } from '../../../shared/management/cmdlets.ts'
import { collectionScriptText } from '../../../shared/management/collection-script.ts'
import { type ListStep, listScriptText } from '../../../shared/management/list-script.ts'
import { scriptParts, scriptText } from '../../../shared/management/script.ts'

const organisation = 'Contoso (contoso.com)'
const madeAt = '2026-11-29T02:30:00Z'

const apply = [
  command(
    'Set-OrganizationConfig',
    { EwsApplicationAccessPolicy: 'EnforceAllowList', EwsAllowList: { add: ['NylasClient/*', "O'Brien’s sync"] } },
    'Let the client in',
  ),
  command('New-ManagementScope', { Name: 'Sync', RecipientRestrictionFilter: "Alias -eq 'anna' -or Alias -eq 'bo'" }),
  command('New-ManagementRoleAssignment', {
    Name: 'Sync impersonation',
    Role: 'ApplicationImpersonation',
    User: 'CONTOSO\\svc-sync',
    CustomRecipientWriteScope: 'Sync',
  }),
  command('New-ThrottlingPolicy', { Name: 'Sync', EwsMaxConcurrency: 50, EwsCutoffBalance: 'Unlimited' }),
  command('Set-ThrottlingPolicyAssociation', { Identity: 'CONTOSO\\svc-sync', ThrottlingPolicy: 'Sync' }),
]
const undo = [
  command('Set-ThrottlingPolicyAssociation', { Identity: 'CONTOSO\\svc-sync', ThrottlingPolicy: null }),
  command('Remove-ThrottlingPolicy', { Identity: 'Sync', Force: true }),
  command('Remove-ManagementRoleAssignment', { Identity: 'Sync impersonation' }),
  command('Remove-ManagementScope', { Identity: 'Sync' }),
  command(
    'Set-OrganizationConfig',
    { EwsApplicationAccessPolicy: 'EnforceAllowList', EwsAllowList: null },
    'Nothing was there',
  ),
]

export const changes: MailboxChange[] = [
  { identity: 'anna@contoso.com', to: { EwsEnabled: true }, from: { EwsEnabled: false } },
  {
    identity: "bo.o'neill@contoso.com",
    to: { EwsApplicationAccessPolicy: 'EnforceAllowList', EwsAllowList: { add: ['NylasClient/*'] } },
    from: { EwsApplicationAccessPolicy: 'EnforceAllowList', EwsAllowList: ['OtherClient/*', 'Third'] },
  },
  {
    identity: 'carla@contoso.com',
    to: { EwsApplicationAccessPolicy: 'EnforceBlockList', EwsBlockList: { remove: ['*Client*'] } },
    from: { EwsApplicationAccessPolicy: 'EnforceBlockList', EwsBlockList: ['*Client*'] },
  },
]

const listSteps: ListStep[] = [
  {
    what: 'python (DeviceType)',
    apply: command('New-ActiveSyncDeviceAccessRule', {
      ...{ Characteristic: 'DeviceType', QueryString: 'python', AccessLevel: 'Allow' },
    }),
    undo: command('Remove-ActiveSyncDeviceAccessRule', { Identity: 'python (DeviceType)' }),
  },
  { identity: 'anna@contoso.com', list: 'ActiveSyncBlockedDeviceIDs', add: [], remove: ['ApplF0000001'] },
  { identity: 'anna@contoso.com', list: 'ActiveSyncAllowedDeviceIDs', add: ['ApplF0000001', 'O’Neill’s'], remove: [] },
]

/** A script of every kind, by the name of its golden. */
export const scripts: [string, string][] = [
  ...scriptParts.map((part): [string, string] => [
    `single-${part}`,
    scriptText({
      part,
      title: 'Let the client in',
      organisation,
      madeAt,
      commands: part === 'undo' ? undo : apply,
    }),
  ]),
  ...scriptParts.map((part): [string, string] => [
    `bulk-${part}`,
    bulkScriptText({
      part,
      title: 'Let the client in',
      organisation,
      madeAt,
      changes,
      logName: `postern-mailboxes-${part}-log.csv`,
      batch: 2,
    }),
  ]),
  ...scriptParts.map((part): [string, string] => [
    `list-${part}`,
    listScriptText({
      part,
      title: 'Decide about devices',
      organisation,
      madeAt,
      steps: listSteps,
      logName: `postern-decisions-${part}-log.csv`,
      applyLogName: 'postern-decisions-apply-log.csv',
      batch: 2,
    }),
  ]),
  ['collection', collectionScriptText({ organisation, madeAt })],
  ['collection-of-devices', collectionScriptText({ organisation, madeAt, uses: ['devices'] })],
  ['collection-of-both', collectionScriptText({ organisation, madeAt, uses: ['ews', 'devices'], statistics: true })],
  [
    'collection-of-some',
    collectionScriptText({
      organisation,
      madeAt,
      cmdlets: ['Get-CASMailbox', 'Get-ThrottlingPolicyAssociation'],
      mailboxes: ['anna@contoso.com', "bo.o'neill@contoso.com"],
      account: 'CONTOSO\\svc-sync',
    }),
  ],
]
