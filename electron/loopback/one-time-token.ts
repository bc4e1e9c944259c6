import { createHash, timingSafeEqual } from 'node:crypto'

/** A token is good for so long after it was made. */
const LIFETIME_MILLISECONDS = 10 * 60 * 1000
const TOKEN_BYTES = 32

type TokenVerdict = 'accepted' | 'used' | 'expired' | 'wrong'

export type OneTimeToken = {
  /** As it stands in the address. */
  text: string
  /** Takes the token in: the first right one within ten minutes is accepted, and none after it. */
  redeem(presented: string): TokenVerdict
}

/** A token of 32 random bytes that opens one session. */
export function createOneTimeToken(random: (length: number) => Buffer, now: () => Date): OneTimeToken {
  const text = random(TOKEN_BYTES).toString('base64url')
  const madeAt = now().getTime()
  let used = false
  return {
    text,
    redeem(presented) {
      if (!sameSecret(presented, text)) return 'wrong'
      if (used) return 'used'
      const age = now().getTime() - madeAt
      // A clock that was set back makes no token younger.
      if (age < 0 || age >= LIFETIME_MILLISECONDS) return 'expired'
      used = true
      return 'accepted'
    },
  }
}

/** Whether two secrets are the same, in a time that tells nothing of where they differ or how long they are. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
