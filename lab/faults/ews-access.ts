import { atEachMailbox, clientAccess } from '../settings/ews.ts'
import { impersonationRights } from '../settings/impersonation.ts'
import type { FaultEntry } from './fault.ts'

/** EWS that lets the wrong clients in: switched off, lists of user agents, rights, impersonation. */
export const ewsAccessFaults = {
  'ews-disabled-organisation': {
    description: 'Set-OrganizationConfig -EwsEnabled $false turned EWS off for everybody.',
    expected: { check: 'ews/user-agent', outcome: 'everybody-refused' },
    part: 'ews-user-agents',
    change: ({ ews }) => {
      ews.organisation.enabled = false
    },
  },
  'ews-disabled-mailbox': {
    description: 'Set-CASMailbox -EwsEnabled $false turned EWS off for the mailbox.',
    expected: { check: 'ews/user-agent', outcome: 'everybody-refused' },
    part: 'ews-user-agents',
    change: ({ ews }) => {
      ews.mailboxes = atEachMailbox({ enabled: false })
    },
  },
  'ews-allow-list-without-vendor': {
    description: 'EwsApplicationAccessPolicy is EnforceAllowList, and the list names Outlook for Mac and Teams alone.',
    expected: { check: 'ews/user-agent', outcome: 'everybody-refused' },
    part: 'ews-user-agents',
    change: ({ ews }) => {
      ews.organisation = clientAccess({ policy: 'EnforceAllowList', allowList: ['MacOutlook/*', '*Teams/*'] })
    },
  },
  'ews-user-agent-refused': {
    description: "EWS answers 403 after sign-in to the vendor's user agents, which EwsBlockList names; others pass.",
    expected: { check: 'ews/user-agent', outcome: 'vendor-refused' },
    part: 'ews-user-agents',
    change: ({ ews }) => {
      ews.organisation = clientAccess({ policy: 'EnforceBlockList', blockList: ['python-EAS-Client*', 'Nylas*'] })
    },
  },
  'ews-allow-list-of-mailbox': {
    description:
      'The allow list of the mailbox leaves the vendor out, and the account passes it by impersonation alone.',
    expected: { check: 'ews/user-agent', outcome: 'only-impersonated' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.mailboxes = atEachMailbox({ policy: 'EnforceAllowList', allowList: ['MacOutlook/*'] })
      ews.organisationFile.impersonation = true
    },
  },
  'ews-impersonation-denied': {
    description: 'The service account has no role ApplicationImpersonation, so that it may act for nobody.',
    expected: { check: 'ews/impersonation', outcome: 'denied' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.impersonation = impersonationRights('none')
      Object.assign(ews.organisationFile, { mailbox: 'bob@contoso.test', impersonation: true })
    },
  },
  'ews-impersonation-out-of-scope': {
    description: 'The role ApplicationImpersonation of the service account has a scope that leaves the mailbox out.',
    expected: { check: 'ews/impersonation', outcome: 'mailbox-denied' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.impersonation = impersonationRights({
        name: 'Sales',
        filter: "CustomAttribute1 -eq 'Sales'",
        exclusive: false,
      })
      Object.assign(ews.organisationFile, { mailbox: 'bob@contoso.test', impersonation: true })
    },
  },
  'ews-impersonation-fails': {
    description: 'The mailbox is linked to an account of another forest, which is gone, so that nobody can act as it.',
    expected: { check: 'ews/impersonation', outcome: 'failed' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.linkedAccount = 'gone'
      Object.assign(ews.organisationFile, { mailbox: 'bob@contoso.test', impersonation: true })
    },
  },
  'ews-shared-mailbox-without-rights': {
    description: 'The organisation file names the mailbox of bob, on which alice was given no right.',
    expected: { check: 'ews/inbox', outcome: 'refused-rights' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.organisationFile.mailbox = 'bob@contoso.test'
    },
  },
  'ews-shared-mailbox-half-shared': {
    description: 'Bob shared the top of his mailbox with alice, and none of the folders in it.',
    expected: { check: 'ews/inbox', outcome: 'refused-rights' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.rightsOnBob = 'visible'
      ews.organisationFile.mailbox = 'bob@contoso.test'
    },
  },
} satisfies Record<string, FaultEntry>
