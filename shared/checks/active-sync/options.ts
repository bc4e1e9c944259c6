import { withheldSentences } from '../../artifacts/sign-in.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

export default defineCheck({
  meta: {
    id: 'active-sync/options',
    step: 'active-sync',
    subject: 'ActiveSync',
    needs: ['activeSyncOptions'],
    guide: ['exchange.active-sync', 'exchange.contacts'],
    why: 'Contacts sync over ActiveSync, and mail too where EWS cannot be used. OPTIONS is the first thing that a device asks.',
    outcomes: {
      offered: { verdict: 'pass', title: 'ActiveSync answers at {url}' },
      'headers-missing': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers OPTIONS without its headers',
        advice:
          'A proxy or URL filter in front is likely to answer OPTIONS itself: let it pass OPTIONS on {path} through to Exchange.',
      },
      redirected: {
        verdict: 'warn',
        title: 'ActiveSync on {server} sends the mailbox to {location}, which answers',
        advice:
          'Give clients {location} as the address, or set the ExternalUrl of both sites so that the first server proxies.',
      },
      moved: {
        verdict: 'fail',
        title: 'ActiveSync on {server} sends the mailbox to another server: {location}',
        advice:
          'Look at the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox; clients need an https address of your own that answers.',
      },
      'account-blocked': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers 456: the account is blocked',
        advice: 'Look whether the account is locked out or disabled in the directory.',
      },
      'password-expired': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers 457: the password has expired',
        advice: 'Set a new password for the account, and let the vendor sign in with it.',
      },
      'tls-taken-off': {
        verdict: 'fail',
        title: 'IIS on {server} answers 403.4: it asks for TLS, and got the request without it',
        advice:
          'Let the load balancer speak TLS to the servers too (bridging), or take Require SSL off the virtual directory.',
      },
      'not-enabled': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers 403 to {username}',
        advice:
          'Enable ActiveSync for the mailbox: Set-CASMailbox -ActiveSyncEnabled $true; if it is enabled, look for a rule in front that denies {path}. Where ActiveSync is off on purpose, say so in the organisation file (activeSync.wanted).',
      },
      'not-found': {
        verdict: 'fail',
        title: '{server} answers 404 at the ActiveSync address',
        advice:
          'Check that the proxy publishes {path}, and that the virtual directory exists in IIS. Where ActiveSync is off on purpose, say so in the organisation file (activeSync.wanted).',
      },
      'sign-in-rejected': {
        verdict: 'fail',
        title: 'ActiveSync on {server} rejects the sign-in',
        advice:
          'Where EWS accepts the same sign-in, check that Basic is enabled on the ActiveSync virtual directory, and its default domain.',
      },
      'certificate-untrusted': {
        verdict: 'fail',
        title: 'The certificate of {server} is not trusted, so ActiveSync was not signed in to: {problem}',
        advice: 'Assign a certificate to it that covers {server} and leads to a trusted authority.',
      },
      'no-usable-scheme': {
        verdict: 'fail',
        title: 'ActiveSync on {server} offers no sign-in that a device can use: {offered}',
        advice: 'Enable Basic: Set-ActiveSyncVirtualDirectory -BasicAuthEnabled $true.',
      },
      'server-error': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {status} to OPTIONS',
        advice: 'Look at the application pool MSExchangeSyncAppPool and the event log of the server.',
      },
      'other-answer': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {status} to OPTIONS',
        advice: 'Look at what answers at {url}: a proxy that signs in itself, or a redirect, keeps devices out.',
      },
      'no-answer': {
        verdict: 'fail',
        title: 'ActiveSync on {server} gave no answer',
        advice: 'Look at the connection and at the proxy in front. Seen: {detail}.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'ActiveSync on {server} asks for a sign-in, and none was sent',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ activeSyncOptions }) => {
    const {
      url,
      status,
      versions,
      commands,
      schemes,
      withheld,
      signedInWith,
      failure,
      certificateProblem,
      followedTo,
    } = activeSyncOptions
    const evidence = {
      url,
      server: new URL(url).host,
      path: new URL(url).pathname,
      username: signedInWith ? 'the account' : 'a client that has not signed in',
      offered: schemes.length > 0 ? [...schemes] : ['nothing'],
      location: activeSyncOptions.location ?? 'an address that it does not name',
      ...(status !== undefined && { status }),
    }
    if (failure || status === undefined) {
      return { outcome: 'no-answer', evidence: { ...evidence, detail: failure?.detail ?? failure?.code ?? 'nothing' } }
    }
    if (certificateProblem) {
      return { outcome: 'certificate-untrusted', evidence: { ...evidence, problem: certificateProblem } }
    }
    if (status === 401) {
      if (withheld === 'not-offered') return { outcome: 'no-usable-scheme', evidence }
      if (withheld) {
        const reason = withheldSentences[withheld]
        return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { ...evidence, reason } }
      }
      return { outcome: 'sign-in-rejected', evidence }
    }
    if (status === 403) {
      const tlsTakenOff = activeSyncOptions.exchanges.at(-1)?.bodyExcerpt?.includes('403.4') === true
      return { outcome: tlsTakenOff ? 'tls-taken-off' : 'not-enabled', evidence }
    }
    if (status === 451) return { outcome: 'moved', evidence }
    if (status === 456) return { outcome: 'account-blocked', evidence }
    if (status === 457) return { outcome: 'password-expired', evidence }
    if (status === 404) return { outcome: 'not-found', evidence }
    if (status >= 500) return { outcome: 'server-error', evidence }
    if (status !== 200) return { outcome: 'other-answer', evidence }
    // MS-ASHTTP 3.2.5.2: both headers must be there.
    if (versions.length === 0 || commands.length === 0) return { outcome: 'headers-missing', evidence }
    return { outcome: followedTo ? 'redirected' : 'offered', evidence: { ...evidence, versions, commands } }
  },
})
