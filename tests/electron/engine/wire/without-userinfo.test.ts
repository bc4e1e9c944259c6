import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskUserinfo, withoutUserinfo } from '../../../../electron/engine/wire/without-userinfo.ts'

describe('an address with a name and a password in it', () => {
  it.each([
    'https://user:s3cret@mail.contoso.test/ews',
    'https://user:s3@cret@mail.contoso.test/ews',
    'https://:s3cret@mail.contoso.test/ews',
    'https://user name:s3 cret@mail.contoso.test/ews',
    'HTTPS://user:s3cret@mail.contoso.test/ews',
    'https:\\\\user:s3cret@mail.contoso.test/ews',
    'https:/user:s3cret@mail.contoso.test/ews',
    'https:user:s3cret@mail.contoso.test/ews',
    ' https://user:s3cret@mail.contoso.test/ews',
    'ht\ntps:/\n/user:s3\tcret@mail.contoso.test/ews',
    '//user:s3cret@mail.contoso.test/ews',
    '\\\\user:s3cret@mail.contoso.test/ews',
  ])('is one without: %j', (address) => {
    const clean = withoutUserinfo(address)
    expect(clean).not.toMatch(/user|s3|cret/)
    const read = (text: string) => new URL(text, 'http://elsewhere.test')
    const { hostname, pathname, username, password } = read(clean)
    expect({ hostname, pathname, username, password }).toEqual({
      hostname: 'mail.contoso.test',
      pathname: '/ews',
      username: '',
      password: '',
    })
    // As somebody reads it who is none the wiser.
    expect(read(address).hostname).toBe('mail.contoso.test')
    if (!/[\t\n]/.test(address)) expect(maskUserinfo(address)).not.toMatch(/user|s3|cret/)
  })

  it('is told of in a text, and what it holds is not', () => {
    const page = '<a href="https://user:s3cret@mail.contoso.test/ews">there</a> or "https:\\/\\/u:s3cret@b.test"'
    expect(maskUserinfo(page)).toBe(
      '<a href="https://(not kept)@mail.contoso.test/ews">there</a> or "https:\\/\\/(not kept)@b.test"',
    )
    expect(maskUserinfo('0; url=ldap://cn:s3cret@dc.test/x')).toBe('0; url=ldap://(not kept)@dc.test/x')
    expect(maskUserinfo('https://sso.test/?to=https%3A%2F%2Fuser%3As3cret%40mail.test%2Fews')).toBe(
      'https://sso.test/?to=https%3A%2F%2F(not kept)%40mail.test%2Fews',
    )
  })

  it('is masked once, whoever masks it again', () => {
    const once = maskUserinfo('https://user:s3cret@mail.contoso.test/ews')
    expect(once).toBe('https://(not kept)@mail.contoso.test/ews')
    expect(maskUserinfo(once)).toBe(once)
    expect(withoutUserinfo(once)).toBe('https://mail.contoso.test/ews')
  })

  it('gives nothing away, whatever both are', () => {
    const part = fc.stringMatching(/^[a-z0-9:;!$&'()*+,=~%@._-]{0,12}$/)
    fc.assert(
      fc.property(part, part, (name, password) => {
        const address = `https://${name}:Z${password}@mail.test/`
        expect(withoutUserinfo(address)).toBe('https://mail.test/')
        expect(maskUserinfo(`see ${address} there`)).toBe('see https://(not kept)@mail.test/ there')
      }),
    )
  })
})

describe('an address or a text without', () => {
  it.each([
    '',
    'https://mail.contoso.test/owa/?to=alice@contoso.test',
    'https://mail.contoso.test:8443/owa/alice@contoso.test',
    'https://mail.contoso.test#alice@contoso.test',
    '/owa/alice@contoso.test',
    'alice@contoso.test',
    'mailto:alice@contoso.test',
    'https://sso.test/?to=https%3A%2F%2Fmail.test%2Fews%3Fof%3Dalice%40contoso.test',
  ])('stays as it is: %j', (text) => {
    expect(withoutUserinfo(text)).toBe(text)
    expect(maskUserinfo(text)).toBe(text)
    expect(maskUserinfo(`See ${text} for more, or ask help@contoso.test.`)).toBe(
      `See ${text} for more, or ask help@contoso.test.`,
    )
  })
})
