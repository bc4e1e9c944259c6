import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  createSignInBudget,
  type RunBudget,
  type SignInBudget,
  type SignInRequest,
  type SignInResult,
} from '../../../../electron/engine/run/sign-in-budget.ts'
import {
  createProcessMemory,
  MemoryUnavailable,
  type SignInMemory,
} from '../../../../electron/engine/run/sign-in-memory.ts'

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

  it('again once a sign-in went unanswered, since it may have been rejected: not in this run, nor in a later one', async () => {
    const program = fresh()
    const budget = await program.begin(whose)
    await spend(budget, 'unclear')
    expect(await spend(budget, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    for (let run = 0; run < 3; run += 1) {
      expect(await spend(await program.begin(whose), 'accepted')).toEqual(withheld('sign-in-unanswered'))
    }
  })

  it('again once it went unanswered, although an earlier run had it accepted: it may have changed since', async () => {
    const program = fresh()
    await spend(await program.begin(whose), 'accepted')
    const later = await program.begin(whose)
    await spend(later, 'unclear')
    expect(await spend(later, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    expect(await spend(await program.begin(whose), 'accepted')).toEqual(withheld('sign-in-unanswered'))
  })

  it('again by any run once it went unanswered in another, not even by one that has seen it accepted', async () => {
    const program = fresh()
    const [one, other] = [await program.begin(whose), await program.begin(whose)]
    await spend(other, 'accepted')
    await spend(one, 'unclear')
    expect(await spend(other, 'accepted')).toEqual(withheld('sign-in-unanswered'))
    expect(await spend(one, 'accepted')).toEqual(withheld('sign-in-unanswered'))
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

  it('after one went unanswered, when the same run had it accepted before; and by later runs', async () => {
    const program = fresh()
    const budget = await program.begin(whose)
    await spend(budget, 'accepted')
    await spend(budget, 'unclear')
    expect(await spend(budget, 'accepted')).toEqual(made('accepted'))
    await spend(budget, 'unclear')
    expect(await spend(await program.begin(whose), 'accepted')).toEqual(made('accepted'))
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

  it('when the administrator says to try again: after a rejection, and after one that went unanswered', async () => {
    const program = fresh()
    await spend(await program.begin(whose), 'rejected')
    const again = await program.begin({ ...whose, tryAgain: true })
    expect(await spend(again, 'unclear')).toEqual(made('unclear'))
    expect(await spend(await program.begin(whose), 'accepted')).toEqual(withheld('sign-in-unanswered'))
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

it.each(['rejected', 'unclear'] as const)('the record says since when a password is held back: %s', async (result) => {
  const reason = result === 'rejected' ? 'password-rejected-before' : 'sign-in-unanswered'
  const held = { gatherer: 'ntlmSignIn', url: request.url, reason }
  const program = fresh()
  const first = await program.begin(whose)
  await spend(first, result)
  await spend(first, 'accepted')
  expect(first.record().withheld).toEqual([held])
  const later = await program.begin(whose)
  await spend(later, 'accepted')
  expect(later.record().withheld).toEqual([{ ...held, since: '2026-01-02T03:04:05.000Z' }])
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

describe('two programs with one memory', () => {
  const deliberate = { ...request, foundWhenRejected: 'allow' } as const

  /** Its clock, and how often it was looked at; `looked` waits until that has been so many times more. */
  function shared() {
    const memory = createProcessMemory()
    let looks = 0
    let waiting: { until: number; go: () => void } | undefined
    const lasting: SignInMemory = {
      ...memory,
      update: async (...change) => {
        await memory.update(...change)
        looks += 1
        if (waiting && looks >= waiting.until) waiting.go()
      },
    }
    const clock = { time: Date.parse('2026-01-02T03:04:05Z') }
    return {
      clock,
      program: () => createSignInBudget(() => new Date(clock.time), lasting),
      looked(more: number) {
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting = { until: looks + more, go: resolve }
        return promise
      },
    }
  }

  /** An attempt that is sent, and answered when told. */
  function underWay() {
    const sent = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<SignInResult>()
    const attempt = () => {
      sent.resolve()
      return answer.promise
    }
    return { attempt, sent: sent.promise, answer: answer.resolve }
  }

  it('wait for each other, whether a sign-in is an ordinary one or a deliberate one', async () => {
    const { program, looked } = shared()
    const [one, other] = [await program().begin(whose), await program().begin(whose)]
    for (const run of [one, other]) expect(await spend(run, 'accepted')).toEqual(made('accepted'))
    const ways = [
      (run: RunBudget, attempt: () => Promise<SignInResult>) => run.spend(request, attempt),
      (run: RunBudget, attempt: () => Promise<SignInResult>) => run.spendDeliberately(deliberate, attempt),
    ]
    for (const first of ways) {
      for (const second of ways) {
        const { attempt, sent, answer } = underWay()
        const begun = first(one, attempt)
        await sent
        let made = false
        const waiting = second(other, async () => {
          made = true
          return 'accepted'
        })
        await looked(2)
        expect(made).toBe(false)
        answer('accepted')
        expect(await begun).toBe('accepted')
        expect(await waiting).toBe('accepted')
      }
    }
  })

  it('know what a deliberate one that is under way has spent, although one that was given up long ago ends now', async () => {
    const { clock, program } = shared()
    const [one, late] = [await program().begin(whose), underWay()]
    await spend(one, 'accepted')
    const first = one.spendDeliberately(deliberate, late.attempt)
    await late.sent
    clock.time += 600_000
    const other = await program().begin({ ...whose, tryAgain: true })
    const { attempt, sent } = underWay()
    await spend(other, 'accepted')
    void other.spendDeliberately(deliberate, attempt)
    await sent
    late.answer('accepted')
    await first
    const next = async (result: SignInResult) => {
      clock.time += 600_000
      const run = await program().begin(whose)
      await spend(run, 'accepted')
      return await run.spendDeliberately(deliberate, async () => result)
    }
    // Given up too, so that it is made once more, and no third time.
    expect(await next('unclear')).toBe('unclear')
    expect(await next('rejected')).toMatchObject({ reason: 'spent-before' })
  })
})

it('a memory that can be read and not written keeps every password back, and is done without on the administrator’s word', async () => {
  const memory = createProcessMemory()
  const full = () => Promise.reject(new MemoryUnavailable('The disk is full.'))
  const program = createSignInBudget(now, { ...memory, update: full, forget: full })
  const budget = await program.begin(whose)
  expect(await spend(budget, 'accepted')).toEqual(withheld('memory-unavailable'))
  const again = await program.begin({ ...whose, tryAgain: true })
  expect(await spend(again, 'accepted')).toEqual(made('accepted'))
  expect(await spend(again, 'accepted', { password: 'Passw0rd!b' })).toEqual(withheld('memory-unavailable'))
})

it('a memory that can be read and not written is told of by the standing, as by the run, until it can be written', async () => {
  const memory = createProcessMemory()
  let isFull = true
  const unlessFull = async () => {
    if (isFull) throw new MemoryUnavailable('The disk is full.')
  }
  const program = createSignInBudget(now, {
    ...memory,
    update: async (...change) => unlessFull().then(() => memory.update(...change)),
    forget: async (...change) => unlessFull().then(() => memory.forget(...change)),
  })
  expect(await program.standing(whose)).toEqual({ state: 'clear' })
  await spend(await program.begin(whose), 'accepted')
  expect(await program.standing(whose)).toEqual({ state: 'memory-unavailable' })
  await spend(await program.begin({ ...whose, tryAgain: true }), 'accepted')
  expect(await program.standing(whose)).toEqual({ state: 'memory-unavailable' })
  isFull = false
  await spend(await program.begin(whose), 'accepted')
  expect(await program.standing(whose)).toMatchObject({ state: 'accepted' })
})

/** A clock that is a second later whenever it is asked. */
function ticking(): () => Date {
  let time = Date.parse('2026-01-02T03:04:05Z')
  return () => {
    time += 1_000
    return new Date(time)
  }
}

describe('a deliberate bad sign-in', () => {
  const elsewhere = { url: 'https://owa.contoso.test/EWS/Exchange.asmx' }
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

  it('that is the NTLM sign-in of a run behind what opens TLS stands in its record, and is spent like any other', async () => {
    const program = fresh()
    const last = { ...request, foundWhenRejected: 'opened' } as const
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    expect(await one.spendDeliberately(last, async () => 'rejected')).toBe('rejected')
    expect(one.record().attempts.map(({ result }) => result)).toEqual(['accepted', 'rejected'])
    expect((await spend(one, 'accepted')).outcome).toBe('rejection-spent')
    const later = await program.begin(whose)
    expect(await spend(later, 'accepted')).toEqual(made('accepted'))
    const before = { host: 'mail.contoso.test', at: '2026-01-02T03:04:05.000Z', found: 'opened' }
    expect(await later.spendDeliberately(last, async () => 'rejected')).toEqual({ reason: 'spent-before', before })
    expect(await deliberately(later, 'rejected')).toEqual({ outcome: { reason: 'spent-before', before }, made: false })
  })

  it('that is let in after all has spent nothing, and stands in the record of its run', async () => {
    const one = await fresh().begin(whose)
    await spend(one, 'accepted')
    const last = { ...request, foundWhenRejected: 'opened' } as const
    expect(await one.spendDeliberately(last, async () => 'accepted')).toBe('accepted')
    expect(one.record().attempts).toHaveLength(2)
    expect(await deliberately(one, 'rejected')).toEqual(made('rejected'))
  })

  it('is made once for a password, whatever the server; the other is told where and when', async () => {
    const program = fresh()
    const before = { host: 'mail.contoso.test', at: '2026-01-02T03:04:05.000Z', found: 'require' }
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    await deliberately(one, 'rejected')
    for (const organisation of ['contoso.test', 'fabrikam.test']) {
      const later = await program.begin({ ...whose, domain: organisation })
      await spend(later, 'accepted')
      const refused = { outcome: { reason: 'spent-elsewhere', before }, made: false }
      expect(await deliberately(later, 'rejected', elsewhere)).toEqual(refused)
      const same = { outcome: { reason: 'spent-before', before }, made: false }
      expect(await deliberately(later, 'rejected')).toEqual(same)
    }
    const changed = await program.begin({ ...whose, password: 'Passw0rd!b' })
    await spend(changed, 'accepted', { password: 'Passw0rd!b' })
    expect(await deliberately(changed, 'rejected', { ...elsewhere, password: 'Passw0rd!b' })).toEqual(made('rejected'))
  })

  it('is not made after an ordinary one went unanswered: not in that run, and later once the password was accepted', async () => {
    const program = createSignInBudget(ticking())
    const early = await program.begin(whose)
    await spend(early, 'accepted')
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    await spend(one, 'unclear')
    await spend(one, 'accepted')
    const refused = { outcome: { reason: 'sign-in-unanswered' }, made: false }
    expect(await deliberately(one, 'rejected')).toEqual(refused)
    expect(await deliberately(early, 'rejected')).toEqual(refused)
    const later = await program.begin(whose)
    expect(await deliberately(later, 'rejected')).toMatchObject({ outcome: { reason: 'not-proven' } })
    await spend(later, 'accepted')
    expect(await deliberately(later, 'rejected', elsewhere)).toEqual(made('rejected'))
  })

  it('is not made in a run in which one with another password of the account went unanswered', async () => {
    const budget = await freshRun()
    for (const result of ['accepted', 'unclear'] as const) await spend(budget, result)
    await spend(budget, 'accepted', { password: 'Passw0rd!b' })
    expect(await deliberately(budget, 'rejected', { password: 'Passw0rd!b' })).toEqual({
      outcome: { reason: 'sign-in-unanswered' },
      made: false,
    })
  })

  it('is not made once another run had the password rejected, or got no answer to it', async () => {
    for (const result of ['rejected', 'unclear'] as const) {
      const program = fresh()
      const [one, other] = [await program.begin(whose), await program.begin(whose)]
      await spend(one, 'accepted')
      await spend(other, result)
      const reason = result === 'rejected' ? 'password-rejected-before' : 'sign-in-unanswered'
      expect(await deliberately(one, 'rejected')).toEqual({ outcome: { reason }, made: false })
    }
  })

  it('tells what an earlier one found at the same server, although an ordinary one went unanswered', async () => {
    const program = fresh()
    const one = await program.begin(whose)
    await spend(one, 'accepted')
    await deliberately(one, 'rejected')
    const later = await program.begin(whose)
    for (const result of ['accepted', 'unclear'] as const) await spend(later, result)
    expect((await deliberately(later, 'rejected')).outcome).toMatchObject({ before: { found: 'require' } })
  })

  it('costs nothing when it is let in', async () => {
    const budget = await freshRun()
    await spend(budget, 'accepted')
    for (let count = 0; count < 3; count += 1) expect(await deliberately(budget, 'accepted')).toEqual(made('accepted'))
    expect(await deliberately(budget, 'rejected')).toEqual(made('rejected'))
  })

  describe('that went unanswered', () => {
    const mail = 'mail.contoso.test'
    const runsBefore = async (...results: SignInResult[]) => {
      const program = createSignInBudget(ticking())
      const runs = async (result: SignInResult) => {
        const run = await program.begin(whose)
        await spend(run, 'accepted')
        return await deliberately(run, result)
      }
      for (const result of results) await runs(result)
      return { program, runs }
    }

    it('is made once more, in a run that has seen the password accepted since', async () => {
      const { runs } = await runsBefore('unclear')
      expect(await runs('rejected')).toEqual(made('rejected'))
      const before = { host: mail, at: expect.any(String), found: 'require' }
      expect(await runs('rejected')).toEqual({ outcome: { reason: 'spent-before', before }, made: false })
    })

    it('is made no third time, until told to try again', async () => {
      const { program, runs } = await runsBefore('unclear', 'unclear')
      const refused = await runs('rejected')
      expect(refused).toMatchObject({ outcome: { reason: 'spent-before', before: { host: mail } }, made: false })
      const again = await program.begin({ ...whose, tryAgain: true })
      await spend(again, 'accepted')
      expect(await deliberately(again, 'rejected')).toEqual(made('rejected'))
    })

    it.each(['not-sent', 'accepted'] as const)('is still the first where the second was %s', async (result) => {
      const { runs } = await runsBefore('unclear', result)
      expect(await runs('unclear')).toEqual(made('unclear'))
      expect(await runs('rejected')).toMatchObject({ outcome: { reason: 'spent-before' }, made: false })
    })

    it('is not made again in its own run, nor in one that saw the password accepted before it', async () => {
      const { program } = await runsBefore()
      const [one, other] = [await program.begin(whose), await program.begin(whose)]
      for (const run of [other, one]) await spend(run, 'accepted')
      expect(await deliberately(one, 'unclear')).toEqual(made('unclear'))
      await spend(one, 'accepted')
      expect(await deliberately(one, 'rejected')).toMatchObject({ outcome: { reason: 'rejection-spent' }, made: false })
      expect(await deliberately(other, 'rejected')).toMatchObject({ outcome: { reason: 'spent-before' }, made: false })
      await spend(other, 'accepted')
      expect(await deliberately(other, 'rejected')).toEqual(made('rejected'))
    })

    it('is not made at another server', async () => {
      const { program } = await runsBefore('unclear')
      const later = await program.begin(whose)
      await spend(later, 'accepted')
      const refused = { outcome: { reason: 'spent-elsewhere', before: { host: mail } }, made: false }
      expect(await deliberately(later, 'rejected', elsewhere)).toMatchObject(refused)
    })

    it('is not made again by a clock that was put back', async () => {
      const times = ['2026-01-02T03:04:05Z', '2026-01-02T03:04:06Z', '2026-01-01T00:00:00Z']
      const program = createSignInBudget(() => new Date(times.length > 1 ? (times.shift() ?? '') : (times[0] ?? '')))
      const one = await program.begin(whose)
      await spend(one, 'accepted')
      await deliberately(one, 'unclear')
      const later = await program.begin(whose)
      await spend(later, 'accepted')
      expect(await deliberately(later, 'rejected')).toMatchObject({ outcome: { reason: 'spent-before' }, made: false })
    })
  })
})
