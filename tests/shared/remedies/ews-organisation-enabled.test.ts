import { expect, test } from 'vitest'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const organisation = (ewsEnabled?: boolean | null) => ({
  configuration: { organizationConfig: { ...closed.organizationConfig, ewsEnabled } },
})

test.each<Refusal>([
  ['the organisation was not read', { configuration: { organizationConfig: undefined } }, 'not-read', 'EwsEnabled'],
  ['the setting was not read', organisation(undefined), 'not-read', 'EwsEnabled of the organisation'],
  ['it is blank', organisation(null), 'not-needed', /\$null \(not configured\)/],
  ['it is on', organisation(true), 'not-needed', /\$true/],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-organisation-enabled', given), kind, says)
})

test('names the cmdlet that is to be read', () => {
  expect(outcomeOf('ews-organisation-enabled', organisation(undefined))).toMatchObject({
    cmdlets: ['Get-OrganizationConfig'],
  })
})

test('turns it on, and says for how many mailboxes', () => {
  const { changes, notes } = planOf('ews-organisation-enabled')
  expect(changes).toEqual([{ where: 'the organisation', setting: 'EwsEnabled', from: '$false', to: '$true' }])
  expect(notes).toEqual(['Nothing of its own keeps EWS shut at 1 of 2 mailboxes that were read, which it opens.'])
  expect(planOf('ews-organisation-enabled', { configuration: { casMailboxes: undefined } }).notes).toBeUndefined()
})
