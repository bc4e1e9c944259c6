import { type ExtendedProtection, extendedProtectionObstacles } from '../../artifacts/extended-protection.ts'
import type { SignIns } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { momentWords } from '../../run/moment.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck, type Obstructed } from '../check.ts'
import { tryAgainWords } from '../withheld.ts'

const settingTold = t`Get-WebServicesVirtualDirectory | Format-List ExtendedProtectionTokenChecking on the server would tell`

/** Obstacles that stay until the administrator says to try again. */
const standing: readonly ExtendedProtection['obstacle'][] = [
  'spent-unanswered',
  'spent-on-binding',
  'sign-in-unanswered',
  'password-rejected-before',
  'memory-unavailable',
]

export default defineCheck({
  meta: {
    id: 'sign-in/extended-protection',
    step: 'sign-in',
    subject: 'Extended Protection of EWS',
    needs: ['extendedProtection', 'basicSignIn', 'signIns'],
    guide: ['exchange.sign-in'],
    why: 'Extended Protection (the server checks that nobody sits in the middle) keeps a sign-in from being passed on to Exchange by somebody else. Where it is required, clients that cannot name the TLS connection in their sign-in are refused.',
    outcomes: {
      allow: {
        verdict: 'pass',
        title: 'Extended Protection on {server} is set to Allow: what a client says of its connection is checked',
      },
      none: {
        verdict: 'warn',
        title: 'Extended Protection on {server} is off: a sign-in bound to another connection is let in',
        advice:
          'Sign-ins can be passed on to this server by others (CVE-2024-21410). Run ExchangeExtendedProtectionManagement.ps1 of Microsoft’s CSS-Exchange; where a device opens TLS in between, let it show the server’s own certificate first.',
      },
      require: {
        verdict: 'fail',
        title:
          '{server} requires Extended Protection, and refuses NTLM from clients that say nothing of their connection',
        advice:
          'Set the front end’s EWS to Allow, which is what Microsoft’s script sets: Set-WebServicesVirtualDirectory -ExtendedProtectionTokenChecking Allow. Clients outside of Windows often send no channel binding.',
        remedy: 'ews-extended-protection',
      },
      'require-basic-works': {
        verdict: 'warn',
        title:
          '{server} requires Extended Protection: NTLM works only for clients that name their connection, and Basic for all',
        advice:
          'Set the front end’s EWS to Allow, which is what Microsoft’s script sets: Set-WebServicesVirtualDirectory -ExtendedProtectionTokenChecking Allow. Until then, have the vendor’s client sign in with Basic.',
        remedy: 'ews-extended-protection',
      },
      'not-asked': { verdict: 'pass', title: 'Extended Protection on {server} was not looked at: {reason}' },
      'spent-elsewhere': {
        verdict: 'unknown',
        title: '{server} accepts NTLM with the right binding; whether it requires one was not tried',
        advice: t`The one deliberate bad sign-in of this password was spent at {spentAt} on {spentOn}, and another is made only when you say so (${tryAgainWords}). ${settingTold}, without a sign-in.`,
      },
      'held-back': {
        verdict: 'unknown',
        title: 'Extended Protection on {server} could not be found out, and no further sign-in is risked for it',
        advice: t`{reason} ${settingTold}; or a deliberate bad sign-in, which is made when you say so (${tryAgainWords}).`,
      },
      'not-known': {
        verdict: 'unknown',
        title: 'Extended Protection on {server} could not be found out',
        advice: t`{reason} ${settingTold}.`,
      },
    },
  },
  run: ({ extendedProtection, basicSignIn, signIns }) => {
    const { url, setting, obstacle, foundEarlier, spent, probes } = extendedProtection
    const evidence = {
      server: partsOf(url).host,
      found: foundEarlier && setting ? t`by an earlier run, on ${momentWords(foundEarlier)}` : undefined,
      made: foundEarlier && !setting ? t`by an earlier run, on ${momentWords(foundEarlier)}` : undefined,
      signIns: [
        t`with the right binding: accepted`,
        ...probes.map(({ binding, result }) => `${words[binding]}: ${result}`),
      ],
    }
    if (setting === 'require') {
      return { outcome: basicSignIn.result === 'accepted' ? 'require-basic-works' : 'require', evidence }
    }
    if (setting !== undefined) return { outcome: setting, evidence }
    const why = obstacle ?? 'unanswered'
    if (why === 'told-to-wait') return { blocked: { by: 'ewsGetFolder', reason: extendedProtectionObstacles[why] } }
    if (why === 'rejection-spent') return rejectedBefore(signIns)
    const lost = signIns.attempts.find(({ result }) => result === 'unclear')
    if (why === 'sign-in-unanswered' && lost) return lostBefore(lost.url)
    if (why === 'not-offered' && basicSignIn.withheld === 'not-offered') {
      return { blocked: { by: 'ewsChallenge', reason: t`EWS on ${evidence.server} offers neither NTLM nor Basic.` } }
    }
    const { signIns: _none, ...asked } = evidence
    const reason = extendedProtectionObstacles[why]
    if (why === 'left-out' || why === 'not-offered') return { outcome: 'not-asked', evidence: { ...asked, reason } }
    if (spent) {
      return {
        outcome: 'spent-elsewhere',
        evidence: { ...evidence, spentAt: spent.host, spentOn: momentWords(spent.at) },
      }
    }
    const outcome = standing.includes(why) ? 'held-back' : 'not-known'
    return { outcome, evidence: { ...evidence, reason }, failure: probes.at(-1)?.failure }
  },
})

const words = { none: t`without a binding`, wrong: t`with a wrong binding` } as const

/** What spent the run's one rejected sign-in: whoever is not in the record of sign-ins is a server by itself. */
function rejectedBefore({ attempts }: SignIns): Obstructed {
  const rejected = attempts.find(({ result }) => result === 'rejected')
  const reason = rejected
    ? t`The sign-in at ${rejected.url} was rejected (sign-in/password), and a run makes no second one that a server is sure to refuse.`
    : t`One of the servers rejects the password that the others accept (sign-in/nodes), and a run makes no second sign-in that a server is sure to refuse.`
  return { blocked: { by: rejected ? 'signIns' : 'nodeSignIns', reason } }
}

/** A sign-in of this run that may have spent it; what is the matter there has a finding of its own. */
function lostBefore(url: string): Obstructed {
  const reason = t`The sign-in at ${url} got no clear answer, so it may have been rejected, and a run makes no second one that a server is sure to refuse.`
  return { blocked: { by: 'signIns', reason } }
}
