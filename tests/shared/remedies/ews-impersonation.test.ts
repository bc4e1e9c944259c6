import { expect, test } from 'vitest'
import type { ManagementRoleAssignment } from '../../../shared/management/configuration.ts'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const assigned = (more: Partial<ManagementRoleAssignment>, recipientFilter = "PrimarySmtpAddress -like '*'") => ({
  configuration: {
    managementRoleAssignments: [
      {
        name: 'Sync',
        role: 'ApplicationImpersonation',
        roleAssigneeName: 'svc-sync',
        enabled: true,
        recipientWriteScope: 'Organization',
        customRecipientWriteScope: null,
        ...more,
      },
    ],
    managementScopes: [{ name: 'Sales', recipientFilter }],
  },
})
const named = (...addresses: string[]) => ({
  configuration: {
    casMailboxes: addresses.map((primarySmtpAddress, at) => ({
      identity: `contoso.test/Users/${at}`,
      primarySmtpAddress,
    })),
  },
  subject: { mailboxes: addresses },
})
const many = Array.from({ length: 26 }, (_, at) => `m${at}@contoso.test`)
const long = Array.from({ length: 24 }, (_, at) => `${'m'.repeat(60)}${at}@contoso.test`)

test.each<Refusal>([
  ['the integration acts for nobody', { subject: { impersonates: false } }, 'not-needed', 'without impersonation'],
  ['no account is named', { subject: { account: undefined } }, 'by-hand', 'not named'],
  ['no mailbox is named', { subject: { mailboxes: [] } }, 'by-hand', 'No mailbox'],
  ['no assignment was read', { configuration: { managementRoleAssignments: undefined } }, 'not-read', 'who may act'],
  ['no scope was read', { configuration: { managementScopes: undefined } }, 'not-read', 'who may act'],
  ['no mailbox was read', { configuration: { casMailboxes: undefined } }, 'not-read', 'PrimarySmtpAddress of alice@'],
  ['it may act for everybody', assigned({}), 'not-needed', 'already'],
  ['its scope holds them', assigned({ customRecipientWriteScope: 'Sales' }), 'not-needed', 'already'],
  ['there are too many for a filter', named(...many), 'by-hand', '26 mailboxes are too many'],
  ['their addresses are too long for one', named(...long), 'by-hand', 'too many'],
  ['an address could be read as part of a filter', named('a’ -or Name -like ’*@contoso.test'), 'by-hand', 'characters'],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-impersonation', given), kind, says)
})

test('makes a scope of the mailboxes that are meant, and never goes without one', () => {
  const { apply, undo } = planOf('ews-impersonation')
  expect(apply.map(({ cmdlet }) => cmdlet)).toEqual(['New-ManagementScope', 'New-ManagementRoleAssignment'])
  expect(apply[0]?.parameters.RecipientRestrictionFilter).toBe(
    "PrimarySmtpAddress -eq 'alice@contoso.test' -or PrimarySmtpAddress -eq 'bob@contoso.test'",
  )
  expect(apply[1]?.parameters.CustomRecipientWriteScope).toBe(apply[0]?.parameters.Name)
  expect(undo.map(({ cmdlet }) => cmdlet)).toEqual(['Remove-ManagementRoleAssignment', 'Remove-ManagementScope'])
})

test('makes a scope of those alone that no scope holds yet', () => {
  const { apply } = planOf(
    'ews-impersonation',
    assigned({ customRecipientWriteScope: 'Sales' }, "PrimarySmtpAddress -eq 'alice@contoso.test'"),
  )
  expect(apply[0]?.parameters.RecipientRestrictionFilter).toBe("PrimarySmtpAddress -eq 'bob@contoso.test'")
})

test('an assignment that is off, or of somebody else, counts for nothing', () => {
  for (const more of [{ enabled: false }, { roleAssigneeName: 'other' }]) {
    expect(planOf('ews-impersonation', assigned(more)).apply).toHaveLength(2)
  }
})

test('doubles a quote in an address', () => {
  const { apply } = planOf('ews-impersonation', named("o'brien@contoso.test"))
  expect(apply[0]?.parameters.RecipientRestrictionFilter).toBe("PrimarySmtpAddress -eq 'o''brien@contoso.test'")
})

test('takes a name that neither a scope nor an assignment has', () => {
  const { apply } = planOf('ews-impersonation', {
    configuration: {
      managementScopes: [{ name: 'Postern EWS svc-sync' }],
      managementRoleAssignments: [{ name: 'Postern EWS svc-sync 2', role: 'ApplicationImpersonation' }],
    },
  })
  expect(apply.map(({ parameters }) => parameters.Name)).toEqual(['Postern EWS svc-sync 3', 'Postern EWS svc-sync 3'])
  expect(closed.managementScopes).toEqual([])
})

test('says in the undo what to run where the assignment was never made', () => {
  expect(planOf('ews-impersonation').undo[0]?.comment).toContain('run the next command alone')
})
