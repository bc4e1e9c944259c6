/** The worked example of MS-NLMP 4.2.1 and 4.2.4 (NTLMv2), byte for byte. */

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

export const user = 'User'
export const domain = 'Domain'
export const password = 'Password'
export const workstation = 'COMPUTER'
export const serverChallenge = hex('0123456789abcdef')
export const clientChallenge = hex('aaaaaaaaaaaaaaaa')
export const randomSessionKey = hex('55555555555555555555555555555555')

/** The FILETIME 0, in which the example's clock stands. */
export const epoch = new Date('1601-01-01T00:00:00Z')

/** 4.2.4.1.1 */
export const ntowf = hex('0c868a403bfd7a93a3001ef22ef02e3f')
/** 4.2.4.1.2 */
export const sessionBaseKey = hex('8de40ccadbc14a82f15cb0ad0de95ca3')
/** 4.2.4.1.3, the target info within "temp" */
export const targetInfo = hex(`
  02000c00 44006f006d00610069006e00
  01000c00 530065007200760065007200
  00000000`)
/** 4.2.4.1.3 */
export const temp = hex(`
  0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000
  ${targetInfo.toString('hex')} 00000000`)
/** 4.2.4.2.1 */
export const lmv2Response = hex('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa')
/** 4.2.4.2.2 */
export const ntProofStr = hex('68cd0ab851e51c96aabc927bebef6a1c')
/** 4.2.4.2.3 */
export const encryptedSessionKey = hex('c5dad2544fc9799094ce1ce90bc9d03e')

/** 4.2.4.3 CHALLENGE_MESSAGE */
export const challengeMessage = hex(`
  4e544c4d53535000 02000000 0c000c0038000000 33828ae2
  0123456789abcdef 0000000000000000 2400240044000000 060070170000000f
  530065007200760065007200
  02000c0044006f006d00610069006e00 01000c00530065007200760065007200 00000000`)

/** 4.2.4.3 AUTHENTICATE_MESSAGE: flags 0xe2888235, version 5.1.2600, no MIC. */
export const authenticateMessage = hex(`
  4e544c4d53535000 03000000
  180018006c000000 5400540084000000 0c000c0048000000 0800080054000000 100010005c000000 10001000d8000000
  358288e2 0501280a0000000f
  44006f006d00610069006e00 5500730065007200 43004f004d0050005500540045005200
  86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa
  68cd0ab851e51c96aabc927bebef6a1c
  0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000
  02000c0044006f006d00610069006e00 01000c00530065007200760065007200 00000000 00000000
  c5dad2544fc9799094ce1ce90bc9d03e`)
