import { failureClause } from '../../artifacts/failure.ts'
import { headerValues } from '../../artifacts/http-exchange.ts'
import { namesOfSchemes, withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { answeredBy } from '../answered-by.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { saidInFront } from './in-front.ts'
import { askedThere, isHttps } from './moved-location.ts'

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
          'Look at the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox. {asked} Clients need an https address of your own that answers.',
      },
      'moved-elsewhere': {
        verdict: 'unknown',
        title: 'ActiveSync on {server} sends the mailbox to an address outside your domain: {location}',
        advice:
          'Look whose address that is: Postern signs in under your domain and at the addresses of the organisation alone. Where it is another name of your own, a run with it as the ActiveSync address of the organisation (activeSync.url in its file) would tell; else correct the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox.',
      },
      'moved-to-stranger': {
        verdict: 'unknown',
        title: 'ActiveSync on {server} sends the mailbox to {location}, which shows no sign of Exchange',
        advice:
          'Look at the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox. {asked} A run with that as the ActiveSync address of the organisation (activeSync.url in its file) would tell.',
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
        title: 'ActiveSync on {server} answers 403 to the account',
        advice:
          'Enable ActiveSync for the account’s own mailbox, which is the one that a device opens: Set-CASMailbox -ActiveSyncEnabled $true; if it is enabled, look at the rights of the account, and whether it has a mailbox. Where ActiveSync is off on purpose, say so under More settings of the organisation (activeSync.wanted in its file).',
      },
      forbidden: {
        verdict: 'fail',
        title: 'IIS on {server} answers 403 at the ActiveSync address, before ActiveSync is asked',
        advice:
          'Look at IP address restrictions and request filtering on the ActiveSync virtual directory in IIS, and at whether it wants a client certificate.',
      },
      'refused-in-front': {
        verdict: 'fail',
        title: 'Something in front of {server} answers {status} to OPTIONS, without asking Exchange',
        advice:
          'Look for the rule of the proxy, load balancer or firewall that denies {path}, and let it pass, with OPTIONS and POST. Exchange and IIS mark their answers; this one says of itself: {writer}.',
      },
      'not-found': {
        verdict: 'fail',
        title: '{server} answers 404 at the ActiveSync address',
        advice:
          'Check that the proxy publishes {path}, and that the virtual directory exists in IIS. Where ActiveSync is off on purpose, say so under More settings of the organisation (activeSync.wanted in its file).',
      },
      'sign-in-rejected': {
        verdict: 'fail',
        title: 'ActiveSync on {server} rejects the sign-in',
        advice:
          'Where EWS accepts the same sign-in, look at the log of IIS: 401.1 is a sign-in that failed (default domain, a server that does not reach the domain), 401.3 an account without permissions on the folder of ActiveSync.',
      },
      'certificate-untrusted': {
        verdict: 'fail',
        title: 'The certificate of {server} is not trusted, so ActiveSync was not signed in to: {problem}',
        advice: 'Assign a certificate to it that covers {server} and leads to a trusted authority.',
      },
      'tokens-only': {
        verdict: 'unknown',
        title: 'ActiveSync on {server} takes tokens of modern authentication (Bearer), and not Basic',
        advice:
          'Ask the vendor whether its service signs in to ActiveSync on your own premises with modern authentication; that would tell, and Postern has no token to try it with. Where it does not, enable Basic: Set-ActiveSyncVirtualDirectory -BasicAuthEnabled $true.',
      },
      'no-usable-scheme': {
        verdict: 'fail',
        title: 'ActiveSync on {server} offers no sign-in with a password that a device can use: {offered}',
        advice:
          'Enable Basic: Set-ActiveSyncVirtualDirectory -BasicAuthEnabled $true. Where devices sign in with certificates instead, that is no way for a service that has none of yours.',
      },
      'server-error': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {status} to OPTIONS',
        advice: 'Look at the application pool MSExchangeSyncAppPool and the event log of the server.',
      },
      'pool-stopped': {
        verdict: 'fail',
        title: 'IIS on {server} has no running application pool for ActiveSync: 503',
        advice:
          'Start MSExchangeSyncAppPool in IIS, and look in the System event log (WAS) for why it stopped; five failures in five minutes stop it for good.',
      },
      'gateway-error': {
        verdict: 'fail',
        title: 'Something in front of {server} answers {status} to OPTIONS: it reaches no Exchange server',
        advice:
          'Look at the health checks and the server pool of the proxy or load balancer for {path}. It says of itself: {writer}.',
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
    const { host, pathname } = partsOf(url)
    const evidence = {
      url,
      server: host,
      path: pathname,
      offered: schemes.length > 0 ? namesOfSchemes(schemes) : [t`nothing`],
      location: activeSyncOptions.location ?? t`an address that it does not name`,
      ...(status !== undefined && { status }),
    }
    if (failure || status === undefined) {
      const detail = failure ? failureClause(failure) : t`nothing`
      return { outcome: 'no-answer', evidence: { ...evidence, detail }, failure }
    }
    if (certificateProblem) {
      return { outcome: 'certificate-untrusted', evidence: { ...evidence, problem: certificateProblem } }
    }
    if (status === 401) {
      if (withheld === 'not-offered') {
        return { outcome: schemes.includes('bearer') ? 'tokens-only' : 'no-usable-scheme', evidence }
      }
      if (withheld) {
        const reason = withheldSentences[withheld]
        return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { ...evidence, reason } }
      }
      return { outcome: 'sign-in-rejected', evidence }
    }
    const answer = activeSyncOptions.exchanges.at(-1)
    if (status === 403 && answer?.bodyExcerpt?.includes('403.4')) return { outcome: 'tls-taken-off', evidence }
    const writer = answer ? answeredBy(answer) : 'exchange'
    const inFront = writer === 'in-front' ? saidInFront(status) : undefined
    if (answer && inFront) {
      return { outcome: inFront, evidence: { ...evidence, writer: headerValues(answer, 'server')[0] ?? t`nothing` } }
    }
    if (status === 403) {
      return { outcome: signedInWith && writer === 'exchange' ? 'not-enabled' : 'forbidden', evidence }
    }
    if (status === 503 && writer === 'http-sys') return { outcome: 'pool-stopped', evidence }
    if (status === 451) {
      const { location, notFollowed } = activeSyncOptions
      if (!notFollowed && isHttps(location)) return { outcome: 'moved-elsewhere', evidence }
      const kept = notFollowed?.withheld
      // Whether Exchange answers there was for the account to tell, which this run has kept back everywhere.
      const obstructed = kept === 'certificate-untrusted' ? undefined : obstructedSignIn(kept)
      if (obstructed) return obstructed
      const isStranger = kept === 'not-exchange'
      const told = { ...evidence, asked: askedThere(activeSyncOptions) }
      return { outcome: isStranger ? 'moved-to-stranger' : 'moved', evidence: told }
    }
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
