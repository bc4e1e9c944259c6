import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  createSignInBudget,
  type RunBudget,
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

const now = () => new Date('2026-01-02T03:04:05Z')
const whose = { domain: 'contoso.test', username: request.username, password: request.password }

function fresh(): SignInBudget {
  return createSignInBudget(now)
}

/** A run of a budget that nothing is known to yet. */
function freshRun(): Promise<RunBudget> {
  return fresh().begin(whose)
}

/** Spends one sign-in that comes to `result`; says what became of it and whether it was made at all. */
async function spend(budget: RunBudget, result: SignInResult, more: Partial<SignInRequest> = {}) {
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
    const program = fresh()
    const budget = await program.begin(whose)
    await spend(budget, 'rejected')
    const others: Partial<SignInRequest>[] = [
      {},
      { scheme: 'basic' },
      { url: 'https://x.test' },
      { gatherer: 'autodiscover' },
      { username: 'contoso\\ALICE' },
      { username: 'alice' },
      { username: 'Alice@contoso.test' },
      { username: 'alice@corp.contoso.test' },
    ]
    for (const more of others) {
      expect(await spend(budget, 'accepted', more)).toEqual(withheld('password-rejected-before'))
    }
    for (const more of others) {
      expect(await spend(await program.begin(whose), 'accepted', more)).toEqual(withheld('password-rejected-before'))
    }
  })

  it('again once it was rejected, with the accents of the name left out', async () => {
    const budget = await freshRun()
    await spend(budget, 'rejected', { username: 'CONTOSO\\Zoë' })
    for (const username of ['CONTOSO\\zoe', 'zoe@contoso.test', 'ZOË', 'zoe\u0308']) {
      expect(await spend(budget, 'accepted', { username })).toEqual(withheld('password-rejected-before'))
    }
  })

  it('again once it was rejected, although it was accepted before', async () => {
    const budget = await freshRun()
    await spend(budget, 'accepted')
    expect(await spend(budget, 'rejected')).toEqual(made('rejected'))
    expect(await spend(budget, 'accepted')).toEqual(withheld('password-rejected-before'))
  })

  it('again in a run in which a sign-in went unanswered, and is once in a later one', async () => {
    const program = fresh()
    const budget = await program.begin(whose)
    await spend(budget, 'unclear')
    expect(await spend(budget, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    expect(await spend(await program.begin(whose), 'unclear')).toEqual(made('unclear'))
    for (let run = 0; run < 3; run += 1) {
      expect(await spend(await program.begin(whose), 'accepted')).toEqual(withheld('sign-in-unanswered'))
    }
  })

  it('again in a run in which it went unanswered, although an earlier run had it accepted: it may have changed since', async () => {
    const program = fresh()
    await spend(await program.begin(whose), 'accepted')
    const later = await program.begin(whose)
    await spend(later, 'unclear')
    expect(await spend(later, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    await spend(await program.begin(whose), 'unclear')
    expect(await spend(await program.begin(whose), 'accepted')).toEqual(withheld('sign-in-unanswered'))
  })

  it('again in a run that began before a sign-in went unanswered in another, nor in that one when a third begins', async () => {
    const program = fresh()
    const [one, other] = [await program.begin(whose), await program.begin(whose)]
    await spend(one, 'unclear')
    expect(await spend(other, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    const third = await program.begin(whose)
    expect(await spend(one, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    expect(await spend(third, 'accepted')).toEqual(made('accepted'))
  })

  it('of an account of which the run has spent one bad sign-in with another password', async () => {
    const budget = await freshRun()
    await spend(budget, 'rejected')
    expect(await spend(budget, 'accepted', { password: 'Passw0rd!b' })).toEqual(withheld('password-rejected-before'))
  })

  it('again when an attempt threw: it may have been sent', async () => {
    const budget = await freshRun()
    const failing = budget.spend(request, () => Promise.reject(new Error('a bug')))
    await expect(failing).rejects.toThrow('a bug')
    expect(await spend(budget, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    expect(budget.record().attempts).toMatchObject([{ result: 'unclear' }])
  })

  it('while another sign-in with it has not come to its end', async () => {
    const budget = await freshRun()
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
    const budget = await freshRun()
    for (let count = 0; count < 5; count += 1) expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
  })

  it('after sign-ins that never left', async () => {
    const budget = await freshRun()
    expect(await spend(budget, 'not-sent')).toEqual(made('not-sent'))
    expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
    expect(budget.record().attempts).toHaveLength(1)
  })

  it('after one went unanswered, when it was accepted before', async () => {
    const budget = await freshRun()
    await spend(budget, 'accepted')
    await spend(budget, 'unclear')
    expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
  })

  it('when an earlier run had another one rejected, or another account, or one of another organisation', async () => {
    const program = fresh()
    await spend(await program.begin(whose), 'rejected')
    const budget = await program.begin(whose)
    expect(await spend(budget, 'accepted', { password: 'Passw0rd!b' })).toEqual(made('accepted'))
    expect(await spend(budget, 'accepted', { username: 'CONTOSO\\bob' })).toEqual(made('accepted'))
    const elsewhere = await program.begin({ ...whose, domain: 'fabrikam.test' })
    expect(await spend(elsewhere, 'accepted', { username: 'FABRIKAM\\alice' })).toEqual(made('accepted'))
  })

  it('when the administrator says to try again: after a rejection, and after two that went unanswered', async () => {
    const program = fresh()
    await spend(await program.begin(whose), 'rejected')
    const again = await program.begin({ ...whose, tryAgain: true })
    expect(await spend(again, 'unclear')).toEqual(made('unclear'))
    await spend(await program.begin(whose), 'unclear')
    expect(await spend(await program.begin({ ...whose, tryAgain: true }), 'accepted')).toEqual(made('accepted'))
  })

  it('when user name and password only look alike put together', async () => {
    const budget = await freshRun()
    await spend(budget, 'rejected', { username: 'ab', password: 'c' })
    expect(await spend(budget, 'accepted', { username: 'a', password: 'bc' })).toEqual(made('accepted'))
    expect(await spend(budget, 'accepted', { username: 'ab","c', password: '' })).toEqual(made('accepted'))
  })
})

it('the record is what happened in the run, in order', async () => {
  const program = fresh()
  await spend(await program.begin(whose), 'accepted')
  const budget = await program.begin(whose)
  expect(budget.record()).toEqual({ attempts: [], withheld: [] })
  await spend(budget, 'rejected', { scheme: 'basic', gatherer: 'basicSignIn' })
  await spend(budget, 'accepted', { gatherer: 'autodiscover' })
  budget.withhold({ gatherer: 'ewsGetFolder', url: 'https://a.test' }, 'no-password')
  expect(budget.record()).toEqual({
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
  const budget = await freshRun()
  for (const result of ['accepted', 'unclear', 'not-sent', 'rejected', 'accepted'] as const) await spend(budget, result)
  const text = [
    inspect(budget, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(budget),
    JSON.stringify(budget.record()),
  ].join('\n')
  for (const form of [request.password, Buffer.from(request.password).toString('base64')])
    expect(text).not.toContain(form)
})

describe('a deliberate bad sign-in', () => {
  const deliberately = async (budget: RunBudget, result: SignInResult, more: Partial<SignInRequest> = {}) => {
    let made = false
    const outcome = await budget.spendDeliberately({ ...request, ...more, foundWhenRejected: 'require' }, async () => {
      made = true
      return result
    })
    return { outcome, made }
  }

  it('is not made before this run has seen the password accepted', async () => {
    const program = fresh()
    await spend(await program.begin(whose), 'accepted')
    const budget = await program.begin(whose)
    expect(await deliberately(budget, 'rejected')).toEqual({ outcome: { reason: 'not-proven' }, made: false })
    await spend(budget, 'accepted', { username: 'CONTOSO\\bob' })
    expect(await deliberately(budget, 'rejected')).toEqual({ outcome: { reason: 'not-proven' }, made: false })
  })

  it('is not made in a run that has spent a rejected one, deliberate or not', async () => {
    const program = fresh()
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    await spend(one, 'rejected')
    expect(await deliberately(one, 'rejected')).toEqual({ outcome: { reason: 'rejection-spent' }, made: false })
    const other = await fresh().begin(whose)
    await spend(other, 'accepted')
    expect(await deliberately(other, 'rejected')).toEqual(made('rejected'))
    const elsewhere = { url: 'https://owa.contoso.test/EWS/Exchange.asmx' }
    expect(await deliberately(other, 'rejected', elsewhere)).toEqual({
      outcome: { reason: 'rejection-spent' },
      made: false,
    })
  })

  it('does not make the password a rejected one, and is remembered with what it found, until told to try again', async () => {
    const program = fresh()
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    expect(await deliberately(one, 'rejected')).toEqual(made('rejected'))
    expect(one.record().attempts).toHaveLength(1)
    const later = await program.begin(whose)
    expect(await spend(later, 'accepted')).toEqual(made('accepted'))
    const before = { host: 'mail.contoso.test', at: '2026-01-02T03:04:05.000Z', found: 'require' }
    expect(await deliberately(later, 'rejected')).toEqual({ outcome: { reason: 'spent-before', before }, made: false })
    const again = await program.begin({ ...whose, tryAgain: true })
    await spend(again, 'accepted')
    expect(await deliberately(again, 'rejected')).toEqual(made('rejected'))
  })

  it('costs nothing when it is let in', async () => {
    const budget = await freshRun()
    await spend(budget, 'accepted')
    for (let count = 0; count < 3; count += 1) expect(await deliberately(budget, 'accepted')).toEqual(made('accepted'))
    expect(await deliberately(budget, 'rejected')).toEqual(made('rejected'))
  })

  it('counts as spent when it goes unanswered, and what it found is not known', async () => {
    const program = fresh()
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    await deliberately(one, 'unclear')
    const later = await program.begin(whose)
    await spend(later, 'accepted')
    expect((await deliberately(later, 'rejected')).outcome).toEqual({
      reason: 'spent-before',
      before: { host: 'mail.contoso.test', at: '2026-01-02T03:04:05.000Z' },
    })
  })
})
