import { expect, test } from 'vitest'
import check from '../../../../shared/checks/certificate/names.ts'
import { brokenHandshake, handshakeWith, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

test.each<BlockedRow>([
  [
    'a handshake that fails',
    brokenHandshake('tls-failed', { connected: true }),
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
  ['a server that showed no certificate', tlsHandshake({ chain: [] }), 'tlsHandshake', 'showed no certificate'],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'other names',
    handshakeWith({ names: ['exch01.corp.contoso.test', 'EXCH01'] }, { nameMatches: false }),
    'name-missing',
    { host: 'mail.contoso.test', names: ['exch01.corp.contoso.test', 'EXCH01'] },
  ],
  ['no name', handshakeWith({ names: [] }, { nameMatches: false }), 'name-missing', { names: ['no name at all'] }],
  ['a match that was never told', tlsHandshake({ nameMatches: undefined }), 'name-missing'],
  [
    'other names in a certificate that was pinned: a cloud service refuses it all the same',
    handshakeWith({ names: ['exch01'] }, { nameMatches: false, pinned: true }),
    'name-missing',
  ],
  ['its own name', tlsHandshake(), 'covers', { host: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))

test('what to do lists the names that are there', () => {
  const finding = conclude(check, handshakeWith({ names: ['a.test', 'b.test'] }, { nameMatches: false }))
  expect(finding.advice).toContain('this one covers a.test, b.test.')
})
