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
      'not-enabled': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers 403 to {username}',
        advice:
          'Enable ActiveSync for the mailbox: Set-CASMailbox -ActiveSyncEnabled $true; if it is enabled, look for a rule in front that denies {path}.',
      },
      'not-found': {
        verdict: 'fail',
        title: '{server} answers 404 at the ActiveSync address',
        advice: 'Check that the proxy publishes {path}, and that the virtual directory exists in IIS.',
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
    const { url, status, versions, commands, schemes, withheld, signedInWith, failure, certificateProblem } =
      activeSyncOptions
    const evidence = {
      url,
      server: new URL(url).host,
      path: new URL(url).pathname,
      username: signedInWith ? 'the account' : 'a client that has not signed in',
      offered: schemes.length > 0 ? [...schemes] : ['nothing'],
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
    if (status === 403) return { outcome: 'not-enabled', evidence }
    if (status === 404) return { outcome: 'not-found', evidence }
    if (status >= 500) return { outcome: 'server-error', evidence }
    if (status !== 200) return { outcome: 'other-answer', evidence }
    // MS-ASHTTP 3.2.5.2: both headers must be there.
    if (versions.length === 0 || commands.length === 0) return { outcome: 'headers-missing', evidence }
    return { outcome: 'offered', evidence: { ...evidence, versions, commands } }
  },
})
