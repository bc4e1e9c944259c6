import { extendedProtectionObstacles } from '../../artifacts/extended-protection.ts'
import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/extended-protection',
    step: 'sign-in',
    subject: 'Extended Protection of EWS',
    needs: ['extendedProtection', 'basicSignIn'],
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
      },
      'require-basic-works': {
        verdict: 'warn',
        title:
          '{server} requires Extended Protection: NTLM works only for clients that name their connection, and Basic for all',
        advice:
          'Set the front end’s EWS to Allow, which is what Microsoft’s script sets: Set-WebServicesVirtualDirectory -ExtendedProtectionTokenChecking Allow. Until then, have the vendor’s client sign in with Basic.',
      },
      'not-asked': { verdict: 'pass', title: 'Extended Protection on {server} was not looked at: {reason}' },
      'not-known': {
        verdict: 'unknown',
        title: 'Extended Protection on {server} could not be found out',
        advice:
          '{reason} Get-WebServicesVirtualDirectory | Format-List ExtendedProtectionTokenChecking on the server would tell, or a run with --try-again once nothing else is rejected.',
      },
    },
  },
  run: ({ extendedProtection, basicSignIn }) => {
    const { url, setting, obstacle, foundEarlier, probes } = extendedProtection
    const evidence = {
      server: new URL(url).host,
      found: foundEarlier === undefined ? undefined : `by an earlier run, at ${foundEarlier}`,
      signIns: [
        'with the right binding: accepted',
        ...probes.map(({ binding, result }) => `${words[binding]}: ${result}`),
      ],
    }
    if (setting === 'require') {
      return { outcome: basicSignIn.result === 'accepted' ? 'require-basic-works' : 'require', evidence }
    }
    if (setting !== undefined) return { outcome: setting, evidence }
    const why = obstacle ?? 'unanswered'
    if (why === 'rejection-spent') return { blocked: { by: 'signIns', reason: extendedProtectionObstacles[why] } }
    const { signIns: _none, ...asked } = evidence
    const reason = extendedProtectionObstacles[why]
    if (why === 'left-out' || why === 'not-offered') return { outcome: 'not-asked', evidence: { ...asked, reason } }
    return { outcome: 'not-known', evidence: { ...evidence, reason } }
  },
})

const words = { none: 'without a binding', wrong: 'with a wrong binding' } as const
