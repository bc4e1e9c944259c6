import { WireError } from './wire-error.ts'

/** Honest servers send one or two: Early Hints, and Processing every few seconds. */
const MOST_INTERIM_ANSWERS = 20

/**
 * Bounds the interim answers (RFC 9110 section 15.2) that come before the real one: each is small, and nothing in the
 * protocol ends them. Aborts with a WireError `http-malformed`.
 */
export function boundInterimAnswers(signal: AbortSignal, where: string): { signal: AbortSignal; onInfo: () => void } {
  const flooded = new AbortController()
  let count = 0
  return {
    signal: AbortSignal.any([signal, flooded.signal]),
    onInfo: () => {
      count += 1
      if (count <= MOST_INTERIM_ANSWERS) return
      flooded.abort(new WireError('http-malformed', where, `more than ${MOST_INTERIM_ANSWERS} interim answers`))
    },
  }
}
