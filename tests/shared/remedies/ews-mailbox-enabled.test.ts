import { expect, test } from 'vitest'
import { closed } from './example.ts'
import { expectNoPlan, outcomeOf, planOf, type Refusal } from './planned.ts'

const [alice, bob] = closed.casMailboxes
const mailboxes = (...casMailboxes: object[]) => ({ configuration: { casMailboxes: casMailboxes as never } })

test.each<Refusal>([
  ['no mailbox is named', { subject: { mailboxes: [] } }, 'by-hand', 'No mailbox is named'],
  ['the mailboxes were not read', { configuration: { casMailboxes: undefined } }, 'not-read', /of alice@.*of bob@/],
  [
    'one of them was not read',
    mailboxes({ ...bob }),
    'not-read',
    /^[^,]*, so this has to be read first: EwsEnabled of alice@contoso.test\.$/,
  ],
  ['the setting was not read', mailboxes({ ...alice, ewsEnabled: undefined }, { ...bob }), 'not-read', 'alice@'],
  ['none is shut', mailboxes({ ...alice, ewsEnabled: true }, { ...bob }), 'not-needed', 'none of these mailboxes'],
  [
    'the account opens them by its own rights, and its own mailbox is open',
    { subject: { impersonates: false, account: 'CONTOSO\\bob' } },
    'not-needed',
    'none of these',
  ],
])('hands over nothing where %s', (_, given, kind, says) => {
  expectNoPlan(outcomeOf('ews-mailbox-enabled', given), kind, says)
})

test('turns it on where it is off, and leaves who was not read', () => {
  const { changes, apply, notes } = planOf('ews-mailbox-enabled', {
    subject: { mailboxes: ['ALICE@contoso.test', 'alice@contoso.test', 'carol@contoso.test'] },
  })
  expect(changes).toEqual([{ where: 'alice@contoso.test', setting: 'EwsEnabled', from: '$false', to: '$true' }])
  expect(apply.map(({ parameters }) => parameters.Identity)).toEqual(['contoso.test/Users/Alice'])
  expect(notes).toEqual(['Not read, and left as it is: carol@contoso.test.'])
})

test.each([
  ['its GUID', { guid: '2bd806c9-7f0e-40af-aa1f-c3328fa763a9' }, '2bd806c9-7f0e-40af-aa1f-c3328fa763a9'],
  ['its address', {}, 'alice@contoso.test'],
  ['what there is', { primarySmtpAddress: undefined }, 'contoso.test/Users/J?rg'],
])('names a mailbox whose letters Export-Csv lost by %s', (_, told, identity) => {
  const mailbox = { ...alice, identity: 'contoso.test/Users/J?rg', ...told }
  const subject = { impersonates: true, mailboxes: ['contoso.test/Users/J?rg'] }
  const { apply, undo } = planOf('ews-mailbox-enabled', { ...mailboxes(mailbox), subject })
  expect([...apply, ...undo].map(({ parameters }) => parameters.Identity)).toEqual([identity, identity])
})

test('turns on the account’s own mailbox where it acts for nobody', () => {
  const { changes } = planOf('ews-mailbox-enabled', {
    subject: { impersonates: false, account: 'CONTOSO\\alice', mailboxes: ['bob@contoso.test'] },
  })
  expect(changes.map(({ where }) => where)).toEqual(['alice@contoso.test'])
})

test('says of many that were not read how many more there are', () => {
  const names = Array.from({ length: 7 }, (_, at) => `m${at}@contoso.test`)
  const { notes } = planOf('ews-mailbox-enabled', { subject: { mailboxes: ['alice@contoso.test', ...names] } })
  expect(notes?.[0]).toMatch(/m4@contoso\.test, and 2 more\.$/)
  expectNoPlan(outcomeOf('ews-mailbox-enabled', { subject: { mailboxes: names } }), 'not-read', /, and 2 more\.$/)
})
