import { type Failure, isOfProxy } from '../artifacts/failure.ts'
import type { Reachability } from '../artifacts/reachability.ts'
import { t } from '../language/translate.ts'
import { timeWords } from '../run/moment.ts'
import { isByChance, isWithoutConnection } from './failure-kinds.ts'

/**
 * When the server last answered, where it takes no connection any more at the end of the run; else undefined. The
 * knocks are a run's last look at the server, and are made only where a connection came about at its beginning.
 */
export function lastAnswerOfStopped({
  knocks,
  lastAnsweredAt,
}: Pick<Reachability, 'knocks' | 'lastAnsweredAt'>): string | undefined {
  const takesNone = knocks.length > 0 && knocks.every(({ failure }) => failure && isWithoutConnection(failure))
  return takesNone ? lastAnsweredAt : undefined
}

/** Whether a server that goes in the middle of a run leaves such a failure: what it had begun is broken off, the rest refused. */
export function isAsOfStopped(failure: Failure): boolean {
  return (isByChance(failure) && !isOfProxy(failure)) || isWithoutConnection(failure)
}

/** That the server stopped taking connections, where the last look at it saw so: then no failure of the kind says more than that. */
export function stoppedServer(reachability: Reachability): string | undefined {
  const { host, port } = reachability
  const at = lastAnswerOfStopped(reachability)
  return at && t`${host}:${port} stopped taking connections in the middle of the run, after ${timeWords(at)}.`
}
