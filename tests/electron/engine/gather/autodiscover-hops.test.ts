import { describe, expect, it } from 'vitest'
import { leadsToSignIn, redirectTarget, takeHop } from '../../../../electron/engine/gather/autodiscover-hops.ts'
import type { HttpExchange } from '../../../../shared/artifacts/http-exchange.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'

const organisation = Organisation.parse({
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'alice@contoso.test',
})
const START = 'https://autodiscover.contoso.test/autodiscover/autodiscover.xml'

describe('a hop that is not taken', () => {
  it.each([
    ['to plain HTTP', 'http://autodiscover.contoso.test/autodiscover/autodiscover.xml', 'redirect-to-http'],
    ['to somebody else', 'https://contoso.test.evil.example/a', 'redirect-refused'],
    ['to somebody else, by a name that ends alike', 'https://evilcontoso.test/a', 'redirect-refused'],
    ['to a file', 'file:///etc/passwd', 'redirect-refused'],
    ['to a script', 'javascript:alert(1)', 'redirect-refused'],
    ['to an address in numbers', 'https://127.0.0.1/a', 'redirect-refused'],
    ['to itself', START, 'redirect-loop'],
    ['to itself, in other letters', START.toUpperCase().replace('HTTPS', 'https'), 'redirect-loop'],
  ])('%s', (_what, next, reason) => {
    const urls = [START]
    expect(takeHop(urls, next, organisation)).toBe(reason)
    // It stands there as evidence.
    expect(urls.at(-1)).toBe(next)
  })

  it('the eleventh', () => {
    const urls = [START]
    for (let hop = 1; hop < 10; hop++) {
      expect(takeHop(urls, `https://contoso.test/${hop}`, organisation)).toBeUndefined()
    }
    expect(takeHop(urls, 'https://contoso.test/more', organisation)).toBe('redirect-loop')
  })
})

describe('a hop that is taken', () => {
  it.each(['https://contoso.test/a', 'https://mail.contoso.test:8443/a', 'https://MAIL.Contoso.test/a'])(
    '%s',
    (next) => {
      const urls = [START]
      expect(takeHop(urls, next, organisation)).toBeUndefined()
      expect(urls).toEqual([START, next])
    },
  )
})

describe('where an answer leads', () => {
  const answer = (status: number | undefined, location?: string): HttpExchange => ({
    method: 'POST',
    url: START,
    requestHeaders: [],
    ...(status !== undefined && { status }),
    headers: location === undefined ? [] : [['LOCATION', location]],
    startedAt: '2026-11-24T22:41:07.000Z',
    milliseconds: { total: 1 },
  })

  it.each([
    [undefined, 'https://contoso.test/'],
    [200, 'https://contoso.test/'],
    [401, 'https://contoso.test/'],
    [302, undefined],
    [302, 'http://['],
  ])('%s to %s: nowhere', (status, location) => {
    expect(redirectTarget(answer(status, location), START)).toBeUndefined()
  })

  it.each([
    [301, 'https://contoso.test', 'https://contoso.test/'],
    [307, '/b', 'https://autodiscover.contoso.test/b'],
    [302, '//contoso.test/b', 'https://contoso.test/b'],
    // The name and the password in it go nowhere.
    [302, 'https://user:s3cret@contoso.test/b', 'https://contoso.test/b'],
    [302, 'https://(not kept)@contoso.test/b', 'https://contoso.test/b'],
    [302, '//user:s3cret@contoso.test/b', 'https://contoso.test/b'],
  ])('%s to %s', (status, location, target) => {
    expect(redirectTarget(answer(status, location), START)).toBe(target)
  })
})

describe('a page to sign in on', () => {
  it.each([
    'https://mail.contoso.test/owa/auth/logon.aspx?url=a',
    'https://mail.contoso.test/my.logon.php3',
    'https://sso.contoso.test/adfs/ls/',
    'https://mail.contoso.test/_login',
  ])('%s', (url) => {
    expect(leadsToSignIn(url)).toBe(true)
  })

  it.each([
    START,
    'https://mail.contoso.test/',
    // A part of the path that happens to hold the word.
    'https://mail.contoso.test/login/autodiscover/autodiscover.xml',
    'https://mail.contoso.test/author',
  ])('%s is none', (url) => {
    expect(leadsToSignIn(url)).toBe(false)
  })
})
