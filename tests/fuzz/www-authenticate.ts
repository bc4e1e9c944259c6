import { challengeToken, offeredSchemes } from '../../electron/engine/gather/offered-schemes.ts'
import { EwsChallenge } from '../../shared/artifacts/ews.ts'
import type { FuzzTarget } from './target.ts'

const Schemes = EwsChallenge.shape.schemes.refine((schemes) => new Set(schemes).size === schemes.length)

/** WWW-Authenticate (RFC 9110 section 11.6.1), several of them where a line ends. */
export const wwwAuthenticate: FuzzTarget = {
  name: 'www-authenticate',
  seeds: [
    'Negotiate\nNTLM\nBasic realm="mail.contoso.test"',
    'Negotiate, NTLM, Basic realm="a, NTLM", Bearer client_id="x", trusted_issuers="y@*"',
    `NTLM ${Buffer.from('NTLMSSP\0\x02\0\0\0').toString('base64')}=`,
  ].map((text) => Buffer.from(text)),
  dictionary: ['NTLM ', 'Basic ', 'Negotiate', ',', '"', '\\"', '=', '==', ' ', '\n', 'realm="', '\\'],
  read: (input) => {
    const headers = input
      .toString('latin1')
      .split('\n')
      .map((value): [string, string] => ['WWW-Authenticate', value])
    // A run would take a scheme of no such name for our own bug.
    return { schemes: Schemes.parse(offeredSchemes({ headers })), token: challengeToken({ headers }, 'NTLM') }
  },
  growth: 1,
}
