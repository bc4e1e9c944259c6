import { failureClause } from '../../artifacts/failure.ts'
import { namesOfSchemes } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: 'sign-in/ews-schemes',
    step: 'sign-in',
    subject: 'What EWS offers for sign-in',
    needs: ['ewsChallenge'],
    guide: ['exchange.sign-in'],
    why: 'Clients outside the domain sign in to EWS with NTLM or Basic. Without either, nothing syncs.',
    outcomes: {
      'ntlm-offered': { verdict: 'pass', title: 'EWS on {server} offers NTLM' },
      'ntlm-in-negotiate': {
        verdict: 'warn',
        title: 'EWS on {server} does not offer NTLM by name, and takes it under the name Negotiate',
        advice:
          'Add the NTLM provider to Windows authentication of the EWS virtual directory in IIS. Windows clients and some libraries (requests-ntlm of Python) send NTLM under the name Negotiate, others look for NTLM by its own name and stop; which of them the vendor’s service does is not known here.',
      },
      'basic-only': {
        verdict: 'warn',
        title: 'EWS on {server} offers Basic and not NTLM',
        advice:
          'Enable Windows authentication on the EWS virtual directory, so that the password itself need not be sent: Set-WebServicesVirtualDirectory -WindowsAuthentication $true.',
        remedy: 'ews-authentication',
      },
      'tokens-only': {
        verdict: 'unknown',
        title: 'EWS on {server} takes tokens of modern authentication (Bearer), and neither NTLM nor Basic',
        advice:
          'Ask the vendor whether its service signs in to Exchange on your own premises with modern authentication; that would tell, and Postern has no token to try it with. Where it does not, add the NTLM provider to Windows authentication of the EWS virtual directory in IIS.',
      },
      'negotiate-untold': {
        verdict: 'unknown',
        title: 'EWS on {server} offers Negotiate, and it is not seen whether NTLM goes through it: {detail}',
        advice:
          'Look again; an answer of 401 to NTLM’s first message would tell. The NTLM provider, added to Windows authentication of the EWS virtual directory in IIS, makes the question go away.',
      },
      'none-usable': {
        verdict: 'fail',
        title: 'EWS on {server} offers no sign-in that an outside client can use: {offered}',
        advice:
          'Add the NTLM provider to Windows authentication of the EWS virtual directory in IIS, or enable Basic: Set-WebServicesVirtualDirectory -BasicAuthentication $true.',
        remedy: 'ews-authentication',
      },
      'no-challenge': {
        verdict: 'fail',
        title: 'EWS on {server} answers 401 without offering any sign-in',
        advice:
          'A proxy in front of the server is likely to remove the WWW-Authenticate header: let it pass {url} through untouched.',
      },
      'not-asked': {
        verdict: 'unknown',
        title: 'EWS on {server} did not ask for a sign-in: it answered {status}',
        advice: 'Mend what EWS answers first; an answer of 401 would tell.',
      },
    },
  },
  run: ({ ewsChallenge }) => {
    const { url, schemes, exchange, ntlmInNegotiate } = ewsChallenge
    const evidence = {
      url,
      server: partsOf(url).host,
      status: exchange.status ?? t`nothing`,
      offered: schemes.length > 0 ? namesOfSchemes(schemes) : [t`nothing`],
    }
    if (exchange.status !== 401) return { outcome: 'not-asked', evidence, failure: exchange.failure }
    if (schemes.includes('ntlm')) return { outcome: 'ntlm-offered', evidence }
    if (ntlmInNegotiate?.taken) return { outcome: 'ntlm-in-negotiate', evidence }
    if (schemes.includes('basic')) return { outcome: 'basic-only', evidence }
    if (schemes.includes('bearer')) return { outcome: 'tokens-only', evidence }
    if (schemes.length === 0) return { outcome: 'no-challenge', evidence }
    if (!schemes.includes('negotiate')) return { outcome: 'none-usable', evidence }
    const asked = ntlmInNegotiate?.exchange
    // An answer to another question, or none, is no refusal.
    if (asked?.status !== 401) {
      const seen = asked?.status === undefined ? t`it was not asked` : t`it answered ${asked.status}`
      const detail = asked?.failure ? failureClause(asked.failure) : seen
      return { outcome: 'negotiate-untold', evidence: { ...evidence, detail }, failure: asked?.failure }
    }
    const offered = namesOfSchemes(schemes).map((name) =>
      name === 'Negotiate' ? t`Negotiate (which refuses NTLM)` : name,
    )
    return { outcome: 'none-usable', evidence: { ...evidence, offered } }
  },
})
