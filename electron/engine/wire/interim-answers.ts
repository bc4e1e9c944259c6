import { WireError } from './wire-error.ts'

/** Honest servers send one or two: Early Hints, and Processing every few seconds. */
const MOST_INTERIM_ANSWERS = 20

/**
 * Bounds the interim answers (RFC 9110 section 15.2) that come before the real one: each is small, and nothing in the
 * protocol ends them. Gives up with a WireError `http-malformed`.
 */
export function boundInterimAnswers(giveUp: (reason: WireError) => void, where: string): () => void {
  let count = 0
  return () => {
    count += 1
    if (count <= MOST_INTERIM_ANSWERS) return
    giveUp(new WireError('http-malformed', where, `more than ${MOST_INTERIM_ANSWERS} interim answers`))
  }
}
