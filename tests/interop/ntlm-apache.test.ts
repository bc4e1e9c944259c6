import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { challengeToken, offeredSchemes } from '../../electron/engine/gather/offered-schemes.ts'
import { createSignInBudget } from '../../electron/engine/run/sign-in-budget.ts'
import { channelBindingOf } from '../../electron/engine/wire/ntlm/channel-binding.ts'
import { loadMd4 } from '../../electron/engine/wire/ntlm/md4.ts'
import { createNtlmClient } from '../../electron/engine/wire/ntlm/ntlm-client.ts'
import { accountOf, overConnection, pageOf, signIn, signInOver } from './engine-sign-in.ts'
import { type Apache, startApache } from './peers/apache.ts'
import { titleWithReason, whyNoApache } from './peers/availability.ts'

const reason = whyNoApache()
const alice = { scheme: 'ntlm', username: 'POSTERN\\alice', password: 'Passw0rd!a' } as const

describe.skipIf(reason)(titleWithReason('NTLM at an Apache with gss-ntlmssp', reason), () => {
  let apache: Apache
  beforeAll(async () => {
    apache = await startApache()
    await loadMd4()
  }, 60_000)
  afterAll(() => apache?.stop())

  it.each([
    ['a wrong password', { ...alice, password: 'Passw0rd!b' }],
    ['an empty password', { ...alice, password: '' }],
    ['an unknown user', { ...alice, username: 'POSTERN\\nobody' }],
    ['a known user of another domain', { ...alice, username: 'OTHER\\alice' }],
    ['a wrong password of a user without a domain', { ...alice, username: 'alice', password: 'Passw0rd!b' }],
    ['the right password in another normal form', { ...alice, username: 'POSTERN\\zoë', password: 'Pa\u0308ssw0rd!z' }],
  ])('%s is rejected', async (_what, attempt) => {
    const { result, answer, challenge } = await signIn(apache, attempt)
    expect(result).toBe('rejected')
    expect(answer?.exchange.status).toBe(401)
    expect(accountOf(answer?.exchange)).toBeUndefined()
    expect(challenge?.netbiosDomain).toBeTruthy()
  })

  it('a rejected password is not sent again', async () => {
    const attempt = { ...alice, password: 'Passw0rd!b', budget: createSignInBudget() }
    expect((await signIn(apache, attempt)).result).toBe('rejected')
    const again = await signIn(apache, attempt)
    expect(again).toEqual({ result: 'not-sent', withheld: 'password-rejected-before', exchanges: [] })
  })

  it('over a connection whose certificate is not trusted nothing is sent', async () => {
    const { withheld, exchanges } = await signIn(apache, { ...alice, trusted: false })
    expect(withheld).toBe('certificate-untrusted')
    expect(exchanges).toEqual([])
  })

  // gss-ntlmssp 1.2.0 splits the name at its @ and hashes "ALICE" with the domain "postern.test". A domain controller
  // resolves the whole name and hashes it as it came, which is what Windows' clients and ours do.
  it('the form user@domain is beyond this server', async () => {
    expect((await signIn(apache, { ...alice, username: 'alice@postern.test' })).result).toBe('rejected')
  })

  it('offers NTLM to whoever does not sign in', async () => {
    const { exchange } = await overConnection(apache, true, (connection) => connection.request(pageOf('ntlm')))
    expect(exchange.status).toBe(401)
    expect(offeredSchemes(exchange)).toEqual(['negotiate', 'ntlm'])
  })

  it.each([
    ['DOMAIN\\user', alice, 'POSTERN\\alice'],
    ['DOMAIN\\USER', { ...alice, username: 'POSTERN\\ALICE' }, 'POSTERN\\ALICE'],
    ['user alone', { ...alice, username: 'alice' }, 'alice'],
    ['a user beyond ASCII', { ...alice, username: 'POSTERN\\zoë', password: 'Pässw0rd!z' }, 'POSTERN\\zoë'],
    ['the same in upper case', { ...alice, username: 'POSTERN\\ZOË', password: 'Pässw0rd!z' }, 'POSTERN\\ZOË'],
  ])('the right password is accepted: %s', async (_what, attempt, account) => {
    const { result, answer, exchanges } = await signIn(apache, attempt)
    expect(result).toBe('accepted')
    expect(answer?.exchange.status).toBe(200)
    expect(answer?.body.toString('utf8')).toBe('signed in with NTLM\n')
    expect(accountOf(answer?.exchange)).toBe(account)
    expect(exchanges).toHaveLength(2)
  })

  it('tells who the server is, and which channel binding was sent', async () => {
    const [answer, expected] = await overConnection(apache, true, async (connection) => {
      const [leaf] = connection.peer.chain
      return [await signInOver(connection, apache, alice), leaf && channelBindingOf(leaf.raw)]
    })
    expect(answer.challenge?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(answer.challenge?.osVersion).toMatch(/^\d+\.\d+\.\d+$/)
    expect(answer.channelBinding).toMatch(/^[0-9a-f]{32}$/)
    expect(answer.channelBinding).toBe(expected?.toString('hex'))
  })

  it('signs in the connection that it was spoken on, and no other', async () => {
    const statuses = await overConnection(apache, true, async (connection) => {
      await signInOver(connection, apache, alice)
      const later = await connection.request(pageOf('ntlm'))
      const other = await overConnection(apache, true, (fresh) => fresh.request(pageOf('ntlm')))
      return [later.exchange.status, other.exchange.status]
    })
    expect(statuses).toEqual([200, 401])
  })

  /** The codec without the engine's conversation: what a message is worth that was changed on its way. */
  async function statusAfter(
    change: (message: Buffer) => void,
    options: { channelBinding?: Buffer; targetName?: string } = {},
  ): Promise<number | undefined> {
    const client = createNtlmClient({
      ...alice,
      ...options,
      workstation: 'PC',
      random: randomBytes,
      now: () => new Date(),
    })
    return overConnection(apache, true, async (connection) => {
      const ask = (message: Buffer) =>
        connection.request({
          ...pageOf('ntlm'),
          headers: { authorization: `NTLM ${message.toString('base64')}` },
        })
      const { exchange } = await ask(client.negotiate())
      const token = challengeToken(exchange, 'ntlm')
      if (!token) throw new Error(`no challenge, but status ${exchange.status}`)
      const message = client.authenticate(token)
      expect(client.micSent).toBe(true)
      change(message)
      return (await ask(message)).exchange.status
    })
  }

  it.each([
    ['nothing', () => undefined, 200],
    ['the MIC', (message: Buffer) => message.writeUInt8(message.readUInt8(72) ^ 1, 72), 401],
    // VERSION is outside the password's proof: only the MIC covers it.
    ['VERSION, which only the MIC covers', (message: Buffer) => message.writeUInt16LE(1, 66), 401],
    [
      'the workstation, which only the MIC covers',
      (message: Buffer) => message.write('X', message.readUInt32LE(48)),
      401,
    ],
    ['the proof', (message: Buffer) => message.writeUInt8(1, message.readUInt32LE(24)), 401],
    ['the encrypted session key', (message: Buffer) => message.fill(0, message.length - 16), 401],
  ])('checks the MIC: changed was %s', async (_what, change, status) => {
    expect(await statusAfter(change)).toBe(status)
  })

  it('takes any channel binding, or none: it does not check them', async () => {
    const unchanged = () => undefined
    expect(await statusAfter(unchanged, { channelBinding: Buffer.alloc(16, 1), targetName: 'HTTP/elsewhere' })).toBe(
      200,
    )
    expect(await statusAfter(unchanged, { channelBinding: Buffer.alloc(16) })).toBe(200)
  })
})
