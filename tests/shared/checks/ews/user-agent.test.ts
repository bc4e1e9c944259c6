import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/ews/user-agent.ts'
import { bareEwsAnswer, ewsAnswer, ewsGetFolder, exchange, failure } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const refused = bareEwsAnswer(403)
const plain = { userAgent: 'Postern' }

test.each<BlockedRow>([
  [
    'a certificate that is not trusted',
    ewsGetFolder({ withheld: 'certificate-untrusted' }),
    'tlsHandshake',
    withheldSentences['certificate-untrusted'],
  ],
  [
    'a password that was rejected before',
    ewsGetFolder({ withheld: 'password-rejected-before', asVendor: bareEwsAnswer(undefined, { exchanges: [] }) }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'a connection that is signed in no more, where the password is not sent again',
    ewsGetFolder({ withheld: 'password-rejected-before', asVendor: bareEwsAnswer(401) }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'an error that has nothing to do with the user agent',
    ewsGetFolder({ asVendor: bareEwsAnswer(503) }),
    'ewsGetFolder',
    'EWS on mail.contoso.test answers 503 to the request for the inbox, with nothing of EWS in it.',
  ],
  [
    'a denied impersonation where nothing else passes the lists',
    ewsGetFolder({
      asVendor: ewsAnswer({ impersonated: true, responseCode: 'ErrorImpersonationDenied', folder: undefined }),
      withoutImpersonation: bareEwsAnswer(403, { impersonated: false }),
    }),
    'ewsGetFolder',
    'may not act for the mailbox',
  ],
  [
    'a 403 whose comparison got a page of a proxy',
    ewsGetFolder({ asVendor: refused, asPlainClient: bareEwsAnswer(200, plain) }),
    'ewsGetFolder',
    'answers 403 to python-EAS-Client 1.0, and 200 to Postern',
  ],
  [
    'a busy server',
    ewsGetFolder({ asVendor: ewsAnswer({ status: 500, responseCode: 'ErrorServerBusy', folder: undefined }) }),
    'ewsGetFolder',
    'asks to be left alone',
  ],
  ['a page of a proxy', ewsGetFolder({ asVendor: bareEwsAnswer(200) }), 'ewsGetFolder', 'answers 200'],
  [
    'a sign-in that is rejected this time',
    ewsGetFolder({ asVendor: bareEwsAnswer(401) }),
    'ewsGetFolder',
    'answers 401',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a 403 for the vendor alone',
    ewsGetFolder({ asVendor: refused, asPlainClient: ewsAnswer(plain) }),
    'vendor-refused',
    {
      userAgent: 'python-EAS-Client 1.0',
      known: 'configured',
      status: 403,
      plainClient: 'Postern',
      plainStatus: 200,
    },
  ],
  [
    'a 403 for a user agent that is inferred',
    ewsGetFolder({ asVendor: refused, asPlainClient: ewsAnswer(plain), userAgentInferred: true }),
    'vendor-refused',
    { userAgent: 'python-EAS-Client 1.0', known: 'inferred' },
  ],
  [
    'a 403 for the vendor alone, where the mailbox has an error of its own',
    ewsGetFolder({
      asVendor: refused,
      asPlainClient: ewsAnswer({ ...plain, responseCode: 'ErrorNonExistentMailbox', folder: undefined }),
    }),
    'vendor-refused',
  ],
  [
    'a 403 for everybody',
    ewsGetFolder({ asVendor: refused, asPlainClient: bareEwsAnswer(403, plain) }),
    'everybody-refused',
    { plainStatus: 403, writer: 'The answer bears the marks of Exchange itself' },
  ],
  [
    'a 403 of something in front, for everybody',
    ewsGetFolder({
      asVendor: bareEwsAnswer(403, { exchanges: [exchange(403, { headers: [['Server', 'nginx']] })] }),
      asPlainClient: bareEwsAnswer(403, plain),
    }),
    'everybody-refused',
    { writer: expect.stringContaining('no mark of Exchange') },
  ],
  [
    'a 403 for others than the vendor',
    ewsGetFolder({ asVendor: ewsAnswer(), asPlainClient: bareEwsAnswer(403, plain) }),
    'listed',
    { plainStatus: 403 },
  ],
  [
    'a 403 without impersonation',
    ewsGetFolder({
      asVendor: ewsAnswer({ impersonated: true }),
      asPlainClient: ewsAnswer({ ...plain, impersonated: true }),
      withoutImpersonation: bareEwsAnswer(403, { impersonated: false }),
    }),
    'only-impersonated',
  ],
  ['a 403 with nothing to compare', ewsGetFolder({ asVendor: refused }), 'not-compared', { status: 403 }],
  [
    'a 403 whose comparison got no answer',
    ewsGetFolder({
      asVendor: refused,
      asPlainClient: bareEwsAnswer(undefined, { ...plain, failure: failure('connection-reset') }),
    }),
    'not-compared',
  ],
  ['no answer', ewsGetFolder({ asVendor: bareEwsAnswer(undefined) }), 'no-answer', { server: 'mail.contoso.test' }],
  ['no account', ewsGetFolder({ withheld: 'no-account' }), 'not-tried', { reason: withheldSentences['no-account'] }],
  ['no password', ewsGetFolder({ withheld: 'no-password' }), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['the inbox', ewsGetFolder({ asVendor: ewsAnswer() }), 'allowed', { status: 200 }],
  [
    'an error of EWS itself, which has let the user agent in',
    ewsGetFolder({ asVendor: ewsAnswer({ status: 500, responseCode: 'ErrorInternalServerError', folder: undefined }) }),
    'allowed',
    { status: 500 },
  ],
])('%s', (...row) => expectRow(check, row))

test.each<[string, true | undefined, RegExp, RegExp]>([
  [
    'inferred',
    true,
    /user agent python-EAS-Client 1\.0 \(inferred\), and not/,
    /inferred.*can name another \(vendorUserAgent\)/,
  ],
  [
    'named',
    undefined,
    /user agent python-EAS-Client 1\.0 \(configured\), and not/,
    /the one that .*\(vendorUserAgent\) names\.$/,
  ],
])('what is to be allowed says that it is %s', (_what, userAgentInferred, title, advice) => {
  const finding = conclude(
    check,
    ewsGetFolder({ asVendor: refused, asPlainClient: ewsAnswer(plain), userAgentInferred }),
  )
  expect(finding.title).toMatch(title)
  expect(finding.advice).toMatch(advice)
  // The user agent itself stands in the evidence once, as it is to be copied into a list.
  expect(Object.values(finding.evidence).filter((value) => String(value).includes('python-EAS-Client'))).toHaveLength(1)
})
