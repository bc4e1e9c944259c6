import { asksForPeace } from '../../artifacts/ews.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { withheldSentences } from '../../artifacts/sign-in.ts'
import type { ResponseCodeKind } from '../../exchange/ews-response-codes/response-code.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { serverName } from '../answered-by.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { refusalOf } from './refusal.ts'
import { vendorWithheld } from './vendor-withheld.ts'

const SAYS = t`Exchange says: {message}.`

export default defineCheck({
  meta: {
    id: 'ews/inbox',
    step: 'ews',
    subject: 'The inbox over EWS',
    needs: ['ewsGetFolder'],
    guide: ['exchange.ews-on', 'exchange.ews-mailbox'],
    why: 'Opening the inbox is the first thing that a sync does. It goes through the whole of Exchange: front end, back end, store and rights.',
    outcomes: {
      opened: { verdict: 'pass', title: 'EWS opens the inbox of {mailbox}' },
      'refused-account': {
        verdict: 'fail',
        title: 'EWS on {server} refuses the inbox of {mailbox} because of the account: {code}',
        advice: t`Look at the account first. {means} {todo} ${SAYS}`,
      },
      'refused-mailbox': {
        verdict: 'fail',
        title: 'EWS on {server} refuses the inbox of {mailbox} because of the mailbox: {code}',
        advice: t`Look at the mailbox first. {means} {todo} ${SAYS}`,
      },
      'refused-rights': {
        verdict: 'fail',
        title: 'EWS on {server} refuses the inbox of {mailbox} for want of rights: {code}',
        advice: t`Look at the rights of the account. {means} {todo} ${SAYS}`,
      },
      'refused-store': {
        verdict: 'fail',
        title: 'EWS on {server} cannot reach the database of {mailbox}: {code}',
        advice: t`Look at the database and its server. {means} {todo} ${SAYS}`,
      },
      'refused-configuration': {
        verdict: 'fail',
        title: 'EWS on {server} finds no server for {mailbox}: {code}',
        advice: t`Look at how the servers find each other. {means} {todo} ${SAYS}`,
      },
      'refused-version': {
        verdict: 'fail',
        title: 'EWS on {server} is too old for the client: {code}',
        advice: t`Look at which server answers at {url} ({answeredBy}). {means} {todo} ${SAYS}`,
      },
      'refused-server': {
        verdict: 'fail',
        title: 'EWS on {server} fails at the inbox of {mailbox}: {code}',
        advice: t`Look at {answeredBy}, which answered. {means} {todo} ${SAYS}`,
      },
      'refused-request': {
        verdict: 'unknown',
        title: 'EWS on {server} does not accept the request for the inbox as it arrived: {code}',
        advice: t`Run again past the proxy to tell whether something in between changes requests. {means} {todo} ${SAYS}`,
      },
      refused: {
        verdict: 'fail',
        title: 'EWS on {server} refuses the inbox of {mailbox} with {code}',
        advice: t`Look the code up for this mailbox: rights, licence, and where the mailbox is. ${SAYS}`,
      },
      'content-type-refused': {
        verdict: 'fail',
        title: 'EWS on {server} answers 415: the request did not arrive as text/xml',
        advice:
          'Look for a gateway or a security product in front that rewrites Content-Type or turns SOAP 1.1 into 1.2, and let it pass /EWS/* unchanged.',
      },
      unauthorised: {
        verdict: 'fail',
        title: 'EWS on {server} rejects the sign-in with the request for the inbox',
        advice:
          'The same sign-in was accepted before: look for nodes behind the load balancer that differ from each other.',
      },
      'server-error': {
        verdict: 'fail',
        title: 'EWS on {server} answers {status} to the request for the inbox, without saying why',
        advice:
          'Look at the event log of {answeredBy}, at web.config of the EWS application, and at the pool MSExchangeServicesAppPool of the mailbox server.',
      },
      'cut-off': {
        verdict: 'fail',
        title: '{server} answers the request for the inbox with XML that breaks off or is damaged',
        advice:
          'Look for a product in front that inspects or limits answers of /EWS/*, and let them pass whole. Seen: {detail}.',
      },
      'not-ews': {
        verdict: 'fail',
        title: '{server} answers {status} to the request for the inbox, with something that is not EWS',
        advice: 'Look at what answers at {url}: a page for people came back instead of XML.',
      },
      'no-answer': {
        verdict: 'fail',
        title: 'EWS on {server} gave no answer to the request for the inbox',
        advice:
          'The sign-in passed before, so look between front end and mailbox server, and at the proxy in front. Seen: {detail}.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'The inbox was not asked for',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ ewsGetFolder }) => {
    const { url, mailbox, asVendor, asPlainClient } = ewsGetFolder
    const server = partsOf(url).host
    const withheld = vendorWithheld(ewsGetFolder)
    if (!asVendor || withheld) {
      const reason = withheldSentences[withheld ?? 'no-account']
      return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { server, reason } }
    }
    // Refused for its user agent, the vendor’s request says nothing of the mailbox; the plain client’s does.
    const answer = asVendor.status === 403 && asPlainClient ? asPlainClient : asVendor
    const { status, responseCode, folder, serverVersion, failure } = answer
    const detail = failure ? failureClause(failure) : t`nothing`
    const evidence = { url, server, mailbox, userAgent: answer.userAgent, ...(status !== undefined && { status }) }
    if (status === undefined || (failure && failure.code !== 'xml-malformed')) {
      return { outcome: 'no-answer', evidence: { ...evidence, detail }, failure }
    }
    if (folder && responseCode === 'NoError') {
      const version = serverVersion ? { exchangeVersion: serverVersion } : {}
      return {
        outcome: 'opened',
        evidence: { ...evidence, folder: folder.displayName, items: folder.totalCount, ...version },
      }
    }
    if (status === 401) return { outcome: 'unauthorised', evidence }
    const elsewhere = toldElsewhere(answer, server)
    if (elsewhere) return { blocked: { by: 'ewsGetFolder', reason: elsewhere } }
    if (responseCode) {
      const refusal = refusalOf(answer)
      return { outcome: outcomeOf(refusal.kind), evidence: { ...evidence, ...refusal.evidence } }
    }
    if (status === 415) return { outcome: 'content-type-refused', evidence }
    if (failure && /^\s*<(?:\?xml|\w+:Envelope)/.test(answer.exchanges.at(-1)?.bodyExcerpt ?? '')) {
      return { outcome: 'cut-off', evidence: { ...evidence, detail } }
    }
    const answeredBy = serverName(answer.exchanges.at(-1))
    return { outcome: status >= 500 ? 'server-error' : 'not-ews', evidence: { ...evidence, answeredBy } }
  },
})

type Answer = NonNullable<Parameters<typeof asksForPeace>[0]> & {
  status?: number | undefined
  impersonated?: boolean | undefined
}

/** Why the inbox stayed closed, where another finding says so. */
function toldElsewhere(answer: Answer, server: string): string | undefined {
  if (answer.status === 403) return t`EWS on ${server} answers 403 to this client.`
  if (asksForPeace(answer)) return t`EWS on ${server} asks to be left alone for a while.`
  return answer.impersonated && /Impersonat/.test(answer.responseCode ?? '')
    ? t`The account may not act for the mailbox: ${answer.responseCode}.`
    : undefined
}

const outcomes = {
  account: 'refused-account',
  mailbox: 'refused-mailbox',
  rights: 'refused-rights',
  store: 'refused-store',
  configuration: 'refused-configuration',
  version: 'refused-version',
  server: 'refused-server',
  request: 'refused-request',
  throttling: 'refused-server',
  absent: 'refused',
} as const satisfies Record<ResponseCodeKind, string>

function outcomeOf(kind: ResponseCodeKind | undefined) {
  return kind === undefined ? 'refused' : outcomes[kind]
}
