import { describe, expect, test } from 'vitest'
import { routeInEnvironment } from '../../../electron/api/proxy-environment.ts'
import { routeInList } from '../../../electron/api/proxy-list.ts'
import { routeInScutil } from '../../../electron/api/proxy-mac.ts'
import { routeInRegistry } from '../../../electron/api/proxy-windows.ts'
import { proxyByChromium, systemProxy } from '../../../electron/api/system-proxy.ts'
import type { Route } from '../../../electron/engine/wire/proxy.ts'

const url = 'https://mail.contoso.com/'
const proxy = { host: 'proxy.contoso.com', port: 8080 }
const unreadable = { unsupported: 'the address of the proxy cannot be read' }
const socks = { unsupported: 'a SOCKS proxy' }
const overTls = { unsupported: 'a proxy that is itself spoken to over TLS' }
const script = { unsupported: 'an automatic configuration script, which only the window can run' }

describe('what Chromium says', () => {
  test.each<[string, Route]>([
    ['', unreadable],
    ['PROXY', unreadable],
    ['PROXY proxy.contoso.com:0', unreadable],
    ['PROXY proxy.contoso.com:65536', unreadable],
    ['PROXY proxy contoso:8080', unreadable],
    ['PROXY http://proxy.contoso.com:8080', unreadable],
    ['PROXY [proxy]:8080', unreadable],
    [`PROXY ${'a'.repeat(20_000)}:80`, unreadable],
    ['QUIC proxy.contoso.com:443', unreadable],
    ['SOCKS5 127.0.0.1:9050; DIRECT', socks],
    ['SOCKS 127.0.0.1:9050', socks],
    ['HTTPS proxy.contoso.com:443; DIRECT', overTls],
    ['DIRECT', 'direct'],
    ['direct; PROXY proxy.contoso.com:8080', 'direct'],
    ['PROXY proxy.contoso.com:8080', proxy],
    ['PROXY proxy.contoso.com:8080; PROXY other:8080; DIRECT', proxy],
    ['PROXY proxy.contoso.com', { ...proxy, port: 80 }],
    ['PROXY [fd00::8]:3128;DIRECT', { host: 'fd00::8', port: 3128 }],
  ])('%s', (list, route) => {
    expect(routeInList(list)).toEqual(route)
  })

  test('where it says nothing, nobody guesses', async () => {
    expect(await proxyByChromium(async () => 'PROXY proxy.contoso.com:8080')(url)).toEqual(proxy)
    const failing = proxyByChromium(() => Promise.reject(new Error('no network service')))
    expect(await failing(url)).toEqual({ unsupported: 'this machine did not tell its proxy' })
  })
})

