import { autodiscoverResults } from '../../artifacts/autodiscover-results.ts'
import { t } from '../../language/translate.ts'
import { partsIn, partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { kindObstacle } from './kind-obstacle.ts'
import { isInsideName, isSameAddress } from './leading.ts'

const RIGHT_PATH = '/microsoft-server-activesync'

export default defineCheck({
  meta: {
    id: 'autodiscover/active-sync-address',
    step: 'autodiscover',
    subject: 'The ActiveSync address that Autodiscover gives',
    needs: ['autodiscoverMobileSync', 'endpoints'],
    guide: ['exchange.autodiscover', 'exchange.active-sync'],
    why: 'Phones and the vendor’s ActiveSync client ask Autodiscover in a form of their own. What it answers can be wrong although Outlook is well served.',
    outcomes: {
      agrees: { verdict: 'pass', title: 'Autodiscover gives the ActiveSync address {url}' },
      'wrong-path': {
        verdict: 'warn',
        title: 'Autodiscover gives {given} for ActiveSync, whose path is not Exchange’s',
        advice:
          'Set the address with its whole path: Set-ActiveSyncVirtualDirectory -ExternalUrl https://{host}/Microsoft-Server-ActiveSync.',
      },
      'inside-name': {
        verdict: 'warn',
        title: 'Autodiscover sends ActiveSync clients to {given}, a name that exists only inside',
        advice: 'Set the published address: Set-ActiveSyncVirtualDirectory -ExternalUrl {url}.',
      },
      differs: {
        verdict: 'warn',
        title: 'Autodiscover gives the ActiveSync address {given}, and {url} is the one that was looked at',
        advice:
          'Decide which of the two is right; set the other with Set-ActiveSyncVirtualDirectory -ExternalUrl, or correct the ActiveSync address of the organisation (activeSync.url in its file).',
      },
      'no-provider': {
        verdict: 'warn',
        title: 'Autodiscover gives no settings for ActiveSync: {message} ({code})',
        advice:
          'Check that the mailbox may use ActiveSync (Set-CASMailbox -ActiveSyncEnabled $true) and that the ActiveSync virtual directory has an ExternalUrl.',
      },
      'not-given': {
        verdict: 'warn',
        title: 'Autodiscover answers ActiveSync clients without an address',
        advice: 'Set the external address: Set-ActiveSyncVirtualDirectory -ExternalUrl {url}.',
      },
      'other-answer': {
        verdict: 'warn',
        title: 'Autodiscover gives ActiveSync clients no settings: its address {result}',
        advice:
          'Compare with what Outlook is told at the same address: {asked}. Look for a rule by content in the proxy.',
      },
    },
  },
  run: ({ autodiscoverMobileSync: answer, endpoints }) => {
    const obstacle = kindObstacle(answer)
    if (obstacle) return obstacle
    const { url, source } = endpoints.activeSync
    const asked = answer.urls.join(' → ')
    const evidence = { url, asked, status: answer.status }
    if (answer.result === 'error-response') {
      const message = (answer.errorMessage || t`no message`).replace(/\.$/, '')
      return { outcome: 'no-provider', evidence: { ...evidence, code: answer.errorCode || t`no code`, message } }
    }
    if (answer.result !== 'settings') {
      const seen = { ...evidence, result: autodiscoverResults[answer.result] }
      return { outcome: 'other-answer', evidence: seen, failure: answer.failure }
    }
    const given = answer.url
    if (given === undefined) return { outcome: 'not-given', evidence }
    const agrees = { outcome: 'agrees', evidence: { ...evidence, given } } as const
    const isSame = isSameAddress(given.replace(/\/$/, ''), url.replace(/\/$/, ''))
    // What was taken from Autodiscover agrees with it, right or wrong.
    if (isSame && source !== 'autodiscover') return agrees
    const host = partsIn(given)?.host ?? partsOf(url).host
    const seen = { ...evidence, given, host }
    if (isInsideName(given)) {
      const published = isSame ? new URL('/Microsoft-Server-ActiveSync', endpoints.ews.url).href : url
      return { outcome: 'inside-name', evidence: { ...seen, url: published } }
    }
    const path = partsIn(given)?.pathname.replace(/\/$/, '').toLowerCase() ?? ''
    if (path !== RIGHT_PATH) return { outcome: 'wrong-path', evidence: seen }
    return isSame ? agrees : { outcome: 'differs', evidence: seen }
  },
})
