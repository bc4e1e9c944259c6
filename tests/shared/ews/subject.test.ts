import { expect, it } from 'vitest'
import { judgeMailboxes } from '../../../shared/ews/judge-mailboxes.ts'
import { subjectOf, subjectOfList } from '../../../shared/ews/subject.ts'

const organisation = { mailbox: 'probe@contoso.test', account: { username: 'CONTOSO\\probe' } }
const blank = {
  ewsEnabled: null,
  ewsApplicationAccessPolicy: null,
  ewsAllowList: [],
  ewsBlockList: [],
}
const configuration = {
  organizationConfig: blank,
  casMailboxes: [
    { ...blank, identity: 'probe', primarySmtpAddress: 'probe@contoso.test', samAccountName: 'probe' },
    { ...blank, identity: 'off', primarySmtpAddress: 'off@contoso.test', ewsEnabled: false },
  ],
}

it('does not let the account of the probe vouch for the mailboxes of others', () => {
  const list = ['probe@contoso.test', 'off@contoso.test']
  const judged = judgeMailboxes(configuration, subjectOfList(subjectOf(organisation)), list)
  expect(judged.map(({ state }) => state)).toEqual(['works', 'shut'])
})

it('keeps the account that acts for each of them', () => {
  const subject = subjectOf({ ...organisation, impersonation: true })
  expect(subjectOfList(subject)).toBe(subject)
  expect(subject).toMatchObject({ account: 'CONTOSO\\probe', impersonates: true, mailboxes: ['probe@contoso.test'] })
})
