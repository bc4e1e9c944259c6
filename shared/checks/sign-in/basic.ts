import { defineCheck } from '../check.ts'
import { rejectionToldElsewhere, signInOutcome } from './sign-in-outcome.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/basic',
    step: 'sign-in',
    subject: 'The Basic sign-in',
    needs: ['basicSignIn', 'signIns'],
    guide: ['exchange.sign-in'],
    why: 'Some clients know only Basic, which sends the password itself inside TLS. It works with any device in between, and hides nothing from it.',
    outcomes: {
      accepted: { verdict: 'pass', title: '{server} accepts Basic' },
      rejected: {
        verdict: 'fail',
        title: '{server} rejects the Basic sign-in of {username}, whose password is right',
        advice:
          'Give the user name with its domain (DOMAIN\\user), or set the default domain of Basic authentication on the EWS virtual directory.',
      },
      unclear: {
        verdict: 'fail',
        title: '{server} answers the Basic sign-in with {status}, neither letting it in nor rejecting it',
        advice:
          'A proxy in front is likely to sign people in itself: switch its pre-authentication off for EWS (pass-through). Whether the password is right cannot be told from here.',
      },
      broken: {
        verdict: 'fail',
        title: '{server} offers Basic but gave no answer to the sign-in',
        advice: 'Look at the proxy or load balancer in front of {server}. Seen: {detail}.',
      },
      'not-offered': { verdict: 'pass', title: 'EWS on {server} does not offer Basic, so it was not tried' },
      'not-tried': {
        verdict: 'unknown',
        title: 'Basic at {server} was not tried',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ basicSignIn, signIns }) => rejectionToldElsewhere(basicSignIn, signIns) ?? signInOutcome(basicSignIn),
})
