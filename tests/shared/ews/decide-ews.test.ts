import { describe, expect, it } from 'vitest'
import { decideEws } from '../../../shared/ews/decide-ews.ts'
import type { EwsDecision } from '../../../shared/ews/ews-decision.ts'
import type { EwsQuestion } from '../../../shared/ews/ews-question.ts'
import { indexMailboxes, namesOfAccount } from '../../../shared/ews/mailbox-index.ts'
import type { CasMailbox, Configuration, OrganizationConfig } from '../../../shared/management/configuration.ts'

const organizationConfig: OrganizationConfig = {
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
  ...organizationConfig,
  ...changes,
})
const off = { ewsEnabled: false }
const question: EwsQuestion = {
  userAgent: 'python-EAS-Client 1.0',
  impersonates: false,
  account: 'CONTOSO\\svc',
  mailbox: 'bob@contoso.test',
}
const assignments = [
  {
    name: 'a',
    role: 'ApplicationImpersonation',
    roleAssigneeName: 'svc',
    enabled: true,
    customRecipientWriteScope: null,
    recipientWriteScope: 'Organization',
  },
]

type Row = [
  why: string,
  configuration: Configuration,
  changes: Partial<EwsQuestion>,
  verdict: EwsDecision['verdict'],
  says: string,
]

describe('whose settings count', () => {
  it.each<Row>([
    [
      'the account’s, not those of the mailbox that it opens',
      { organizationConfig, casMailboxes: [mailbox('svc'), mailbox('bob', off)] },
      {},
      'answers',
      'nothing is configured',
    ],
    [
      'the account’s, which is off',
      { organizationConfig, casMailboxes: [mailbox('svc', off), mailbox('bob')] },
      {},
      'refused',
      'EwsEnabled ($false) of the mailbox',
    ],
    [
      'the mailbox’s, where the account acts for it',
      {
        organizationConfig,
        casMailboxes: [mailbox('svc'), mailbox('bob', off)],
        managementRoleAssignments: assignments,
      },
      { impersonates: true },
      'refused',
      'EwsEnabled ($false) of the mailbox',
    ],
    [
      'the mailbox’s, where the account is off and acts for it',
      {
        organizationConfig,
        casMailboxes: [mailbox('svc', off), mailbox('bob')],
        managementRoleAssignments: assignments,
      },
      { impersonates: true },
      'answers',
      'nothing is configured against it',
    ],
    [
      'the mailbox’s, where no account is named',
      { organizationConfig, casMailboxes: [mailbox('bob', off)] },
      { account: undefined },
      'refused',
      'EwsEnabled',
    ],
    [
      'nobody knows, where the account’s were not read',
      { organizationConfig, casMailboxes: [mailbox('bob')] },
      {},
      'not-known',
      'without Get-CASMailbox CONTOSO\\svc.',
    ],
    [
      'nobody knows, where the mailbox’s were not read',
      { organizationConfig, casMailboxes: [mailbox('svc')] },
      { impersonates: true },
      'not-known',
      'without Get-CASMailbox bob@contoso.test.',
    ],
    ['nobody knows, where nothing was read', {}, {}, 'not-known', 'Get-OrganizationConfig EwsEnabled'],
  ])('%s', (_, configuration, changes, verdict, says) => {
    const forecast = decideEws(configuration, { ...question, ...changes })
    expect(forecast).toMatchObject({ verdict, sentence: expect.stringContaining(says) })
    expect(forecast.missing.length > 0).toBe(verdict === 'not-known')
  })
})

