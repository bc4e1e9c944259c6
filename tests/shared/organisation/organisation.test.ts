import { describe, expect, test } from 'vitest'
import { issueSentence } from '../../../shared/contract/issue-sentence.ts'
import { Organisation } from '../../../shared/organisation/organisation.ts'

const good = { format: 1, name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test' }
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
const without = (key: keyof typeof good) => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key))
const account = (value: object) => ({ ...good, account: { username: 'CONTOSO\\probe', ...value } })

/** What a person reads when the organisation is refused; undefined when it is not. */
function refusal(value: unknown): string | undefined {
  const parsed = Organisation.safeParse(value)
  return parsed.success ? undefined : issueSentence(parsed.error)
}

describe('what is refused says where and what is accepted', () => {
  test.each<[what: string, value: unknown, where: string, accepted: RegExp]>([
    ['nothing', undefined, 'the whole', /accepted is an object/],
    ['a list', [good], 'the whole', /accepted is an object/],
    ['a text', 'contoso.test', 'the whole', /accepted is an object/],
    ['a key that is mistyped', { ...good, mailBox: 'x' }, 'the whole', /has a key that is not known/],
    ['no format', without('format'), 'format', /accepted is 1$/],
    ['a format of the future', { ...good, format: 2 }, 'format', /accepted is 1$/],
    ['no name', without('name'), 'name', /accepted is text/],
    ['an empty name', { ...good, name: '' }, 'name', /accepted is at least 1 character/],
    ['no domain', without('domain'), 'domain', /accepted is text/],
    [
      'an address as the domain',
      { ...good, domain: 'https://contoso.test' },
      'domain',
      /accepted is a name such as contoso\.com/,
    ],
    ['a domain with an empty label', { ...good, domain: 'contoso..test' }, 'domain', /is not a DNS name/],
    ['a label of 64 letters', { ...good, domain: `${'a'.repeat(64)}.test` }, 'domain', /is not a DNS name/],
    ['a domain of 254 letters', { ...good, domain: `${'a.'.repeat(125)}test` }, 'domain', /is not a DNS name/],
    [
      'an address in full-width digits as the domain',
      { ...good, domain: '１０.０.０.１' },
      'domain',
      /is not a DNS name/,
    ],
    ['a user outside ASCII', { ...good, mailbox: 'jörg@contoso.test' }, 'mailbox', /is not a mail address/],
    ['a server outside ASCII', { ...good, servers: ['exch01.müller.example'] }, 'servers.0', /is not a server/],
    ['a mailbox without a domain', { ...good, mailbox: 'probe' }, 'mailbox', /is not a mail address/],
    ['no silence', { ...good, idleSeconds: 0 }, 'idleSeconds', /is too few seconds; accepted is .* from 1 to 600/],
    ['too long a silence', { ...good, idleSeconds: 601 }, 'idleSeconds', /is too many seconds; accepted is .* to 600/],
    ['half a second', { ...good, idleSeconds: 0.5 }, 'idleSeconds', /is not a number of seconds/],
    ['an account that is a text', { ...good, account: 'probe' }, 'account', /accepted is an object/],
    ['an account without a name', { ...good, account: {} }, 'account.username', /accepted is text/],
    ...[
      ['an empty account name', ''],
      ['a domain and no user', 'CONTOSO\\'],
      ['a user after nothing', '\\probe'],
      ['two backslashes, as some files write one', 'CONTOSO\\\\probe'],
      ['two domains', 'FOREST\\CONTOSO\\probe'],
      ['a line break in the name', 'probe\r\nX: y'],
      ['a NUL in the domain', 'CON\0TOSO\\probe'],
      ['a control character of Latin-1', 'probe\u0085'],
    ].map(([what, username]): [string, object, string, RegExp] => [
      what ?? '',
      account({ username }),
      'account.username',
      /accepted (?:is at least|are DOMAIN\\user, user@domain and user)/,
    ]),
    [
      'a password in the file',
      account({ password: 'hunter2' }),
      'account.password',
      /accepted is \{"environment": "NAME"\}.*never the password itself/,
    ],
    [
      'a password in the file, in an object',
      account({ password: { value: 'hunter2' } }),
      'account.password',
      /never the password itself/,
    ],
    [
      'a variable that is none',
      account({ password: { environment: '1 X' } }),
      'account.password.environment',
      /accepted are letters, digits and _/,
    ],
    [
      'two sources of a password',
      account({ password: { environment: 'X', keychain: { service: 's', account: 'a' } } }),
      'account.password',
      /accepted is/,
    ],
    [
      'a keychain entry without an account',
      account({ password: { keychain: { service: 's' } } }),
      'account.password',
      /accepted is/,
    ],
    [
      'plain HTTP',
      { ...good, ews: { url: 'http://mail.contoso.test/EWS/Exchange.asmx' } },
      'ews.url',
      /accepted is an https:\/\/ address/,
    ],
    [
      'an address with a password in it',
      { ...good, ews: { url: 'https://probe:hunter2@mail.contoso.test/' } },
      'ews.url',
      /without a user name/,
    ],
    [
      'an address with a fragment',
      { ...good, ews: { url: 'https://mail.contoso.test/#x' } },
      'ews.url',
      /accepted is an https/,
    ],
    [
      'no address at all',
      { ...good, activeSync: { url: 'mail.contoso.test' } },
      'activeSync.url',
      /accepted is an https/,
    ],
    [
      'a device type with a blank in it',
      { ...good, activeSync: { deviceType: 'i Phone' } },
      'activeSync.deviceType',
      /accepted are 1 to 32 letters and digits/,
    ],
    ['a version that nobody speaks', { ...good, activeSync: { version: '15.0' } }, 'activeSync.version', /accepted/],
    ['a trace that is a word', { ...good, activeSync: { leaveNoTrace: 'yes' } }, 'activeSync.leaveNoTrace', /accepted/],
    [
      'an address that is not in an object',
      { ...good, ews: 'https://mail.contoso.test/' },
      'ews',
      /accepted is an object/,
    ],
    [
      'a line break in the user agent',
      { ...good, vendorUserAgent: 'a\r\nX: y' },
      'vendorUserAgent',
      /1 to 200 printable ASCII/,
    ],
    ['an empty user agent', { ...good, vendorUserAgent: '' }, 'vendorUserAgent', /1 to 200 printable ASCII/],
    [
      'a resolver by name',
      { ...good, resolvers: ['dns.contoso.test'] },
      'resolvers.0',
      /accepted is an address such as 10\.0\.0\.53/,
    ],
    [
      'an IPv6 resolver without brackets',
      { ...good, resolvers: ['10.0.0.53', 'fd00::53'] },
      'resolvers.1',
      /accepted is an address/,
    ],
    ['a resolver of no address', { ...good, resolvers: ['999.0.0.1'] }, 'resolvers.0', /accepted is an address/],
    ['a resolver at no port', { ...good, resolvers: ['10.0.0.53:0'] }, 'resolvers.0', /accepted is an address/],
    ['no resolver in the list', { ...good, resolvers: [] }, 'resolvers', /accepted is at least 1 entry/],
    [
      'five resolvers',
      { ...good, resolvers: Array.from({ length: 5 }, () => '10.0.0.53') },
      'resolvers',
      /accepted is at most 4 entries/,
    ],
    ['port 0', { ...good, httpsPort: 0 }, 'httpsPort', /whole number from 1 to 65535/],
    ['a port above all', { ...good, httpsPort: 65_536 }, 'httpsPort', /whole number from 1 to 65535/],
    ['half a port', { ...good, httpsPort: 443.5 }, 'httpsPort', /whole number from 1 to 65535/],
    ['a port in letters', { ...good, httpsPort: '443' }, 'httpsPort', /whole number from 1 to 65535/],
    [
      'an authority that is no PEM',
      { ...good, trust: { certificateAuthorities: ['ca.pem'] } },
      'trust.certificateAuthorities.0',
      /BEGIN CERTIFICATE/,
    ],
    [
      'a fingerprint that is too short',
      { ...good, trust: { pinned: ['3F:91'] } },
      'trust.pinned.0',
      /SHA-256 fingerprint/,
    ],
    ['a SHA-1 fingerprint', { ...good, trust: { pinned: ['3f'.repeat(20)] } }, 'trust.pinned.0', /SHA-256 fingerprint/],
    ['trust in everything', { ...good, trust: { all: true } }, 'trust', /has a key that is not known/],
  ])('%s', (_, value, where, accepted) => {
    const told = refusal(value)
    expect(told).toBeDefined()
    const [place, ...reason] = (told ?? '').replace(/\.$/, '').split(': ')
    expect(place).toBe(where)
    expect(reason.join(': ')).toMatch(accepted)
    expect(told).not.toContain('hunter2')
  })
})

