import { X509Certificate } from 'node:crypto'
import { describeCertificate, namesHost } from '../../electron/engine/wire/certificate.ts'
import { chainOf } from '../../electron/engine/wire/certificate-chain.ts'
import { isPubliclyTrusted } from '../../electron/engine/wire/public-authorities.ts'
import { WireError } from '../../electron/engine/wire/wire-error.ts'
import { Certificate } from '../../shared/artifacts/tls-handshake.ts'
import type { FuzzTarget } from './target.ts'

/** For mail.contoso.test, *.contoso.test, 192.0.2.1, a mail address and a URI; of P-256, and signed by itself. */
const seed = Buffer.from(
  [
    'MIICKDCCAc6gAwIBAgIBATAKBggqhkjOPQQDAjA7MQswCQYDVQQGEwJERTEQMA4GA1UECgwHQ29udG9zbzEaMBgGA1UEAwwRbWFp',
    'bC5jb250b3NvLnRlc3QwHhcNMjYxMTI4MTYxOTIwWhcNMjcxMTI4MTYxOTIwWjA7MQswCQYDVQQGEwJERTEQMA4GA1UECgwHQ29u',
    'dG9zbzEaMBgGA1UEAwwRbWFpbC5jb250b3NvLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQn6CkklgyjT4PfjQjbjaCp',
    'uaGDoxm88waeKzV+CQyTt4PqSdeqq3YWRliNHjm1N5S27g3V7Zz8HY1ULNCcq5eFo4HCMIG/MB0GA1UdDgQWBBR72eURdHtAai2x',
    'Fb094u3bOxRbTjAfBgNVHSMEGDAWgBR72eURdHtAai2xFb094u3bOxRbTjAPBgNVHRMBAf8EBTADAQH/ME0GA1UdEQRGMESCEW1h',
    'aWwuY29udG9zby50ZXN0gg4qLmNvbnRvc28udGVzdIcEwAACAYEOYUBjb250b3NvLnRlc3SGCWh0dHBzOi8veDAdBgNVHSUEFjAU',
    'BggrBgEFBQcDAQYIKwYBBQUHAwIwCgYIKoZIzj0EAwIDSAAwRQIhAP9faYFMhB8OPjAYuG+ylG/vW6xadXcRQGunHb3HotQCAiBT',
    'BLrjQQ36J9joo+yxQEPjsDqY234dWxhL0P8758bQ0A==',
  ].join(''),
  'base64',
)

/** X.509 certificates (RFC 5280), as far as OpenSSL lets them through: what is made of one, and of a chain of one. */
export const certificate: FuzzTarget = {
  name: 'certificate',
  seeds: [seed],
  dictionary: ['0603551d11', '0603551d25', '1703', '180f', '06072a8648ce3d0201', '0c00', '8200', '8704', '0101ff'].map(
    (hex) => Buffer.from(hex, 'hex'),
  ),
  read: (input) => {
    const leaf = readOrRefuse(input)
    const described = Certificate.parse(describeCertificate(leaf))
    const names = ['mail.contoso.test', '192.0.2.1', 'a.b.contoso.test'].map((host) => namesHost(leaf, host))
    return { described, names, isPublic: isPubliclyTrusted(chainOf([leaf], [])) }
  },
  growth: 32,
}

function readOrRefuse(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der)
  } catch {
    throw new WireError('tls-failed', 'mail.contoso.test:443', 'no certificate')
  }
}
