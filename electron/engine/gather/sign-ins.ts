import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { RefusalSigns, SignIn } from '../../../shared/artifacts/sign-in.ts'
import { certificateSigns } from './certificate-signs.ts'
import { Blocked, defineGatherer } from './gatherer.ts'
import { signInToAsk } from './signing-in.ts'

/** Every use of the account in this run, out of the budget's own record; asks nothing of the network. */
export const signIns = defineGatherer({
  artifact: 'signIns',
  needs: [],
  uses: () => ['ntlmSignIn', 'basicSignIn', 'lastNtlmSignIn'],
  // Whoever else signs in is waited for where it is part of the run.
  after: () => [...signInToAsk, 'certificatePaths', 'serverCertificates'],
  gather: async (_needed, { organisation, budget, obstacles, gathered }) => {
    const record = budget.record()
    const obstacle = obstacles.ntlmSignIn
    // Where nothing was sent, what kept the sign-in at EWS from being tried is what there is to mend.
    if (record.attempts.length === 0 && obstacle) return new Blocked(obstacle.by, obstacle.reason)
    const lastNtlm = gathered.lastNtlmSignIn?.signIn
    const ntlmSignIn = lastNtlm ?? gathered.ntlmSignIn
    return {
      ...(organisation.account ? { username: organisation.account.username } : {}),
      ...record,
      ...(lastNtlm && { lastNtlm }),
      ...(ntlmSignIn &&
        (isRefused(ntlmSignIn) || (lastNtlm && wasLeftOpen(lastNtlm))) && {
          refusal: signsOf(ntlmSignIn, gathered),
        }),
    }
  },
})

/** Rejected, or not sent once more because it was in an earlier run. */
function isRefused({ result, withheld }: SignIn): boolean {
  return result === 'rejected' || withheld === 'rejection-spent'
}

/** As the last sign-in of a run: it came to no end, or was not sent after one that came to none, and nobody knows of it. */
function wasLeftOpen({ result, withheld }: SignIn): boolean {
  return result === 'unclear' || result === 'failed' || withheld === 'sign-in-unanswered'
}

/** What no credential is needed for: the server's clock, and whose certificate is shown by which way. */
function signsOf(ntlm: SignIn, gathered: Partial<Artifacts>): RefusalSigns {
  const { refusedAt } = ntlm
  return { url: ntlm.url, ...clocks(ntlm), ...certificateSigns(gathered), ...(refusedAt && { refusedAt }) }
}

function clocks({ challenge, exchanges }: SignIn): Pick<RefusalSigns, 'serverTime' | 'ownTime'> {
  // A connection that was lost has told no time.
  const first = exchanges.find(({ status }) => status !== undefined)
  const serverTime = challenge?.timestamp ?? (first && dateOf(first))
  if (!first || serverTime === undefined) return {}
  const answered = Date.parse(first.startedAt) + first.milliseconds.total
  return { serverTime, ownTime: new Date(answered).toISOString() }
}

function dateOf(exchange: HttpExchange): string | undefined {
  const time = Date.parse(headerValues(exchange, 'date')[0] ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