describe('what the environment says', () => {
  const https_proxy = 'http://proxy.contoso.com:8080'

  test.each<[string, Record<string, string>, Route | undefined]>([
    ['no proxy', {}, undefined],
    ['an empty one', { https_proxy: '', HTTPS_PROXY: '' }, undefined],
    ['one for another scheme', { http_proxy: https_proxy }, undefined],
    ['exceptions alone', { no_proxy: '*' }, undefined],
    ['what is no address', { https_proxy: 'http://' }, unreadable],
    ['a scheme that is none', { https_proxy: 'ftp://proxy:21' }, unreadable],
    ['SOCKS', { ALL_PROXY: 'socks5h://127.0.0.1:1080' }, socks],
    ['a proxy over TLS', { HTTPS_PROXY: 'https://proxy.contoso.com:8443' }, overTls],
    ['one in small letters', { https_proxy, HTTPS_PROXY: 'http://other:1' }, proxy],
    ['one in capitals', { HTTPS_PROXY: https_proxy }, proxy],
    ['one for all', { all_proxy: 'proxy.contoso.com:8080/' }, proxy],
    ['one without a port', { https_proxy: 'http://proxy.contoso.com' }, { ...proxy, port: 1080 }],
    ['one with a sign-in', { https_proxy: 'http://CONTOSO%5Cada:p%40ss@proxy.contoso.com:8080' }, proxy],
    ['one with an unencoded sign-in', { https_proxy: 'ada:p@ss/w?rd#@proxy.contoso.com:8080' }, unreadable],
    ['an exception for all', { https_proxy, no_proxy: '*' }, 'direct'],
    ['the name', { https_proxy, no_proxy: 'a.test, MAIL.contoso.com' }, 'direct'],
    ['the domain', { https_proxy, NO_PROXY: 'contoso.com' }, 'direct'],
    ['the domain with a dot', { https_proxy, NO_PROXY: '.contoso.com.' }, 'direct'],
    ['a name that only ends so', { https_proxy, no_proxy: 'oso.com,ail.contoso.com' }, proxy],
    ['another domain', { https_proxy, no_proxy: 'contoso.test 10.0.0.0/8' }, proxy],
    ['a star inside, which curl does not know', { https_proxy, no_proxy: '*.contoso.com' }, proxy],
  ])('%s', (_, environment, route) => {
    expect(routeInEnvironment(url, environment)).toEqual(route)
  })

  test.each<[string, string, Route]>([
    ['https://10.20.0.14/', '10.0.0.0/8', 'direct'],
    ['https://10.20.0.14/', '10.20.0.14', 'direct'],
    ['https://11.20.0.14/', '10.0.0.0/8', proxy],
    ['https://10.20.0.14/', '10.0.0.0/99', proxy],
    ['https://[fd00::14]:8443/', 'fd00::/8', 'direct'],
    ['https://[fd00::14]:8443/', '[fd00::14]', 'direct'],
    ['https://[fd00::14]:8443/', '10.0.0.0/8', proxy],
  ])('of %s with the exception %s', (address, no_proxy, route) => {
    expect(routeInEnvironment(address, { https_proxy, no_proxy })).toEqual(route)
  })

  test('of plain HTTP, in small letters only', () => {
    expect(routeInEnvironment('http://contoso.com/', { HTTP_PROXY: https_proxy })).toBeUndefined()
    expect(routeInEnvironment('http://contoso.com/', { http_proxy: https_proxy })).toEqual(proxy)
  })
})

describe('what the registry of Windows says', () => {
  const printed = (...values: [string, string, string][]) =>
    [
      '',
      'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
      '    CertificateRevocation    REG_DWORD    0x1',
      '    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)',
      '    ZonesSecurityUpgrade    REG_BINARY    0A1B2C3D',
      ...values.map(([name, type, value]) => `    ${name}    ${type}    ${value}`),
      '',
      'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections',
      '',
    ].join('\r\n')
  const on: [string, string, string] = ['ProxyEnable', 'REG_DWORD', '0x1']
  const server = (value: string): [string, string, string] => ['ProxyServer', 'REG_SZ', value]
  const except = (value: string): [string, string, string] => ['ProxyOverride', 'REG_SZ', value]

  test.each<[string, string, Route]>([
    ['nothing', '', 'direct'],
    ['no proxy', printed(), 'direct'],
    ['one that is off', printed(['ProxyEnable', 'REG_DWORD', '0x0'], server('proxy.contoso.com:8080')), 'direct'],
    ['a script', printed(['AutoConfigURL', 'REG_SZ', 'http://wpad.contoso.com/wpad.dat']), script],
    ['a script beside a proxy', printed(on, server('p:1'), ['AutoConfigURL', 'REG_SZ', 'http://w/']), script],
    ['an empty script', printed(on, server('proxy.contoso.com:8080'), ['AutoConfigURL', 'REG_SZ', '']), proxy],
    ['SOCKS alone', printed(on, server('socks=proxy.contoso.com:1080')), socks],
    ['one for other schemes', printed(on, server('http=proxy.contoso.com:8080;ftp=p:21')), 'direct'],
    ['one without an address', printed(on, server('https=')), unreadable],
    ['one', printed(on, server('proxy.contoso.com:8080')), proxy],
    ['one as a URL', printed(on, server('http://proxy.contoso.com:8080')), proxy],
    ['one for each scheme', printed(on, server('http=p:80;https=proxy.contoso.com:8080;socks=s:1080')), proxy],
    ['the name as an exception', printed(on, server('p:1'), except('mail.contoso.com')), 'direct'],
    ['the domain', printed(on, server('p:1'), except('10.*;*.Contoso.com;<local>')), 'direct'],
    ['the port', printed(on, server('p:1'), except('*.contoso.com:443')), 'direct'],
    ['another port', printed(on, server('proxy.contoso.com:8080'), except('*.contoso.com:8443')), proxy],
    ['a part of the name', printed(on, server('proxy.contoso.com:8080'), except('contoso.com;<local>')), proxy],
    ['the scheme before it', printed(on, server('p:1'), except('https://mail.*')), 'direct'],
  ])('%s', (_, text, route) => {
    expect(routeInRegistry(url, text)).toEqual(route)
  })

  test('a name without a dot is local', () => {
    const text = printed(on, server('proxy.contoso.com:8080'), except('<local>'))
    expect(routeInRegistry('https://exch01/', text)).toBe('direct')
    expect(routeInRegistry('https://[fd00::14]/', text)).toEqual(proxy)
  })

  test('an exception of many stars takes no time', () => {
    const text = printed(on, server('proxy.contoso.com:8080'), except(`${'*a'.repeat(2_000)}*b`))
    expect(routeInRegistry(`https://${'a'.repeat(60)}.test/`, text)).toEqual(proxy)
  })
})

