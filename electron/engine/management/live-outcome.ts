import { t } from '../../../shared/language/translate.ts'
import type { Release } from '../../../shared/management/cmdlet-table.ts'
import type { SignInResult } from '../run/sign-in-budget.ts'
import { constrainedExitCode } from './live-command-line.ts'
import type { LiveConversation } from './live-conversation.ts'
import { type LiveError, type LiveErrorCode, liveError } from './live-error.ts'
import { liveErrorOf } from './live-error-of.ts'
import type { LiveErrorRecord } from './live-error-record.ts'
import { inOneLine } from './live-own-words.ts'
import { missingCmdlet } from './live-refusal.ts'

/** What is known of whoever was asked, and of the question. */
export type Asked = {
  server: string
  account: 'given' | 'signed-in'
  /** Which cmdlets an error can be of. */
  cmdlets: readonly string[]
  release: Release | undefined
  redact: (text: string) => string
}

/** Why a conversation as a whole came to nothing; undefined where it did not. Errors of single commands are not of these. */
export function errorOf(conversation: LiveConversation, asked: Asked): LiveError | undefined {
  const { end, policy, isLost, isComplete, failures } = conversation
  const { server } = asked
  const fail = (code: LiveErrorCode, detail?: string) =>
    liveError(code, { server, ...(detail !== undefined && { detail }) })
  switch (end.how) {
    case 'not-started':
      return fail('no-powershell', inOneLine(asked.redact(end.detail)))
    case 'cancelled':
      return fail('cancelled')
    case 'timed-out':
      return fail('timed-out', timeOuts[end.which]())
    case 'too-much-output':
      return fail('too-much-output')
    case 'exited':
      if (end.exitCode === constrainedExitCode && conversation.reached === 'nothing')
        return fail('language-constrained')
  }
  if (policy !== undefined) return fail('policy-forbids-scripts', inOneLine(policy))
  const ended = failures.find(({ stage }) => stage !== 'command')
  if (ended) return errorOfRecord(ended, asked)
  if (!isComplete) return fail('broke-off', howItEnded(conversation, asked.redact))
  return isLost ? fail('connection-lost') : undefined
}

/** An error record of PowerShell with its code, its sentence and its own words. */
export function errorOfRecord(
  record: LiveErrorRecord,
  { server, account, cmdlets, release, redact }: Asked,
): LiveError {
  const told = liveErrorOf(record, account)
  const missing = new Set(cmdlets.map((cmdlet) => missingCmdlet(cmdlet, release)))
  const [only] = missing
  const code = told === 'right-or-version' && only !== undefined && missing.size === 1 ? only : told
  const what = cmdlets.length > 0 ? cmdlets.join(', ') : undefined
  return liveError(code, { server, what, detail: inOneLine(redact(record.message)) })
}

const neverSent: readonly LiveErrorCode[] = ['server-not-reached', 'server-not-found', 'kerberos-disabled']
const rejected: readonly LiveErrorCode[] = ['sign-in-rejected', 'account-unusable']
/** What is said only to somebody who was let in, or by Kerberos only after it had taken the password. */
const letIn: readonly LiveErrorCode[] = ['no-role', 'too-many-shells']
/** What ended the sign-in before or after the password, and was no rejection of it. */
const noRejection: readonly LiveErrorCode[] = [
  ...neverSent,
  'kerberos-name',
  'kerberos-clock',
  'kerberos-no-domain',
  'kerberos-not-offered',
  'not-exchange',
  'redirected',
]

/**
 * What a conversation says of the given password, for the budget of sign-ins. Where it may have been rejected and nobody
 * heard so, it is unclear, and is not sent again.
 */
export function signInResultOf(conversation: LiveConversation, error: LiveError | undefined): SignInResult {
  if (conversation.reached === 'connected') return 'accepted'
  if (conversation.reached === 'nothing') return 'not-sent'
  const code = error?.code
  if (code === undefined) return 'unclear'
  if (rejected.includes(code)) return 'rejected'
  if (letIn.includes(code)) return 'accepted'
  return noRejection.includes(code) ? 'not-sent' : 'unclear'
}

const timeOuts = {
  start: () => t`it said nothing after it was started`,
  silence: () => t`nothing came for a long time`,
  whole: () => t`it took longer than a question may`,
} as const

/** PowerShell writes an error of its own to either of its outputs, in its own language. */
function howItEnded({ end, said }: LiveConversation, redact: (text: string) => string): string | undefined {
  if (end.how !== 'exited') return undefined
  const code = end.exitCode === null ? t`no exit code` : t`exit code ${end.exitCode}`
  const errors = inOneLine(redact(end.errors || said.map(({ line }) => line).join(' ')))
  return errors === '' ? code : `${code}; ${errors}`
}
