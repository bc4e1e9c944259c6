import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { impersonationOf, type MayActFor } from '../../../shared/ews/impersonation.ts'
import { indexMailboxes } from '../../../shared/ews/mailbox-index.ts'
import { type FilterAnswer, readRecipientFilter } from '../../../shared/ews/recipient-filter.ts'
import type {
  CasMailbox,
  Configuration,
  ManagementRoleAssignment,
  ManagementScope,
} from '../../../shared/management/configuration.ts'

const bob: CasMailbox = {
  identity: 'contoso.test/Sales/Bob Example',
  primarySmtpAddress: 'bob@contoso.test',
  samAccountName: 'bob',
  displayName: 'Bob Example',
  distinguishedName: 'CN=Bob Example,OU=Sales,DC=contoso,DC=test',
}
const service: CasMailbox = { identity: 'contoso.test/Services/Sync Service', samAccountName: 'svc-sync' }

describe('a recipient filter, of bob', () => {
  it.each<[filter: string, answer: FilterAnswer]>([
    ["PrimarySmtpAddress -eq 'BOB@contoso.test'", true],
    ["PrimarySmtpAddress -eq 'alice@contoso.test'", false],
    ["PrimarySmtpAddress -ne 'alice@contoso.test'", true],
    ["SamAccountName -like 'b*'", true],
    ["SamAccountName -notlike 'b*'", false],
    ['DisplayName -eq "Bob Example"', true],
    ["Name -like 'SystemMailbox{*'", false],
    ["DistinguishedName -like '*,OU=Sales,*'", true],
    ["RecipientType -eq 'UserMailbox'", true],
    ["Department -eq 'Sales'", 'not-known'],
    ["Guid -eq '5d0c'", 'not-known'],
    ["(Department -eq 'Sales') -or (SamAccountName -eq 'bob')", true],
    ["(Department -eq 'Sales') -and (SamAccountName -eq 'alice')", false],
    ["(Department -eq 'Sales') -and (SamAccountName -eq 'bob')", 'not-known'],
    ["-not (SamAccountName -eq 'alice')", true],
    ["!(SamAccountName -eq 'bob')", false],
    ["-not(Department -eq 'Sales')", 'not-known'],
    ["SamAccountName -eq 'alice' -or SamAccountName -eq 'zoe' -or samaccountname -EQ 'bob'", true],
    // -and binds closer than -or, and -not closest.
    ["SamAccountName -eq 'bob' -or SamAccountName -eq 'bob' -and SamAccountName -eq 'alice'", true],
    ["-not SamAccountName -eq 'bob' -or SamAccountName -eq 'bob'", true],
    [
      "((((RecipientType -eq 'UserMailbox') -and (SamAccountName -like 'b*'))) -and (-not(Name -like 'SystemMailbox{*')) -and (-not(Name -like 'CAS_{*')))",
      true,
    ],
    ["DisplayName -eq 'O''Neill'", false],
    ["DisplayName -ne 'O''Neill'", true],
    ['DisplayName -eq $null', false],
    ['DisplayName -ne $null', true],
    ['SamAccountName -eq bob', true],
    ["WhenCreated -gt '2020-01-01'", 'not-known'],
    ["SamAccountName -gt 'a'", 'not-known'],
    ["constructor -eq 'bob'", 'not-known'],
    ["__proto__ -eq 'bob'", 'not-known'],
    ["SamAccountName -constructor 'bob'", 'not-known'],
    ['', 'not-known'],
    ["SamAccountName -eq 'bob", 'not-known'],
    ["(SamAccountName -eq 'bob'", 'not-known'],
    ["SamAccountName -eq 'bob' and more", 'not-known'],
    ["SamAccountName -eq 'bob') -or (SamAccountName -eq 'bob'", 'not-known'],
    ["'SamAccountName' -eq 'bob'", 'not-known'],
    ['SamAccountName -eq )', 'not-known'],
    [`${'('.repeat(5_000)}SamAccountName -eq 'bob'${')'.repeat(5_000)}`, 'not-known'],
    [`${'-not '.repeat(1_000)}SamAccountName -eq 'bob'`, 'not-known'],
  ])('%j', (filter, answer) => {
    expect(readRecipientFilter(filter).means(bob)).toBe(answer)
  })

  it('names the properties that were not read', () => {
    const { untold } = readRecipientFilter(
      "(Department -eq 'Sales') -and (MemberOfGroup -eq 'x') -and (Name -like 'B*')",
    )
    expect(untold).toEqual(['Department', 'MemberOfGroup'])
  })

  it('is read to an end, whatever it is', () => {
    const words = fc.constantFrom('(', ')', '-and', '-or', '-not', '!', "'x'", '"', "'", 'Name', '-eq', '$null', ' ')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (pieces) => {
        expect([true, false, 'not-known']).toContain(readRecipientFilter(pieces.join('')).means(bob))
      }),
    )
  })
})

