import { assert as check, property, uint8Array } from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Directory } from '../../../lab/directory.ts'
import { healthySettings } from '../../../lab/settings.ts'
import { avId } from '../../../lab/sign-in/av-pairs.ts'
import { fileTime, NtlmAcceptor, type NtlmPolicy, type NtlmStep } from '../../../lab/sign-in/ntlm-acceptor.ts'
import { createNtHasher } from '../../../lab/sign-in/ntlm-crypto.ts'
import { decodeAuthenticate, decodeNegotiate, flag } from '../../../lab/sign-in/ntlm-messages.ts'
import { NtlmRefusal } from '../../../lab/sign-in/ntlm-refusal.ts'
import { assemble, authenticate, type ClientOptions, negotiate } from './test-client.ts'

const now = new Date('2026-11-24T23:00:00Z')
const ntHash = await createNtHasher()
const binding = Buffer.alloc(16, 0xcb)
const allow: NtlmPolicy = {
  channelBinding: 'allow',
  expectedBinding: binding,
  requireIntegrity: false,
  clockAheadMinutes: 0,
  denied: false,
}

let directory: Directory
let acceptor: NtlmAcceptor

beforeEach(() => {
  directory = new Directory(healthySettings, ntHash)
  const computer = { netbios: 'EXCH01', dns: 'exch01.contoso.test' }
  acceptor = new NtlmAcceptor({ directory, computer, now: () => now, randomBytes: (size) => Buffer.alloc(size, 0x11) })
})

function signIn(options: ClientOptions = {}, policy: Partial<NtlmPolicy> = {}): NtlmStep {
  const type1 = negotiate(options)
  const challenged = acceptor.step(type1, { ...allow, ...policy })
  if (challenged.kind !== 'challenge') throw new Error('There is no challenge.')
  return acceptor.step(authenticate(type1, challenged.message, options), { ...allow, ...policy })
}

describe('refuses', () => {
  it.each<[string, ClientOptions]>([
    ['wrong-password', { password: 'passw0rd!a' }],
    ['wrong-password', { password: '' }],
    ['unknown-user', { user: 'mallory' }],
    ['unknown-user', { domain: 'FABRIKAM' }],
    ['unknown-user', { domain: 'CONTOSO', user: 'alice@contoso.test' }],
    ['unknown-user', { domain: '', user: 'alice@fabrikam.test' }],
    ['integrity-wrong', { integrity: 'wrong' }],
    ['integrity-wrong', { integrity: 'wrong', keyExchange: true }],
    ['channel-binding-wrong', { binding: Buffer.alloc(16, 0xcc) }],
    ['channel-binding-wrong', { binding: Buffer.alloc(15, 0xcb) }],
    ['clock-skew', { time: fileTime(new Date('2026-11-23T10:59:59Z')) }],
    ['clock-skew', { time: fileTime(new Date('2026-11-26T11:00:01Z')) }],
    ['clock-skew', { time: 0n }],
    ['target-info-not-echoed', { targetInfo: (pairs) => pairs.filter(({ id }) => id !== avId.dnsComputer) }],
    ['target-info-not-echoed', { targetInfo: () => [], integrity: 'none' }],
  ])('%s: %o', (reason, options) => {
    expect(signIn(options)).toMatchObject({ kind: 'rejected', reason })
  })

  it.each<[string, Partial<NtlmPolicy>, ClientOptions]>([
    ['channel-binding-missing', { channelBinding: 'require' }, {}],
    ['channel-binding-missing', { channelBinding: 'require' }, { binding: Buffer.alloc(16) }],
    ['channel-binding-wrong', { channelBinding: 'require' }, { binding: Buffer.alloc(16, 1) }],
    ['integrity-missing', { requireIntegrity: true }, { integrity: 'none' }],
  ])('%s under %o', (reason, policy, options) => {
    expect(signIn(options, policy)).toMatchObject({ kind: 'rejected', reason })
  })

  it.each([36 * 60 + 1, -36 * 60 - 1])(
    'an answer with the time of a server whose clock is %i minutes off',
    (minutes) => {
      expect(signIn({}, { clockAheadMinutes: minutes })).toMatchObject({ kind: 'rejected', reason: 'clock-skew' })
    },
  )

  it('an answer without a challenge, and a second answer to the same one', () => {
    const type1 = negotiate()
    const challenged = acceptor.step(type1, allow)
    if (challenged.kind !== 'challenge') throw new Error('There is no challenge.')
    const type3 = authenticate(type1, challenged.message)
    acceptor.reset()
    expect(acceptor.step(type3, allow)).toMatchObject({ kind: 'rejected', reason: 'unexpected-message' })
    expect(signIn()).toMatchObject({ kind: 'accepted' })
    expect(acceptor.step(type3, allow)).toMatchObject({ kind: 'rejected', reason: 'unexpected-message' })
  })

  it.each([
    ['ntlmv1', Buffer.alloc(24), 'alice'],
    ['ntlmv1', Buffer.alloc(0), 'alice'],
    ['anonymous', Buffer.alloc(0), ''],
    ['malformed', Buffer.alloc(60), 'alice'],
  ])('%s', (reason, response, user) => {
    acceptor.step(negotiate(), allow)
    const parts = { response, domain: Buffer.alloc(0), user: Buffer.from(user, 'utf16le'), sessionKey: Buffer.alloc(0) }
    expect(acceptor.step(assemble(flag.unicode, parts), allow)).toEqual({ kind: 'rejected', reason })
  })
})

