import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import { nothingOf, type PasswordMemory } from './sign-in-memory.ts'

/** What a sign-in came to. `unclear`: the credential was sent and no answer came. `not-sent`: it never left. */
export type SignInResult = 'accepted' | 'rejected' | 'unclear' | 'not-sent'

/** Unanswered sign-ins in a row after which a password is held back like a rejected one. */
const MOST_UNANSWERED = 2

/**
 * Why a password may not be sent, in a run that began at `begun`; undefined when it may. One whose sign-in went
 * unanswered may be sent once more, by a run that began after that.
 */
export function obstacleOf(entry: PasswordMemory, begun: number): WithheldReason | undefined {
  if (entry.rejectedAt !== undefined) return 'password-rejected-before'
  if (entry.unanswered === 0) return undefined
  return entry.unanswered >= MOST_UNANSWERED || entry.since > begun ? 'sign-in-unanswered' : undefined
}

/** Notes a sign-in before it is sent: unless told otherwise it is unanswered. */
export function noted(entry: PasswordMemory, holder: string, at: string, sequence: number): PasswordMemory {
  return { ...entry, unanswered: entry.unanswered + 1, since: sequence, pending: { holder, at } }
}

/** What is left of a password that may be tried again: a sign-in that is under way elsewhere has yet to be answered. */
export function forgiven(entry: PasswordMemory, underWay: boolean, sequence: number): PasswordMemory {
  const { mark, pending } = entry
  return underWay ? { mark, pending, unanswered: 1, since: sequence } : nothingOf(mark)
}

/** What is remembered after a sign-in; `before` is what was remembered when it was noted. */
export function settled(
  entry: PasswordMemory,
  outcome: { result: SignInResult; at: string; before: PasswordMemory },
  sequence: number,
): PasswordMemory {
  const { pending: _ended, ...rest } = entry
  const { result, at, before } = outcome
  if (result === 'rejected') return { ...rest, rejectedAt: at, unanswered: 0 }
  if (result === 'accepted') return { ...rest, unanswered: 0 }
  if (result === 'unclear') return { ...rest, since: sequence }
  return { ...rest, unanswered: before.unanswered, since: before.since }
}
