import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { loadMd4 } from '../../../../../electron/engine/wire/ntlm/md4.ts'
import { createNtlmClient, type NtlmClientOptions } from '../../../../../electron/engine/wire/ntlm/ntlm-client.ts'
import { rc4 } from '../../../../../electron/engine/wire/ntlm/rc4.ts'
import { decodeAuthenticate } from './authenticate-decoder.ts'
import { type ChallengeParts, encodeChallenge, usualFlags, utf16 } from './challenge-encoder.ts'
import { expectNtlmError } from './expect-ntlm-error.ts'
import * as example from './specification-example.ts'

await loadMd4()

const secret = 'Gr0ße-Geheimnisse!'
const options: NtlmClientOptions = {
  username: 'Domain\\User',
  password: 'Password',
  workstation: 'COMPUTER',
  random: (length) => Buffer.alloc(length, length === 8 ? 0xaa : 0x55),
  now: () => example.epoch,
}
const serverTime = Buffer.from('00e07a200f89db01', 'hex')
const timestamped: ChallengeParts = {
  flags: usualFlags,
  serverChallenge: example.serverChallenge,
  targetName: 'Server',
  pairs: [
    { id: 2, value: utf16('Domain') },
    { id: 1, value: utf16('Server') },
    { id: 7, value: serverTime },
  ],
  version: { major: 10, minor: 0, build: 20348 },
}

function signIn(change: Partial<NtlmClientOptions>, challenge: Buffer) {
  const client = createNtlmClient({ ...options, ...change })
  const negotiateMessage = client.negotiate()
  const message = client.authenticate(challenge)
  return { client, negotiateMessage, message, read: decodeAuthenticate(message) }
}

describe('what the client refuses', () => {
  it('an account name that names nobody, without repeating it', () => {
    expectNtlmError(() => createNtlmClient({ ...options, username: 'A\\B\\c' }), 'bad-account-name')
  })

  it('a channel binding that is no MD5', () => {
    expectNtlmError(() => createNtlmClient({ ...options, channelBinding: Buffer.alloc(32) }), 'bad-channel-binding')
  })

  it('a challenge that comes unasked, and a second one', () => {
    const client = createNtlmClient(options)
    expectNtlmError(() => client.authenticate(example.challengeMessage), 'out-of-order')
    client.negotiate()
    client.authenticate(example.challengeMessage)
    expectNtlmError(() => client.authenticate(example.challengeMessage), 'out-of-order')
  })

  it('a server that does not speak Unicode, of which it still tells what it said', () => {
    const client = createNtlmClient(options)
    client.negotiate()
    const challenge = encodeChallenge({ ...timestamped, flags: (usualFlags & ~1) >>> 0 })
    expectNtlmError(() => client.authenticate(challenge), 'unsupported-challenge')
    expect(client.challenge?.version).toEqual({ major: 10, minor: 0, build: 20348 })
  })

  it('a random source that gives too little', () => {
    const act = () => signIn({ random: () => Buffer.alloc(4) }, example.challengeMessage)
    expect(expectNtlmError(act, 'bad-randomness')).toContain('8 were asked')
  })

  it('never with the password in its words', () => {
    const client = createNtlmClient({ ...options, password: secret })
    client.negotiate()
    const message = expectNtlmError(() => client.authenticate(Buffer.from(secret.repeat(4))), 'bad-signature')
    expect(message).not.toContain(secret)
    expect(JSON.stringify(client)).not.toContain(secret)
  })
})

describe('negotiate', () => {
  it('writes 40 bytes that say nothing of the account', () => {
    expect(createNtlmClient(options).negotiate().toString('hex')).toBe(
      `4e544c4d53535000 01000000 158208e2 0000000000000000 0000000000000000 0a0000000000000f`.replaceAll(' ', ''),
    )
  })
})

