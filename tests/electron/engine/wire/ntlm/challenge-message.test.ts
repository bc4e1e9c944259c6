import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeChallenge, toNtlmChallenge } from '../../../../../electron/engine/wire/ntlm/challenge-message.ts'
import { NtlmError, type NtlmErrorCode } from '../../../../../electron/engine/wire/ntlm/ntlm-error.ts'
import { NtlmChallenge } from '../../../../../shared/artifacts/sign-in.ts'
import { encodeChallenge, encodePairs, exchangeChallenge, usualFlags, utf16 } from './challenge-encoder.ts'
import { expectNtlmError } from './expect-ntlm-error.ts'
import * as example from './specification-example.ts'

function changed(change: (message: Buffer) => void): Buffer {
  const message = encodeChallenge(exchangeChallenge)
  change(message)
  return message
}

/** The example's challenge with another list of AV_PAIRs, given as raw bytes. */
function withTargetInfo(info: Buffer): Buffer {
  const message = Buffer.concat([
    encodeChallenge({ ...exchangeChallenge, targetName: '', pairs: [] }).subarray(0, 56),
    info,
  ])
  message.writeUInt16LE(info.length, 40)
  message.writeUInt32LE(56, 44)
  return message
}

describe('a malformed challenge', () => {
  const usual = encodeChallenge(exchangeChallenge)
  it.each<[string, Buffer, NtlmErrorCode, string]>([
    ['no bytes', Buffer.alloc(0), 'message-too-short', 'offset 0'],
    ['a cut header', usual.subarray(0, 47), 'message-too-short', 'offset 47'],
    ['a message cut in its payload', usual.subarray(0, -1), 'field-outside-message', 'target info'],
    ['more than 16 KiB', Buffer.concat([usual, Buffer.alloc(16 * 1024)]), 'message-too-long', '16384'],
    ['another signature', changed((message) => message.write('NTLMSSQ')), 'bad-signature', 'offset 0'],
    ['HTML', Buffer.from('<html>'.repeat(20)), 'bad-signature', 'offset 0'],
    ['a Type 1 message', changed((message) => message.writeUInt32LE(1, 8)), 'wrong-message-type', 'type 1'],
    ['a Type 3 message', example.authenticateMessage, 'wrong-message-type', 'type 3'],
    [
      'a target name longer than the message',
      changed((message) => message.writeUInt16LE(0xfffe, 12)),
      'field-outside-message',
      'target name',
    ],
    [
      'a target name far outside',
      changed((message) => message.writeUInt32LE(0xffffffff, 16)),
      'field-outside-message',
      'target name',
    ],
    [
      'a target info at the last byte that counts',
      changed((message) => message.writeUInt32LE(0xffffffff, 44)),
      'field-outside-message',
      'target info',
    ],
    ['a target name in the header', changed((message) => message.writeUInt32LE(24, 16)), 'fields-overlap', 'offset 12'],
    ['a target info in the header', changed((message) => message.writeUInt32LE(0, 44)), 'fields-overlap', 'offset 40'],
    [
      'a target info over the target name',
      changed((message) => message.writeUInt32LE(60, 44)),
      'fields-overlap',
      'share bytes',
    ],
    ['a target name of odd length', changed((message) => message.writeUInt16LE(13, 12)), 'bad-text', 'UTF-16'],
    ['a target info without an end', withTargetInfo(exchangePair().subarray(0, -4)), 'bad-target-info', 'MsvAvEOL'],
    ['a target info of three bytes', withTargetInfo(Buffer.alloc(3)), 'bad-target-info', 'MsvAvEOL'],
    ['an end that states a length', withTargetInfo(Buffer.from('00000400', 'hex')), 'bad-target-info', 'must state 0'],
    ['a pair that leaves the list', withTargetInfo(Buffer.from('0200ff7f00000000', 'hex')), 'bad-target-info', '32767'],
    [
      'a pair that leaves the list by one byte',
      withTargetInfo(Buffer.from('bc7a03004142', 'hex')),
      'bad-target-info',
      'states 3 bytes; the target info has 2 left',
    ],
    [
      'a name of odd length',
      withTargetInfo(encodePairs([{ id: 2, value: Buffer.alloc(3) }])),
      'bad-target-info',
      'even',
    ],
    [
      'a short timestamp',
      withTargetInfo(encodePairs([{ id: 7, value: Buffer.alloc(7) }])),
      'bad-target-info',
      'exactly 8',
    ],
    [
      'flags of five bytes',
      withTargetInfo(encodePairs([{ id: 6, value: Buffer.alloc(5) }])),
      'bad-target-info',
      'exactly 4',
    ],
    [
      'a channel binding too long',
      withTargetInfo(encodePairs([{ id: 10, value: Buffer.alloc(17) }])),
      'bad-target-info',
      'exactly 16',
    ],
  ])('%s is refused', (_what, message, code, words) => {
    expect(expectNtlmError(() => decodeChallenge(message), code)).toContain(words)
  })

  it('names the place of a bad pair as an offset in the message', () => {
    const message = withTargetInfo(
      encodePairs([
        { id: 2, value: utf16('AB') },
        { id: 7, value: Buffer.alloc(2) },
      ]),
    )
    expect(expectNtlmError(() => decodeChallenge(message), 'bad-target-info')).toContain('at offset 64')
  })

  it('is told by an NtlmError whatever the bytes', () => {
    const reads = (message: Buffer) => {
      try {
        decodeChallenge(message)
      } catch (error) {
        expect(error).toBeInstanceOf(NtlmError)
      }
    }
    const header = encodeChallenge(exchangeChallenge).subarray(0, 12)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => reads(Buffer.from(bytes))))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => reads(Buffer.concat([header, Buffer.from(bytes)]))),
    )
    fc.assert(
      fc.property(fc.nat(usual.length - 1), fc.nat(255), (offset, byte) =>
        reads(changed((message) => message.writeUInt8(byte, offset))),
      ),
      { numRuns: 2_000 },
    )
    for (let length = 0; length < usual.length; length++) {
      expect(() => decodeChallenge(usual.subarray(0, length))).toThrow(NtlmError)
    }
  })
})

