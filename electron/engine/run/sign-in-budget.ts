import { createHmac, randomBytes } from 'node:crypto'
import type { SignIns, WithheldReason } from '../../../shared/artifacts/sign-in.ts'

/** What a sign-in came to. `unclear`: the credential was sent and no answer came. `not-sent`: it never left. */
export type SignInResult = 'accepted' | 'rejected' | 'unclear' | 'not-sent'

export type SignInRequest = {
  username: string
  password: string
  scheme: 'ntlm' | 'basic'
  url: string
  gatherer: string
}

/**
 * The one object that every sign-in must ask. A password that was rejected once, or whose fate is unknown, is not sent
 * again by anyone. Sign-ins of one account take turns, so that gatherers working side by side cannot spend two bad ones,
 * not even where a right password is refused for another reason (Extended Protection, a Basic realm without a domain).
 */
export type SignInBudget = {
  /** Runs `attempt` when the password may be sent; else says why it may not. */
  spend(request: SignInRequest, attempt: () => Promise<SignInResult>): Promise<SignInResult | WithheldReason>
  /** Notes a credential that was not sent, for the run's record. */
  withhold(request: { gatherer: string; url: string }, reason: WithheldReason): void
  /** Everything since `mark()`, in order. */
  since(mark: BudgetMark): Pick<SignIns, 'attempts' | 'withheld'>
  /** The start of a run. An unanswered sign-in of an earlier run no longer stands in the way; a rejected one does. */
  mark(): BudgetMark
}

export type BudgetMark = { attempts: number; withheld: number }

type Standing = { state: 'unproven' | 'accepted' | 'rejected' | 'unclear'; turn: Promise<void> }

/** A new budget; `now` stamps its record. It forgets everything when the process ends. */
export function createSignInBudget(now: () => Date = () => new Date()): SignInBudget {
  // Passwords are told apart by a keyed hash, so that the budget holds none.
  const key = randomBytes(32)
  const standings = new Map<string, Standing>()
  const attempts: SignIns['attempts'] = []
  const withheld: SignIns['withheld'] = []

  function standingOf(request: SignInRequest): Standing {
    const identity = JSON.stringify([request.username.toLowerCase(), request.password])
    const name = createHmac('sha256', key).update(identity).digest('hex')
    const standing = standings.get(name) ?? { state: 'unproven', turn: Promise.resolve() }
    standings.set(name, standing)
    return standing
  }

  async function attemptNow(standing: Standing, request: SignInRequest, attempt: () => Promise<SignInResult>) {
    const at = now().toISOString()
    // An attempt that throws may have sent its credential: the careful reading is that it did.
    let result: SignInResult = 'unclear'
    try {
      result = await attempt()
      return result
    } finally {
      if (result !== 'not-sent') {
        const { gatherer, url, scheme } = request
        attempts.push({ gatherer, url, scheme, at, result })
        // One unanswered sign-in does not make a password doubtful that was accepted before.
        if (result !== 'unclear' || standing.state === 'unproven') standing.state = result
      }
    }
  }

  const budget: SignInBudget = {
    async spend(request, attempt) {
      const standing = standingOf(request)
      const before = standing.turn
      let done: () => void = () => undefined
      standing.turn = new Promise((resolve) => {
        done = resolve
      })
      try {
        await before
        if (standing.state !== 'rejected' && standing.state !== 'unclear') {
          return await attemptNow(standing, request, attempt)
        }
      } finally {
        done()
      }
      const reason = standing.state === 'rejected' ? 'password-rejected-before' : 'sign-in-unanswered'
      budget.withhold(request, reason)
      return reason
    },
    withhold({ gatherer, url }, reason) {
      withheld.push({ gatherer, url, reason })
    },
    since: (mark) => ({ attempts: attempts.slice(mark.attempts), withheld: withheld.slice(mark.withheld) }),
    mark() {
      for (const standing of standings.values()) if (standing.state === 'unclear') standing.state = 'unproven'
      return { attempts: attempts.length, withheld: withheld.length }
    },
  }
  return budget
}
