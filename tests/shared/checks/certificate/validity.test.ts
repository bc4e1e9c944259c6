import { expect, test } from 'vitest'
import check from '../../../../shared/checks/certificate/validity.ts'
import { brokenHandshake, handshakeWith, SEEN_AT } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

/** A moment some days, and some milliseconds, after the certificate was looked at. */
const inDays = (days: number, milliseconds = 0) =>
  new Date(Date.parse(SEEN_AT) + days * 86_400_000 + milliseconds).toISOString()
/** A certificate that lives for `days`, of which some are left. */
const lifeOf = (days: number, left: number) => handshakeWith({ validFrom: inDays(left - days), validTo: inDays(left) })
const until = (validTo: string) => handshakeWith({ validTo })

test.each<BlockedRow>([
  [
    'a handshake that fails',
    brokenHandshake('tls-failed', { connected: true }),
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a last moment that has just passed', until(inDays(0, -1)), 'expired', { days: -1, validTo: '2026-11-24' }],
  ['a year past the end', until(inDays(-365)), 'expired', { subject: 'CN=mail.contoso.test' }],
  [
    'a first moment still to come',
    handshakeWith({ validFrom: inDays(0, 1), validTo: inDays(400) }),
    'not-yet-valid',
    { validFrom: '2026-11-24' },
  ],
  ['a last moment that is none', until('unreadable'), 'unreadable', { validTo: 'unreadable' }],
  [
    'a first moment that is none',
    handshakeWith({ validFrom: 'unreadable', validTo: inDays(400) }),
    'unreadable',
    { validFrom: 'unreadable' },
  ],
  ['this very last moment', until(SEEN_AT), 'expires-soon', { days: 0 }],
  ['one moment less than 30 days', until(inDays(30, -1)), 'expires-soon', { days: 29 }],
  ['30 days', until(inDays(30)), 'renewal-due', { days: 30 }],
  ['one moment less than 60 days', until(inDays(60, -1)), 'renewal-due', { days: 59 }],
  ['60 days', until(inDays(60)), 'valid', { days: 60 }],
  ['14 of 90 days', lifeOf(90, 14), 'expires-soon'],
  ['15 of 90 days', lifeOf(90, 15), 'renewal-due'],
  ['29 of 90 days', lifeOf(90, 29), 'renewal-due'],
  ['30 of 90 days, when a program renews it', lifeOf(90, 30), 'valid'],
  ['7 of 47 days', lifeOf(47, 7), 'expires-soon'],
  ['16 of 47 days', lifeOf(47, 16), 'valid'],
  ['this very first moment', handshakeWith({ validFrom: SEEN_AT, validTo: inDays(400) }), 'valid'],
])('%s', (...row) => expectRow(check, row))

test.each([
  [0, 'in less than a day'],
  [1, 'in 1 day,'],
  [2, 'in 2 days,'],
])('%i days left read well', (days, words) => {
  expect(conclude(check, until(inDays(days))).title).toContain(words)
})
