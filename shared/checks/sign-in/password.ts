import { nameOfScheme, withheldSentences } from '../../artifacts/sign-in.ts'
import { gathererWords } from '../../run/words.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn, tellingReason } from '../withheld.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/password',
    step: 'sign-in',
    subject: 'The account’s password',
    needs: ['signIns'],
    guide: ['exchange.sign-in', 'general.no-alias'],
    why: 'Everything after this is done in the name of the test account. Postern never sends a rejected password again, so that it locks nobody out.',
    outcomes: {
      accepted: { verdict: 'pass', title: '{username} signs in: {count} of {sent} sign-ins were accepted' },
      rejected: {
        verdict: 'fail',
        title: 'The sign-in of {username} is rejected at {url}',
        advice:
          'Look at the name first: the user’s own (DOMAIN\\user or user principal name), not an alias. A wrong password is only one of the causes, and the answer does not say which it is: what would tell stands in the finding about the cause (sign-in/right-password-refused). Change no password before.',
      },
      'rejected-elsewhere': {
        verdict: 'warn',
        title: 'The password of {username} is right, and {url} rejects it all the same',
        advice:
          'Compare the sign-in settings of that address with those of EWS: schemes, default domain, Extended Protection; or find out whose server answers there. The password is not sent again before you say so (postern probe --try-again).',
      },
      'rejected-before': {
        verdict: 'unknown',
        title: 'The password of {username} was rejected earlier, and is not sent again',
        advice:
          'Enter the new password; or, where what made the server reject it was mended, try the same one again (postern probe --try-again). A sign-in would tell.',
      },
      'unanswered-before': {
        verdict: 'unknown',
        title: 'The last two sign-ins of {username} got no clear answer, and the password is not sent again',
        advice:
          'Look at what answers there; then try the same password again (postern probe --try-again). A sign-in would tell.',
      },
      'memory-unavailable': {
        verdict: 'unknown',
        title: 'Whether the password of {username} was rejected before cannot be told, so it is not sent',
        advice:
          'Postern’s file sign-ins.json cannot be read or written: give Postern its directory back, or say that the password may be sent all the same (postern probe --try-again). A sign-in would tell.',
      },
      unanswered: {
        verdict: 'unknown',
        title: 'The sign-in of {username} got no clear answer at {url}',
        advice:
          'Look at what answers there; an answer of Exchange’s own would tell. The password is not sent again in this run, since the sign-in may have counted.',
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
    const username = signIns.username ?? 'nobody'
    const done = attempts.map(
      ({ gatherer, scheme, url, result }) =>
        `${gathererWords(gatherer)} (${nameOfScheme(scheme)} at ${url}): ${result}`,
    )
    const rejected = attempts.find(({ result }) => result === 'rejected')
    const count = attempts.filter(({ result }) => result === 'accepted').length
    if (rejected && count > 0) {
      return {
        outcome: 'rejected-elsewhere',
        evidence: { username, url: rejected.url, scheme: nameOfScheme(rejected.scheme), done },
      }
    }
    if (rejected)
      return {
        outcome: 'rejected',
        evidence: { username, url: rejected.url, scheme: nameOfScheme(rejected.scheme), done },
      }
    if (count > 0) return { outcome: 'accepted', evidence: { username, count, sent: attempts.length, done } }
    const unclear = attempts[0]
    if (unclear) return { outcome: 'unanswered', evidence: { username, url: unclear.url, done } }
    const reason = tellingReason(withheld)
    // Nothing was tried in this run: the rejection was an earlier one's.
    if (reason === 'password-rejected-before') return { outcome: 'rejected-before', evidence: { username } }
    if (reason === 'sign-in-unanswered') return { outcome: 'unanswered-before', evidence: { username } }
    if (reason === 'memory-unavailable') return { outcome: reason, evidence: { username } }
    return (
      obstructedSignIn(reason) ?? { outcome: 'not-tried', evidence: { username, reason: withheldSentences[reason] } }
    )
  },
})
