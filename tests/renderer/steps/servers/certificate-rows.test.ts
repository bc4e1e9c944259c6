import { describe, expect, it } from 'vitest'
import { certificateRows, covers, sortedRows } from '../../../../renderer/steps/servers/certificate-rows.ts'
import type { ArtifactRecords } from '../../../../shared/artifacts/artifacts.ts'
import type { Certificate } from '../../../../shared/artifacts/tls-handshake.ts'
import { runAllBlocked } from '../../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../../fixtures/run-many-failures.ts'
import { answer, artifactsOf, gathered, nodeAt } from './map-artifacts.ts'

const seenAt = '2026-11-24T22:41:07.000Z'

function certificate(sha256: string, more: Partial<Certificate> = {}): Certificate {
  return {
    subject: 'CN=mail.contoso.test',
    issuer: 'CN=Contoso Issuing CA 1',
    names: ['mail.contoso.test'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    serialNumber: '01',
    sha256,
    keyType: 'rsa',
    keyBits: 2048,
    selfSigned: false,
    ...more,
  }
}

const names = [
  answer('mail.contoso.test', 'ews', ['10.20.0.14']),
  answer('autodiscover.contoso.test', 'autodiscover', ['10.20.0.14']),
]

function published(leaf: Certificate): ArtifactRecords {
  return {
    tlsHandshake: gathered({
      host: 'mail.contoso.test',
      port: 443,
      address: '10.20.0.14',
      chain: [leaf],
      sent: [leaf, certificate('CA', { subject: 'CN=Contoso Issuing CA 1' })],
      pinned: false,
      trusted: true,
      seenAt,
    }),
    certificatePaths: gathered({
      paths: [
        {
          host: 'mail.contoso.test',
          port: 443,
          address: '10.20.0.14',
          purpose: 'ews' as const,
          certificate: leaf,
          authorities: [],
          verified: true,
        },
      ],
    }),
  }
}

describe('the certificate of each server', () => {
  it('is none where nothing was looked at, and where nothing answered', () => {
    expect(certificateRows({})).toEqual([])
    expect(certificateRows(runAllBlocked.artifacts).every(({ compared }) => compared === 'unknown')).toBe(true)
  })

  it('says why there is none', () => {
    const failure = { code: 'connection-refused' as const, where: '10.20.0.21:443' }
    const nodes = [nodeAt('10.20.0.21', { server: 'EXCH01', failure })]
    const [row] = certificateRows(artifactsOf({ names, nodes }))
    expect(row).toMatchObject({
      subject: '',
      compared: 'unknown',
      failure: '10.20.0.21:443 refused the TCP connection.',
    })
  })

  it('differs from the published one, lacks a name, has expired or does not verify', () => {
    const nodes = [
      nodeAt('10.20.0.21', { server: 'EXCH01', certificate: certificate('AA') }),
      nodeAt('10.20.0.22', {
        server: 'EXCH02',
        certificate: certificate('BB', { validTo: '2026-11-04T22:41:07.000Z', names: ['exch02.contoso.test'] }),
        chainError: 'CERT_HAS_EXPIRED',
      }),
    ]
    const rows = certificateRows(artifactsOf({ names, nodes, others: published(certificate('AA')) }))
    expect(rows.map(({ server, compared }) => [server, compared])).toEqual([
      ['mail.contoso.test', 'published'],
      ['EXCH01', 'same'],
      ['EXCH02', 'differs'],
    ])
    expect(rows[2]).toMatchObject({
      missing: ['mail.contoso.test', 'autodiscover.contoso.test'],
      life: { state: 'expired' },
      chain: 'does not verify here',
    })
    expect(rows[2]?.daysLeft).toBe(-20)
    expect(rows[0]).toMatchObject({ chain: 'mail.contoso.test ← Contoso Issuing CA 1\nverifies here', key: 'RSA 2048' })
  })

  it('is one row where an address shows the same under several names', () => {
    const rows = certificateRows(runManyFailures.artifacts)
    expect(rows.length).toBeGreaterThan(4)
    const keys = rows.map(({ address, sha256 }) => `${address} ${sha256}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('sorting', () => {
  const rows = certificateRows(
    artifactsOf({
      names,
      nodes: [
        nodeAt('10.20.0.30', {
          server: 'EXCH10',
          certificate: certificate('A', { validTo: '2026-12-01T00:00:00.000Z' }),
        }),
        nodeAt('10.20.0.22', { server: 'EXCH2', certificate: certificate('B') }),
        nodeAt('10.20.0.23', { server: 'EXCH3', failure: { code: 'tls-failed', where: 'x' } }),
      ],
    }),
  )
  const servers = (column: Parameters<typeof sortedRows>[1], descending: boolean) =>
    sortedRows(rows, column, descending).map(({ server }) => server)

  it('counts as people do', () => {
    expect(servers('server', false)).toEqual(['EXCH2', 'EXCH3', 'EXCH10'])
    expect(servers('server', true)).toEqual(['EXCH10', 'EXCH3', 'EXCH2'])
  })

  it('leaves what has no certificate last, either way', () => {
    expect(servers('life', false)).toEqual(['EXCH10', 'EXCH2', 'EXCH3'])
    expect(servers('life', true)).toEqual(['EXCH2', 'EXCH10', 'EXCH3'])
  })
})

it.each([
  [['*.contoso.test'], 'mail.contoso.test', true],
  [['*.contoso.test'], 'a.mail.contoso.test', false],
  [['*.contoso.test'], 'contoso.test', false],
  [['MAIL.contoso.test'], 'mail.Contoso.test', true],
  [[], 'mail.contoso.test', false],
])('%j covers %s: %s', (all, host, expected) => {
  expect(covers(all, host)).toBe(expected)
})