describe('another layer that is shut', () => {
  const casMailboxes = [mailbox('svc'), mailbox('bob')]

  it.each<Row>([
    [
      'no right to act for anybody',
      { organizationConfig, casMailboxes, managementRoleAssignments: [] },
      { impersonates: true },
      'refused',
      'may act for nobody',
    ],
    [
      'no sign-in',
      {
        organizationConfig,
        casMailboxes,
        webServicesVirtualDirectories: [
          { identity: 'EXCH01\\EWS (Default Web Site)', windowsAuthentication: false, basicAuthentication: false },
        ],
      },
      {},
      'refused',
      'on any server (EXCH01)',
    ],
    ['nothing that is known', { organizationConfig, casMailboxes }, {}, 'answers', 'nothing is configured'],
  ])('%s', (_, configuration, changes, verdict, says) => {
    const forecast = decideEws(configuration, { ...question, ...changes })
    expect(forecast).toMatchObject({ verdict, sentence: expect.stringContaining(says), access: { verdict: 'answers' } })
  })

  it('leaves the setting that decides to the settings of clients, where those refuse as well', () => {
    const configuration = {
      organizationConfig: { ...organizationConfig, ewsEnabled: false },
      casMailboxes,
      managementRoleAssignments: [],
    }
    const { verdict, decidedBy } = decideEws(configuration, { ...question, impersonates: true })
    expect(verdict).toBe('refused')
    expect(decidedBy).toEqual({ level: 'organisation', setting: 'EwsEnabled', value: '$false' })
  })

  it('is in doubt by a list that only impersonation passes by', () => {
    const organisation = { ...organizationConfig, ewsApplicationAccessPolicy: 'EnforceAllowList' } as const
    const configuration = { organizationConfig: organisation, casMailboxes, managementRoleAssignments: assignments }
    const { verdict, sentence, layers } = decideEws(configuration, { ...question, impersonates: true })
    expect({ verdict, sentence }).toEqual({
      verdict: 'answers',
      sentence: expect.stringContaining('EwsAllowList ({}) of the organisation by, which no document promises'),
    })
    expect(layers.organisation).toMatchObject({ state: 'doubtful', remedy: 'ews-allow-list' })
    expect(layers.mailbox).toMatchObject({ state: 'open' })
  })

  it('is open in doubt of the organisation, where the mailbox’s own setting may have the last word', () => {
    const { layers } = decideEws(
      {
        organizationConfig: { ...organizationConfig, ewsEnabled: false },
        casMailboxes: [mailbox('bob', { ewsEnabled: true })],
      },
      { ...question, account: undefined },
    )
    expect(layers.organisation).toMatchObject({ state: 'doubtful', remedy: 'ews-organisation-enabled' })
    expect(layers.mailbox).toMatchObject({
      state: 'open',
      sentence: expect.stringContaining('EwsEnabled ($true) of the mailbox'),
    })
  })
})

describe('a mailbox is found', () => {
  const index = indexMailboxes({
    casMailboxes: [
      mailbox('alice', { guid: '5D0C', distinguishedName: 'CN=alice,DC=test' }),
      mailbox('bob'),
      mailbox('Twin', { samAccountName: 'bob' }),
    ],
  })

  it.each<[name: string, found: string | undefined]>([
    ['ALICE@contoso.test', 'contoso.test/Users/alice'],
    ['contoso.test/users/alice', 'contoso.test/Users/alice'],
    [' alice ', 'contoso.test/Users/alice'],
    ['CONTOSO\\alice', 'contoso.test/Users/alice'],
    ['5d0c', 'contoso.test/Users/alice'],
    ['cn=alice,dc=test', 'contoso.test/Users/alice'],
    ['bob@contoso.test', 'contoso.test/Users/bob'],
    // Two forests, one name: whose settings they are cannot be said.
    ['bob', undefined],
    ['CONTOSO\\bob', undefined],
    ['carol@contoso.test', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('by %j', (name, found) => {
    expect(index.find(name)?.identity).toBe(found)
  })

  it('and an account is known by all that names it', () => {
    expect([...namesOfAccount('CONTOSO\\Alice', index.find('alice'))]).toEqual(
      expect.arrayContaining(['contoso\\alice', 'alice', 'contoso.test/users/alice', 'alice@contoso.test', '5d0c']),
    )
    expect([...namesOfAccount('svc', undefined)]).toEqual(['svc'])
  })
})

it('holds the mailboxes of many owners against no one of them', () => {
  const configuration: Configuration = {
    organizationConfig,
    casMailboxes: [mailbox('bob')],
    throttlingPolicies: [{ identity: 'Global', throttlingPolicyScope: 'Global', ewsMaxSubscriptions: 20 }],
    throttlingPolicyAssociations: [
      { identity: 'contoso.test/Users/bob', throttlingPolicyId: null },
      { identity: 'contoso.test/Users/svc', name: 'svc', throttlingPolicyId: null },
    ],
  }
  const stateFor = (account: string | undefined) =>
    decideEws(configuration, { ...question, account, mailboxes: 10_000 }).layers.throttling.state
  expect(stateFor(undefined)).toBe('open')
  expect(stateFor('contoso.test/Users/svc')).toBe('doubtful')
})
