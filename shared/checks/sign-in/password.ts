import { withheldSentences } from '../../artifacts/sign-in.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

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
          'Check the password, and sign in with the user’s own name (DOMAIN\\user or user principal name), not with an alias. If both are right, look for a locked or expired account, for Extended Protection, and for a proxy that signs in itself.',
      },
      unanswered: {
        verdict: 'unknown',
        title: 'The sign-in of {username} got no answer at {url}',
        advice:
          'Look at the connection; an answer to a sign-in would tell. The password is not sent again in this run, since the sign-in may have counted.',
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
    const done = attempts.map(({ gatherer, scheme, url, result }) => `${gatherer}: ${scheme} at ${url}: ${result}`)
    const rejected = attempts.find(({ result }) => result === 'rejected')
    if (rejected)
      return { outcome: 'rejected', evidence: { username, url: rejected.url, scheme: rejected.scheme, done } }
    const count = attempts.filter(({ result }) => result === 'accepted').length
    if (count > 0) return { outcome: 'accepted', evidence: { username, count, sent: attempts.length, done } }
    const unclear = attempts[0]
    if (unclear) return { outcome: 'unanswered', evidence: { username, url: unclear.url, done } }
    // That one address offers no scheme says less than what kept the password back elsewhere.
    const reason = withheld.find((use) => use.reason !== 'not-offered')?.reason ?? 'not-offered'
    return (
      obstructedSignIn(reason) ?? { outcome: 'not-tried', evidence: { username, reason: withheldSentences[reason] } }
    )
  },
})
