import { expect, it } from 'vitest'
import { groupMailboxes, judgeMailboxes, type MailboxReason } from '../../../shared/ews/judge-mailboxes.ts'
import type { CasMailbox, Configuration } from '../../../shared/management/configuration.ts'
import type { RemedySubject } from '../../../shared/remedies/remedy.ts'

const blank = {
  ewsEnabled: null,
  ewsApplicationAccessPolicy: null,
  ewsAllowList: [],
  ewsBlockList: [],
  ewsAllowOutlook: null,
  ewsAllowMacOutlook: null,
  ewsAllowEntourage: null,
}
const mailbox = (name: string, changes: Partial<CasMailbox> = {}): CasMailbox => ({
  identity: `contoso.test/Users/${name}`,
  primarySmtpAddress: `${name}@contoso.test`,
  samAccountName: name,
  ...blank,
  ...changes,
})
const subject: RemedySubject = {
  userAgent: 'python-EAS-Client 1.0',
  impersonates: true,
  account: 'CONTOSO\\svc',
  mailboxes: [],
}
const scoped = {
  managementRoleAssignments: [
    {
      name: 'a',
      role: 'ApplicationImpersonation',
      roleAssigneeName: 'svc',
      enabled: true,
      recipientWriteScope: 'CustomRecipientScope',
      customRecipientWriteScope: 'S',
    },
  ],
  managementScopes: [
    {
      name: 'S',
      recipientFilter:
        "(SamAccountName -notlike 'outside*') -and ((SamAccountName -notlike 'unknown*') -or (Department -eq 'Sales'))",
      recipientRoot: null,
    },
  ],
}
const configuration: Configuration = {
  organizationConfig: blank,
  casMailboxes: [
    mailbox('fine'),
    mailbox('off', { ewsEnabled: false }),
    mailbox('outside'),
    mailbox('outside-and-off', { ewsEnabled: false }),
    mailbox('unknown'),
    mailbox('half-read', { ewsEnabled: undefined }),
    mailbox('twin1', { samAccountName: 'twin' }),
    mailbox('twin2', { samAccountName: 'twin' }),
    mailbox('on', { ewsEnabled: true }),
    mailbox('svc'),
  ],
  ...scoped,
}

type Row = [name: string, reason: MailboxReason, state: string, remedy: string | undefined]

it.each<Row>([
  ['off@contoso.test', 'mailbox-refuses', 'shut', 'ews-mailbox-enabled'],
  ['outside@contoso.test', 'out-of-scope', 'shut', 'ews-impersonation'],
  // What is set for the mailbox is named first: with the scope alone it would still be shut.
  ['outside-and-off@contoso.test', 'mailbox-refuses', 'shut', 'ews-mailbox-enabled'],
  ['unknown@contoso.test', 'scope-not-known', 'not-known', undefined],
  ['half-read@contoso.test', 'not-read', 'not-known', undefined],
  ['twin', 'not-found', 'not-known', undefined],
  ['nobody@contoso.test', 'not-found', 'not-known', undefined],
  ['FINE@contoso.test', 'works', 'works', undefined],
  ['CONTOSO\\fine', 'works', 'works', undefined],
])('%s: %s', (name, reason, state, remedy) => {
  const [judgement] = judgeMailboxes(configuration, subject, [name])
  expect(judgement).toMatchObject({ mailbox: name, reason, state })
  expect(judgement?.remedy).toBe(remedy)
  expect(judgement?.sentence).toMatch(/\.$/)
  expect(judgement?.identity === undefined).toBe(reason === 'not-found')
})

it('says of each that nobody may act for it, where the account has no role', () => {
  const judged = judgeMailboxes({ ...configuration, managementRoleAssignments: [] }, subject, ['fine@contoso.test'])
  expect(judged).toMatchObject([{ reason: 'no-impersonation', state: 'shut', remedy: 'ews-impersonation' }])
})

it('says that nothing can be said, where no mailbox or no assignment was read', () => {
  const { managementRoleAssignments: _, ...withoutRoles } = configuration
  expect(judgeMailboxes({ organizationConfig: blank }, subject, ['fine@contoso.test'])).toMatchObject([
    { reason: 'not-read' },
  ])
  expect(judgeMailboxes(withoutRoles, subject, ['fine@contoso.test'])).toMatchObject([
    { reason: 'not-read', state: 'not-known' },
  ])
})

it('goes by the organisation for all of them, and by the documents that disagree for the one that is switched on', () => {
  const offForAll = { ...configuration, organizationConfig: { ...blank, ewsEnabled: false } }
  expect(judgeMailboxes(offForAll, subject, ['fine@contoso.test', 'on@contoso.test'])).toMatchObject([
    { reason: 'organisation-refuses', state: 'shut', remedy: 'ews-organisation-enabled' },
    { reason: 'documents-disagree', state: 'doubtful', remedy: 'ews-organisation-enabled' },
  ])
})

it('goes by the settings of the account for each mailbox that it opens by its own rights', () => {
  const offForAccount = {
    ...configuration,
    casMailboxes: [mailbox('svc', { ewsEnabled: false }), mailbox('fine'), mailbox('off', { ewsEnabled: false })],
  }
  const own = { ...subject, impersonates: false }
  const list = ['fine@contoso.test', 'off@contoso.test']
  expect(judgeMailboxes(offForAccount, own, list).map(({ reason }) => reason)).toEqual([
    'mailbox-refuses',
    'mailbox-refuses',
  ])
  expect(judgeMailboxes(configuration, own, list).map(({ reason }) => reason)).toEqual(['works', 'works'])
})

it('is grouped by reason and remedy, what cannot work first, and no mailbox is lost', () => {
  const list = [
    'fine@contoso.test',
    'off@contoso.test',
    'nobody@contoso.test',
    'outside@contoso.test',
    'svc@contoso.test',
    'outside-and-off@contoso.test',
  ]
  const groups = groupMailboxes(judgeMailboxes(configuration, subject, list))
  expect(groups.map(({ reason, remedy, mailboxes }) => [reason, remedy, mailboxes])).toEqual([
    ['mailbox-refuses', 'ews-mailbox-enabled', ['off@contoso.test', 'outside-and-off@contoso.test']],
    ['out-of-scope', 'ews-impersonation', ['outside@contoso.test']],
    ['not-found', undefined, ['nobody@contoso.test']],
    ['works', undefined, ['fine@contoso.test', 'svc@contoso.test']],
  ])
  expect(groups.every(({ sentence }) => sentence.length > 0)).toBe(true)
})
