import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proxyAt } from '../../../electron/api/proxy-address.ts'
import { isLike } from '../../../electron/api/proxy-bypass.ts'
import { routeInEnvironment } from '../../../electron/api/proxy-environment.ts'
import { routeInList } from '../../../electron/api/proxy-list.ts'
import { routeInScutil } from '../../../electron/api/proxy-mac.ts'
import { routeInRegistry } from '../../../electron/api/proxy-windows.ts'
import type { Route } from '../../../electron/engine/wire/proxy.ts'

const url = 'https://mail.contoso.com/'

/** What is known of a route, whatever was read: a host and a port that can be connected to, or words of our own. */
function expectSound(route: Route | undefined): void {
  if (route === undefined || route === 'direct') return
  if ('unsupported' in route) {
    expect(route.unsupported).toMatch(/^(?:the address|a SOCKS|a proxy|an automatic) /)
    return
  }
  expect(route.host).toMatch(/^[\w.:-]{1,253}$/)
  expect(route.port).toBeGreaterThanOrEqual(1)
  expect(route.port).toBeLessThanOrEqual(65_535)
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.stringMatching(/^(?:PROXY|SOCKS|http:\/\/|socks=|https=)?[\w.:@[\]/;=% -]{0,80}$/),
)

test('whatever text is read, a way comes out that can be gone, or words', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      expectSound(proxyAt(text, 80))
      expectSound(routeInList(text))
      expectSound(routeInEnvironment(url, { https_proxy: text, no_proxy: other }))
      const registry = `    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    ${text}\r\n    ProxyOverride    REG_SZ    ${other}`
      expectSound(routeInRegistry(url, registry))
      expectSound(routeInRegistry(url, text))
      const printed = `<dictionary> {\n  ExceptionsList : <array> {\n    0 : ${other}\n  }\n  HTTPSEnable : 1\n  HTTPSProxy : ${text}\n}`
      expectSound(routeInScutil(url, printed))
      expectSound(routeInScutil(url, text))
    }),
  )
})

test('nothing of a name and a password in an address comes out', () => {
  const secret = fc.string({ minLength: 6, maxLength: 24 }).map((text) => `Zq${text}`)
  fc.assert(
    fc.property(secret, secret, fc.constantFrom('http://', '', 'HTTP://'), (name, password, scheme) => {
      const route = proxyAt(`${scheme}${name}:${password}@proxy.contoso.com:8080`, 80)
      expect([
        { host: 'proxy.contoso.com', port: 8080 },
        { unsupported: expect.stringMatching(/^the address/) },
      ]).toContainEqual(route)
    }),
  )
})

test('a pattern of stars is what a regular expression of it is', () => {
  const part = fc.stringMatching(/^[ab.*]{0,8}$/)
  fc.assert(
    fc.property(fc.stringMatching(/^[ab.]{0,10}$/), part, (host, pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
      expect(isLike(host, pattern)).toBe(expression.test(host))
    }),
  )
})