describe('what is accepted', () => {
  test.each<[what: string, value: object]>([
    ['the least', good],
    ['a domain outside ASCII', { ...good, domain: 'müller.example', mailbox: 'probe@müller.example' }],
    ['a domain of one label', { ...good, domain: 'localhost' }],
    ['an account without a password', account({})],
    ['a user principal name', account({ username: 'probe@corp.contoso.test' })],
    ['a bare user name', account({ username: 'probe' })],
    ['a name with spaces and letters outside ASCII', account({ username: 'CONTOSO\\Jörg Müller' })],
    ['a password in the environment', account({ password: { environment: 'POSTERN_PASSWORD' } })],
    ['a password in the keychain', account({ password: { keychain: { service: 'postern', account: 'probe' } } })],
    ['addresses with a port', { ...good, ews: { url: 'https://mail.contoso.test:8443/EWS/Exchange.asmx' } }],
    [
      'an ActiveSync address',
      { ...good, activeSync: { url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync' } },
    ],
    [
      'how ActiveSync is signed in to, without its address',
      { ...good, activeSync: { wanted: true, leaveNoTrace: true, deviceType: 'iPhone', version: '14.1' } },
    ],
    ['a user agent', { ...good, vendorUserAgent: 'python-EAS-Client 1.0' }],
    ['resolvers of both kinds', { ...good, resolvers: ['10.0.0.53', '127.0.0.1:5353', '[fd00::53]', '[::1]:53'] }],
    ['ten minutes of silence', { ...good, idleSeconds: 600 }],
    ['a port', { ...good, httpsPort: 65_535 }],
    ['an authority', { ...good, trust: { certificateAuthorities: [PEM] } }],
    [
      'fingerprints with and without colons',
      { ...good, trust: { pinned: ['3f'.repeat(32), Array(32).fill('3F').join(':')] } },
    ],
  ])('%s', (_, value) => {
    expect(refusal(value)).toBeUndefined()
    expect(Organisation.parse(value)).toEqual(value)
  })
})
