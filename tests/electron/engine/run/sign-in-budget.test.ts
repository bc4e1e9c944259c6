import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createSignInBudget,
  type SignInBudget,
  type SignInRequest,
  type SignInResult,
} from '../../../../electron/engine/run/sign-in-budget.ts'

const request: SignInRequest = {
  username: 'CONTOSO\\alice',
  password: 'Passw0rd!a',
  scheme: 'ntlm',
  url: 'https://mail.contoso.test/EWS/Exchange.asmx',
  gatherer: 'ntlmSignIn',
}

function fresh(): SignInBudget {
  return createSignInBudget(() => new Date('2026-01-02T03:04:05Z'))
}

/** Spends one sign-in that comes to `result`; says what became of it and whether it was made at all. */
async function spend(budget: SignInBudget, result: SignInResult, more: Partial<SignInRequest> = {}) {
  let made = false
  const outcome = await budget.spend({ ...request, ...more }, async () => {
    made = true
    return result
  })
  return { outcome, made }
}

const withheld = (outcome: string) => ({ outcome, made: false })
const made = (outcome: SignInResult) => ({ outcome, made: true })

describe('a password is not sent', () => {
  it('again once it was rejected: by no scheme, at no address, in no later run', async () => {
    const budget = fresh()
    await spend(budget, 'rejected')
    const others: Partial<SignInRequest>[] = [
      {},
      { scheme: 'basic' },
      { url: 'https://x.test' },
      { gatherer: 'autodiscover' },
      { username: 'contoso\\ALICE' },
    ]
    for (const more of others) {
      expect(await spend(budget, 'accepted', more)).toEqual(withheld('password-rejected-before'))
    }
    budget.mark()
    expect(await spend(budget, 'accepted')).toEqual(withheld('password-rejected-before'))
  })

  it('again once it was rejected, although it was accepted before', async () => {
    const budget = fresh()
    await spend(budget, 'accepted')
    expect(await spend(budget, 'rejected')).toEqual(made('rejected'))
    expect(await spend(budget, 'accepted')).toEqual(withheld('password-rejected-before'))
  })

  it('again in a run in which a sign-in went unanswered, and is in the next', async () => {
    const budget = fresh()
    await spend(budget, 'unclear')
    expect(await spend(budget, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    budget.mark()
    expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
  })

  it('again when an attempt threw: it may have been sent', async () => {
    const budget = fresh()
    const failing = budget.spend(request, () => Promise.reject(new Error('a bug')))
    await expect(failing).rejects.toThrow('a bug')
    expect(await spend(budget, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    expect(budget.since({ attempts: 0, withheld: 0 }).attempts).toMatchObject([{ result: 'unclear' }])
  })

  it('while another sign-in with it has not come to its end', async () => {
    const budget = fresh()
    const { promise, resolve } = Promise.withResolvers<SignInResult>()
    const first = budget.spend(request, () => promise)
    const others = Promise.all([spend(budget, 'accepted'), spend(budget, 'accepted', { scheme: 'basic' })])
    resolve('rejected')
    expect(await first).toBe('rejected')
    expect(await others).toEqual([withheld('password-rejected-before'), withheld('password-rejected-before')])
  })
})

describe('a password is sent', () => {
  it('as often as it is accepted', async () => {
    const budget = fresh()
    for (let count = 0; count < 5; count += 1) expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
  })

  it('after sign-ins that never left', async () => {
    const budget = fresh()
    const start = budget.mark()
    expect(await spend(budget, 'not-sent')).toEqual(made('not-sent'))
    expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
    expect(budget.since(start).attempts).toHaveLength(1)
  })

  it('after one went unanswered, when it was accepted before', async () => {
    const budget = fresh()
    await spend(budget, 'accepted')
    await spend(budget, 'unclear')
    expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
  })

  it('when another one was rejected, or the same one of another account', async () => {
    const budget = fresh()
    await spend(budget, 'rejected')
    expect(await spend(budget, 'accepted', { password: 'Passw0rd!b' })).toEqual(made('accepted'))
    expect(await spend(budget, 'accepted', { username: 'CONTOSO\\bob' })).toEqual(made('accepted'))
  })

  it('when user name and password only look alike put together', async () => {
    const budget = fresh()
    await spend(budget, 'rejected', { username: 'ab', password: 'c' })
    expect(await spend(budget, 'accepted', { username: 'a', password: 'bc' })).toEqual(made('accepted'))
    expect(await spend(budget, 'accepted', { username: 'ab","c', password: '' })).toEqual(made('accepted'))
  })
})

it('the record is what happened since the mark, in order', async () => {
  const budget = fresh()
  await spend(budget, 'accepted')
  const start = budget.mark()
  expect(budget.since(start)).toEqual({ attempts: [], withheld: [] })
  await spend(budget, 'rejected', { scheme: 'basic', gatherer: 'basicSignIn' })
  await spend(budget, 'accepted', { gatherer: 'autodiscover' })
  budget.withhold({ gatherer: 'ewsGetFolder', url: 'https://a.test' }, 'no-password')
  expect(budget.since(start)).toEqual({
    attempts: [
      {
        gatherer: 'basicSignIn',
        url: request.url,
        scheme: 'basic',
        at: '2026-01-02T03:04:05.000Z',
        result: 'rejected',
      },
    ],
    withheld: [
      { gatherer: 'autodiscover', url: request.url, reason: 'password-rejected-before' },
      { gatherer: 'ewsGetFolder', url: 'https://a.test', reason: 'no-password' },
    ],
  })
})

it('no password is found in it', async () => {
  const budget = fresh()
  const start = budget.mark()
  for (const result of ['accepted', 'unclear', 'not-sent', 'rejected', 'accepted'] as const) await spend(budget, result)
  const text = [
    inspect(budget, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(budget),
    JSON.stringify(budget.since(start)),
  ].join('\n')
  for (const form of [request.password, Buffer.from(request.password).toString('base64')])
    expect(text).not.toContain(form)
})

it('in whatever order sign-ins begin, end and runs start: at most one rejected attempt for each password, and none after it', async () => {
  const result = fc.constantFrom<SignInResult>('accepted', 'rejected', 'unclear', 'not-sent')
  const step = fc.record({
    password: fc.constantFrom('one', 'two'),
    username: fc.constantFrom('alice', 'ALICE'),
    result,
    throws: fc.boolean(),
    newRun: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.scheduler(), async (steps, scheduler) => {
      const budget = fresh()
      const sent: { password: string; result: SignInResult }[] = []
      let running = 0
      const all = steps.map(async ({ password, username, result: outcome, throws, newRun }) => {
        await scheduler.schedule(Promise.resolve())
        if (newRun) budget.mark()
        const attempt = async () => {
          running += password === 'one' ? 1 : 0
          expect(running).toBeLessThanOrEqual(1)
          await scheduler.schedule(Promise.resolve())
          running -= password === 'one' ? 1 : 0
          sent.push({ password, result: throws ? 'unclear' : outcome })
          if (throws) throw new Error('a bug')
          return outcome
        }
        await budget.spend({ ...request, username, password }, attempt).catch(() => undefined)
      })
      await scheduler.waitFor(Promise.all(all))
      for (const password of ['one', 'two']) {
        const results = sent.filter((one) => one.password === password).map((one) => one.result)
        const first = results.indexOf('rejected')
        expect(first < 0 ? [] : results.slice(first + 1)).toEqual([])
      }
      const counted = sent.filter((one) => one.result !== 'not-sent')
      expect(budget.since({ attempts: 0, withheld: 0 }).attempts.map((one) => one.result)).toEqual(
        counted.map((one) => one.result),
      )
    }),
    { numRuns: 300 },
  )
})
