import type { AutodiscoverAttempt } from '../../artifacts/autodiscover.ts'
import type { FailureCode } from '../../artifacts/failure.ts'
import type { WithheldReason } from '../../artifacts/sign-in.ts'
import { isOfResolver } from '../failure-kinds.ts'

/** Results that say what is the matter, whatever other ways said before and after. */
const decisive: readonly AutodiscoverAttempt['result'][] = [
  'settings',
  'sign-in-rejected',
  'address-loop',
  'error-response',
  'sign-in-broken',
]
const doubtful: readonly WithheldReason[] = ['password-rejected-before', 'sign-in-unanswered']
const absent: readonly AutodiscoverAttempt['result'][] = ['not-found', 'not-autodiscover']
/** What a web site at the mail domain does, no client takes for Autodiscover, wherever it sends people. */
const isAbsent = ({ result, method }: AutodiscoverAttempt) =>
  absent.includes(result) || (result === 'not-exchange' && method === 'https-domain')
const nameless: readonly FailureCode[] = ['name-not-found', 'no-address']
const empty: readonly AutodiscoverAttempt['result'][] = ['unreachable', 'no-redirect', 'no-record']

/** The attempt that came furthest tells most; one that was never reached tells least. */
export function mostTelling(attempts: readonly AutodiscoverAttempt[]): AutodiscoverAttempt | undefined {
  for (const result of decisive) {
    const found = attempts.find((attempt) => attempt.result === result)
    if (found) return found
  }
  // Where only the password kept the search from going on, other ways say nothing of Autodiscover.
  const keptBack = attempts.find(({ withheld }) => withheld !== undefined && doubtful.includes(withheld))
  // A way that leads somewhere wrong tells more than one that leads nowhere.
  const leading = attempts.findLast((attempt) => !empty.includes(attempt.result) && !isAbsent(attempt))
  // One that is led to is meant to answer, unlike the names that every client tries.
  const dead = attempts.findLast(({ result, urls }) => result === 'unreachable' && urls.length > 1)
  const last = attempts.findLast(({ result }) => !empty.includes(result))
  // A web site at the mail domain has no Autodiscover as a rule, so a name that is there for it tells more.
  const beside = last?.method === 'https-domain' ? attempts.find(isOutOfReach) : undefined
  return keptBack ?? leading ?? dead ?? beside ?? last
}

/** Whether DNS leads to a server by the name for Autodiscover or its SRV record, and nobody comes to that server. */
function isOutOfReach({ method, result, failure }: AutodiscoverAttempt): boolean {
  if (method !== 'https-autodiscover' && method !== 'srv') return false
  return result === 'unreachable' && !(failure && (isOfResolver(failure) || nameless.includes(failure.code)))
}
