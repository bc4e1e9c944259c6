import { describe, expect, it } from 'vitest'
import { withoutEchoOf } from '../../../../electron/engine/wire/kept-headers.ts'

const token = 'TlRMTVNTUAADAAAA+/8x/+Q9=='
const special = (write: (character: string) => string) => token.replaceAll(/[+/=]/g, write)
const code = (character: string) => character.charCodeAt(0)
const hex = (character: string) => code(character).toString(16)

describe('a credential that an answer repeats', () => {
  it.each([
    ['as it was sent', token],
    ['without what fills it up', token.replace(/=+$/, '')],
    ['as a URL has it', encodeURIComponent(token)],
    ['as a URL in lower case has it', special((one) => `%${hex(one)}`)],
    ['as HTML has it', special((one) => `&#${code(one)};`)],
    ['as HTML in hexadecimal has it', special((one) => `&#x${hex(one).toUpperCase()};`)],
    ['as JSON in ASCII has it', special((one) => `\\u00${hex(one)}`)],
    ['as JSON with its solidus escaped has it', JSON.stringify(token).slice(1, -1).replaceAll('/', '\\/')],
  ])('%s is not kept', (_how, form) => {
    expect(withoutEchoOf(`NTLM ${token}`)(`before ${form} after, ${form}`)).toBe('before (not kept) after, (not kept)')
  })

  it('leaves a text alone that does not repeat it, and every text where there was none', () => {
    const text = 'Authorization: NTLM, a/b+c=='
    expect(withoutEchoOf(`NTLM ${token}`)(text)).toBe(text)
    expect(withoutEchoOf(undefined)(text)).toBe(text)
    expect(withoutEchoOf('NTLM')(text)).toBe(text)
  })
})
