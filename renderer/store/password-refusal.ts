import type { Finding } from '../../shared/checks/finding.ts'
import type { Place } from './place.ts'

/** By check: the outcomes after which the same password is not sent, or not for that, before the administrator says so. */
const held: Readonly<Record<string, readonly string[]>> = {
  'sign-in/password': [
    'rejected',
    'rejected-before',
    'rejected-behind-bridge',
    'rejected-elsewhere',
    'unanswered',
    'unanswered-before',
    'memory-unavailable',
  ],
  'sign-in/right-password-refused': ['tls-opened', 'tls-opened-likely'],
  'sign-in/extended-protection': ['spent-elsewhere', 'held-back'],
}
const rejected = ['rejected', 'rejected-before']

/** Whether a finding says that the password is held back, so that it takes a word to send it again. */
export function isHeldBack({ check, outcome }: Pick<Finding, 'check' | 'outcome'>): boolean {
  return held[check]?.includes(outcome) ?? false
}

/** Whether “Try this password again” stands above the findings of a place already, so that it is not offered twice. */
export function isOfferedAbove(finding: Pick<Finding, 'check' | 'outcome'>, place: Place): boolean {
  if (finding.check !== 'sign-in/password') return false
  return (place.kind === 'step' && place.step === 'sign-in') || isRejected(finding)
}

/** Whether a finding says that the password itself was rejected, in its run or an earlier one. */
export function isRejected({ check, outcome }: Pick<Finding, 'check' | 'outcome'>): boolean {
  return check === 'sign-in/password' && rejected.includes(outcome)
}
