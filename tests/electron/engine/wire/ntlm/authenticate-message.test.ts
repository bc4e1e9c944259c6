import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientTargetInfo, encodeAuthenticate } from '../../../../../electron/engine/wire/ntlm/authenticate-message.ts'
import { decodeChallenge } from '../../../../../electron/engine/wire/ntlm/challenge-message.ts'
import { decodeAuthenticate } from './authenticate-decoder.ts'
import { encodeChallenge, encodePairs, usualFlags, utf16 } from './challenge-encoder.ts'
import { expectNtlmError } from './expect-ntlm-error.ts'
import * as example from './specification-example.ts'

const exampleFields = {
  flags: 0xe2888235,
  domain: example.domain,
  user: example.user,
  workstation: example.workstation,
  lmResponse: example.lmv2Response,
  ntResponse: Buffer.concat([example.ntProofStr, example.temp]),
  encryptedSessionKey: example.encryptedSessionKey,
  version: { major: 5, minor: 1, build: 2600 },
}

describe('encodeAuthenticate', () => {
  it('refuses a field that its length cannot tell', () => {
    const act = () => encodeAuthenticate({ ...exampleFields, workstation: 'x'.repeat(0x8000) })
    expect(expectNtlmError(act, 'message-too-long')).toContain('65536 bytes')
  })

  it('writes the message of MS-NLMP 4.2.4.3', () => {
    expect(encodeAuthenticate(exampleFields)).toEqual(example.authenticateMessage)
  })

  it('writes a MIC over the three messages, the field itself zero', () => {
    const input = {
      exportedSessionKey: example.randomSessionKey,
      negotiateMessage: Buffer.from('one'),
      challengeMessage: Buffer.from('two'),
    }
    const message = encodeAuthenticate(exampleFields, input)
    const blank = Buffer.from(message)
    blank.fill(0, 72, 88)
    const expected = createHmac('md5', example.randomSessionKey).update('onetwo').update(blank).digest()
    expect(decodeAuthenticate(message).mic).toEqual(expected)
    expect(message).toHaveLength(example.authenticateMessage.length + 16)
  })

  it('can be read back', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    const bytes = (minLength: number, maxLength: number) =>
      fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array))
    const fields = fc.record({
      flags: fc.nat(0xffffffff),
      domain: text,
      user: text,
      workstation: text,
      lmResponse: bytes(24, 24),
      ntResponse: bytes(44, 44).map((head) => Buffer.concat([head, Buffer.alloc(8)])),
      encryptedSessionKey: fc.oneof(bytes(0, 0), bytes(16, 16)),
      version: fc.record({ major: fc.nat(255), minor: fc.nat(255), build: fc.nat(65535) }),
    })
    fc.assert(
      fc.property(fields, fc.boolean(), (written, withMic) => {
        const key = Buffer.alloc(16)
        const mic = { exportedSessionKey: key, negotiateMessage: key, challengeMessage: key }
        const read = decodeAuthenticate(encodeAuthenticate(written, withMic ? mic : undefined))
        const { version, ...rest } = written
        expect(read).toMatchObject(rest)
        expect(read.version).toEqual([version.major, version.minor, version.build, 15])
        expect(read.mic !== undefined).toBe(withMic)
      }),
    )
  })
})

describe('clientTargetInfo', () => {
  const none = { channelBinding: undefined, targetName: undefined }
  const time = { id: 7, value: Buffer.from('0123456789abcdef', 'hex') }
  const flags = (value: string) => ({ id: 6, value: Buffer.from(value, 'hex') })
  const challengeWith = (pairs: { id: number; value: Buffer }[]) =>
    decodeChallenge(
      encodeChallenge({
        flags: usualFlags,
        serverChallenge: example.serverChallenge,
        targetName: 'S',
        pairs,
        version: { major: 10, minor: 0, build: 1 },
      }),
    )

  it('is the server’s own, byte for byte, when there is nothing to add', () => {
    expect(clientTargetInfo(decodeChallenge(example.challengeMessage), none)).toEqual(example.targetInfo)
  })

  it('is an empty list when the server sent none', () => {
    const message = Buffer.from(example.challengeMessage)
    message.writeUInt16LE(0, 40)
    expect(clientTargetInfo(decodeChallenge(message), none)).toEqual(Buffer.alloc(4))
  })

  it('says that there is a MIC where the server gave a timestamp', () => {
    const pairs = [{ id: 2, value: utf16('D') }, time]
    expect(clientTargetInfo(challengeWith(pairs), none)).toEqual(encodePairs([...pairs, flags('02000000')]))
  })

  it('keeps the other flags and their place', () => {
    const info = clientTargetInfo(challengeWith([flags('010000f0'), time]), none)
    expect(info).toEqual(encodePairs([flags('030000f0'), time]))
  })

  it('ends with the channel binding and the target name, which only the client may say', () => {
    const binding = Buffer.alloc(16, 7)
    const own = { channelBinding: binding, targetName: 'HTTP/mail.contoso.com' }
    const sent = [{ id: 10, value: Buffer.alloc(16, 1) }, time, { id: 9, value: utf16('HTTP/other') }]
    expect(clientTargetInfo(challengeWith(sent), own)).toEqual(
      encodePairs([time, flags('02000000'), { id: 10, value: binding }, { id: 9, value: utf16(own.targetName) }]),
    )
  })
})