const assignment = (changes: Partial<ManagementRoleAssignment> = {}): ManagementRoleAssignment => ({
  name: 'ApplicationImpersonation-svc',
  role: 'ApplicationImpersonation',
  roleAssigneeName: 'Sync Service',
  roleAssigneeType: 'User',
  enabled: true,
  recipientWriteScope: 'Organization',
  customRecipientWriteScope: null,
  ...changes,
})
const scope = (recipientFilter: string, recipientRoot: string | null = null): ManagementScope => ({
  name: 'Integration',
  recipientFilter,
  recipientRoot,
})
const scoped = assignment({ recipientWriteScope: 'CustomRecipientScope', customRecipientWriteScope: 'Integration' })

type Row = [
  why: string,
  configuration: Partial<Configuration>,
  answer: FilterAnswer,
  reason: MayActFor['why'],
  says: string,
  account?: string | undefined,
]

describe('the role ApplicationImpersonation', () => {
  it.each<Row>([
    ['not read', {}, 'not-known', 'not-read', 'Get-ManagementRoleAssignment'],
    [
      'an account that nobody named',
      { managementRoleAssignments: [assignment()] },
      'not-known',
      'not-read',
      'the account that signs in',
      '',
    ],
    ['assigned to nobody', { managementRoleAssignments: [] }, false, 'none', 'by no assignment that was read'],
    [
      'assigned to another',
      { managementRoleAssignments: [assignment({ roleAssigneeName: 'Somebody' })] },
      false,
      'none',
      'may act for nobody',
    ],
    [
      'another role',
      { managementRoleAssignments: [assignment({ role: 'Mail Recipients' })] },
      false,
      'none',
      'may act for nobody',
    ],
    [
      'an assignment that is switched off',
      { managementRoleAssignments: [assignment({ enabled: false })] },
      false,
      'none',
      'may act for nobody',
    ],
    [
      'assigned to a group whose members were not read',
      { managementRoleAssignments: [assignment({ roleAssigneeName: 'Integrations', roleAssigneeType: 'RoleGroup' })] },
      'not-known',
      'not-read',
      'a member of Integrations',
    ],
    [
      'assigned to a group with the account in it',
      {
        managementRoleAssignments: [
          assignment({
            roleAssigneeName: 'Integrations',
            roleAssigneeType: 'RoleGroup',
            effectiveUserName: 'Sync Service',
          }),
        ],
      },
      true,
      'everybody',
      'every mailbox',
    ],
    [
      'assigned to a group with another in it',
      {
        managementRoleAssignments: [
          assignment({
            roleAssigneeName: 'Integrations',
            roleAssigneeType: 'RoleGroup',
            effectiveUserName: 'Somebody',
          }),
        ],
      },
      false,
      'none',
      'may act for nobody',
    ],
    ['for every mailbox', { managementRoleAssignments: [assignment()] }, true, 'everybody', 'every mailbox'],
    [
      'by its account name',
      { managementRoleAssignments: [assignment({ roleAssigneeName: 'SVC-SYNC' })] },
      true,
      'everybody',
      'every mailbox',
    ],
    [
      'a scope of None',
      { managementRoleAssignments: [assignment({ recipientWriteScope: 'None' })] },
      false,
      'out-of-scope',
      'reaches no mailbox',
    ],
    [
      'a scope that no source told',
      { managementRoleAssignments: [assignment({ customRecipientWriteScope: undefined })] },
      'not-known',
      'scope-not-known',
      'is not known',
    ],
    [
      'a scope that was not read',
      { managementRoleAssignments: [scoped] },
      'not-known',
      'scope-not-known',
      'in the scope Integration',
    ],
    [
      'a scope with bob in it',
      { managementRoleAssignments: [scoped], managementScopes: [scope("SamAccountName -eq 'bob'")] },
      true,
      'in-scope',
      'in the scope Integration',
    ],
    [
      'a scope without bob',
      { managementRoleAssignments: [scoped], managementScopes: [scope("SamAccountName -eq 'alice'")] },
      false,
      'out-of-scope',
      'bob@contoso.test is not in the scope',
    ],
    [
      'a scope by a property that was not read',
      { managementRoleAssignments: [scoped], managementScopes: [scope("Department -eq 'Sales'")] },
      'not-known',
      'scope-not-known',
      'it asks for Department',
    ],
    [
      'a scope below his unit',
      { managementRoleAssignments: [scoped], managementScopes: [scope("Name -like '*'", 'contoso.test/Sales')] },
      true,
      'in-scope',
      'Integration',
    ],
    [
      'a scope below another unit',
      { managementRoleAssignments: [scoped], managementScopes: [scope("Name -like '*'", 'contoso.test/Sale')] },
      false,
      'out-of-scope',
      'Integration',
    ],
    [
      'two scopes, of which one has him',
      {
        managementRoleAssignments: [scoped, assignment({ customRecipientWriteScope: 'Others' })],
        managementScopes: [
          scope("SamAccountName -eq 'alice'"),
          { name: 'others', recipientFilter: "Name -eq 'Bob Example'" },
        ],
      },
      true,
      'in-scope',
      'the scope Others',
    ],
  ])('%s', (_, told, answer, why, says, account = 'CONTOSO\\svc-sync') => {
    const configuration = { casMailboxes: [bob, service], ...told }
    const found = impersonationOf(configuration, indexMailboxes(configuration), account || undefined)(bob)
    expect(found).toMatchObject({ answer, why, sentence: expect.stringContaining(says) })
    expect(found.missing.length > 0).toBe(answer === 'not-known')
  })
})
