import { expect, it } from 'vitest'
import { ntlmTokenInNegotiate } from '../../../../electron/engine/gather/ntlm-in-negotiate.ts'

const ntlm = Buffer.from('NTLMSSP\0\x02\0\0\0', 'latin1')
/** A NegTokenResp that says reject (RFC 4178 section 4.2.2). */
const spnego = Buffer.from('a1073005a0030a0102', 'hex')

it.each<[what: string, header: string, token: Buffer | undefined]>([
  ['the name alone', 'Negotiate', undefined],
  ['what SPNEGO says itself', `Negotiate ${spnego.toString('base64')}`, undefined],
  ['less than a signature', `Negotiate ${ntlm.subarray(0, 6).toString('base64')}`, undefined],
  ['a message under the other name', `NTLM ${ntlm.toString('base64')}`, undefined],
  ['a message of NTLM', `Negotiate ${ntlm.toString('base64')}`, ntlm],
])('under the name Negotiate, of %s NTLM is taken where it is NTLM’s', (_what, header, token) => {
  expect(ntlmTokenInNegotiate({ headers: [['WWW-Authenticate', header]] })).toEqual(token)
})
