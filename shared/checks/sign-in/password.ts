import { nameOfScheme, withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { momentWords } from '../../run/moment.ts'
import { gathererWords } from '../../run/words.ts'
import { defineCheck } from '../check.ts'
import { lostBeforeSignIn, obstructedSignIn, tellingReason, tryAgainWords } from '../withheld.ts'
import { refusalCause, tlsOpened } from './refusal-cause.ts'

/** Where to see whether a sign-in whose answer was not heard was rejected. */
const whetherCounted = t`Whether that sign-in was rejected and counted is told by event 4625 on the server that answered, by event 4771 or 4776 on a domain controller, or by badPwdCount of the account (Get-ADUser NAME -Properties badPwdCount, LockedOut).`

export default defineCheck({
  meta: {
    id: 'sign-in/password',
    step: 'sign-in',
    subject: 'The account’s password',
    needs: ['signIns'],
    guide: ['exchange.sign-in', 'general.no-alias'],
    why: 'Everything after this is done in the name of the test account. Postern sends a rejected password again only when it is asked to, so that it locks nobody out.',
    outcomes: {
      accepted: { verdict: 'pass', title: '{username} signs in: {count} of {sent} sign-ins were accepted' },
      rejected: {
        verdict: 'fail',
        title: 'The sign-in of {username} is rejected at {url}',
        advice:
          'Look at the name first: the user’s own (DOMAIN\\user or user principal name), not an alias. A wrong password is only one of the causes, and the answer does not say which it is: what would tell stands in the finding about why it is refused (sign-in/right-password-refused). Change no password before.',
      },
      'rejected-behind-bridge': {
        verdict: 'fail',
        title: 'The NTLM sign-in of {username} is rejected at {url}, and something opens TLS on the way there',
        advice:
          'Look at Extended Protection before anything else: what opens TLS is the likely cause, and what would tell stands in the finding about why it is refused (sign-in/right-password-refused). Change no password before.',
      },
      'rejected-elsewhere': {
        verdict: 'warn',
        title: 'The password of {username} is right, and {url} rejects it all the same',
        advice: t`Compare the sign-in settings of that address with those of EWS: schemes, default domain, Extended Protection; or find out whose server answers there. The password is not sent again before you say so (${tryAgainWords}).`,
      },
      'rejected-before': {
        verdict: 'unknown',
        title: 'The password of {username} was rejected earlier, and is not sent again',
        advice: t`Enter the new password; or, where what made the server reject it was mended, have the same one sent again (${tryAgainWords}). A sign-in would tell.`,
      },
      'unanswered-before': {
        verdict: 'unknown',
        title: 'A sign-in of {username}, made {when}, got no clear answer, and the password is not sent again',
        advice: t`Look first whether the server answers now. ${whetherCounted} Then have the same password sent again (${tryAgainWords}). A sign-in would tell.`,
      },
      'memory-unavailable': {
        verdict: 'unknown',
        title: 'Whether the password of {username} was rejected before cannot be told, so it is not sent',
        advice: t`Postern’s file sign-ins.json cannot be read or written: give Postern its directory back, or say that the password may be sent all the same (${tryAgainWords}). A sign-in would tell.`,
      },
      unanswered: {
        verdict: 'unknown',
        title: 'The sign-in of {username} got no clear answer at {url}',
        advice: t`Look at what answers there; an answer of Exchange’s own would tell. Since the sign-in may have counted, the password is not sent again, by no later run either, before it changes or you say so. ${whetherCounted} Then have it sent again (${tryAgainWords}).`,
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'No sign-in was tried',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ signIns }) => {
    const { attempts, withheld } = signIns
    const username = signIns.username ?? t`nobody`
    const done = attempts.map(
      ({ gatherer, scheme, url, result }) =>
        t`${gathererWords(gatherer)} (${nameOfScheme(scheme)} at ${url}): ${result}`,
    )
    const rejected = attempts.find(({ result }) => result === 'rejected')
    const count = attempts.filter(({ result }) => result === 'accepted').length
    // The one refused for its connection has its own finding, and says nothing of the password.
    const isExplained =
      rejected && rejected.url === signIns.refusal?.url && refusalCause(signIns)?.cause === 'tls-opened'
    if (rejected && count > 0 && !isExplained) {
      return {
        outcome: 'rejected-elsewhere',
        evidence: { username, url: rejected.url, scheme: nameOfScheme(rejected.scheme), done },
      }
    }
    if (rejected && count === 0)
      return {
        outcome: rejected.url === signIns.refusal?.url && tlsOpened(signIns) ? 'rejected-behind-bridge' : 'rejected',
        evidence: { username, url: rejected.url, scheme: nameOfScheme(rejected.scheme), done },
      }
    if (count > 0) return { outcome: 'accepted', evidence: { username, count, sent: attempts.length, done } }
    const unclear = attempts[0]
    if (unclear) return { outcome: 'unanswered', evidence: { username, url: unclear.url, sentAt: unclear.at, done } }
    if (withheld.length === 0) return lostBeforeSignIn
    const reason = tellingReason(withheld)
    // Nothing was tried in this run: the rejection was an earlier one's.
    const since = withheld.find((use) => use.reason === reason)?.since
    if (reason === 'password-rejected-before') {
      return { outcome: 'rejected-before', evidence: { username, rejectedAt: since } }
    }
    if (reason === 'sign-in-unanswered') {
      const when = since === undefined ? t`by an earlier run` : t`on ${momentWords(since)}`
      return { outcome: 'unanswered-before', evidence: { username, when } }
    }
    if (reason === 'memory-unavailable') return { outcome: reason, evidence: { username } }
    return (
      obstructedSignIn(reason) ?? { outcome: 'not-tried', evidence: { username, reason: withheldSentences[reason] } }
    )
  },
})
