import { withheldSentences } from '../../artifacts/sign-in.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { clockMinutes, refusalCause } from './refusal-cause.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/right-password-refused',
    step: 'sign-in',
    subject: 'What makes the server refuse a right password',
    needs: ['ntlmSignIn', 'signIns'],
    guide: ['exchange.sign-in'],
    why: 'A server answers 401 to a wrong password and to a right one that it refuses for another reason, and the client cannot see which. What was seen beside it tells some of the reasons apart.',
    outcomes: {
      'none-refused': { verdict: 'pass', title: 'No sign-in of {username} was refused' },
      'clock-skew': {
        verdict: 'fail',
        title: 'The clock of {server} is {minutes} minutes {direction} this machine’s, and it rejects NTLM',
        advice:
          'Compare both clocks with a domain controller’s (w32tm /stripchart /computer:DC), and have the one that is off follow the domain again (w32tm /resync). NTLM tolerates about 30 minutes and Kerberos 5; whether the password is right shows afterwards.',
      },
      'tls-opened': {
        verdict: 'fail',
        title:
          '{server} rejects NTLM behind a device that opens TLS: {shown} issued its certificate, {other} that of {where}',
        advice:
          'Exempt {server} from TLS inspection, or let the device show the server’s own certificate: Extended Protection (the server checks that nobody sits in the middle) refuses every sign-in otherwise. Event 4625 with status 0xC000035B on the server confirms it.',
      },
      'cause-unknown': {
        verdict: 'unknown',
        title: 'The password of {username} is right, and why {url} rejects it cannot be seen from here',
        advice:
          'Event 4625 in the security log of the server that answered would tell, by its status: 0xC000035B channel binding, 0xC0000133 clock, 0xC000006F logon hours, 0xC0000070 workstations, 0xC000015B logon type, 0xC0000418 NTLM is blocked.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'No sign-in was tried that could have been refused',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ signIns }) => {
    const { attempts, withheld, refusal } = signIns
    const username = signIns.username ?? 'nobody'
    const rejected = attempts.find(({ result }) => result === 'rejected')
    const evidence = {
      username,
      clock: refusal && clockSentence(clockMinutes(refusal)),
      certificates: refusal?.elsewhere.map(({ host, issuer }) => `${host}: another certificate, of ${issuer}`),
    }
    if (!rejected && attempts.length > 0) return { outcome: 'none-refused', evidence }
    if (!rejected) {
      const reason = withheld.find((use) => use.reason !== 'not-offered')?.reason ?? 'not-offered'
      const sentence = withheldSentences[reason]
      return obstructedSignIn(reason) ?? { outcome: 'not-tried', evidence: { username, reason: sentence } }
    }
    const found = refusalCause(signIns)
    if (found?.cause === 'clock') return { outcome: 'clock-skew', evidence: { ...evidence, ...told(found) } }
    if (found) return { outcome: 'tls-opened', evidence: { ...evidence, ...told(found) } }
    if (attempts.some(({ result }) => result === 'accepted')) {
      return { outcome: 'cause-unknown', evidence: { ...evidence, url: rejected.url, scheme: rejected.scheme } }
    }
    return { blocked: { by: 'signIns', reason: `Whether the password of ${username} is right is not known.` } }
  },
})

function told<F extends { cause: string }>({ cause: _named, ...rest }: F): Omit<F, 'cause'> {
  return rest
}

function clockSentence(minutes: number | undefined): string {
  if (minutes === undefined) return 'not told'
  return minutes === 0
    ? 'as this machine’s'
    : `${Math.abs(minutes)} min ${minutes > 0 ? 'ahead of' : 'behind'} this machine’s`
}
