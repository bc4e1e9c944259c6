import { setTimeout as wait } from 'node:timers/promises'
import type { SignIns, WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import type { PasswordStanding } from '../../../shared/run/password-standing.ts'
import { accountKeys } from './account-key.ts'
import { createProcessMemory, type DeliberateFind, type SignInMemory } from './sign-in-memory.ts'
import { createSignInRecords, type Standing } from './sign-in-records.ts'
import type { DeliberateRefusal, Held, SignInResult } from './sign-in-standing.ts'

export type { DeliberateRefusal, SignInResult } from './sign-in-standing.ts'

export type SignInRequest = {
  username: string
  password: string
  scheme: 'ntlm' | 'basic'
  url: string
  gatherer: string
}

/** Whose sign-ins a run makes. */
export type RunAccount = {
  /** The organisation's mail domain: accounts of the same name in another organisation are others. */
  domain: string
  username?: string | undefined
  password?: string | undefined
  /** The administrator's explicit word that this password may be sent again, whatever became of it before. */
  tryAgain?: boolean | undefined
  /** Ends waiting for another program's sign-in with the same account. */
  signal?: AbortSignal | undefined
}

/** Lives as long as the program, and hands each run its own part. */
export type SignInBudget = {
  begin(account: RunAccount): Promise<RunBudget>
  /** How an account's password stands. Asking spends nothing, reserves nothing and waits for nobody. */
  standing(account: Pick<RunAccount, 'domain' | 'username' | 'password'>): Promise<PasswordStanding>
}

/**
 * The one object that every sign-in of a run must ask. A password that was rejected once is not sent again by anyone, in
 * this run or a later one, nor after a restart; no more is one of which a sign-in went unanswered, since it may have been
 * rejected, but in a run that had seen it accepted before. Sign-ins of one account take turns, so that gatherers working
 * side by side cannot spend two bad ones, not even where a right password is refused for another reason (Extended
 * Protection, a Basic realm without a domain).
 */
export type RunBudget = {
  /** Runs `attempt` when the password may be sent; else says why it may not. */
  spend(request: SignInRequest, attempt: () => Promise<SignInResult>): Promise<SignInResult | WithheldReason>
  /**
   * Runs an attempt that is meant to be rejected, to learn `foundWhenRejected` from it: only with a password that was
   * accepted in this run, only where none of its sign-ins was rejected or may have been, in this run or before, and once
   * for a password, whatever the server. The password stays a right one, whatever comes of it.
   */
  spendDeliberately(
    request: SignInRequest & { foundWhenRejected: DeliberateFind },
    attempt: () => Promise<SignInResult>,
  ): Promise<SignInResult | DeliberateRefusal>
  /** Notes a credential that was not sent, for the run's record. */
  withhold(request: Pick<SignInRequest, 'gatherer' | 'url'>, reason: WithheldReason): void
  /** Every sign-in of this run so far, in order, but those that were made for a comparison alone. */
  record(): Pick<SignIns, 'attempts' | 'withheld'>
}

/** How often another program's sign-in with the same account is looked at, and for how long, in milliseconds. */
const LOOK_EVERY = 50
const LOOK_FOR = 60_000

/**
 * A new budget; `now` stamps its record. What it knows ends with the program, except for what `memory` keeps beyond that.
 */
export function createSignInBudget(now: () => Date = () => new Date(), memory?: SignInMemory): SignInBudget {
  const records = createSignInRecords(createProcessMemory(), memory, now)
  const turns = new Map<string, Promise<void>>()

  /** One sign-in of an account after another. */
  async function inTurn<T>(account: string, use: () => Promise<T>): Promise<T> {
    const before = turns.get(account)
    const { promise, resolve } = Promise.withResolvers<void>()
    turns.set(account, promise)
    try {
      await before
      return await use()
    } finally {
      resolve()
    }
  }

  return {
    async standing({ domain, username, password }) {
      if (username === undefined) return { state: 'no-account' }
      if (password === undefined) return { state: 'no-password' }
      return await records.look(accountKeys(domain, username), password)
    },
    async begin({ domain, username, password, tryAgain = false, signal }) {
      const begun = await records.begin({
        tryAgain,
        ...(username === undefined ? {} : { accounts: accountKeys(domain, username) }),
        ...(password === undefined ? {} : { password }),
      })
      const attempts: SignIns['attempts'] = []
      const withheld: SignIns['withheld'] = []
      /** By account: why this run sends no password of it any more, since it has spent its one bad sign-in, or may have. */
      const closed = new Map<string, WithheldReason>()
      /** Accounts of which a sign-in of this run went unanswered. */
      const unanswered = new Set<string>()

      /** Waits for another program's sign-in; one that takes too long counts as unanswered. */
      async function inTime<T>(claim: () => Promise<T | 'elsewhere-under-way'>): Promise<T | Held> {
        const end = performance.now() + LOOK_FOR
        for (;;) {
          const claimed = await claim()
          if (claimed !== 'elsewhere-under-way') return claimed
          if (performance.now() > end || signal?.aborted) return { reason: 'sign-in-unanswered' }
          await wait(LOOK_EVERY)
        }
      }

      async function attemptNow(standing: Standing, request: SignInRequest, attempt: () => Promise<SignInResult>) {
        const at = now().toISOString()
        // An attempt that throws may have sent its credential: the careful reading is that it did.
        let result: SignInResult = 'unclear'
        try {
          result = await attempt()
          return result
        } finally {
          const { account } = standing
          const proven = standing.isProven()
          await standing.settle(result)
          if (result === 'rejected') closed.set(account, 'password-rejected-before')
          if (result === 'unclear') unanswered.add(account)
          // A password that was right a moment ago does not become doubtful because one sign-in went unanswered.
          if (result === 'unclear' && !proven) closed.set(account, 'sign-in-unanswered')
          const { gatherer, url, scheme } = request
          if (result !== 'not-sent') attempts.push({ gatherer, url, scheme, at, result })
        }
      }

      function note(
        { gatherer, url }: Pick<SignInRequest, 'gatherer' | 'url'>,
        { reason, since }: { reason: WithheldReason; since?: string },
      ): void {
        withheld.push({ gatherer, url, reason, ...(since !== undefined && { since }) })
      }

      return {
        spend: (request, attempt) => {
          const accounts = accountKeys(domain, request.username)
          const [account] = accounts
          return inTurn(account, async () => {
            const standing = await records.standing(accounts, request.password, begun)
            const reason = closed.get(account)
            const held = reason ? { reason } : await inTime(standing.claim)
            if (held === undefined) return await attemptNow(standing, request, attempt)
            note(request, held)
            return held.reason
          })
        },
        spendDeliberately: (request, attempt) => {
          const accounts = accountKeys(domain, request.username)
          const [account] = accounts
          return inTurn(account, async () => {
            const standing = await records.standing(accounts, request.password, begun)
            if (!standing.isProven()) return { reason: 'not-proven' }
            if (closed.has(account)) return { reason: 'rejection-spent' }
            const { host } = new URL(request.url)
            const refusal = await inTime(() => standing.claimDeliberate(host, !unanswered.has(account)))
            if (refusal) return refusal
            const at = now().toISOString()
            let result: SignInResult = 'unclear'
            try {
              result = await attempt()
              return result
            } finally {
              if (result === 'rejected' || result === 'unclear') closed.set(account, 'rejection-spent')
              await standing.settleDeliberate(host, result, request.foundWhenRejected)
              const { gatherer, url, scheme } = request
              // It is the run's own sign-in at EWS, and not one that is made for this alone.
              if (request.foundWhenRejected === 'opened' && result !== 'not-sent') {
                attempts.push({ gatherer, url, scheme, at, result })
              }
            }
          })
        },
        withhold: (request, reason) => note(request, { reason }),
        record: () => ({ attempts: [...attempts], withheld: [...withheld] }),
      }
    },
  }
}