describe('accepts', () => {
  it.each<[ClientOptions]>([
    [{}],
    [{ integrity: 'none' }],
    [{ keyExchange: true }],
    [{ binding }],
    [{ binding: Buffer.alloc(16) }],
    [{ domain: 'contoso.test' }],
    [{ domain: 'contoso', user: 'ALICE' }],
    [{ domain: '', user: 'Alice@Contoso.test' }],
    [{ domain: '', user: 'alice' }],
    [{ unicode: false }],
    [{ time: fileTime(new Date('2026-11-26T10:59:00Z')) }],
  ])('alice with %o', (options) => {
    expect(signIn(options)).toMatchObject({ kind: 'accepted', user: { account: 'alice' } })
  })

  it.each([40, 36 * 60, -36 * 60])('alice at a server whose clock is %i minutes off', (minutes) => {
    expect(signIn({}, { clockAheadMinutes: minutes })).toMatchObject({ kind: 'accepted' })
  })

  it('zoë, whose name and password are not ASCII', () => {
    const zoë = signIn({ user: 'ZOË', password: 'Pässw0rd!z' })
    expect(zoë).toMatchObject({ kind: 'accepted', user: { account: 'zoë' }, name: 'CONTOSO\\ZOË' })
  })

  it('a wrong channel binding where Extended Protection is off, and says that it was wrong', () => {
    const wrong = signIn({ binding: Buffer.alloc(16, 1) }, { channelBinding: 'none' })
    expect(wrong).toMatchObject({ kind: 'accepted', binding: 'wrong' })
  })

  it('what it says of MIC and channel binding', () => {
    expect(signIn({ binding }, { channelBinding: 'require' })).toMatchObject({ integrity: 'right', binding: 'right' })
    expect(signIn({ integrity: 'none' })).toMatchObject({ integrity: 'absent', binding: 'absent' })
  })
})

