import { expect, test } from 'vitest'
import type { EwsAccess } from '../../../shared/management/configuration.ts'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const organisation = (access: EwsAccess) => ({
  configuration: {
    organizationConfig: {
      ...closed.organizationConfig,
      ewsApplicationAccessPolicy: 'EnforceBlockList' as const,
      ...access,
    },
  },
})

test.each<Refusal>([
  ['the list was not read', organisation({ ewsBlockList: undefined }), 'not-read', 'EwsBlockList of the organisation'],
  ['the policy was not read', organisation({ ewsApplicationAccessPolicy: undefined }), 'not-read', 'EwsBlockList'],
  ['the list is empty', organisation({ ewsBlockList: [] }), 'not-needed', 'No block list'],
  ['others are on it', organisation({ ewsBlockList: ['Other/*'] }), 'not-needed', 'VendorSync/2.1'],
  [
    'it is on a list that is not in force',
    organisation({ ewsApplicationAccessPolicy: null, ewsBlockList: ['VendorSync*'] }),
    'not-needed',
    'in force',
  ],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-block-list', given), kind, says)
})

test('takes off what means the client, and leaves the others', () => {
  const { changes, apply, undo } = planOf(
    'ews-block-list',
    organisation({ ewsBlockList: ['Other/*', 'VENDORSYNC/2.1', 'Vendor*'] }),
  )
  expect(changes.map(({ from, to }) => [from, to])).toEqual([['Other/*, VENDORSYNC/2.1, Vendor*', 'Other/*']])
  expect(apply[0]?.parameters.EwsBlockList).toEqual({ remove: ['VENDORSYNC/2.1', 'Vendor*'] })
  expect(undo[0]?.parameters.EwsBlockList).toEqual({ add: ['VENDORSYNC/2.1', 'Vendor*'] })
})

test.each([
  ['VendorSync/2.1', []],
  ['Vendor*', [/also keeps out every other client whose name begins with Vendor;/]],
  ['*Sync*', [/every other client whose name fits it/]],
  ['*', [/keeps every client out, and lets all of them in/]],
])('says whom %s keeps out besides', (entry, notes) => {
  const said = planOf('ews-block-list', organisation({ ewsBlockList: [entry] })).notes
  expect(said).toEqual(notes.map((note) => expect.stringMatching(note)))
})
