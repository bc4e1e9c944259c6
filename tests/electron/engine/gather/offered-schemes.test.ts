import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challengeToken, offeredSchemes } from '../../../../electron/engine/gather/offered-schemes.ts'

function withChallenges(...values: string[]): { headers: [string, string][] } {
  return { headers: values.map((value) => ['WWW-Authenticate', value]) }
}

describe('nothing is offered', () => {
  it.each<[string, string[]]>([
    ['without the header', []],
    ['by an empty header', ['']],
    ['by commas and spaces', [' , ,, ']],
    ['by a scheme that we do not know', ['Kerberos', 'HOBA result="abc"', 'NTLMv3']],
    ['by a scheme named in a realm', ['Kerberos realm="NTLM, Basic, Negotiate"']],
    ['by a scheme named behind an escaped quote', ['Kerberos realm="a \\", NTLM, \\" b"']],
    ['by a scheme named behind a quote that does not end', ['Kerberos realm="a, NTLM']],
    ['by a parameter with the name of a scheme', ['Kerberos realm="a", basic=1, ntlm="x"']],
    ['by a parameter with a space before its value', ['Kerberos realm="a", basic =1']],
    ['by the value of a parameter', ['Kerberos realm=Basic']],
  ])('%s', (_name, values) => {
    expect(offeredSchemes(withChallenges(...values))).toEqual([])
  })

  it('by another header', () => {
    expect(offeredSchemes({ headers: [['Proxy-Authenticate', 'NTLM']] })).toEqual([])
  })
})

describe('what is offered', () => {
  it.each<[string, string[], string[]]>([
    [
      'several headers, as IIS sends them',
      ['Negotiate', 'NTLM', 'Basic realm="mail.contoso.test"'],
      ['negotiate', 'ntlm', 'basic'],
    ],
    ['one header with commas', ['Negotiate, NTLM, Basic realm="mail.contoso.test"'], ['negotiate', 'ntlm', 'basic']],
    ['one header with commas and no spaces', ['Negotiate,NTLM,Basic realm="a"'], ['negotiate', 'ntlm', 'basic']],
    ['commas too many', [', Negotiate , , NTLM,'], ['negotiate', 'ntlm']],
    ['lower case', ['ntlm', 'basic realm="a"'], ['ntlm', 'basic']],
    ['upper case', ['NEGOTIATE', 'BASIC REALM="A"'], ['negotiate', 'basic']],
    ['the same scheme twice', ['NTLM', 'Basic realm="a"', 'ntlm'], ['ntlm', 'basic']],
    ['the server’s order', ['Basic realm="a"', 'NTLM'], ['basic', 'ntlm']],
    ['a realm with a comma and the name of a scheme', ['Basic realm="a, NTLM, b", Negotiate'], ['basic', 'negotiate']],
    ['a realm with escaped quotes', ['Basic realm="say \\"NTLM, Digest\\"", Negotiate'], ['basic', 'negotiate']],
    ['several parameters', ['Digest realm="a", qop="auth", nonce=abc, algorithm=MD5, NTLM'], ['digest', 'ntlm']],
    ['spaces around a parameter', ['Basic realm = "a" , NTLM'], ['basic', 'ntlm']],
    ['a token', ['NTLM TlRMTVNTUAACAAAA'], ['ntlm']],
    ['a token with padding', ['Negotiate oYG2MIGzoAMKAQE=', 'NTLM TlRMTVNTUAACAA=='], ['negotiate', 'ntlm']],
    ['a token among others', ['NTLM TlRMTVNTUAACAA==, Basic realm="a"'], ['ntlm', 'basic']],
    ['a token with every character of base64', ['NTLM ab+/09AZ, Basic realm="a"'], ['ntlm', 'basic']],
    [
      'modern sign-in',
      ['Bearer client_id="0000", trusted_issuers="00000001@*", token_types="app_asserted_user_v1"'],
      ['bearer'],
    ],
    ['space around it', ['  NTLM  '], ['ntlm']],
  ])('%s', (_name, values, schemes) => {
    expect(offeredSchemes(withChallenges(...values))).toEqual(schemes)
  })

  it('is read in a time that grows with the header alone, whatever stands in it', () => {
    // The most that a head may hold. Read once for each quote, each of these takes longer than the whole test may.
    for (const part of ['\\"', '"', '",', ', ', 'a ', 'a', ' =', '\\']) {
      expect(offeredSchemes(withChallenges(`Basic realm="${part.repeat(300_000)}`))).toEqual(['basic'])
    }
  })

  it('is found among any challenges that are written as RFC 9110 has them', () => {
    const quoted = fc.string({ maxLength: 20 }).map((text) => `"${text.replaceAll(/["\\]/g, (one) => `\\${one}`)}"`)
    const parameter = fc
      .tuple(fc.constantFrom('realm', 'nonce', 'ntlm', 'basic'), fc.oneof(quoted, fc.constantFrom('abc', 'NTLM', '1')))
      .map(([name, value]) => `${name}=${value}`)
    const rest = fc.oneof(
      fc.constant(''),
      fc.constantFrom(' TlRMTVNTUAACAA==', ' abc', ' a+/='),
      fc.array(parameter, { minLength: 1, maxLength: 3 }).map((parameters) => ` ${parameters.join(', ')}`),
    )
    const scheme = fc.constantFrom('NTLM', 'Negotiate', 'Basic', 'Digest', 'Bearer', 'Kerberos')
    fc.assert(
      fc.property(fc.array(fc.tuple(scheme, rest), { maxLength: 4 }), fc.boolean(), (challenges, apart) => {
        const values = challenges.map(([name, more]) => `${name}${more}`)
        const expected = [...new Set(challenges.map(([name]) => name.toLowerCase()))].filter(
          (name) => name !== 'kerberos',
        )
        expect(offeredSchemes(withChallenges(...(apart ? values : [values.join(', ')])))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the token of a challenge', () => {
  it.each<[string, string[]]>([
    ['without the header', []],
    ['that is missing', ['NTLM', 'Negotiate']],
    ['of another scheme', ['Negotiate TlRM']],
    ['that is a parameter', ['NTLM realm="TlRM"']],
    ['that is no base64', ['NTLM <html>']],
    ['in quotes', ['Basic realm="a, NTLM TlRM"']],
  ])('is not there: %s', (_name, values) => {
    expect(challengeToken(withChallenges(...values), 'NTLM')).toBeUndefined()
  })

  it.each<[string, string[]]>([
    ['alone', ['NTLM TlRM']],
    ['in lower case', ['ntlm TlRM']],
    ['behind another header', ['Negotiate oYG2', 'NTLM TlRM']],
    ['in one header with others', ['Negotiate oYG2, NTLM TlRM, Basic realm="a"']],
    ['with more space', ['NTLM   TlRM  ']],
  ])('is read: %s', (_name, values) => {
    expect(challengeToken(withChallenges(...values), 'NTLM')).toEqual(Buffer.from('NTL'))
  })
})
