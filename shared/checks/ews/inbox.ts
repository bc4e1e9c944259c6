import { withheldSentences } from '../../artifacts/sign-in.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

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
      refused: {
        verdict: 'fail',
        title: 'EWS on {server} refuses the inbox with {code}',
        advice:
          'Exchange says: {message}. Look the code up for this mailbox: rights, licence, and where the mailbox is.',
      },
      forbidden: {
        verdict: 'fail',
        title: 'EWS on {server} answers 403 to the request for the inbox',
        advice: 'See the finding about the vendor’s user agent: EWS is kept from this client or this mailbox.',
      },
      unauthorised: {
        verdict: 'fail',
        title: 'EWS on {server} rejects the sign-in with the request for the inbox',
        advice:
          'The same sign-in was accepted before: look for nodes behind the load balancer that differ from each other.',
      },
      'server-error': {
        verdict: 'fail',
        title: 'EWS on {server} answers {status} to the request for the inbox',
        advice: 'Look at the event log of the mailbox server and at throttling (Get-ThrottlingPolicyAssociation).',
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
    const { url, mailbox, asVendor, asPlainClient, withheld } = ewsGetFolder
    const server = new URL(url).host
    if (!asVendor || (withheld && asVendor.exchanges.length === 0)) {
      const reason = withheldSentences[withheld ?? 'no-account']
      return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { server, reason } }
    }
    // Refused for its user agent, the vendor’s request says nothing of the mailbox; the plain client’s does.
    const answer = asVendor.status === 403 && asPlainClient ? asPlainClient : asVendor
    const { status, responseCode, messageText, folder, serverVersion, failure } = answer
    const evidence = { url, server, userAgent: answer.userAgent, ...(status !== undefined && { status }) }
    if (status === undefined || (failure && failure.code !== 'xml-malformed')) {
      return { outcome: 'no-answer', evidence: { ...evidence, detail: failure?.detail ?? failure?.code ?? 'nothing' } }
    }
    if (folder && responseCode === 'NoError') {
      const version = serverVersion ? { exchangeVersion: serverVersion } : {}
      return {
        outcome: 'opened',
        evidence: { ...evidence, folder: folder.displayName, items: folder.totalCount, mailbox, ...version },
      }
    }
    if (status === 401) return { outcome: 'unauthorised', evidence }
    if (status === 403) return { outcome: 'forbidden', evidence }
    if (responseCode)
      return {
        outcome: 'refused',
        evidence: { ...evidence, code: responseCode, message: (messageText ?? 'nothing more').replace(/\.$/, '') },
      }
    return { outcome: status >= 500 ? 'server-error' : 'not-ews', evidence }
  },
})