it('locks an account after five wrong passwords in a row, and counts only those', () => {
  signIn({ integrity: 'wrong' })
  signIn({ user: 'mallory' })
  expect(directory.badSignIns('alice')).toEqual({ total: 0, inARow: 0, lockedOut: false })
  for (let count = 0; count < 4; count++) signIn({ password: 'wrong' })
  expect(signIn()).toMatchObject({ kind: 'accepted' })
  expect(directory.badSignIns('alice')).toEqual({ total: 4, inARow: 0, lockedOut: false })
  for (let count = 0; count < 5; count++) signIn({ password: 'wrong' })
  expect(signIn()).toMatchObject({ kind: 'rejected', reason: 'locked-out' })
  expect(signIn({ user: 'bob', password: 'Passw0rd!b' })).toMatchObject({ kind: 'accepted' })
  directory.unlockAll()
  expect(signIn()).toMatchObject({ kind: 'accepted' })
})

it('challenges as MS-NLMP section 2.2.1.2 lays it out', () => {
  const challenged = acceptor.step(negotiate({ keyExchange: true }), allow)
  if (challenged.kind !== 'challenge') throw new Error('There is no challenge.')
  const { message } = challenged
  const at = message.readUInt32LE(44)
  expect(message.subarray(0, 12).toString('hex')).toBe('4e544c4d5353500002000000')
  expect(message.subarray(24, 32)).toEqual(Buffer.alloc(8, 0x11))
  expect(message.readUInt32LE(20)).toBe(
    (flag.unicode |
      flag.requestTarget |
      flag.sign |
      flag.ntlm |
      flag.targetTypeDomain |
      flag.extendedSessionSecurity |
      flag.targetInfo |
      flag.version |
      flag.keyExchange) >>>
      0,
  )
  expect(message.subarray(56, 70).toString('utf16le')).toBe('CONTOSO')
  const info = message.subarray(at, at + message.readUInt16LE(40))
  const utf16 = (text: string): string => Buffer.from(text, 'utf16le').toString('hex')
  // 2026-11-24T23:00:00Z is 13440034800 s after 1601-01-01.
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE(134_400_348_000_000_000n)
  expect(info.toString('hex')).toBe(
    `02000e00${utf16('CONTOSO')}01000c00${utf16('EXCH01')}04001800${utf16('contoso.test')}` +
      `03002600${utf16('exch01.contoso.test')}05001800${utf16('contoso.test')}07000800${time.toString('hex')}00000000`,
  )
})

it('counts time from 1601 in steps of 100 ns (MS-DTYP section 2.3.3)', () => {
  expect(fileTime(new Date('1970-01-01T00:00:00Z'))).toBe(116_444_736_000_000_000n)
  expect(fileTime(new Date('1601-01-01T00:00:00Z'))).toBe(0n)
})

describe('arbitrary bytes', () => {
  const signature = Buffer.from('NTLMSSP\0')
  const prefixes = [Buffer.alloc(0), signature, Buffer.concat([signature, Buffer.from([1, 0, 0, 0])])]
  const type3 = Buffer.concat([signature, Buffer.from([3, 0, 0, 0])])

  function onlyRefuses(read: () => unknown): boolean {
    try {
      read()
      return true
    } catch (error) {
      return error instanceof NtlmRefusal
    }
  }

  it('are at most refused, as any of the messages', () => {
    const bytes = property(uint8Array({ maxLength: 300 }), (tail) =>
      [...prefixes, type3].every((prefix) => {
        const token = Buffer.concat([prefix, tail])
        acceptor.step(negotiate(), allow)
        return (
          onlyRefuses(() => decodeNegotiate(token)) &&
          onlyRefuses(() => decodeAuthenticate(token)) &&
          acceptor.step(token, allow).kind !== 'accepted'
        )
      }),
    )
    check(bytes, { numRuns: 1000 })
  })

  it('in the place of a byte of a good answer are at most refused', () => {
    const type1 = negotiate()
    const challenged = acceptor.step(type1, allow)
    if (challenged.kind !== 'challenge') throw new Error('There is no challenge.')
    const good = authenticate(type1, challenged.message)
    for (let at = 0; at < good.length; at++) {
      const changed = Buffer.from(good)
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at)
      expect(onlyRefuses(() => decodeAuthenticate(changed))).toBe(true)
    }
  })
})
