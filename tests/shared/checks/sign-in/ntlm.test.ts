import { expect, test } from 'vitest'
import { type SignIn, withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/ntlm.ts'
import { EWS, exchange, failure, ntlmSignIn as signIn, signIns, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const clockAhead = {
  url: EWS,
  serverTime: '2026-11-26T14:41:10.000Z',
  ownTime: '2026-11-24T22:41:07.000Z',
  elsewhere: [],
}

/** The sign-in, and all sign-ins of its run, of which it was not the only one. */
function seen(changes: Parameters<typeof signIn>[0] = {}, others = signIns(['accepted'])) {
  return { ...signIn(changes), ...others }
}

const last = (result: SignIn['result']): SignIn => ({ url: EWS, scheme: 'ntlm', username: USER, result, exchanges: [] })
const certificate = (host: string) => ({ host, issuer: 'CN=One', sha256: host })
const lastRejected = signIns(['accepted', 'rejected'], [], {
  lastNtlm: last('rejected'),
  refusal: { url: EWS, shown: certificate('mail'), elsewhere: [], atServers: [certificate('exch01')] },
})

const withheld = (reason: keyof typeof withheldSentences) => seen({ result: 'withheld', withheld: reason })

test.each<BlockedRow>([
  [
    'a certificate that is not trusted',
    withheld('certificate-untrusted'),
    'tlsHandshake',
    withheldSentences['certificate-untrusted'],
  ],
  [
    'a password that was rejected before',
    withheld('password-rejected-before'),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'a sign-in whose fate is not known',
    withheld('sign-in-unanswered'),
    'signIns',
    withheldSentences['sign-in-unanswered'],
  ],
  [
    'a rejection of a password that is not known to be right',
    seen({ result: 'rejected' }, signIns(['rejected'])),
    'signIns',
    'nothing shows that the password is right',
  ],
  [
    'a rejection behind a device that opens TLS, as the last sign-in of the run',
    seen({ result: 'withheld', withheld: 'goes-last' }, lastRejected),
    'signIns',
    'Something opens TLS on the way',
  ],
  [
    'a sign-in that is not made once more after an earlier run had it rejected',
    withheld('rejection-spent'),
    'signIns',
    withheldSentences['rejection-spent'],
  ],
  [
    'a rejection by a server whose clock is off',
    seen({ result: 'rejected' }, signIns(['rejected'], [], { refusal: clockAhead })),
    'signIns',
    'is 40 hours ahead of this machine’s',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a sign-in that is let in as the last one of the run',
    seen({ result: 'withheld', withheld: 'goes-last' }, signIns(['accepted'], [], { lastNtlm: last('accepted') })),
    'accepted',
    { server: 'mail.contoso.test', username: USER },
  ],
  [
    'a rejection of a right password',
    seen({ result: 'rejected' }),
    'rejected',
    { server: 'mail.contoso.test', username: USER },
  ],
  [
    'a redirect to a form, from a proxy that signs people in itself',
    seen({ result: 'unclear', exchanges: [exchange(401), exchange(302)] }),
    'unclear',
    { server: 'mail.contoso.test', status: 302 },
  ],
  [
    'a challenge that cannot be read',
    seen({ result: 'failed', failure: failure('ntlm-malformed', 'the signature is missing') }),
    'broken',
    { detail: 'mail.contoso.test:443 sent an NTLM message that breaks MS-NLMP (the signature is missing)' },
  ],
  [
    'a failure without a detail',
    seen({ result: 'failed', failure: failure('connection-reset') }),
    'broken',
    { detail: 'mail.contoso.test:443 closed the connection before it had answered' },
  ],
  ['a failure that was not kept', seen({ result: 'failed' }), 'broken', { detail: 'no answer' }],
  [
    'no account',
    seen({ result: 'withheld', withheld: 'no-account', username: undefined }),
    'not-tried',
    { username: 'nobody' },
  ],
  ['no password', withheld('no-password'), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['a server without NTLM', withheld('not-offered'), 'not-offered'],
  [
    'a sign-in',
    seen({
      channelBinding: '6586e99d81c2fc984e47172fd4dd0310',
      challenge: {
        targetName: 'CONTOSO',
        netbiosDomain: 'CONTOSO',
        dnsComputer: 'exch02.corp.contoso.test',
        osVersion: '10.0.20348',
      },
    }),
    'accepted',
    {
      answeredBy: 'exch02.corp.contoso.test',
      domain: 'CONTOSO',
      windowsVersion: '10.0.20348',
      channelBinding: '6586e99d81c2fc984e47172fd4dd0310',
    },
  ],
  ['a sign-in of which little is told', seen(), 'accepted', { username: USER }],
])('%s', (...row) => expectRow(check, row))

test('the title of an unclear answer names its status', () => {
  const finding = conclude(check, seen({ result: 'unclear', exchanges: [exchange(401), exchange(440)] }))
  expect(finding.title).toContain('with 440')
})
