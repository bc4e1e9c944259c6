import { autodiscoverResults } from '../../artifacts/autodiscover-results.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { kindObstacle } from './kind-obstacle.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/soap',
    step: 'autodiscover',
    subject: 'Autodiscover over SOAP',
    needs: ['autodiscoverSoap'],
    guide: ['exchange.autodiscover'],
    why: 'Programs that are made for EWS ask Autodiscover over SOAP first. Where only that kind is broken, they fail while Outlook works.',
    outcomes: {
      answers: { verdict: 'pass', title: 'Autodiscover gives the EWS address over SOAP as well: {given}' },
      'no-address': {
        verdict: 'warn',
        title: 'Autodiscover gives no EWS address for clients outside over SOAP',
        advice: 'Set the external address with Set-WebServicesVirtualDirectory -ExternalUrl.',
      },
      'not-found': {
        verdict: 'warn',
        title: '{url} answers {status}: Autodiscover over SOAP is not there',
        advice:
          'Publish /autodiscover/* as a whole in the proxy, and check in IIS that autodiscover.svc is handled (WCF HTTP activation).',
      },
      busy: {
        verdict: 'warn',
        title: 'Autodiscover over SOAP says that it is too busy',
        advice:
          'Run again later. When it stays, look at the load of the server and at the throttling policy of the account.',
      },
      'redirect-loop': {
        verdict: 'warn',
        title: 'Autodiscover over SOAP redirects in a loop at {url}',
        advice: 'Correct what leads back to {last}: an address of one site that names another, which names it in turn.',
      },
      'redirect-refused': {
        verdict: 'warn',
        title: 'Autodiscover over SOAP redirects to {last}, which is not followed',
        advice: 'Redirect to an https address of your own domain; a password goes nowhere else.',
      },
      'no-user': {
        verdict: 'warn',
        title: 'Autodiscover over SOAP has no settings for {mailbox}: {message} ({code})',
        advice: 'Check that {mailbox} is the mailbox’s primary address, and that the mailbox is on these servers.',
      },
      'sign-in-fails': {
        verdict: 'warn',
        title: 'Autodiscover over SOAP does not take the sign-in that the other kind took',
        advice:
          'Compare the sign-in schemes of autodiscover.svc in IIS with those of the virtual directory. Seen: {last} {result}.',
      },
      'leads-nowhere': {
        verdict: 'warn',
        title: 'Autodiscover over SOAP redirects to {last}, which cannot be reached',
        advice:
          'Mend that first where it is the address of Exchange, else correct the redirect: a client that follows it comes to nothing. Seen: {detail}.',
      },
      'other-answer': {
        verdict: 'warn',
        title: 'Autodiscover over SOAP went wrong: {last} {result}',
        advice: 'Look at what answers there, and at the application pool MSExchangeAutodiscoverAppPool.',
      },
    },
  },
  run: ({ autodiscoverSoap: answer }) => {
    const obstacle = kindObstacle(answer)
    if (obstacle) return obstacle
    const { result, urls, status, mailbox } = answer
    const words = autodiscoverResults[result]
    const evidence = { url: urls[0] ?? '', last: urls.at(-1) ?? '', result: words, status, mailbox }
    switch (result) {
      case 'settings': {
        const given = answer.externalEwsUrl
        const { internalEwsUrl: internal, ewsSchemas, serverVersion, mailboxServer } = answer
        const seen = { ...evidence, internal, ewsSchemas, serverVersion, mailboxServer }
        return given ? { outcome: 'answers', evidence: { ...seen, given } } : { outcome: 'no-address', evidence: seen }
      }
      case 'error-response': {
        const message = (answer.errorMessage || t`no message`).replace(/\.$/, '')
        return { outcome: 'no-user', evidence: { ...evidence, code: answer.errorCode || t`no code`, message } }
      }
      case 'not-found':
      case 'busy':
      case 'redirect-loop':
        return { outcome: result, evidence }
      case 'address-loop':
        return { outcome: 'redirect-loop', evidence }
      case 'redirect-refused':
      case 'redirect-to-http':
        return { outcome: 'redirect-refused', evidence }
      case 'sign-in-rejected':
      case 'sign-in-broken':
        return { outcome: 'sign-in-fails', evidence, failure: answer.failure }
      case 'unreachable': {
        const detail = answer.failure ? failureClause(answer.failure) : words
        return urls.length > 1
          ? { outcome: 'leads-nowhere', evidence: { ...evidence, detail }, failure: answer.failure }
          : { outcome: 'other-answer', evidence, failure: answer.failure }
      }
      default:
        return { outcome: 'other-answer', evidence }
    }
  },
})
