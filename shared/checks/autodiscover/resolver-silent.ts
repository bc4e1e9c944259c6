import type { AutodiscoverAttempt } from '../../artifacts/autodiscover.ts'
import type { Failure } from '../../artifacts/failure.ts'
import { isOfResolver } from '../failure-kinds.ts'

/** The resolver's failure, where every attempt ended with one: then nothing was asked, and nothing is known of Autodiscover. */
export function resolverSilent(attempts: readonly AutodiscoverAttempt[]): Failure | undefined {
  const failures = attempts.map(({ failure }) => failure)
  return failures.every((failure) => failure && isOfResolver(failure)) ? failures[0] : undefined
}
