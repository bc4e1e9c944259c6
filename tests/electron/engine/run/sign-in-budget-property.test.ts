import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSignInBudget, type SignInResult } from '../../../../electron/engine/run/sign-in-budget.ts'
import type { SignInMemory } from '../../../../electron/engine/run/sign-in-memory.ts'
import { MemoryUnavailable, nothingOf, type PasswordMemory } from '../../../../electron/engine/run/sign-in-memory.ts'

const now = () => new Date('2026-01-02T03:04:05Z')
const url = 'https://mail.contoso.test/EWS/Exchange.asmx'

/** What stays over restarts; its marks are as short as those of the file, so that two passwords may share one. */
function createDisk() {
  const entries = new Map<string, PasswordMemory>()
  let sequence = 0
  let working = true
  /** What a program sees of it as long as it runs: a dead one can write no more. */
  function mount(): { memory: SignInMemory; kill(): void } {
    let dead = false
    const usable = () => {
      if (dead || !working) throw new MemoryUnavailable('The disk is not there.')
    }
    const name = (account: string, mark: string) => `${account} ${mark}`
    const memory: SignInMemory = {
      markOf: async (password) => {
        usable()
        return markOf(password)
      },
      sequence: async () => {
        usable()
        return sequence
      },
      read: async (account, mark) => {
        usable()
        return entries.get(name(account, mark)) ?? nothingOf(mark)
      },
      update: async (account, mark, change) => {
        usable()
        sequence += 1
        const entry = change(entries.get(name(account, mark)) ?? nothingOf(mark), sequence)
        // The programs of this test are all one process: what one of them left under way is nobody's.
        entries.set(name(account, mark), entry)
      },
      forget: async (account, mark) => {
        usable()
        entries.delete(name(account, mark ?? ''))
      },
    }
    return {
      memory,
      kill: () => {
        dead = true
        for (const [key, { pending: _gone, ...entry }] of entries) entries.set(key, entry)
      },
    }
  }
  return {
    mount,
    isWorking: () => working,
    works: (does: boolean) => {
      working = does
    },
  }
}

const passwords = ['one', 'three', 'four'] as const
const markOf = (password: string) => String(password.length % 2)
const sameMark = (one: string, other: string) => markOf(one) === markOf(other)

