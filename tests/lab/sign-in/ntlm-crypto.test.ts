import { describe, expect, it } from 'vitest'
import { channelBindingHash } from '../../../lab/sign-in/channel-binding.ts'
import { createNtHasher, ntowfv2, ntProofString, rc4, sessionBaseKey } from '../../../lab/sign-in/ntlm-crypto.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

/** MS-NLMP section 4.2.1 and 4.2.4: User, Domain, Password; the client challenge is aa x 8, the time 0. */
describe('NTLMv2 as in MS-NLMP section 4.2.4', async () => {
  const ntHash = await createNtHasher()
  const key = ntowfv2(ntHash('Password'), 'User', 'Domain')
  const clientChallenge = hex(`
    01 01 0000 00000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000
    0200 0c00 44006f006d00610069006e00 0100 0c00 530065007200760065007200 0000 0000 00000000`)

  it('NTOWFv2 is that of section 4.2.4.1.1, whatever the case of the user name', () => {
    expect(key.toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f')
    expect(ntowfv2(ntHash('Password'), 'uSER', 'Domain')).toEqual(key)
    expect(ntowfv2(ntHash('Password'), 'User', 'DOMAIN')).not.toEqual(key)
  })

  it('NTProofStr and SessionBaseKey are those of sections 4.2.4.2.2 and 4.2.4.1.2', () => {
    const proof = ntProofString(key, hex('0123456789abcdef'), clientChallenge)
    expect(proof.toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c')
    expect(sessionBaseKey(key, proof).toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3')
  })

  it('RC4 takes the session key of section 4.2.4.2.3 both ways', () => {
    const base = hex('8de40ccadbc14a82f15cb0ad0de95ca3')
    const exchanged = rc4(base, Buffer.alloc(16, 0x55))
    expect(exchanged.toString('hex')).toBe('c5dad2544fc9799094ce1ce90bc9d03e')
    expect(rc4(base, exchanged)).toEqual(Buffer.alloc(16, 0x55))
  })
})

it('the channel binding is that of "NTLM and Channel Binding Hash" (Microsoft, open specifications)', () => {
  const certificateHash = hex('EA05FEFECC6B0BD571DBBC5BAA3ED45386D0446835F7B74C85621B9983475F95')
  expect(channelBindingHash(certificateHash).toString('hex')).toBe('6586e99d81c2fc984e47172fd4dd0310')
})
