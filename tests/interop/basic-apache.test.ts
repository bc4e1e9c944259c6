import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeredSchemes } from '../../electron/engine/gather/offered-schemes.ts'
import { createSignInBudget } from '../../electron/engine/run/sign-in-budget.ts'
import { accountOf, overConnection, pageOf, signIn } from './engine-sign-in.ts'
import { type Apache, startApache } from './peers/apache.ts'
import { titleWithReason, whyNoApache } from './peers/availability.ts'

const reason = whyNoApache()
const alice = { scheme: 'basic', username: 'alice', password: 'Passw0rd!a' } as const

describe.skipIf(reason)(titleWithReason('Basic at an Apache', reason), () => {
  let apache: Apache
  beforeAll(async () => {
    apache = await startApache()
  }, 60_000)
  afterAll(() => apache?.stop())

  it.each([
    ['a wrong password', { ...alice, password: 'Passw0rd!b' }],
    ['an empty password', { ...alice, password: '' }],
    ['an unknown user', { ...alice, username: 'nobody' }],
    ['a known user of another domain', { ...alice, username: 'OTHER\\alice' }],
    ['the right password in another normal form', { ...alice, username: 'zoë', password: 'Pa\u0308ssw0rd!z' }],
  ])('%s is rejected', async (_what, attempt) => {
    const { result, answer } = await signIn(apache, attempt)
    expect(result).toBe('rejected')
    expect(answer?.exchange.status).toBe(401)
    expect(accountOf(answer?.exchange)).toBeUndefined()
  })

  it('a rejected password is not sent again, with NTLM neither', async () => {
    const attempt = { ...alice, password: 'Passw0rd!b', budget: createSignInBudget() }
    expect((await signIn(apache, attempt)).result).toBe('rejected')
    for (const scheme of ['basic', 'ntlm'] as const) {
      const again = await signIn(apache, { ...attempt, scheme })
      expect(again).toEqual({ result: 'not-sent', withheld: 'password-rejected-before', exchanges: [] })
    }
  })

  it('over a connection whose certificate is not trusted nothing is sent', async () => {
    const { withheld, exchanges } = await signIn(apache, { ...alice, trusted: false })
    expect(withheld).toBe('certificate-untrusted')
    expect(exchanges).toEqual([])
  })

  it('offers Basic to whoever does not sign in', async () => {
    const { exchange } = await overConnection(apache, true, (connection) => connection.request(pageOf('basic')))
    expect(exchange.status).toBe(401)
    expect(offeredSchemes(exchange)).toEqual(['basic'])
  })

  it.each([
    ['alice', 'Passw0rd!a'],
    ['POSTERN\\alice', 'Passw0rd!a'],
    ['alice@postern.test', 'Passw0rd!a'],
    ['zoë', 'Pässw0rd!z'],
  ])('the right password is accepted: %s', async (username, password) => {
    const { result, answer, exchanges } = await signIn(apache, { scheme: 'basic', username, password })
    expect(result).toBe('accepted')
    expect(answer?.body.toString('utf8')).toBe('signed in with Basic\n')
    expect(accountOf(answer?.exchange)).toBe(username)
    expect(exchanges).toHaveLength(1)
    expect(JSON.stringify(exchanges)).not.toContain(Buffer.from(`${username}:${password}`).toString('base64'))
  })

  it('signs in one request, not its connection', async () => {
    const answer = await signIn(apache, alice)
    expect(answer.result).toBe('accepted')
    const { exchange } = await overConnection(apache, true, (connection) => connection.request(pageOf('basic')))
    expect(exchange.status).toBe(401)
  })
})
