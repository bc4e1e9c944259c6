import type { Finding } from '../../shared/checks/finding.ts'

/** The outcomes of the password's check after which the same password is not sent before the administrator says so. */
const held = ['rejected', 'rejected-before', 'rejected-elsewhere', 'unanswered-before', 'memory-unavailable']
const rejected = ['rejected', 'rejected-before']

/** Whether a finding says that the password is held back, so that it takes a word to send it again. */
export function isHeldBack({ check, outcome }: Pick<Finding, 'check' | 'outcome'>): boolean {
  return check === 'sign-in/password' && held.includes(outcome)
}

/** Whether a finding says that the password itself was rejected, in its run or an earlier one. */
export function isRejected({ check, outcome }: Pick<Finding, 'check' | 'outcome'>): boolean {
  return check === 'sign-in/password' && rejected.includes(outcome)
}