function exchangePair(): Buffer {
  return encodePairs(exchangeChallenge.pairs)
}

describe('a challenge', () => {
  it('of MS-NLMP 4.2.4.3 is read', () => {
    const challenge = decodeChallenge(example.challengeMessage)
    expect(challenge).toEqual({
      flags: 0xe28a8233,
      serverChallenge: example.serverChallenge,
      targetName: 'Server',
      targetInfo: example.targetInfo,
      avPairs: [
        { id: 2, value: utf16('Domain') },
        { id: 1, value: utf16('Server') },
      ],
      timestamp: undefined,
      version: { major: 6, minor: 0, build: 6000 },
    })
    expect(toNtlmChallenge(challenge)).toEqual({
      targetName: 'Server',
      netbiosDomain: 'Domain',
      netbiosComputer: 'Server',
      osVersion: '6.0.6000',
    })
  })

  it('of an Exchange server says who the server is', () => {
    const artifact = toNtlmChallenge(decodeChallenge(encodeChallenge(exchangeChallenge)))
    expect(artifact).toEqual({
      targetName: 'CONTOSO',
      netbiosDomain: 'CONTOSO',
      netbiosComputer: 'EXCH01',
      dnsDomain: 'contoso.com',
      dnsComputer: 'exch01.contoso.com',
      dnsForest: 'contoso.com',
      osVersion: '10.0.20348',
      timestamp: '2025-02-27T12:00:00.000Z',
    })
    expect(NtlmChallenge.parse(artifact)).toEqual(artifact)
  })

  it('keeps the target info byte for byte, unknown pairs and what follows the end included', () => {
    const info = Buffer.concat([encodePairs([{ id: 0x7abc, value: Buffer.from([1, 2, 3]) }]), Buffer.from([9, 9])])
    const challenge = decodeChallenge(withTargetInfo(info))
    expect(challenge.targetInfo).toEqual(info)
    expect(challenge.avPairs).toEqual([{ id: 0x7abc, value: Buffer.from([1, 2, 3]) }])
  })

  it('is not tied to the bytes that it was read from', () => {
    const message = encodeChallenge(exchangeChallenge)
    const challenge = decodeChallenge(message)
    message.fill(0)
    expect(challenge.serverChallenge).toEqual(exchangeChallenge.serverChallenge)
    expect(challenge.targetInfo).toEqual(encodePairs(exchangeChallenge.pairs))
  })

  it('without target info, without VERSION and with offsets that mean nothing is read', () => {
    const message = encodeChallenge({ ...exchangeChallenge, targetName: '', pairs: [] }).subarray(0, 48)
    message.writeUInt32LE(0xffffffff, 16)
    message.writeUInt16LE(0, 40)
    const challenge = decodeChallenge(message)
    expect(challenge).toMatchObject({ targetName: '', avPairs: [], version: undefined, timestamp: undefined })
    expect(challenge.targetInfo).toHaveLength(0)
  })

  it('whose payload begins where VERSION would be has none, whatever its flag says', () => {
    const message = Buffer.alloc(56)
    example.challengeMessage.copy(message, 0, 0, 48)
    message.writeUInt32LE(48, 16)
    message.writeUInt16LE(8, 12)
    message.writeUInt16LE(0, 40)
    message.write('EXCH', 48, 'utf16le')
    expect(decodeChallenge(message)).toMatchObject({ targetName: 'EXCH', version: undefined })
  })

  it('without the Unicode flag has its name in single bytes', () => {
    const message = changed((bytes) => bytes.writeUInt32LE((usualFlags & ~1) >>> 0, 20))
    expect(decodeChallenge(message).targetName).toBe('C\0O\0N\0T\0O\0S\0O\0')
  })

  it('as large as is accepted is read', () => {
    const value = Buffer.alloc(16 * 1024 - 56 - 8)
    const message = encodeChallenge({ ...exchangeChallenge, targetName: '', pairs: [{ id: 0x99, value }] })
    expect(message).toHaveLength(16 * 1024)
    expect(decodeChallenge(message).avPairs).toHaveLength(1)
  })

  it('is read as it was written', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    const names = fc.record({ id: fc.constantFrom(1, 2, 3, 4, 5, 9), value: text.map(utf16) })
    const unknown = fc.record({
      id: fc.integer({ min: 11, max: 0xffff }),
      value: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    })
    const bytesOf = (length: number) =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes))
    const time = fc.record({ id: fc.constant(7), value: bytesOf(8) })
    const parts = fc.record({
      flags: fc.nat(0xffffffff).map((flags) => (flags | 0x02000001) >>> 0),
      serverChallenge: bytesOf(8),
      targetName: text,
      pairs: fc.array(fc.oneof(names, unknown, time), { maxLength: 8 }),
      version: fc.record({ major: fc.nat(255), minor: fc.nat(255), build: fc.nat(65535) }),
    })
    fc.assert(
      fc.property(parts, (written) => {
        const read = decodeChallenge(encodeChallenge(written))
        expect(read).toEqual({
          flags: written.flags,
          serverChallenge: written.serverChallenge,
          targetName: written.targetName,
          targetInfo: encodePairs(written.pairs),
          avPairs: written.pairs,
          timestamp: written.pairs.find((pair) => pair.id === 7)?.value.readBigUInt64LE(0),
          version: written.version,
        })
        expect(NtlmChallenge.safeParse(toNtlmChallenge(read)).success).toBe(true)
      }),
    )
  })
})
