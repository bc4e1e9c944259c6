import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/ews/inbox.ts'
import { bareEwsAnswer, ewsAnswer, ewsGetFolder, exchange, failure, MAILBOX } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const coded = (responseCode: string) => asked(ewsAnswer({ responseCode, folder: undefined }))
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
  [
    'a connection that is signed in no more, where the password is not sent again',
    ewsGetFolder({ withheld: 'password-rejected-before', asVendor: bareEwsAnswer(401) }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'a 403 for everybody',
    ewsGetFolder({ asVendor: bareEwsAnswer(403), asPlainClient: bareEwsAnswer(403) }),
    'ewsGetFolder',
    'answers 403',
  ],
  ['a 403 that was not compared', asked(bareEwsAnswer(403)), 'ewsGetFolder', 'answers 403'],
  [
    'a busy server, told in a fault',
    asked(ewsAnswer({ status: 500, responseCode: 'ErrorServerBusy', folder: undefined })),
    'ewsGetFolder',
    'asks to be left alone',
  ],
  [
    'a busy server, told in a header',
    asked(bareEwsAnswer(503, { backOffMilliseconds: 120_000 })),
    'ewsGetFolder',
    'asks to be left alone',
  ],
  [
    'a denied impersonation',
    asked(ewsAnswer({ impersonated: true, responseCode: 'ErrorImpersonateUserDenied', folder: undefined })),
    'ewsGetFolder',
    'may not act for the mailbox',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a mailbox that is not here',
    refusal('The SMTP address has no mailbox associated with it.'),
    'refused-mailbox',
    { code: 'ErrorNonExistentMailbox', message: 'The SMTP address has no mailbox associated with it' },
  ],
  ['an error without words', refusal(), 'refused-mailbox', { message: 'nothing more', answeredBy: 'EXCH02' }],
  ['an expired password', coded('ErrorPasswordExpired'), 'refused-account'],
  ['missing rights', coded('ErrorAccessDenied'), 'refused-rights'],
  ['a folder that is not shown', coded('ErrorItemNotFound'), 'refused-rights'],
  ['a dismounted database', coded('ErrorMailboxStoreUnavailable'), 'refused-store'],
  ['no server in the other site', coded('ErrorNoRespondingCASInDestinationSite'), 'refused-configuration'],
  ['an old server', coded('a:ErrorInvalidServerVersion'), 'refused-version'],
  ['a failure inside', coded('ErrorInternalServerError'), 'refused-server'],
  ['a limit of another kind', coded('ErrorTooManyObjectsOpened'), 'refused-server'],
  ['a request that was changed on the way', coded('ErrorSchemaValidation'), 'refused-request'],
  ['a code that nobody listed', coded('ErrorOfTomorrow'), 'refused', { code: 'ErrorOfTomorrow' }],
  ['a code that belongs elsewhere', coded('ErrorNameResolutionNoResults'), 'refused'],
  ['a 415', asked(bareEwsAnswer(415)), 'content-type-refused'],
  [
    'XML that is cut',
    asked(
      bareEwsAnswer(200, {
        failure: failure('xml-malformed', 'line 1: Unclosed tag'),
        exchanges: [exchange(200, { bodyExcerpt: '<?xml version="1.0"?><s:Envelope' })],
      }),
    ),
    'cut-off',
    { detail: expect.stringMatching(/not the XML that the protocol asks for \(line 1: Unclosed tag\)$/) },
  ],
  ['a 401', asked(bareEwsAnswer(401)), 'unauthorised', { status: 401 }],
  ['a 503', asked(bareEwsAnswer(503)), 'server-error', { status: 503 }],
  ['a page', asked(bareEwsAnswer(200)), 'not-ews', { url: 'https://mail.contoso.test/EWS/Exchange.asmx' }],
  ['a body that is not XML', asked(bareEwsAnswer(200, { failure: failure('xml-malformed') })), 'not-ews'],
  [
    'an answer that breaks off',
    asked(bareEwsAnswer(200, { failure: failure('response-too-large', 'more than 1 MiB') })),
    'no-answer',
    { detail: expect.stringMatching(/^mail.*more than Postern is willing to read \(more than 1 MiB\)$/) },
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
  expect(conclude(check, refusal('Access is denied.')).advice).toMatch(/ Exchange says: Access is denied\.$/)
})

test('the title names whose inbox was opened, and not who signed in', () => {
  const opened = ewsGetFolder({ mailbox: 'shared@contoso.test', asVendor: ewsAnswer() })
  expect(conclude(check, opened).title).toBe('EWS opens the inbox of shared@contoso.test')
})

test('a count that was not told is not shown as none', () => {
  const { evidence } = conclude(check, asked(ewsAnswer({ folder: { displayName: 'Posteingang' } })))
  expect(evidence).not.toHaveProperty('items')
})