describe('what scutil of macOS says', () => {
  const printed = (...lines: string[]) => ['<dictionary> {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n')
  const exceptions = ['ExceptionsList : <array> {', '  0 : *.local', '  1 : 169.254/16', '  2 : mail.contoso.com', '}']
  const https = ['HTTPSEnable : 1', 'HTTPSPort : 8080', 'HTTPSProxy : proxy.contoso.com']

  test.each<[string, string, Route]>([
    ['nothing', '', 'direct'],
    ['no proxy', printed('FTPPassive : 1', 'HTTPEnable : 0', 'HTTPSEnable : 0'), 'direct'],
    ['one for plain HTTP', printed('HTTPEnable : 1', 'HTTPPort : 8080', 'HTTPProxy : p'), 'direct'],
    ['a script', printed('ProxyAutoConfigEnable : 1', 'ProxyAutoConfigURLString : http://w/', ...https), script],
    ['a script to be looked for', printed('ProxyAutoDiscoveryEnable : 1'), script],
    ['SOCKS', printed('SOCKSEnable : 1', 'SOCKSPort : 1080', 'SOCKSProxy : s'), socks],
    ['one without an address', printed('HTTPSEnable : 1'), unreadable],
    [
      'one of an interface alone',
      printed('__SCOPED__ : <dictionary> {', '  en0 : <dictionary> {', ...https, '}', '}'),
      'direct',
    ],
    ['one', printed(...https), proxy],
    ['one beside SOCKS', printed(...https, 'SOCKSEnable : 1'), proxy],
    ['an exception', printed(...exceptions, ...https), 'direct'],
    [
      'one by its address',
      printed('HTTPSEnable : 1', 'HTTPSPort : 3128', 'HTTPSProxy : fd00::8'),
      { host: 'fd00::8', port: 3128 },
    ],
  ])('%s', (_, text, route) => {
    expect(routeInScutil(url, text)).toEqual(route)
  })

  test.each([
    ['https://server.local/', 'direct'],
    ['https://169.254.7.7/', 'direct'],
    ['https://exch01/', 'direct'],
    ['https://mail.contoso.test/', proxy],
  ])('of %s', (address, route) => {
    expect(routeInScutil(address, printed(...exceptions, 'ExcludeSimpleHostnames : 1', ...https))).toEqual(route)
  })
})

describe('this machine', () => {
  const machine = (platform: NodeJS.Platform, more: object = {}) => ({
    ...{ platform, environment: {}, print: async () => Promise.reject(new Error('It was asked.')) },
    ...more,
  })

  test('is asked by a program of the system, and where that fails nobody guesses', async () => {
    const asked: string[][] = []
    const print = async (program: string, args: readonly string[]) => {
      asked.push([program, ...args])
      return ''
    }
    expect(await systemProxy(machine('darwin', { print }))(url)).toBe('direct')
    expect(await systemProxy(machine('win32', { print, environment: { SystemRoot: '/w' } }))(url)).toBe('direct')
    expect(asked).toEqual([
      ['/usr/sbin/scutil', '--proxy'],
      ['/w/System32/reg.exe', 'query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'],
    ])
    for (const platform of ['darwin', 'win32'] as const) {
      expect(await systemProxy(machine(platform))(url)).toEqual({ unsupported: 'this machine did not tell its proxy' })
    }
  })

  test('is not asked where the environment says it, nor elsewhere', async () => {
    const environment = { HTTPS_PROXY: 'proxy.contoso.com:8080' }
    expect(await systemProxy(machine('win32', { environment }))(url)).toEqual(proxy)
    expect(await systemProxy(machine('linux'))(url)).toBe('direct')
  })
})
