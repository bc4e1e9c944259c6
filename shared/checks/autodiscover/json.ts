import type { JsonAnswer } from '../../artifacts/autodiscover-kinds.ts'
import { autodiscoverResults } from '../../artifacts/autodiscover-results.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { cloudOf } from '../../exchange/cloud-services.ts'
import { t } from '../../language/translate.ts'
import { partsIn } from '../address-parts.ts'
import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/json',
    step: 'autodiscover',
    subject: 'Autodiscover as JSON',
    needs: ['autodiscoverJson', 'autodiscover'],
    guide: ['exchange.autodiscover'],
    why: 'Newer clients ask Autodiscover for JSON, without a sign-in. Its answer shows at once where a mailbox is taken to be: here, or in Exchange Online.',
    outcomes: {
      answers: { verdict: 'pass', title: 'Autodiscover names the addresses as JSON: {given}' },
      cloud: {
        verdict: 'warn',
        title: 'Autodiscover sends clients of {mailbox} to Exchange Online: {target}',
        advice:
          'Check where the mailbox is: Get-Mailbox or Get-RemoteMailbox {mailbox}. One that has moved needs the vendor’s settings for Office 365; one that has not must not be a remote mailbox here.',
      },
      'foreign-host': {
        verdict: 'warn',
        title: 'Autodiscover as JSON redirects to {target}, which is not followed',
        advice: 'Let it answer itself, or redirect to an https address of your own domain.',
      },
      'redirect-loop': {
        verdict: 'warn',
        title: 'Autodiscover as JSON redirects in a loop, to {target}',
        advice: 'Correct the redirect: one of the addresses has to answer itself.',
      },
      'not-found': {
        verdict: 'warn',
        title: '{url} answers {status}: Autodiscover as JSON is not there',
        advice:
          'Publish /autodiscover/* as a whole in the proxy. A rule against the address that attacks of 2021 and 2022 used may be too wide; Exchange 2013 has no JSON.',
      },
      'asks-for-sign-in': {
        verdict: 'warn',
        title: '{url} asks for a sign-in, and clients send none there',
        advice:
          'Enable anonymous access on the Autodiscover virtual directory, as setup does, and pass /autodiscover/autodiscover.json through the proxy.',
      },
      refused: {
        verdict: 'warn',
        title: 'Autodiscover as JSON has no address for {mailbox}: {message} ({code})',
        advice:
          'Check that {mailbox} is a mailbox’s primary address here, and that the virtual directories of EWS and ActiveSync have an ExternalUrl.',
      },
      'no-answer': {
        verdict: 'warn',
        title: 'Autodiscover as JSON gives no answer: {detail}',
        advice:
          'Look for a rule that drops requests for /autodiscover/autodiscover.json: one against the attacks of 2021 and 2022 may be too wide. Where other connections are lost as well, mend that first.',
      },
      'other-answer': {
        verdict: 'warn',
        title: 'Autodiscover as JSON went wrong: {url} {result}',
        advice: 'Look at what answers there, and at the application pool MSExchangeAutodiscoverAppPool.',
      },
    },
  },
  run: ({ autodiscoverJson, autodiscover }) => {
    const { answers } = autodiscoverJson
    const astray = answers.find(({ result }) => result !== 'url')
    const toCloud = answers.find((answer) => cloudOf(partsIn(ledTo(answer))?.hostname ?? '') === 'Microsoft 365')
    const telling = toCloud ?? astray ?? answers[0]
    if (!telling) return { blocked: { by: 'autodiscoverJson', reason: t`Autodiscover was not asked for JSON.` } }
    const url = telling.urls[0] ?? ''
    const mailbox = new URLSearchParams(partsIn(url)?.search).get('Email') ?? ''
    const target = ledTo(telling)
    const { result, status } = telling
    const lines = answers.map((answer) => `${answer.protocol}: ${answer.url ?? autodiscoverResults[answer.result]}`)
    const words = autodiscoverResults[result]
    const evidence = { url: url.split('?')[0], mailbox, target, result: words, status, given: lines }
    if (toCloud) return { outcome: 'cloud', evidence }
    switch (result) {
      case 'url':
        return { outcome: 'answers', evidence }
      case 'error': {
        // A mailbox that no kind of Autodiscover knows is told once.
        if (autodiscover.attempts.some((attempt) => attempt.result === 'error-response')) {
          return { blocked: { by: 'autodiscover', reason: t`Autodiscover has no settings for the mailbox.` } }
        }
        const message = (telling.errorMessage || t`no message`).replace(/\.$/, '')
        return { outcome: 'refused', evidence: { ...evidence, code: telling.errorCode || t`no code`, message } }
      }
      case 'unreachable': {
        const detail = telling.failure ? failureClause(telling.failure) : words
        return { outcome: 'no-answer', evidence: { ...evidence, detail }, failure: telling.failure }
      }
      case 'redirect-refused':
      case 'redirect-to-http':
        return { outcome: 'foreign-host', evidence }
      case 'redirect-loop':
      case 'not-found':
      case 'asks-for-sign-in':
        return { outcome: result, evidence }
      default:
        return { outcome: 'other-answer', evidence }
    }
  },
})

/** The address that was given, or the last that a redirect named. */
function ledTo({ url, urls }: JsonAnswer): string {
  return url ?? urls.at(-1) ?? ''
}
