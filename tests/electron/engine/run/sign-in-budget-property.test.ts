import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import {
  createSignInBudget,
  type RunBudget,
  type SignInResult,
} from '../../../../electron/engine/run/sign-in-budget.ts'
import type { SignInMemory } from '../../../../electron/engine/run/sign-in-memory.ts'
import { MemoryUnavailable, nothingOf, type PasswordMemory } from '../../../../electron/engine/run/sign-in-memory.ts'

// A program that waits for another's sign-in looks again as soon as everybody else has had a turn.
vi.mock('node:timers/promises', () => ({ setTimeout: () => new Promise(setImmediate) }))

const now = () => new Date('2026-01-02T03:04:05Z')
const url = 'https://mail.contoso.test/EWS/Exchange.asmx'

/** What stays over restarts, for several programs at once; its marks are as short as those of the file, so that two passwords may share one. */
function createDisk() {
  const entries = new Map<string, PasswordMemory>()
  let sequence = 0
  let working = true
  let changes = 0
  /** What a program sees of it as long as it runs: a dead one can write no more. */
  function mount(): { memory: SignInMemory; kill(): void } {
    let dead = false
    const holders = new Set<string>()
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
      update: async (accounts, mark, change) => {
        usable()
        sequence += 1
        const before = accounts.map((account) => entries.get(name(account, mark)) ?? nothingOf(mark))
        for (const [index, entry] of change(before, sequence).entries()) {
          if (entry.pending && entry.pending !== before[index]?.pending) holders.add(entry.pending.holder)
          entries.set(name(accounts[index] ?? '', mark), entry)
        }
      },
      forget: async (account, mark, keep) => {
        usable()
        sequence += 1
        const key = name(account, mark ?? '')
        entries.set(key, keep(entries.get(key) ?? nothingOf(mark ?? ''), sequence))
      },
    }
    return {
      memory,
      kill: () => {
        dead = true
        // The programs of this test are all one process: what one of them left under way is nobody's.
        for (const [key, { pending, ...entry }] of entries) {
          if (pending && holders.has(pending.holder)) entries.set(key, entry)
        }
      },
    }
  }
  return {
    mount,
    isWorking: () => working,
    /** How often it has begun or ceased to work. */
    changes: () => changes,
    works: (does: boolean) => {
      working = does
      changes += 1
    },
  }
}

const passwords = ['one', 'three', 'four'] as const
const markOf = (password: string) => String(password.length % 2)
const sameMark = (one: string, other: string) => markOf(one) === markOf(other)

const result = fc.constantFrom<SignInResult>('accepted', 'accepted', 'rejected', 'unclear', 'unclear', 'not-sent')
const seldom = fc.nat(4).map((number) => number === 4)
// Few of each, so that they meet.
const username = fc.constantFrom('CONTOSO\\alice', 'alice', 'ALICE@contoso.test', 'bob')
const password = fc.constantFrom('one', 'one', 'one', ...passwords)
const where = { program: fc.nat(1), run: fc.nat(1) }
const signInStep = fc.record({
  kind: fc.constant('sign-in' as const),
  ...where,
  username,
  password,
  result,
  throws: seldom,
  deliberate: fc.constant<boolean>(false),
})
type SignInStep = typeof signInStep extends fc.Arbitrary<infer Value> ? Value : never
const deliberateStep: fc.Arbitrary<SignInStep> = fc.record({
  kind: fc.constant('sign-in' as const),
  ...where,
  username,
  password,
  result: fc.constantFrom<SignInResult>('rejected', 'rejected', 'accepted', 'unclear'),
  throws: seldom,
  deliberate: fc.constant<boolean>(true),
})
const step = fc.oneof(
  { weight: 6, arbitrary: signInStep },
  { weight: 2, arbitrary: deliberateStep },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('run' as const), ...where, username, password, tryAgain: seldom }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), program: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('disk' as const), works: fc.constantFrom(true, true, false) }),
  },
)
const steps = fc.array(fc.record({ each: step, progress: fc.nat(4) }), { maxLength: 40, size: 'max' })

const accountOf = (name: string) => (name.toLowerCase().includes('alice') ? 'alice' : 'bob')

type RunOfProgram = { number: number; begunAt: number; run: RunBudget; withoutDisk: boolean }
type Program = {
  running: { dead: boolean }
  stop: () => void
  begin: Begin
  slots: Promise<RunOfProgram>[]
  /** Accounts with a sign-in under way. */
  underWay: Set<string>
}
type Begin = (account?: { username: string; password: string; tryAgain: boolean }) => Promise<RunOfProgram>

