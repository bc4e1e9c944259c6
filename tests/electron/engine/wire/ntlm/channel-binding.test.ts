import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelBindingOf, channelBindingToken } from '../../../../../electron/engine/wire/ntlm/channel-binding.ts'
import { NtlmError } from '../../../../../electron/engine/wire/ntlm/ntlm-error.ts'
import { signatureHash } from '../../../../../electron/engine/wire/ntlm/signature-hash.ts'
import { certificates } from './certificates.ts'
import { expectNtlmError } from './expect-ntlm-error.ts'

function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const arc = (value: number): number[] => {
    const bytes = [value & 0x7f]
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      bytes.unshift(0x80 | (left & 0x7f))
    return bytes
  }
  return der(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(arc)))
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents)

/** As much of a certificate as the binding looks at: something to be signed, the algorithm, a signature. */
function certificateWith(algorithm: Buffer): Buffer {
  return sequence(sequence(Buffer.alloc(200)), algorithm, der(0x03, Buffer.alloc(17)))
}

const pss = (...parameters: Buffer[]) => sequence(oid('1.2.840.113549.1.1.10'), sequence(...parameters))
const pssWith = (hash: string) =>
  pss(der(0xa0, sequence(oid(hash), der(0x05))), der(0xa2, der(0x02, Buffer.from([32]))))

describe('bytes that are no certificate', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'certificate is missing'],
    ['text', Buffer.from('-----BEGIN'), 'states 45 bytes'],
    ['a tag alone', Buffer.from([0x30]), 'is missing'],
    ['a cut length', Buffer.from([0x30, 0x82, 1]), 'is cut off'],
    ['an indefinite length', Buffer.from([0x30, 0x80, 0, 0]), 'has the form 128'],
    ['a length of eight bytes', Buffer.from([0x30, 0x88, 0, 0, 0, 0, 0, 0, 0, 0]), 'has the form 136'],
    ['a cut certificate', certificateWith(sequence(oid('1.2.840.113549.1.1.11'))).subarray(0, -1), 'are left'],
    ['a number', Buffer.from([0x02, 1, 5]), 'tag 2'],
    ['no algorithm', sequence(sequence()), 'signature algorithm is missing'],
    ['an algorithm without a name', certificateWith(sequence(der(0x05))), 'tag 5'],
    [
      'PSS without parameters',
      certificateWith(sequence(oid('1.2.840.113549.1.1.10'))),
      'RSA-PSS parameters is missing',
    ],
  ])('%s', (_what, bytes, words) => {
    expect(expectNtlmError(() => channelBindingOf(bytes), 'bad-certificate')).toContain(words)
  })

  it('give an NtlmError or no binding, whatever they are', () => {
    const reads = (bytes: Uint8Array) => {
      try {
        channelBindingOf(Buffer.from(bytes))
      } catch (error) {
        expect(error).toBeInstanceOf(NtlmError)
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), reads))
    const usual = certificateWith(pssWith('2.16.840.1.101.3.4.2.2'))
    fc.assert(
      fc.property(fc.nat(usual.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(usual)
        bytes[at] = byte
        reads(bytes)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the hash that a certificate’s signature asks for (RFC 5929 4.1)', () => {
  it.each([
    ['RSA with MD5', sequence(oid('1.2.840.113549.1.1.4'), der(0x05)), 'sha256'],
    ['RSA with SHA-1', sequence(oid('1.2.840.113549.1.1.5'), der(0x05)), 'sha256'],
    ['RSA with SHA-1 by its old name', sequence(oid('1.3.14.3.2.29')), 'sha256'],
    ['RSA with SHA-224', sequence(oid('1.2.840.113549.1.1.14'), der(0x05)), 'sha224'],
    ['RSA with SHA-256', sequence(oid('1.2.840.113549.1.1.11'), der(0x05)), 'sha256'],
    ['RSA with SHA-384', sequence(oid('1.2.840.113549.1.1.12'), der(0x05)), 'sha384'],
    ['RSA with SHA-512', sequence(oid('1.2.840.113549.1.1.13'), der(0x05)), 'sha512'],
    ['ECDSA with SHA-1', sequence(oid('1.2.840.10045.4.1')), 'sha256'],
    ['ECDSA with SHA-256', sequence(oid('1.2.840.10045.4.3.2')), 'sha256'],
    ['ECDSA with SHA-384', sequence(oid('1.2.840.10045.4.3.3')), 'sha384'],
    ['ECDSA with SHA-512', sequence(oid('1.2.840.10045.4.3.4')), 'sha512'],
    ['DSA with SHA-256', sequence(oid('2.16.840.1.101.3.4.3.2')), 'sha256'],
    ['PSS with nothing said, which is SHA-1', pss(), 'sha256'],
    ['PSS with only a salt length', pss(der(0xa2, der(0x02, Buffer.from([32])))), 'sha256'],
    ['PSS with SHA-1', pssWith('1.3.14.3.2.26'), 'sha256'],
    ['PSS with SHA-256', pssWith('2.16.840.1.101.3.4.2.1'), 'sha256'],
    ['PSS with SHA-384', pssWith('2.16.840.1.101.3.4.2.2'), 'sha384'],
    ['PSS with SHA-512', pssWith('2.16.840.1.101.3.4.2.3'), 'sha512'],
    ['PSS with a hash that we do not know', pssWith('2.16.840.1.101.3.4.2.10'), undefined],
    ['Ed25519', sequence(oid('1.3.101.112')), undefined],
    ['Ed448', sequence(oid('1.3.101.113')), undefined],
    ['an algorithm that we do not know', sequence(oid('1.2.3.4')), undefined],
  ])('%s', (_what, algorithm, hash) => {
    const certificate = certificateWith(algorithm)
    expect(signatureHash(certificate)).toBe(hash)
    const digest = hash && createHash(hash).update(certificate).digest()
    expect(channelBindingOf(certificate)).toEqual(digest && channelBindingToken(digest))
  })
})

describe('the channel binding', () => {
  it.each(certificates)('of a certificate signed with $signedWith', ({ der, binding }) => {
    expect(channelBindingOf(der)?.toString('hex')).toBe(binding)
  })

  // Microsoft's open specifications blog, "NTLM and Channel Binding Hash (aka Extended Protection for Authentication)".
  it('of Microsoft’s example', () => {
    const hash = Buffer.from('ea05fefecc6b0bd571dbbc5baa3ed45386d0446835f7b74c85621b9983475f95', 'hex')
    expect(channelBindingToken(hash).toString('hex')).toBe('6586e99d81c2fc984e47172fd4dd0310')
  })

  it('is the MD5 of the structure as RFC 2744 3.11 lays it out', () => {
    const structure = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([21 + 64, 0, 0, 0]),
      Buffer.from('tls-server-end-point:'),
      Buffer.alloc(64, 5),
    ])
    expect(channelBindingToken(Buffer.alloc(64, 5))).toEqual(createHash('md5').update(structure).digest())
  })
})
