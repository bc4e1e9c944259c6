import { beforeAll, describe, expect, it } from 'vitest'
import { loadMd4 } from '../../../../../electron/engine/wire/ntlm/md4.ts'
import { lmv2Response, ntlmv2Response, ntowfv2 } from '../../../../../electron/engine/wire/ntlm/ntlmv2.ts'
import { rc4 } from '../../../../../electron/engine/wire/ntlm/rc4.ts'
import { encodePairs, utf16 } from './challenge-encoder.ts'
import * as example from './specification-example.ts'

beforeAll(loadMd4)

describe('NTLMv2 (MS-NLMP 4.2.4)', () => {
  it('makes the key of 4.2.4.1.1', () => {
    expect(ntowfv2(example.password, example.user, example.domain)).toEqual(example.ntowf)
  })

  it('takes the user name in any case, and the domain only as it is written', () => {
    expect(ntowfv2(example.password, 'uSER', example.domain)).toEqual(example.ntowf)
    expect(ntowfv2(example.password, example.user, 'DOMAIN')).not.toEqual(example.ntowf)
  })

  it('makes the response of 4.2.4.2.2 and the key of 4.2.4.1.2', () => {
    const { ntResponse, sessionBaseKey } = ntlmv2Response({
      responseKey: example.ntowf,
      serverChallenge: example.serverChallenge,
      clientChallenge: example.clientChallenge,
      time: 0n,
      targetInfo: example.targetInfo,
    })
    expect(ntResponse).toEqual(Buffer.concat([example.ntProofStr, example.temp]))
    expect(sessionBaseKey).toEqual(example.sessionBaseKey)
  })

  it('makes the LMv2 response of 4.2.4.2.1', () => {
    const response = lmv2Response(example.ntowf, example.serverChallenge, example.clientChallenge)
    expect(response).toEqual(example.lmv2Response)
  })

  it('encrypts the session key of 4.2.4.2.3', () => {
    expect(rc4(example.sessionBaseKey, example.randomSessionKey)).toEqual(example.encryptedSessionKey)
  })
})

describe('NTLMv2 with a MIC and a channel binding', () => {
  // Chromium's values (net/ntlm/ntlm_test_data.h) for the example with MsvAvFlags, the channel binding of Microsoft's
  // example and HTTP/Server in the target info, and a clock that goes.
  it('agrees with another implementation', () => {
    const targetInfo = encodePairs([
      { id: 2, value: utf16('Domain') },
      { id: 1, value: utf16('Server') },
      { id: 6, value: Buffer.from('02000000', 'hex') },
      { id: 10, value: Buffer.from('6586e99d81c2fc984e47172fd4dd0310', 'hex') },
      { id: 9, value: utf16('HTTP/Server') },
    ])
    const { ntResponse, sessionBaseKey } = ntlmv2Response({
      responseKey: example.ntowf,
      serverChallenge: example.serverChallenge,
      clientChallenge: example.clientChallenge,
      time: 131400439870000000n,
      targetInfo,
    })
    expect(ntResponse.subarray(0, 16).toString('hex')).toBe('8c0260dbef690662af9c42d50782d2ed')
    expect(sessionBaseKey.toString('hex')).toBe('623dbd071be7a530b6a95c2eb4982470')
  })
})

describe('the user name in upper case', () => {
  it.each([
    ['zoë', 'ZOË'],
    ['жанна', 'ЖАННА'],
    ['ÿ', 'Ÿ'],
    // One unit stays one unit.
    ['straße', 'STRAßE'],
    // No letter from beyond ASCII turns into an ASCII one.
    ['kadır', 'KADıR'],
    ['ſam', 'ſAM'],
    // Letters beyond the basic plane have no case for Windows.
    ['\u{10428}', '\u{10428}'],
  ])('of %s is %s', (name, upper) => {
    expect(ntowfv2('p', name, 'D')).toEqual(ntowfv2('p', upper, 'D'))
  })

  it.each([
    ['straße', 'STRASSE'],
    ['kadır', 'KADIR'],
    ['\u{10428}', '\u{10400}'],
  ])('of %s is not %s', (name, other) => {
    expect(ntowfv2('p', name, 'D')).not.toEqual(ntowfv2('p', other, 'D'))
  })
})
