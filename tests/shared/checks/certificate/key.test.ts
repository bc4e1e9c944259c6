import { test } from 'vitest'
import check from '../../../../shared/checks/certificate/key.ts'
import { brokenHandshake, handshakeWith } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { certificateOf, handshakeOver, issuing, leaf } from '../tls-builders.ts'

const ecdsa = (curve: string) => handshakeWith({ keyType: `ec ${curve}`, keyBits: undefined })
const signedWith = (signatureAlgorithm: string) => handshakeWith({ signatureAlgorithm })
const SERVER = '1.3.6.1.5.5.7.3.1'
const CLIENT = '1.3.6.1.5.5.7.3.2'

test.each<BlockedRow>([
  [
    'a handshake that fails',
    brokenHandshake('tls-failed', { connected: true }),
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['1,024 bits', handshakeWith({ keyBits: 1024 }), 'key-too-short', { key: '1024 bits (RSA)' }],
  ['2,047 bits', handshakeWith({ keyBits: 2047 }), 'key-too-short'],
  ['a curve of 192 bits', ecdsa('prime192v1'), 'key-too-short', { key: 'EC PRIME192V1' }],
  ['a curve of 160 bits', ecdsa('brainpoolP160r1'), 'key-too-short'],
  [
    'an intermediate of 1,024 bits',
    handshakeOver([leaf, { ...issuing, keyBits: 1024 }]),
    'key-too-short',
    { subject: 'CN=Issuing CA' },
  ],
  ['SHA-1', signedWith('sha1WithRSAEncryption'), 'signature-outdated', { signature: 'sha1WithRSAEncryption' }],
  ['SHA-1 with ECDSA', signedWith('ecdsa-with-SHA1'), 'signature-outdated'],
  ['SHA-1 with DSA', signedWith('dsa-with-sha1'), 'signature-outdated'],
  ['MD5', signedWith('md5WithRSAEncryption'), 'signature-outdated'],
  [
    'SHA-1 on the intermediate',
    handshakeOver([leaf, { ...issuing, signatureAlgorithm: 'sha1WithRSAEncryption' }]),
    'signature-outdated',
    { subject: 'CN=Issuing CA', issuer: 'CN=Root CA' },
  ],
  [
    'use by clients alone',
    handshakeWith({ extendedKeyUsage: [CLIENT] }),
    'not-for-servers',
    { usages: [`Client Authentication (${CLIENT})`] },
  ],
  [
    'SHA-1 on the root, which nobody checks',
    handshakeOver([leaf, certificateOf('Root CA', 'Root CA', { signatureAlgorithm: 'sha1WithRSAEncryption' })]),
    'strong',
  ],
  ['use by servers among others', handshakeWith({ extendedKeyUsage: [CLIENT, SERVER] }), 'strong'],
  ['any use', handshakeWith({ extendedKeyUsage: ['2.5.29.37.0'] }), 'strong'],
  ['SHA-512', signedWith('sha512WithRSAEncryption'), 'strong'],
  ['an algorithm without a name', signedWith('1.2.3.4'), 'strong', { signature: '1.2.3.4' }],
  ['a curve of 256 bits', ecdsa('prime256v1'), 'strong', { key: 'EC PRIME256V1' }],
  ['a curve of 521 bits', ecdsa('secp521r1'), 'strong'],
  ['Ed25519', handshakeWith({ keyType: 'ed25519', keyBits: undefined }), 'strong'],
  ['2,048 bits', handshakeWith({ keyBits: 2048 }), 'strong', { key: '2048 bits (RSA)' }],
])('%s', (...row) => expectRow(check, row))
