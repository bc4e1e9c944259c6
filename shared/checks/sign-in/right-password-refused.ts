import { nameOfScheme, withheldSentences } from '../../artifacts/sign-in.ts'
import { accountFailures, listed, placeFailures } from '../../exchange/logon-failures.ts'
import { t } from '../../language/translate.ts'
import { momentWords } from '../../run/moment.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { lostBeforeSignIn, obstructedSignIn, tellingReason, tryAgainWords } from '../withheld.ts'
import { clockSentence, isRight, refusalCause, refusalSuspicions, tlsOpened } from './refusal-cause.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/right-password-refused',
    step: 'sign-in',
    subject: 'The cause of a refused sign-in',
    needs: ['signIns'],
    guide: ['exchange.sign-in'],
    why: 'A server answers 401 to a wrong password and to a right one that it refuses for another reason, and the client cannot see which. What was seen beside it tells some of the reasons apart.',
    outcomes: {
      'none-refused': { verdict: 'pass', title: 'No sign-in of {username} was refused' },
      'clock-skew': {
        verdict: 'fail',
        title: 'The clock of {server} is {difference} {direction} this machine’s, and it rejects NTLM',
        advice:
          'Compare both clocks with a domain controller’s (w32tm /stripchart /computer:DC), and have the one that is off follow the domain again (w32tm /resync). Where it is the server’s, NTLM is refused for it, whatever the password; where it is this machine’s, the password or the account is the cause.',
      },
      'tls-opened': {
        verdict: 'fail',
        title: '{server} rejects NTLM behind something that opens TLS: it shows another certificate than {where}',
        advice: t`Let the balancer or proxy pass TLS through, or give it the servers’ own certificate; exempt {server} from TLS inspection. Extended Protection (the server checks that nobody sits in the middle) refuses every NTLM sign-in otherwise, where it is on. That it is on is inferred: event 4625 with sub status 0xC000035B on the server that answered confirms it, and 0xC0000418 would say that a policy denies NTLM instead. NTLM is tried again once the certificates agree, or once you say so (${tryAgainWords}).`,
      },
      'tls-opened-likely': {
        verdict: 'unknown',
        title:
          'Something opens TLS on the way to {server}: where Extended Protection is on, NTLM is refused for that, whatever the password',
        advice:
          'Look first at Extended Protection (the server checks that nobody sits in the middle): Get-WebServicesVirtualDirectory | Format-Table Server,ExtendedProtectionTokenChecking. Where it says Allow or Require, this is the likely cause; event 4625 on the server that answered would tell, by its sub status: 0xC000035B channel binding, 0xC000006A wrong password. Then let the balancer or proxy pass TLS through, or give it the servers’ own certificate. Change no password before.',
      },
      'several-causes': {
        verdict: 'unknown',
        title:
          'Why {server} refuses the sign-in of {username} cannot be seen from here: it answers 401 to every cause alike',
        advice: t`{reason} What would tell, in an order that spends no sign-in: first the account in Active Directory (Get-ADUser NAME -Properties LockedOut, PasswordExpired, AccountExpirationDate, LogonWorkstations, logonHours); then event 4625 in the security log of the server that answered, by its sub status: ${listed({ ...accountFailures, ...placeFailures })}. Where there is no such event, the sign-in did not come to the server whole: look at the proxy or balancer in between. Only then sign in once by hand: each further wrong password counts towards the lock.`,
      },
      'cause-unknown': {
        verdict: 'unknown',
        title: 'The password of {username} is right, and why {url} rejects it cannot be seen from here',
        advice: t`Event 4625 in the security log of the server that answered would tell, by its sub status: ${listed(placeFailures)}.`,
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'No sign-in was tried that could have been refused',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ signIns }) => {
    const { attempts, withheld, refusal, lastNtlm } = signIns
    const username = signIns.username ?? t`nobody`
    const rejected = attempts.find(({ result }) => result === 'rejected')
    // The one sign-in that may be refused is yet to be made.
    const waits = !rejected && lastNtlm?.withheld === 'told-to-wait' && obstructedSignIn(lastNtlm.withheld)
    if (waits) return waits
    if (!rejected && refusal === undefined && attempts.length > 0)
      return { outcome: 'none-refused', evidence: { username } }
    if (!rejected && refusal === undefined) {
      if (withheld.length === 0) return lostBeforeSignIn
      const reason = tellingReason(withheld)
      const sentence = withheldSentences[reason]
      return obstructedSignIn(reason) ?? { outcome: 'not-tried', evidence: { username, reason: sentence } }
    }
    const { url, scheme } = rejected ?? { url: refusal?.url ?? '', scheme: 'ntlm' }
    const evidence = {
      username,
      url,
      scheme: nameOfScheme(scheme),
      clock: refusal && clockSentence(signIns),
      found: refusal?.refusedAt && t`by an earlier run, on ${momentWords(refusal.refusedAt)}`,
      certificates:
        refusal &&
        [...(refusal.atServers ?? []), ...refusal.elsewhere].map(
          ({ host, issuer }) => t`${host}: another certificate, of ${issuer}`,
        ),
    }
    const found = refusalCause(signIns)
    if (found) {
      const { cause, ...told } = found
      return { outcome: cause === 'clock' ? 'clock-skew' : 'tls-opened', evidence: { ...evidence, ...told } }
    }
    const opened = tlsOpened(signIns)
    if (opened && !(rejected && isRight(signIns))) {
      const { cause: _likely, ...told } = opened
      return { outcome: 'tls-opened-likely', evidence: { ...evidence, ...told } }
    }
    if (isRight(signIns)) return { outcome: 'cause-unknown', evidence }
    const reason = refusalSuspicions(signIns)
    return { outcome: 'several-causes', evidence: { ...evidence, server: partsOf(url).host, reason } }
  },
})
