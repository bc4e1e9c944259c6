import { type WithheldReason, withheldSentences } from '../artifacts/sign-in.ts'
import { t } from '../language/translate.ts'
import type { Obstructed } from './check.ts'

/** How the administrator says that a password may be sent again. */
export const tryAgainWords = t`“Try this password again” in the window, postern probe --try-again in the terminal`

/** Why nothing was sent anywhere: what one address is like says less than what kept the password back everywhere else. */
export function tellingReason(withheld: readonly { reason: WithheldReason }[]): WithheldReason {
  const reasons = withheld.map(({ reason }) => reason).filter((reason) => reason !== 'not-offered')
  return reasons.find((reason) => reason !== 'not-exchange') ?? reasons[0] ?? 'not-offered'
}

/** Where there is neither a sign-in nor a reason why there was none. */
export const lostBeforeSignIn: Obstructed = {
  blocked: { by: 'ntlmSignIn', reason: t`The connection was lost before a sign-in had sent its password.` },
}

/**
 * A credential that was not sent because of a failure that has a finding of its own; undefined where only the
 * administrator can help, by giving an account or a password.
 */
export function obstructedSignIn(reason: WithheldReason | undefined): Obstructed | undefined {
  switch (reason) {
    case 'certificate-untrusted':
      return { blocked: { by: 'tlsHandshake', reason: withheldSentences[reason] } }
    case 'password-rejected-before':
    case 'goes-last':
    case 'rejection-spent':
    case 'sign-in-unanswered':
    case 'memory-unavailable':
      return { blocked: { by: 'signIns', reason: withheldSentences[reason] } }
    case 'told-to-wait':
      return { blocked: { by: 'ewsGetFolder', reason: withheldSentences[reason] } }
    default:
      return undefined
  }
}
