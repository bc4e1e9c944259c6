import { defineCheck } from '../check.ts'
import { rejectionToldElsewhere, signInOutcome } from './sign-in-outcome.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/ntlm',
    step: 'sign-in',
    subject: 'The NTLM sign-in',
    needs: ['ntlmSignIn', 'signIns'],
    guide: ['exchange.sign-in'],
    why: 'NTLM proves the password without sending it, and binds it to this TLS connection. A device in between that opens TLS breaks exactly this.',
    outcomes: {
      accepted: { verdict: 'pass', title: '{server} accepts NTLMv2' },
      rejected: {
        verdict: 'fail',
        title: '{server} rejects the NTLM sign-in of {username}, whose password is right',
        advice:
          'Look for Extended Protection (the server checks that nobody sits in the middle) together with a device that opens TLS, and for a policy that refuses NTLM.',
      },
      unclear: {
        verdict: 'fail',
        title: '{server} answers the NTLM sign-in with {status}, neither letting it in nor rejecting it',
        advice:
          'A proxy in front is likely to sign people in itself: switch its pre-authentication off for EWS (pass-through). Whether the password is right cannot be told from here.',
      },
      broken: {
        verdict: 'fail',
        title: '{server} offers NTLM but does not carry it through',
        advice:
          'NTLM needs one connection from beginning to end: check that the load balancer or proxy keeps connections to the server apart for each client. Seen: {detail}.',
      },
      'not-offered': { verdict: 'pass', title: 'EWS on {server} does not offer NTLM, so it was not tried' },
      'not-tried': {
        verdict: 'unknown',
        title: 'NTLM at {server} was not tried',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ ntlmSignIn, signIns }) => {
    const ntlm = signIns.lastNtlm ?? ntlmSignIn
    const rejection = rejectionToldElsewhere(ntlm, signIns)
    if (rejection) return rejection
    const { challenge, channelBinding } = ntlm
    return signInOutcome(ntlm, {
      answeredBy: challenge?.dnsComputer,
      domain: challenge?.netbiosDomain,
      windowsVersion: challenge?.osVersion,
      channelBinding,
    })
  },
})