describe('authenticate, to a server without a timestamp', () => {
  const { client, message, read } = signIn({}, example.challengeMessage)

  it('is the message of MS-NLMP 4.2.4.3 but for our own flags and version', () => {
    const expected = Buffer.from(example.authenticateMessage)
    // Unasked-for bits of the example's server fall away: sealing, and OEM with what goes with it.
    expected.writeUInt32LE(0xe2888211, 60)
    Buffer.from('0a0000000000000f', 'hex').copy(expected, 64)
    expect(message).toEqual(expected)
  })

  it('has no MIC, and the time of our own clock', () => {
    expect(client.micSent).toBe(false)
    expect(read.mic).toBeUndefined()
    const now = new Date('2025-02-27T12:00:00Z')
    expect(signIn({ now: () => now }, example.challengeMessage).read.time).toBe(serverTime.readBigUInt64LE(0))
  })

  it('names the channel binding even so', () => {
    const binding = Buffer.from('6586e99d81c2fc984e47172fd4dd0310', 'hex')
    const bound = signIn({ channelBinding: binding, targetName: 'HTTP/Server' }, example.challengeMessage)
    expect(bound.read.pairs.slice(2)).toEqual([
      { id: 10, value: binding },
      { id: 9, value: utf16('HTTP/Server') },
    ])
  })
})

describe('authenticate, to a server with a timestamp', () => {
  const challenge = encodeChallenge(timestamped)
  const { client, negotiateMessage, message, read } = signIn({ workstation: '' }, challenge)

  it('echoes the time, leaves the LM response empty and says that there is a MIC', () => {
    expect(read.time).toBe(serverTime.readBigUInt64LE(0))
    expect(read.lmResponse).toEqual(Buffer.alloc(24))
    expect(read.pairs).toEqual([...timestamped.pairs, { id: 6, value: Buffer.from('02000000', 'hex') }])
    expect(client.micSent).toBe(true)
    expect(client.challenge?.targetName).toBe('Server')
  })

  it('proves the password as MS-NLMP 3.3.2 has it', () => {
    const blob = read.ntResponse.subarray(16)
    const proof = createHmac('md5', example.ntowf).update(example.serverChallenge).update(blob).digest()
    expect(read.ntResponse.subarray(0, 16)).toEqual(proof)
  })

  it('sends the session key encrypted, and a MIC under it over all three messages', () => {
    const baseKey = createHmac('md5', example.ntowf).update(read.ntResponse.subarray(0, 16)).digest()
    expect(rc4(baseKey, read.encryptedSessionKey)).toEqual(example.randomSessionKey)
    const blank = Buffer.from(message)
    blank.fill(0, 72, 88)
    const mic = createHmac('md5', example.randomSessionKey).update(negotiateMessage).update(challenge).update(blank)
    expect(read.mic).toEqual(mic.digest())
  })

  it.each([
    ['without signing', 0x10],
    ['without key exchange', 0x40000000],
  ])('%s sends no key, and signs the MIC with the base key', (_what, flag) => {
    const plain = encodeChallenge({ ...timestamped, flags: (usualFlags & ~flag) >>> 0 })
    const sent = signIn({}, plain)
    expect(sent.read.encryptedSessionKey).toHaveLength(0)
    const baseKey = createHmac('md5', example.ntowf).update(sent.read.ntResponse.subarray(0, 16)).digest()
    const blank = Buffer.from(sent.message)
    blank.fill(0, 72, 88)
    const mic = createHmac('md5', baseKey).update(sent.negotiateMessage).update(plain).update(blank).digest()
    expect(sent.read.mic).toEqual(mic)
  })

  it.each([
    ['CONTOSO\\anna', 'CONTOSO', 'anna'],
    ['anna@contoso.com', '', 'anna@contoso.com'],
    ['anna', '', 'anna'],
    ['POSTERN\\zoë', 'POSTERN', 'zoë'],
  ])('carries %s as domain and user', (username, domain, user) => {
    expect(signIn({ username }, challenge).read).toMatchObject({ domain, user })
  })

  it('carries VERSION', () => {
    expect(read.version).toEqual([10, 0, 0, 15])
  })
})

describe('a second negotiate', () => {
  it('begins anew', () => {
    const client = createNtlmClient(options)
    client.negotiate()
    client.authenticate(encodeChallenge(timestamped))
    client.negotiate()
    expect(client.challenge).toBeUndefined()
    expect(client.micSent).toBe(false)
    expect(decodeAuthenticate(client.authenticate(example.challengeMessage)).user).toBe('User')
  })
})
