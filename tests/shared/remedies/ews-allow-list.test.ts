import { expect, test } from 'vitest'
import type { EwsAccess } from '../../../shared/management/configuration.ts'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const [alice, bob] = closed.casMailboxes
const organisation = (access: EwsAccess) => ({
  configuration: { organizationConfig: { ...closed.organizationConfig, ...access } },
})

test.each<Refusal>([
  [
    'the organisation was not read',
    { configuration: { organizationConfig: undefined } },
    'not-read',
    'the organisation',
  ],
  ['the policy was not read', organisation({ ewsApplicationAccessPolicy: undefined }), 'not-read', 'EwsAllowList'],
  ['the list was not read', organisation({ ewsAllowList: undefined }), 'not-read', 'EwsAllowList of the organisation'],
  [
    'a mailbox was not read, and the organisation is open',
    { ...organisation({ ewsApplicationAccessPolicy: null }), subject: { mailboxes: ['carol@contoso.test'] } },
    'not-read',
    'EwsAllowList of carol@contoso.test',
  ],
  ['no policy is set', organisation({ ewsApplicationAccessPolicy: null }), 'not-needed', 'No allow list'],
  [
    'the other policy is set',
    organisation({ ewsApplicationAccessPolicy: 'EnforceBlockList' }),
    'not-needed',
    'No allow',
  ],
  ['the client is on it', organisation({ ewsAllowList: ['vendorsync/2.1'] }), 'not-needed', 'VendorSync/2.1'],
  ['a pattern means it', organisation({ ewsAllowList: ['*Sync/2*'] }), 'not-needed', 'VendorSync/2.1'],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-allow-list', given), kind, says)
})

test('adds to the list, and takes off again only what it added', () => {
  const { changes, apply, undo, notes } = planOf('ews-allow-list')
  expect(changes).toEqual([
    { where: 'the organisation', setting: 'EwsAllowList', from: 'OWA/*, Other/*', to: 'OWA/*, Other/*, VendorSync/*' },
  ])
  expect(apply.map(({ parameters }) => parameters.EwsAllowList)).toEqual([{ add: ['VendorSync/*'] }])
  expect(undo.map(({ parameters }) => parameters.EwsAllowList)).toEqual([{ remove: ['VendorSync/*'] }])
  expect(notes).toEqual([expect.stringContaining('* stands for any version')])
})

test('adds to the list of a mailbox that has one of its own, after the organisation’s', () => {
  const own = { ...bob, ewsApplicationAccessPolicy: 'EnforceAllowList' as const }
  const { apply, undo } = planOf('ews-allow-list', { configuration: { casMailboxes: [alice, own] as never } })
  expect(apply.map(({ cmdlet }) => cmdlet)).toEqual(['Set-OrganizationConfig', 'Set-CASMailbox'])
  expect(undo.map(({ cmdlet }) => cmdlet)).toEqual(['Set-CASMailbox', 'Set-OrganizationConfig'])
})

test('shows an empty list as empty', () => {
  expect(planOf('ews-allow-list', organisation({ ewsAllowList: [] })).changes[0]?.from).toBe('empty')
})
