import { test } from 'vitest'
import check from '../../../../shared/checks/autodiscover/active-sync-address.ts'
import { ACTIVE_SYNC, endpoints } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { mobileSync } from './builders.ts'

const answered = (changes: Parameters<typeof mobileSync>[0]) => ({ ...endpoints(), ...mobileSync(changes) })
const gives = (url: string | undefined) => answered({ url })
/** An address that the organisation does not name, so that Autodiscover's is the one that was looked at. */
const givesUnnamed = (url: string) => {
  const { ews } = endpoints().endpoints
  return { endpoints: { ews, activeSync: { url, source: 'autodiscover' as const } }, ...mobileSync({ url }) }
}
const NOT_SENT = 'Autodiscover asks for a sign-in, and none was sent.'

test.each<BlockedRow>([
  [
    'a sign-in that was held back',
    answered({ result: 'sign-in-withheld', withheld: 'no-password' }),
    'autodiscover',
    NOT_SENT,
  ],
  ['a certificate that is not trusted', answered({ result: 'certificate-untrusted' }), 'autodiscover', NOT_SENT],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'no provider',
    answered({ result: 'error-response', errorCode: '601', errorMessage: 'Provider is not available.' }),
    'no-provider',
    { code: '601', message: 'Provider is not available' },
  ],
  ['an error without words', answered({ result: 'error-response' }), 'no-provider', { code: 'no code' }],
  [
    'a page',
    answered({ result: 'not-autodiscover' }),
    'other-answer',
    { result: 'answered something other than Autodiscover' },
  ],
  ['a rejected sign-in', answered({ result: 'sign-in-rejected', status: 401 }), 'other-answer', { status: 401 }],
  ['no address', gives(undefined), 'not-given'],
  [
    'no path',
    gives('https://mail.contoso.test/'),
    'wrong-path',
    { given: 'https://mail.contoso.test/', host: 'mail.contoso.test' },
  ],
  ['another path', gives('https://mail.contoso.test/ActiveSync'), 'wrong-path'],
  ['an address that is none', gives('mail.contoso.test'), 'wrong-path', { host: 'mail.contoso.test' }],
  ['a name of the inside', gives('https://exch02.contoso.local/Microsoft-Server-ActiveSync'), 'inside-name'],
  ['a private address', gives('https://10.20.0.14/Microsoft-Server-ActiveSync'), 'inside-name'],
  ['a name without a domain', gives('https://exch02/Microsoft-Server-ActiveSync'), 'inside-name'],
  ['another path, which was looked at for want of a better', givesUnnamed('https://mail.contoso.test/'), 'wrong-path'],
  [
    'a name of the inside, which was looked at for want of a better',
    givesUnnamed('https://exch02.contoso.local/Microsoft-Server-ActiveSync'),
    'inside-name',
    { url: ACTIVE_SYNC },
  ],
  ['the address that was looked at for want of a better', givesUnnamed(ACTIVE_SYNC), 'agrees', { given: ACTIVE_SYNC }],
  ['another server', gives('https://eas.contoso.test/Microsoft-Server-ActiveSync'), 'differs'],
  ['the same address', gives(ACTIVE_SYNC), 'agrees', { given: ACTIVE_SYNC }],
  ['the same address in other letters', gives(`${ACTIVE_SYNC.toLowerCase()}/`), 'agrees'],
])('%s', (...row) => expectRow(check, row))
