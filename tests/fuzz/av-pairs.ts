import { decodeAvPairs, encodeAvPairs } from '../../electron/engine/wire/ntlm/av-pairs.ts'
import { encodePairs, utf16 } from '../electron/engine/wire/ntlm/challenge-encoder.ts'
import type { FuzzTarget } from './target.ts'

/** Target information of NTLM (MS-NLMP section 2.2.2.1). */
export const avPairs: FuzzTarget = {
  name: 'av-pairs',
  seeds: [
    encodePairs([]),
    encodePairs([
      { id: 2, value: utf16('CONTOSO') },
      { id: 6, value: Buffer.from('02000000', 'hex') },
      { id: 7, value: Buffer.alloc(8, 1) },
      { id: 10, value: Buffer.alloc(16, 2) },
      { id: 9, value: utf16('HTTP/mail.contoso.test') },
    ]),
  ],
  dictionary: ['0a001000', '06000400', '07000800', '00000000', '0900ffff'].map((hex) => Buffer.from(hex, 'hex')),
  read: (input) => {
    const pairs = decodeAvPairs(input, 48)
    const again = encodeAvPairs(pairs)
    if (!again.equals(input.subarray(0, again.length))) throw new Error('what was read is not what was sent')
    return pairs
  },
  growth: 16,
}
