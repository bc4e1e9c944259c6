import { expect, test } from 'vitest'
import check from '../../../../shared/checks/certificate/names.ts'
import { brokenHandshake, handshakeWith, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { certificateOf, certificatePaths, way } from '../tls-builders.ts'

const elsewhere = certificatePaths(way(), way({ host: 'autodiscover.contoso.test', purpose: 'autodiscover' }))
const uncovered = certificatePaths(
  way({ host: 'autodiscover.contoso.test', purpose: 'autodiscover', nameMatches: false }),
)
const shownThere = (names: string[], changes: { verified?: boolean } = {}) =>
  certificatePaths(
    way({
      host: 'autodiscover.contoso.test',
      purpose: 'autodiscover',
      nameMatches: false,
      certificate: certificateOf('outlook.example', 'Issuing CA', { names }),
      ...changes,
    }),
  )
const webSite = certificatePaths(way({ host: 'contoso.test', purpose: 'domain', nameMatches: false }))

test.each<BlockedRow>([
  [
    'a handshake that fails',
    { ...brokenHandshake('tls-failed', { connected: true }), ...elsewhere },
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
  [
    'a server that showed no certificate',
    { ...tlsHandshake({ chain: [] }), ...elsewhere },
    'tlsHandshake',
    'showed no certificate',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'other names',
    { ...handshakeWith({ names: ['exch01.corp.contoso.test', 'EXCH01'] }, { nameMatches: false }), ...elsewhere },
    'name-missing',
    { host: 'mail.contoso.test', names: ['exch01.corp.contoso.test', 'EXCH01'] },
  ],
  [
    'no name',
    { ...handshakeWith({ names: [] }, { nameMatches: false }), ...elsewhere },
    'name-missing',
    { names: ['no name at all'] },
  ],
  ['a match that was never told', { ...tlsHandshake({ nameMatches: undefined }), ...elsewhere }, 'name-missing'],
  [
    'other names in a certificate that was pinned: a cloud service refuses it all the same',
    { ...handshakeWith({ names: ['exch01'] }, { nameMatches: false, pinned: true }), ...elsewhere },
    'name-missing',
  ],
  [
    'its own name, and another certificate at the name for Autodiscover',
    { ...tlsHandshake(), ...uncovered },
    'autodiscover-name-missing',
    { autodiscover: 'autodiscover.contoso.test' },
  ],
  [
    'the certificate of a cloud at the name for Autodiscover, which is an alias of its server',
    { ...tlsHandshake(), ...shownThere(['*.outlook.example', 'outlook.example']) },
    'autodiscover-elsewhere',
    { autodiscover: 'autodiscover.contoso.test', others: ['*.outlook.example', 'outlook.example'] },
  ],
  [
    'a certificate for other names of the organisation’s own',
    { ...tlsHandshake(), ...shownThere(['mail.contoso.test', 'shop.example']) },
    'autodiscover-name-missing',
  ],
  [
    'a certificate of somebody whom nobody trusts',
    { ...tlsHandshake(), ...shownThere(['fritz.box'], { verified: false }) },
    'autodiscover-name-missing',
  ],
  [
    'the same certificate there, which names the server’s own domain, another than that of the mail',
    {
      ...handshakeWith({ names: ['mail.fabrikam.test'], sha256: 'SAME' }),
      ...certificatePaths(
        way({
          host: 'autodiscover.contoso.test',
          purpose: 'autodiscover',
          nameMatches: false,
          certificate: certificateOf('mail.fabrikam.test', 'Issuing CA', {
            names: ['mail.fabrikam.test'],
            sha256: 'SAME',
          }),
        }),
      ),
    },
    'autodiscover-name-missing',
    { autodiscover: 'autodiscover.contoso.test' },
  ],
  [
    'both names missing, of which the server’s is told first',
    { ...handshakeWith({}, { nameMatches: false }), ...uncovered },
    'name-missing',
  ],
  ['a web site that is somebody else’s', { ...tlsHandshake(), ...webSite }, 'covers'],
  ['its own name', { ...tlsHandshake(), ...elsewhere }, 'covers', { host: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))

test('what to do lists the names that are there', () => {
  const finding = conclude(check, {
    ...handshakeWith({ names: ['a.test', 'b.test'] }, { nameMatches: false }),
    ...elsewhere,
  })
  expect(finding.advice).toContain('this one covers a.test, b.test.')
})
