import { asksForPeace } from '../../artifacts/ews.ts'
import type { HttpExchange } from '../../artifacts/http-exchange.ts'
import { withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { answeredBy } from '../answered-by.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { vendorWithheld } from './vendor-withheld.ts'

export default defineCheck({
  meta: {
    id: 'ews/user-agent',
    step: 'ews',
    subject: 'EWS for the vendor’s user agent',
    needs: ['ewsGetFolder'],
    guide: ['exchange.ews-on'],
    why: 'Exchange can let EWS clients in, or keep them out, by what they call themselves (EwsApplicationAccessPolicy). The vendor’s client is then refused with 403 although the sign-in is right.',
    outcomes: {
      allowed: { verdict: 'pass', title: 'EWS on {server} lets {userAgent} ({known}) in' },
      listed: {
        verdict: 'pass',
        title: 'EWS on {server} lets {userAgent} ({known}) in by a list, which keeps other clients out',
      },
      'only-impersonated': {
        verdict: 'warn',
        title:
          'EWS on {server} lets {userAgent} ({known}) in only where it acts for the mailbox, and answers 403 otherwise',
        advice:
          'Allow the user agent {userAgent} in EwsAllowList, or take it off EwsBlockList: that impersonation passes the lists by is reported, and nowhere promised. {origin}.',
      },
      'vendor-refused': {
        verdict: 'fail',
        title: 'EWS on {server} answers 403 to the user agent {userAgent} ({known}), and not to others',
        advice:
          'Allow the user agent {userAgent}: look at EwsApplicationAccessPolicy, EwsAllowList and EwsBlockList with Get-OrganizationConfig, and with Get-CASMailbox for the mailbox. {origin}.',
      },
      'everybody-refused': {
        verdict: 'fail',
        title: 'EWS on {server} answers 403 after the sign-in, to both user agents that were tried',
        advice:
          'Look at EwsEnabled with Get-OrganizationConfig and with Get-CASMailbox for the mailbox; then at an allow list of user agents in both. Which of them it is cannot be told from outside. {writer}.',
      },
      'not-compared': {
        verdict: 'unknown',
        title: 'EWS on {server} answers 403 to the user agent {userAgent} ({known}); no other got an answer of EWS',
        advice: 'Run again to tell: the answer to a second user agent tells a list of user agents from EWS being off.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'EWS on {server} was not asked as the vendor',
        advice: '{reason} A sign-in would tell.',
      },
      'no-answer': {
        verdict: 'unknown',
        title: 'EWS on {server} gave no answer after the sign-in',
        advice: 'Look at the connection; an answer would tell.',
      },
    },
  },
  run: ({ ewsGetFolder }) => {
    const { url, asVendor, asPlainClient, withoutImpersonation, userAgentInferred } = ewsGetFolder
    const server = partsOf(url).host
    const withheld = vendorWithheld(ewsGetFolder)
    if (!asVendor || withheld) {
      const reason = withheldSentences[withheld ?? 'no-account']
      return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { server, reason } }
    }
    const { userAgent, status } = asVendor
    const evidence = {
      server,
      userAgent,
      known: userAgentInferred ? t`inferred` : t`configured`,
      ...(status !== undefined && { status }),
      ...(asPlainClient?.status !== undefined && {
        plainClient: asPlainClient.userAgent,
        plainStatus: asPlainClient.status,
      }),
    }
    const origin = userAgentInferred ? INFERRED : NAMED
    if (status === undefined) return { outcome: 'no-answer', evidence, failure: asVendor.failure }
    if (asksForPeace(asVendor)) {
      return { blocked: { by: 'ewsGetFolder', reason: t`EWS on ${server} asks to be left alone for a while.` } }
    }
    if (status !== 403) {
      // Only an answer of EWS itself shows that the user agent was let in; a proxy's page shows nothing of it.
      if (asVendor.responseCode !== undefined) {
        const isRefused = withoutImpersonation?.status === 403
        if (isRefused && /Impersonat/.test(asVendor.responseCode)) {
          const reason = t`The account may not act for the mailbox (${asVendor.responseCode}), and without that EWS on ${server} answers 403.`
          return { blocked: { by: 'ewsGetFolder', reason } }
        }
        if (isRefused) return { outcome: 'only-impersonated', evidence: { ...evidence, origin } }
        return { outcome: asPlainClient?.status === 403 ? 'listed' : 'allowed', evidence }
      }
      const reason = t`EWS on ${server} answers ${status} to the request for the inbox, with nothing of EWS in it.`
      return { blocked: { by: 'ewsGetFolder', reason } }
    }
    if (asPlainClient?.status === undefined) return { outcome: 'not-compared', evidence }
    if (asPlainClient.status === 403) {
      return { outcome: 'everybody-refused', evidence: { ...evidence, writer: writerOf(asVendor.exchanges.at(-1)) } }
    }
    if (asPlainClient.responseCode !== undefined)
      return { outcome: 'vendor-refused', evidence: { ...evidence, origin } }
    const seen = t`answers 403 to ${userAgent}, and ${asPlainClient.status} to ${asPlainClient.userAgent}`
    return { blocked: { by: 'ewsGetFolder', reason: t`EWS on ${server} ${seen}, with nothing of EWS in it.` } }
  },
})

const INFERRED = t`This user agent is inferred from the vendor’s ActiveSync client, since the vendor publishes none for EWS; the organisation’s file can name another (vendorUserAgent)`
const NAMED = t`This user agent is the one that the profile or the organisation’s file (vendorUserAgent) names`

/** Who wrote the 403, as a sentence without its period. */
function writerOf(exchange: HttpExchange | undefined): string {
  const writer = exchange ? answeredBy(exchange) : 'exchange'
  return writer === 'exchange'
    ? t`The answer bears the marks of Exchange itself`
    : t`The answer bears no mark of Exchange, so look first at rules for /EWS/* in whatever stands in front`
}
