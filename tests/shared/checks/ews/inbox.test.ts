import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/ews/inbox.ts'
import { bareEwsAnswer, ewsAnswer, ewsGetFolder, failure, MAILBOX } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const asked = (asVendor: ReturnType<typeof ewsAnswer>) => ewsGetFolder({ asVendor })
const refusal = (messageText?: string) =>
  asked(ewsAnswer({ responseCode: 'ErrorNonExistentMailbox', messageText, folder: undefined }))

test.each<BlockedRow>([
  [
    'a certificate that is not trusted',
    ewsGetFolder({ withheld: 'certificate-untrusted' }),
    'tlsHandshake',
    withheldSentences['certificate-untrusted'],
  ],
  [
    'a sign-in whose fate is not known',
    ewsGetFolder({ withheld: 'sign-in-unanswered' }),
    'signIns',
    withheldSentences['sign-in-unanswered'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'an error of Exchange',
    refusal('The SMTP address has no mailbox associated with it.'),
    'refused',
    { code: 'ErrorNonExistentMailbox', message: 'The SMTP address has no mailbox associated with it' },
  ],
  ['an error without words', refusal(), 'refused', { message: 'nothing more' }],
  [
    'a busy server, told in a fault',
    asked(ewsAnswer({ status: 500, responseCode: 'ErrorServerBusy', folder: undefined })),
    'refused',
    { status: 500, code: 'ErrorServerBusy' },
  ],
  [
    'a 403 for everybody',
    ewsGetFolder({ asVendor: bareEwsAnswer(403), asPlainClient: bareEwsAnswer(403) }),
    'forbidden',
    { status: 403 },
  ],
  ['a 403 that was not compared', asked(bareEwsAnswer(403)), 'forbidden'],
  ['a 401', asked(bareEwsAnswer(401)), 'unauthorised', { status: 401 }],
  ['a 503', asked(bareEwsAnswer(503)), 'server-error', { status: 503 }],
  ['a page', asked(bareEwsAnswer(200)), 'not-ews', { url: 'https://mail.contoso.test/EWS/Exchange.asmx' }],
  ['a body that is not XML', asked(bareEwsAnswer(200, { failure: failure('xml-malformed') })), 'not-ews'],
  [
    'an answer that breaks off',
    asked(bareEwsAnswer(200, { failure: failure('response-too-large', 'more than 1 MiB') })),
    'no-answer',
    { detail: 'more than 1 MiB' },
  ],
  ['nothing at all', asked(bareEwsAnswer(undefined)), 'no-answer', { detail: 'nothing' }],
  ['no account', ewsGetFolder({ withheld: 'no-account' }), 'not-tried', { reason: withheldSentences['no-account'] }],
  ['no password', ewsGetFolder({ withheld: 'no-password' }), 'not-tried', { reason: withheldSentences['no-password'] }],
  [
    'the inbox',
    asked(ewsAnswer()),
    'opened',
    { folder: 'Inbox', items: 12, mailbox: MAILBOX, exchangeVersion: '15.2.1748.10' },
  ],
  [
    'an inbox without a count or a version',
    asked(ewsAnswer({ folder: { displayName: 'Posteingang' }, serverVersion: undefined })),
    'opened',
    { folder: 'Posteingang', mailbox: MAILBOX },
  ],
  [
    'the inbox for a plain client, where the vendor is refused',
    ewsGetFolder({ asVendor: bareEwsAnswer(403), asPlainClient: ewsAnswer({ userAgent: 'Postern' }) }),
    'opened',
    { userAgent: 'Postern' },
  ],
])('%s', (...row) => expectRow(check, row))

test('what Exchange says stays a sentence of its own', () => {
  expect(conclude(check, refusal('Access is denied.')).advice).toMatch(/^Exchange says: Access is denied\. Look/)
})

test('the title names whose inbox was opened, and not who signed in', () => {
  const opened = ewsGetFolder({ mailbox: 'shared@contoso.test', asVendor: ewsAnswer() })
  expect(conclude(check, opened).title).toBe('EWS opens the inbox of shared@contoso.test')
})

test('a count that was not told is not shown as none', () => {
  const { evidence } = conclude(check, asked(ewsAnswer({ folder: { displayName: 'Posteingang' } })))
  expect(evidence).not.toHaveProperty('items')
})
