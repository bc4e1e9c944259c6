import { withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { refusalOf } from './refusal.ts'

export default defineCheck({
  meta: {
    id: 'ews/impersonation',
    step: 'ews',
    subject: 'Impersonation over EWS',
    needs: ['ewsGetFolder'],
    guide: ['exchange.ews-mailbox'],
    why: 'A service account that opens the mailboxes of others can do so by impersonation (ApplicationImpersonation). The right is asked on the server, and again for each mailbox.',
    outcomes: {
      'not-used': { verdict: 'pass', title: 'The account opens {mailbox} by its own rights, without impersonation' },
      granted: { verdict: 'pass', title: 'The account may act for {mailbox}' },
      denied: {
        verdict: 'fail',
        title: 'EWS on {server} lets this account act for nobody: {code}',
        advice:
          'Assign the role with New-ManagementRoleAssignment -Role ApplicationImpersonation -User, for the account that Postern signs in with. {means} Exchange says: {message}.',
        remedy: 'ews-impersonation',
      },
      'mailbox-denied': {
        verdict: 'fail',
        title: 'EWS on {server} does not let this account act for {mailbox}: {code}',
        advice:
          'Widen the scope of the role: Get-ManagementRoleAssignment -Role ApplicationImpersonation shows it, and the mailbox must be in its CustomRecipientWriteScope. {means} Exchange says: {message}.',
        remedy: 'ews-impersonation',
      },
      failed: {
        verdict: 'fail',
        title: 'EWS on {server} could not act for {mailbox}: {code}',
        advice: 'Look at the mailbox and its account. {means} {todo} Exchange says: {message}.',
      },
    },
  },
  run: ({ ewsGetFolder }) => {
    const { url, mailbox, asVendor, asPlainClient, withoutImpersonation, withheld } = ewsGetFolder
    const server = partsOf(url).host
    if (!asVendor) {
      const reason = withheldSentences[withheld ?? 'no-account']
      return obstructedSignIn(withheld) ?? { blocked: { by: 'ewsGetFolder', reason } }
    }
    const evidence = {
      server,
      mailbox,
      ...(withoutImpersonation && {
        withoutImpersonation: withoutImpersonation.responseCode ?? withoutImpersonation.status,
      }),
    }
    if (asVendor.impersonated === undefined) return { outcome: 'not-used', evidence }
    const answer = asVendor.status === 403 && asPlainClient ? asPlainClient : asVendor
    if (answer.responseCode === 'NoError') return { outcome: 'granted', evidence }
    const refusal = refusalOf(answer)
    const code = refusal.evidence.code.replace(/^.*:/, '')
    const outcome = Object.hasOwn(outcomes, code) ? outcomes[code] : undefined
    if (outcome) return { outcome, evidence: { ...evidence, ...refusal.evidence } }
    const what = answer.responseCode ?? answer.status ?? t`nothing`
    return {
      blocked: { by: 'ewsGetFolder', reason: t`EWS on ${server} answers ${what} to the request for the inbox.` },
    }
  },
})

const outcomes: Readonly<Record<string, 'denied' | 'mailbox-denied' | 'failed'>> = {
  ErrorImpersonationDenied: 'denied',
  ErrorImpersonateUserDenied: 'mailbox-denied',
  ErrorImpersonationFailed: 'failed',
  ErrorInvalidExchangeImpersonationHeaderData: 'failed',
}
