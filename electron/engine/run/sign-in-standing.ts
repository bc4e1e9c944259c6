import { type Deliberate, nothingOf, type PasswordMemory, type Pending } from './sign-in-memory.ts'

/** What a sign-in came to. `unclear`: the credential was sent and no answer came. `not-sent`: it never left. */
export type SignInResult = 'accepted' | 'rejected' | 'unclear' | 'not-sent'

/** Why a password is not sent; `since` is when the sign-in was made that is the reason, where it is known. */
export type Held = { reason: 'password-rejected-before' | 'sign-in-unanswered' | 'memory-unavailable'; since?: string }

/** Why a deliberate bad sign-in is not made; `before` is the one that was made earlier, here or at another server. */
export type DeliberateRefusal =
  | { reason: 'not-proven' | 'rejection-spent' | Held['reason'] }
  | { reason: 'spent-before' | 'spent-elsewhere'; before: Deliberate }

/**
 * Why a password may not be sent; undefined when it may. One whose sign-in went unanswered may have been rejected, and a
 * second one would be one too many.
 */
export function obstacleOf({ rejectedAt, unanswered, pending }: PasswordMemory): Held | undefined {
  if (rejectedAt !== undefined) return { reason: 'password-rejected-before', since: rejectedAt }
  // What is pending, and under way no longer, was left by a program that was killed.
  const lost = unanswered ?? (pending?.deliberate ? undefined : pending)
  if (lost === undefined) return undefined
  return { reason: 'sign-in-unanswered', ...(lost.at !== undefined && { since: lost.at }) }
}

/**
 * Why no deliberate bad sign-in may be made at `host` with a password, which is known by several names; undefined when it
 * may. It is made once for a password, and once more where nobody heard what came of it. It follows no sign-in that may
 * have been rejected, unless the password was accepted since: `provenAt` is when it last was, in this run.
 */
export function obstacleToDeliberate(
  entries: readonly PasswordMemory[],
  host: string,
  provenAt: string,
): DeliberateRefusal | undefined {
  const made = entries.flatMap(({ deliberate = [] }) => deliberate)
  const isOnceMore = ({ at, found, lostBefore }: Deliberate) => !found && lostBefore === undefined && at < provenAt
  const here = made.filter((each) => each.host === host)
  const elsewhere = made.findLast((each) => each.host !== host)
  const spent = elsewhere ? here[0] : here.find((each) => !isOnceMore(each))
  if (spent) return { reason: 'spent-before', before: spent }
  if (elsewhere) return { reason: 'spent-elsewhere', before: elsewhere }
  for (const entry of entries) {
    const held = obstacleOf(entry)
    if (held) return { reason: held.reason }
    const { unansweredThoughRight: lost } = entry
    if (lost !== undefined && lost >= provenAt) return { reason: 'sign-in-unanswered' }
  }
  return undefined
}

/** What is left of a password that may be tried again: a sign-in that is under way elsewhere has yet to be answered. */
export function forgiven({ mark, pending }: PasswordMemory, underWay: boolean): PasswordMemory {
  return underWay ? { mark, pending } : nothingOf(mark)
}

/** What is remembered after a sign-in that was noted as `mine`; `proven` says that its run had seen the password accepted. */
export function settled(
  entry: PasswordMemory,
  { result, mine, proven }: { result: SignInResult; mine: Pending; proven: boolean },
): PasswordMemory {
  const rest = withoutPending(entry, mine)
  const { at } = mine
  if (result === 'rejected') return { ...rest, rejectedAt: at }
  if (result === 'unclear') return proven ? { ...rest, unansweredThoughRight: at } : { ...rest, unanswered: { at } }
  return rest
}

/** Notes a deliberate bad sign-in before it is sent: unless told otherwise it is spent. */
export function notedDeliberate(entry: PasswordMemory, mine: Pending, host: string): PasswordMemory {
  const { deliberate = [] } = entry
  const lost = deliberate.find((each) => each.host === host)?.at
  const noted = { host, at: mine.at, ...(lost !== undefined && { lostBefore: lost }) }
  return { ...entry, pending: mine, deliberate: [...deliberate.filter((each) => each.host !== host), noted] }
}

/** What is remembered after it: as before it where it was let in or never left, since it has cost nothing. */
export function settledDeliberate(
  entry: PasswordMemory,
  { result, mine, made }: { result: SignInResult; mine: Pending; made: Deliberate },
): PasswordMemory {
  // Given up long ago, and another is under way: what is noted is that one's.
  if (entry.pending?.holder !== mine.holder) return entry
  const { deliberate = [], ...rest } = withoutPending(entry, mine)
  const others = deliberate.filter(({ host }) => host !== made.host)
  if (result === 'rejected') return { ...rest, deliberate: [...others, made] }
  const noted = deliberate.filter(({ host }) => host === made.host)
  if (result === 'unclear') return { ...rest, deliberate: [...others, ...noted] }
  const before = noted.flatMap(({ host, lostBefore: at }) => (at === undefined ? [] : [{ host, at }]))
  return { ...rest, deliberate: [...others, ...before] }
}

function withoutPending(entry: PasswordMemory, mine: Pending): PasswordMemory {
  const { pending, ...rest } = entry
  return pending?.holder === mine.holder ? rest : entry
}
