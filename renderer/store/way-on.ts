import type { PasswordStanding } from '../../shared/run/password-standing.ts'

/**
 * How a run that broke off goes on to its sign-ins: by a password that is to be typed; by one that is held back before
 * somebody asks for it to be sent again, and why; or just so.
 */
export type WayOn = 'type-password' | 'rejected' | 'unanswered' | 'memory-unavailable' | 'go-on'

/** The way on, as the account, its password and that one's standing leave it. */
export function wayOn(situation: {
  hasAccount: boolean
  holdsPassword: boolean
  standing: PasswordStanding | null
}): WayOn {
  const { hasAccount, holdsPassword, standing } = situation
  if (!hasAccount) return 'go-on'
  if (!holdsPassword) return 'type-password'
  switch (standing?.state) {
    case 'rejected':
    case 'unanswered':
    case 'memory-unavailable':
      return standing.state
    default:
      return 'go-on'
  }
}
