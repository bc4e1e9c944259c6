import { expect, it } from 'vitest'
import { letsIn } from '../../../lab/exchange/ews-client-access.ts'
import { type ClientAccess, clientAccess, type EwsSettings, healthyEws } from '../../../lab/settings/ews.ts'

const outlook = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)'
const mac = 'MacOutlook/16.80.24010400 (Intelx64 Mac OS X Version 14.2)'
const entourage = 'Entourage/13.3.0 (Mac OS X)'
const vendor = 'python-EAS-Client 1.0'
const on = { enabled: true } as const
const off = { enabled: false } as const
const allows = (...allowList: string[]) => ({ policy: 'EnforceAllowList', allowList }) as const
const blocks = (...blockList: string[]) => ({ policy: 'EnforceBlockList', blockList }) as const

type Level = Partial<ClientAccess>
type Answer = 'in' | 'out'

function at(precedence: EwsSettings['precedence'], organisation: Level, alice: Level): EwsSettings {
  const healthy = healthyEws()
  const mailboxes = { ...healthy.mailboxes, alice: clientAccess(alice) }
  return { ...healthy, precedence, organisation: clientAccess(organisation), mailboxes }
}

/** What both readings come to, by the user agent; the second is left out where they agree. */
it.each<[what: string, organisation: Level, mailbox: Level, userAgent: string, both: Answer, prevails?: Answer]>([
  ['EWS off for the organisation', off, {}, vendor, 'out'],
  ['EWS off for the mailbox', {}, off, vendor, 'out'],
  ['EWS off for the mailbox, whose list names the client', {}, { ...off, ...allows('*') }, vendor, 'out'],
  ['EWS off for the organisation, and on for the mailbox', off, on, vendor, 'out', 'in'],
  ['EWS on for the organisation, and off for the mailbox', on, off, vendor, 'out'],
  ['an allow list that is empty', allows(), {}, vendor, 'out'],
  ['an allow list of others', allows('MacOutlook/*', 'Teams'), {}, vendor, 'out'],
  ['an allow list with a part of the name', allows('python-EAS-Client'), {}, vendor, 'out'],
  ['a block list with the client', blocks('*EAS*'), {}, vendor, 'out'],
  ['a block list of the mailbox with the client', {}, blocks('PYTHON*'), vendor, 'out'],
  [
    'an allow list of the mailbox for one whom the organisation blocks',
    blocks(vendor),
    allows(vendor),
    vendor,
    'out',
    'in',
  ],
  ['a block list of the mailbox for one whom the organisation allows', allows(vendor), blocks(vendor), vendor, 'out'],
  ['EWS off, and an allow list of the mailbox that has no say in that', off, allows(vendor), vendor, 'out'],
  [
    'a list of the mailbox, whose EwsEnabled is not set, where that of the organisation is off',
    off,
    blocks(),
    vendor,
    'out',
  ],
  ['Outlook switched off', { allowOutlook: false }, {}, outlook, 'out'],
  [
    'Outlook switched off, and on the allow list',
    { ...allows('Microsoft Office/*'), allowOutlook: false },
    {},
    outlook,
    'out',
  ],
  ['Outlook for Mac switched off', { allowMacOutlook: false }, {}, mac, 'out'],
  ['Entourage switched off for the mailbox', {}, { allowEntourage: false }, entourage, 'out'],
  ['Outlook with no switch, not on the list', allows('Teams*'), {}, outlook, 'out'],
  [
    'Outlook switched off for the organisation, and on for the mailbox',
    { allowOutlook: false },
    { allowOutlook: true },
    outlook,
    'out',
    'in',
  ],
  ['EWS off, and Outlook switched on', { ...off, allowOutlook: true }, {}, outlook, 'out'],
  ['nothing set', {}, {}, vendor, 'in'],
  ['EWS on at both', on, on, vendor, 'in'],
  ['an allow list with the client, in other case', allows('PYTHON-eas-client 1.0'), {}, vendor, 'in'],
  ['an allow list with a pattern', allows('x', 'python*1.?', 'p*-EAS-*.0'), {}, vendor, 'in'],
  ['a pattern whose parts would overlap', allows('python-EAS-Client*Client 1.0'), {}, vendor, 'out'],
  ['a block list that is empty', blocks(), {}, vendor, 'in'],
  ['a list that the policy does not ask', { ...blocks(), allowList: ['Teams'] }, {}, vendor, 'in'],
  ['lists without a policy', { allowList: ['Teams'], blockList: [vendor] }, {}, vendor, 'in'],
  ['Outlook switched on, and not on the allow list', { ...allows('Teams'), allowOutlook: true }, {}, outlook, 'in'],
  ['Outlook for Mac switched on, and blocked', { ...blocks('Mac*'), allowMacOutlook: true }, {}, mac, 'in'],
  ['Outlook switched off, for Outlook for Mac', { allowOutlook: false }, {}, mac, 'in'],
  [
    'Outlook switched off, for the vendor',
    { allowOutlook: false, allowMacOutlook: false, allowEntourage: false },
    {},
    vendor,
    'in',
  ],
])('%s', (_what, organisation, mailbox, userAgent, both, prevails = both) => {
  const caller = { userAgent, mailbox: 'alice', impersonates: false } as const
  const said = (precedence: EwsSettings['precedence']): Answer =>
    letsIn(at(precedence, organisation, mailbox), caller) ? 'in' : 'out'
  expect([said('both'), said('mailbox-prevails')]).toEqual([both, prevails])
})

it.each<[what: string, organisation: Level, mailbox: Level, answer: Answer]>([
  ['EWS off for the organisation', off, {}, 'out'],
  ['EWS off for the mailbox', {}, off, 'out'],
  ['an allow list of others', allows('Teams'), {}, 'in'],
  ['a block list of the mailbox', {}, blocks('*'), 'in'],
])('whoever impersonates, %s', (_what, organisation, mailbox, answer) => {
  const caller = { userAgent: vendor, mailbox: 'alice', impersonates: true } as const
  expect(letsIn(at('both', organisation, mailbox), caller)).toBe(answer === 'in')
})

it('asks the settings of the mailbox that counts, and of no other', () => {
  const settings = at('both', {}, off)
  const asBob = { userAgent: vendor, mailbox: 'bob', impersonates: false } as const
  expect(letsIn(settings, asBob)).toBe(true)
  expect(letsIn(settings, { ...asBob, mailbox: undefined })).toBe(true)
  expect(letsIn(settings, { ...asBob, mailbox: 'alice' })).toBe(false)
})

it('is not held up by a pattern of many stars', () => {
  const pattern = `${'*a'.repeat(5_000)}*b`
  const caller = { userAgent: 'a'.repeat(20_000), mailbox: undefined, impersonates: false } as const
  expect(letsIn(at('both', allows(pattern), {}), caller)).toBe(false)
})
