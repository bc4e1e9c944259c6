import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { namesHost } from '../../../../electron/engine/wire/certificate.ts'
import { type Authority, createAuthority, generateKeyPair, issueLeaf } from '../../../../lab/tls/authority.ts'

const validity = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) }
let keys: CryptoKeyPair
let root: Authority
beforeAll(async () => {
  keys = await generateKeyPair()
  root = await createAuthority('CN=mail.contoso.test', keys, validity)
})

async function leafFor(...names: [string, ...string[]]): Promise<X509Certificate> {
  return new X509Certificate(await issueLeaf(root, keys, names, validity))
}

describe('a certificate names', () => {
  it.each<[host: string, names: [string, ...string[]], is: boolean]>([
    ['owa.contoso.test', ['mail.contoso.test'], false],
    ['contoso.test', ['*.contoso.test'], false],
    ['a.mail.contoso.test', ['*.contoso.test'], false],
    ['mail.contoso.test', ['m*.contoso.test'], false],
    ['mail.contoso.test', ['*ail.contoso.test'], false],
    ['mail.contoso.test', ['mail.*.test'], false],
    ['test', ['*'], false],
    ['mail.contoso.test.evil.test', ['mail.contoso.test'], false],
    ['10.0.0.5', ['mail.contoso.test'], false],
    ['10.0.0.5', ['10.0.0.6'], false],
    ['mail.contoso.test', ['owa.contoso.test', 'mail.contoso.test'], true],
    ['MAIL.contoso.test', ['mail.Contoso.test'], true],
    ['mail.contoso.test.', ['mail.contoso.test'], true],
    ['mail.contoso.test', ['*.contoso.test'], true],
    ['10.0.0.5', ['mail.contoso.test', '10.0.0.5'], true],
    ['2001:db8::5', ['mail.contoso.test', '2001:db8::5'], true],
  ])('%s with %j: %s', async (host, names, is) => {
    expect(namesHost(await leafFor(...names), host)).toBe(is)
  })

  it('nothing where the name stands in the subject alone', () => {
    expect(namesHost(new X509Certificate(root.pem), 'mail.contoso.test')).toBe(false)
  })
})
