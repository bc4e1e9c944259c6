import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeCertificate } from '../../../../electron/engine/wire/certificate.ts'
import { isPubliclyTrusted } from '../../../../electron/engine/wire/public-authorities.ts'
import { openTls } from '../../../../electron/engine/wire/tls-connection.ts'
import { createTestCertificates, startTlsServer, type TestCertificates } from './tls-server.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

/** UTCTime: tag 17, 13 bytes (RFC 5280 section 4.1.2.5.1); first notBefore, then notAfter. */
const UTC_TIME = /170d[0-9a-f]{26}/g
/** rsaEncryption (RFC 3279 section 2.3.1), as it stands in a SubjectPublicKeyInfo, and an algorithm that nobody has. */
const RSA = '06092a864886f70d010101'
const NOBODYS = '06092a864886f70d010177'

const time = (text: string) => `170d${Buffer.from(text, 'latin1').toString('hex')}`

/** The issuing authority's certificate with something else in its DER; its signature no longer holds. */
function doctored(change: (hex: string) => string): { der: Buffer; pem: string } {
  const [, issuing = ''] = certificates.good.cert.split(/(?=-----BEGIN)/)
  const hex = new X509Certificate(issuing).raw.toString('hex')
  const der = Buffer.from(change(hex), 'hex')
  expect(der.toString('hex')).not.toBe(hex)
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return { der, pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n') }
}

const withMoments = (from: string | undefined, to: string | undefined) => (hex: string) => {
  const moments = [from, to]
  return hex.replaceAll(UTC_TIME, (as) => {
    const other = moments.shift()
    return other === undefined ? as : time(other)
  })
}

const odd: [string, (hex: string) => string, object][] = [
  ['a first moment in month 99', withMoments('999999999999Z', undefined), { validFrom: 'unreadable' }],
  ['a last moment that is no number', withMoments(undefined, 'xxxxxxxxxxxxZ'), { validTo: 'unreadable' }],
  [
    'a key of an algorithm that nobody has',
    (hex) => hex.replace(RSA, NOBODYS),
    { keyType: 'unknown', selfSigned: false },
  ],
]

describe('a certificate that is not as it should be is described all the same', () => {
  it.each(odd)('with %s', (_name, change, expected) => {
    const described = describeCertificate(new X509Certificate(doctored(change).der))
    expect(described).toMatchObject({ subject: 'CN=Test Issuing', ...expected })
    expect(described.validFrom).toMatch(/^(?:unreadable|\d{4}-\d\d-\d\dT.*Z)$/)
  })

  it.each(odd)('and so is a chain that holds one, with %s', async (_name, change, expected) => {
    const { key, cert } = certificates.good
    const [leaf = ''] = cert.split(/(?=-----BEGIN)/)
    // The security level is the server's: without it, OpenSSL does not send such a certificate.
    const server = await startTlsServer({ key, cert: leaf + doctored(change).pem, ciphers: 'DEFAULT@SECLEVEL=0' })
    try {
      const { socket, peer } = await openTls(server.target([certificates.authority]), {
        signal: new AbortController().signal,
        monotonic: () => 0,
      })
      socket.destroy()
      expect(peer.chain.map(describeCertificate)[1]).toMatchObject(expected)
      expect(isPubliclyTrusted(peer.chain)).toBe(false)
      expect(peer.trusted).toBe(false)
    } finally {
      server.close()
    }
  })

  it('and its moments are told as they are where they can be read', () => {
    const { validFrom, validTo } = describeCertificate(
      new X509Certificate(doctored(withMoments('500101000000Z', '491231235959Z')).der),
    )
    expect([validFrom, validTo]).toEqual(['1950-01-01T00:00:00.000Z', '2049-12-31T23:59:59.000Z'])
  })
})