/** What a domain would count, and what the administrator said, beside the budget's own book. */
function createLedger() {
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  /** Of an account in a run: rejected ones, and those that may have counted before the run saw the password accepted. */
  const badInRun: string[] = []
  const proven = new Set<string>()
  const unclearAt = new Map<string, number>()
  const sameForFile = (account: string, password: string) =>
    passwords.filter((other) => sameMark(password, other)).map((other) => `${account} ${other}`)
  return {
    clock: 0,
    proven,
    unclearAt,
    again(account: string, password: string) {
      for (const identity of sameForFile(account, password)) {
        count(`again ${identity}`)
        unclearAt.delete(identity)
      }
    },
    deliberate(identity: string, outcome: SignInResult, inRun: string) {
      if (outcome === 'rejected' || outcome === 'unclear') count(`deliberate ${identity}`)
      if (outcome === 'rejected') badInRun.push(inRun)
    },
    rejected(identity: string, inRun: string) {
      count(`rejected ${identity}`)
      badInRun.push(inRun)
    },
    accepted(account: string, password: string, inRun: string) {
      proven.add(inRun)
      // Unanswered ones before it are forgiven, and those of the one that the file cannot tell from it.
      for (const identity of sameForFile(account, password)) {
        counts.delete(`unanswered ${identity}`)
        unclearAt.delete(identity)
      }
    },
    unclear(identity: string, inRun: string, at: number | undefined) {
      if (proven.has(inRun)) return
      badInRun.push(inRun)
      count(`unanswered ${identity}`)
      if (at !== undefined) unclearAt.set(identity, at)
    },
    settle() {
      expect(badInRun).toEqual([...new Set(badInRun)])
      for (const [name, number] of counts) {
        const [kind, account, password] = name.split(' ')
        const again = counts.get(`again ${account} ${password}`) ?? 0
        if (kind === 'unanswered') expect(number, name).toBeLessThanOrEqual(2 + 2 * again)
        else if (kind !== 'again') expect(number, name).toBeLessThanOrEqual(1 + again)
      }
    },
  }
}

it('in whatever order the sign-ins, runs and restarts of two programs come: no password is rejected twice, and no account twice in a run', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.scheduler(), async (all, scheduler) => {
      const disk = createDisk()
      const ledger = createLedger()
      let runs = 0

      const newProgram = (): Program => {
        const { memory, kill } = disk.mount()
        const budget = createSignInBudget(now, memory)
        const begin: Begin = async (account) => {
          runs += 1
          const number = runs
          const changes = disk.changes()
          const run = await budget.begin({ domain: 'contoso.test', ...account })
          ledger.clock += 1
          const withoutDisk = account?.tryAgain === true && (!disk.isWorking() || disk.changes() !== changes)
          return { number, begunAt: ledger.clock, run, withoutDisk }
        }
        const running = { dead: false }
        const stop = () => {
          running.dead = true
          kill()
        }
        return { begin, stop, running, slots: [begin(), begin()], underWay: new Set() }
      }
      const programs = [newProgram(), newProgram()]
      const programOf = (number: number) => programs[number] ?? newProgram()

      async function signIn(each: SignInStep, program: Program) {
        const { number, begunAt, run, withoutDisk } = await (program.slots[each.run] ?? program.begin())
        const account = accountOf(each.username)
        const identity = `${account} ${each.password}`
        const inRun = `${identity} ${number}`
        const attempt = async () => {
          // Gone before it could send anything.
          if (program.running.dead) return 'not-sent'
          expect([...program.underWay]).not.toContain(account)
          if (each.deliberate) expect(ledger.proven).toContain(inRun)
          // What went unanswered since this run began closes it to all who have not seen the password accepted.
          const since = ledger.proven.has(inRun) || withoutDisk ? 0 : (ledger.unclearAt.get(identity) ?? 0)
          expect(since).toBeLessThanOrEqual(begunAt)
          const sentAt = ledger.clock
          program.underWay.add(account)
          await scheduler.schedule(Promise.resolve())
          program.underWay.delete(account)
          ledger.clock += 1
          // Nobody is there to hear the answer.
          const heard = each.throws || program.running.dead ? 'unclear' : each.result
          // What cannot be written down stands as unanswered.
          const outcome = heard === 'rejected' && !disk.isWorking() ? 'unclear' : heard
          if (each.deliberate) ledger.deliberate(identity, outcome, inRun)
          else if (outcome === 'rejected') ledger.rejected(identity, inRun)
          else if (outcome === 'accepted') ledger.accepted(account, each.password, inRun)
          else if (outcome === 'unclear') {
            const written = disk.isWorking() && !program.running.dead
            // Other programs hear nothing of a run that the administrator let do without the disk.
            ledger.unclear(identity, inRun, withoutDisk ? undefined : written ? ledger.clock : sentAt)
          }
          if (each.throws) throw new Error('a bug')
          return outcome
        }
        const { username, password } = each
        const request = { username, password, scheme: 'ntlm', url, gatherer: 'ntlmSignIn' } as const
        if (each.deliberate) await run.spendDeliberately({ ...request, foundWhenRejected: 'allow' }, attempt)
        else await run.spend(request, attempt)
      }

      const begun: Promise<unknown>[] = []
      const surprises: Error[] = []
      for (const { each, progress } of all) {
        // What was begun before goes on for a while.
        for (let count = 0; count < progress && scheduler.count() > 0; count += 1) {
          await scheduler.waitOne()
          await new Promise(setImmediate)
        }
        if (each.kind === 'disk') disk.works(each.works)
        else if (each.kind === 'restart') {
          programOf(each.program).stop()
          programs[each.program] = newProgram()
        } else if (each.kind === 'run') {
          const { username, password, tryAgain } = each
          if (tryAgain) ledger.again(accountOf(username), password)
          const { slots, begin } = programOf(each.program)
          slots[each.run] = begin({ username, password, tryAgain })
        } else {
          const program = programOf(each.program)
          begun.push(
            scheduler
              .schedule(Promise.resolve())
              .then(() => signIn(each, program))
              .catch((error: Error) => {
                if (error.message !== 'a bug') surprises.push(error)
              }),
          )
        }
      }
      await scheduler.waitFor(Promise.all(begun))
      expect(surprises).toEqual([])
      ledger.settle()
    }),
    { numRuns: 1000 },
  )
})