const result = fc.constantFrom<SignInResult>('accepted', 'accepted', 'rejected', 'rejected', 'unclear', 'not-sent')
const seldom = fc.nat(4).map((number) => number === 4)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('sign-in' as const),
      run: fc.nat(3),
      username: fc.constantFrom('CONTOSO\\alice', 'alice', 'ALICE@contoso.test', 'bob'),
      password: fc.constantFrom(...passwords, 'one' as const),
      result,
      throws: seldom,
      deliberate: seldom,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      run: fc.nat(3),
      again: fc.option(
        fc.record({ username: fc.constantFrom('alice', 'bob'), password: fc.constantFrom('one', 'four') }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disk' as const), works: fc.boolean() }) },
)

it('in whatever order sign-ins, runs and restarts come: no password is rejected twice, and no account twice in a run', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ each: step, progress: fc.nat(4) }), { maxLength: 30, size: 'max' }),
      fc.scheduler(),
      async (steps, scheduler) => {
        const disk = createDisk()
        const rejected = new Map<string, number>()
        /** How often the administrator let a password be tried again, by account and mark. */
        const again = new Map<string, number>()
        const rejectedInRun: string[] = []
        /** Sign-ins that may have counted as bad, of an account in a run that has not seen the password accepted. */
        const doubtfulInRun: string[] = []
        const provenInRun = new Set<string>()
        const unanswered = new Map<string, number>()
        const underWay = new Map<object, Set<string>>()
        let runs = 0

        const newProgram = () => {
          const { memory, kill } = disk.mount()
          const budget = createSignInBudget(now, memory)
          const begin = async (account?: { username: string; password: string } | null) => {
            runs += 1
            const number = runs
            const which = account ? { ...account, tryAgain: true } : {}
            return { number, run: await budget.begin({ domain: 'contoso.test', ...which }) }
          }
          const running = { dead: false }
          const stop = () => {
            running.dead = true
            kill()
          }
          return { begin, stop, running, slots: Array.from({ length: 4 }, () => begin()) }
        }
        let program = newProgram()
        const all: Promise<unknown>[] = []
        for (const { each, progress } of steps) {
          // What was begun before goes on for a while.
          for (let count = 0; count < progress && scheduler.count() > 0; count += 1) {
            await scheduler.waitOne()
            await new Promise(setImmediate)
          }
          if (each.kind === 'disk') disk.works(each.works)
          else if (each.kind === 'restart') {
            program.stop()
            program = newProgram()
          } else if (each.kind === 'run') {
            if (each.again) {
              const key = `${each.again.username} ${markOf(each.again.password)}`
              again.set(key, (again.get(key) ?? 0) + 1)
            }
            program.slots[each.run] = program.begin(each.again)
          } else {
            const { running } = program
            const slot = program.slots[each.run]
            const { password, deliberate } = each
            const account = each.username.toLowerCase().includes('alice') ? 'alice' : 'bob'
            const identity = `${account} ${password}`
            const attempt = async () => {
              // Beside what a program left behind that broke off.
              if (!running.dead) expect(underWay.get(running)?.has(account) ?? false).toBe(false)
              underWay.set(running, (underWay.get(running) ?? new Set()).add(account))
              await scheduler.schedule(Promise.resolve())
              underWay.get(running)?.delete(account)
              // Nobody is there to hear the answer.
              const heard = each.throws || running.dead ? 'unclear' : each.result
              // What cannot be written down stands as unanswered.
              const outcome = heard === 'rejected' && !disk.isWorking() ? 'unclear' : heard
              const inRun = `${identity} ${(await slot)?.number}`
              if (outcome === 'rejected') {
                if (!deliberate) rejected.set(identity, (rejected.get(identity) ?? 0) + 1)
                rejectedInRun.push(`${account} ${(await slot)?.number}`)
              }
              if (!deliberate && outcome === 'accepted') {
                provenInRun.add(inRun)
                // Unanswered ones before it are forgiven, and those of the one that the file cannot tell from it.
                for (const other of passwords) {
                  if (sameMark(password, other)) unanswered.set(`${account} ${other}`, 0)
                }
              } else if (!deliberate && outcome !== 'not-sent' && !provenInRun.has(inRun)) {
                doubtfulInRun.push(inRun)
                if (outcome === 'unclear') unanswered.set(identity, (unanswered.get(identity) ?? 0) + 1)
              }
              if (each.throws) throw new Error('a bug')
              return outcome
            }
            const request = { username: each.username, password, scheme: 'ntlm', url, gatherer: 'ntlmSignIn' } as const
            const signIn = async () => {
              const run = (await slot)?.run
              if (deliberate) await run?.spendDeliberately({ ...request, foundWhenRejected: 'allow' }, attempt)
              else await run?.spend(request, attempt)
            }
            all.push(
              scheduler
                .schedule(Promise.resolve())
                .then(signIn)
                .catch((error: Error) => expect(error.message).toBe('a bug')),
            )
          }
        }
        await scheduler.waitFor(Promise.all(all))
        const more = (identity: string) => {
          const [account, password = ''] = identity.split(' ')
          return again.get(`${account} ${markOf(password)}`) ?? 0
        }
        for (const [identity, count] of rejected) expect(count, identity).toBeLessThanOrEqual(1 + more(identity))
        expect(rejectedInRun).toEqual([...new Set(rejectedInRun)])
        expect(doubtfulInRun).toEqual([...new Set(doubtfulInRun)])
        for (const [identity, count] of unanswered) expect(count, identity).toBeLessThanOrEqual(2 + 2 * more(identity))
      },
    ),
    { numRuns: 1000 },
  )
})
