import { describe, expect, test } from 'vitest'
import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { AutodiscoverAttempt, AutodiscoverMethod } from '../../../shared/artifacts/autodiscover.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { discoveryOf } from '../../../shared/organisation/discovered.ts'
import { Discovery } from '../../../shared/organisation/discovery.ts'
import { hostsToLookAt } from '../../../shared/organisation/discovery-hosts.ts'
import type { DiscoverySeen } from '../../../shared/organisation/discovery-seen.ts'

const domain = 'contoso.com'
const autodiscoverUrl = `https://autodiscover.${domain}/autodiscover/autodiscover.xml`
const ewsUrl = `https://mail.${domain}/EWS/Exchange.asmx`

function seen(more: Partial<DiscoverySeen> = {}): DiscoverySeen {
  const base = { mailbox: `probe@${domain}`, domain, httpsPort: 443, signsIn: false, artifacts: {}, names: [] }
  return { ...base, servers: [], ...more }
}

function name(host: string, more: Partial<NameAnswer> = {}): NameAnswer {
  const addresses = more.failure ? [] : [{ address: '10.0.0.11', family: 4 as const }]
  return { name: host, purpose: 'ews', resolver: '10.0.0.53', addresses, aliases: [], milliseconds: 1, ...more }
}

function attempt(method: AutodiscoverMethod, more: Partial<AutodiscoverAttempt> = {}): AutodiscoverAttempt {
  return { method, urls: [autodiscoverUrl], result: 'unreachable', exchanges: [], ...more }
}

const inFront = attempt('https-autodiscover', {
  result: 'asks-for-sign-in',
  status: 401,
  asks: { schemes: ['ntlm'], asExchange: true },
})

type Server = DiscoverySeen['servers'][number]
type Asked = { status?: number; schemes?: Server['directories'][number]['schemes'] }

function server(host: string, more: Partial<Server> = {}, asked: Asked = {}): Server {
  const { status = 401, schemes = ['negotiate', 'ntlm'] } = asked
  const directories = (['ews', 'active-sync', 'autodiscover'] as const).map((directory) => ({
    directory,
    path: '/',
    status,
    schemes,
  }))
  const shown = { trusted: true, nameMatches: true, frontEnd: 'EXCH01', build: '15.2.1748.10', exchange: true }
  const at = { host, port: 443, address: '10.0.0.11', named: true, seenAt: '2026-11-28T00:00:00.000Z' }
  return { ...at, ...shown, directories, by: ['guess-answered'], ...more }
}

const withoutMarks: Partial<Server> = { frontEnd: undefined, build: undefined }

function records(more: { exchange?: string; target?: string } = {}): Artifacts['dnsRecords'] {
  const { exchange, target } = more
  const at = { ttlSeconds: 300 }
  return {
    domain,
    httpsPort: 443,
    mailExchangers: {
      resolver: '10.0.0.53',
      outside: false,
      records: exchange === undefined ? [] : [{ preference: 10, exchange, ...at }],
    },
    autodiscoverServices: {
      name: `_autodiscover._tcp.${domain}`,
      resolver: '10.0.0.53',
      records: target === undefined ? [] : [{ priority: 0, weight: 0, port: 443, target, ...at }],
    },
    unusedName: { name: `x.${domain}`, addresses: [] },
  }
}

const json = (url: string, activeSync?: string): Artifacts['autodiscoverJson'] => ({
  answers: [
    { protocol: 'EWS', urls: [], result: 'url', url, exchanges: [] },
    ...(activeSync
      ? [{ protocol: 'ActiveSync' as const, urls: [], result: 'url' as const, url: activeSync, exchanges: [] }]
      : []),
  ],
})

const refused = { code: 'resolver-unreachable', where: domain } as const
const unknown = { code: 'name-not-found', where: domain } as const

/** The same form for every case: it fits the schema. */
function judged(more: Partial<DiscoverySeen>): Discovery {
  const discovery = discoveryOf(seen(more))
  expect(Discovery.parse(JSON.parse(JSON.stringify(discovery)))).toEqual(discovery)
  return discovery
}

const found = ({ found }: Discovery, service: string) => found.find((each) => each.service === service)

describe('which settings have to be typed, and why', () => {
  const whys = ({ toType }: Discovery) => toType.map(({ setting, why }) => `${setting}: ${why}`)
  const names = (failure: NonNullable<NameAnswer['failure']>) => ({
    dnsAnswers: { names: [name(`autodiscover.${domain}`, { failure }), name(domain, { failure })] },
  })

  test.each<[string, Partial<DiscoverySeen>, string[]]>([
    ['nothing at all', {}, ['ews-address: nothing-answers']],
    ['no resolver answers', { artifacts: names(refused) }, ['resolvers: dns-silent']],
    [
      'the domain is not in DNS',
      { artifacts: { ...names(unknown), dnsRecords: records() } },
      ['mailbox: domain-not-in-dns', 'resolvers: domain-not-in-dns'],
    ],
    [
      'a domain that has only mail is in DNS',
      { artifacts: { ...names(unknown), dnsRecords: records({ exchange: 'mx.filter.example' }) } },
      ['ews-address: nothing-answers'],
    ],
    ['it was stopped', { endedEarly: 'cancelled' }, ['ews-address: not-looked-to-the-end']],
    [
      'the name autodiscover is an alias of Exchange Online',
      {
        artifacts: {
          dnsAnswers: {
            names: [
              name(`autodiscover.${domain}`, {
                aliases: [{ name: `autodiscover.${domain}`, target: 'autodiscover.outlook.com' }],
              }),
            ],
          },
        },
      },
      ['ews-address: in-the-cloud'],
    ],
    [
      'Autodiscover redirects to Exchange Online',
      {
        artifacts: {
          autodiscoverWellKnown: {
            attempts: [
              attempt('http-redirect', {
                result: 'redirect-refused',
                urls: [autodiscoverUrl, 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml'],
              }),
            ],
          },
        },
      },
      ['ews-address: in-the-cloud'],
    ],
    [
      'the SRV record names another provider',
      { artifacts: { dnsRecords: records({ target: 'autodiscover.google.com' }) } },
      ['ews-address: with-another-provider'],
    ],
    [
      'the SRV record names a host outside of the domain',
      { artifacts: { dnsRecords: records({ target: 'mail.hosting.example' }) } },
      ['ews-address: named-elsewhere'],
    ],
    [
      'Autodiscover gives an address outside of the domain',
      { artifacts: { autodiscoverJson: json('https://exch01.contoso.local/EWS/Exchange.asmx') } },
      ['ews-address: named-elsewhere'],
    ],
    [
      'Autodiscover wants a sign-in, and nobody signs in',
      { artifacts: { autodiscoverWellKnown: { attempts: [inFront] } } },
      ['account: address-behind-sign-in', 'ews-address: address-behind-sign-in'],
    ],
    [
      'Autodiscover refuses the password',
      {
        signsIn: true,
        artifacts: {
          autodiscoverWellKnown: { attempts: [inFront] },
          autodiscover: {
            mailbox: '',
            attempts: [attempt('https-autodiscover', { result: 'sign-in-rejected', status: 401 })],
          },
        },
      },
      ['account: sign-in-failed', 'ews-address: sign-in-failed'],
    ],
    [
      'Autodiscover knows no such mailbox',
      {
        artifacts: {
          autodiscoverWellKnown: { attempts: [inFront] },
          autodiscoverJson: {
            answers: [{ protocol: 'EWS', urls: [], result: 'error', errorCode: 'UserNotFound', exchanges: [] }],
          },
        },
        servers: [server(`mail.${domain}`)],
      },
      ['mailbox: mailbox-unknown'],
    ],
    [
      'Autodiscover gives an address at which nothing is',
      {
        artifacts: { autodiscoverJson: json(ewsUrl) },
        servers: [server(`mail.${domain}`, withoutMarks, { status: 404 })],
      },
      ['ews-address: given-does-not-answer', 'active-sync-address: nothing-answers'],
    ],
    [
      'an authority of one’s own',
      {
        servers: [server(`mail.${domain}`, { trusted: false, chainError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' })],
      },
      ['certificate-authorities: authority-unknown'],
    ],
    ['everything is there', { servers: [server(`mail.${domain}`)] }, []],
  ])('%s', (_what, more, expected) => {
    expect(whys(judged(more))).toEqual(expected)
  })
})

describe('where EWS is, and how that is known', () => {
  test.each<[string, Partial<DiscoverySeen>, object | undefined]>([
    ['a web site is no EWS', { servers: [server(`mail.${domain}`, withoutMarks, { status: 200 })] }, undefined],
    [
      'what asks for Basic without a mark is no EWS',
      { servers: [server(`mail.${domain}`, withoutMarks, { schemes: ['basic'] })] },
      undefined,
    ],
    [
      'an address over plain http is none',
      { artifacts: { autodiscoverJson: json(`http://mail.${domain}/EWS/Exchange.asmx`) } },
      undefined,
    ],
    [
      'a Windows server without a mark may be Exchange 2010',
      { servers: [server(`mail.${domain}`, withoutMarks)] },
      { certainty: 'inferred', how: ['answers-as-windows', 'guess-answered'] },
    ],
    [
      'the marks of Exchange',
      { servers: [server(`mail.${domain}`, { by: ['srv-record', 'guess-answered'] })] },
      {
        url: ewsUrl,
        certainty: 'seen',
        how: ['answers-as-exchange', 'srv-record', 'guess-answered'],
        build: '15.2.1748.10',
        server: 'EXCH01',
      },
    ],
    [
      'a port of a lab',
      { servers: [server(`mail.${domain}`, { port: 8443 })] },
      { url: `https://mail.${domain}:8443/EWS/Exchange.asmx` },
    ],
    [
      'one that clients trust goes before one that they do not',
      {
        servers: [
          server(`mail.${domain}`, { trusted: false, chainError: 'CERT_HAS_EXPIRED' }),
          server(`webmail.${domain}`),
        ],
      },
      { url: `https://webmail.${domain}/EWS/Exchange.asmx` },
    ],
    [
      'a certificate that has run out stands beside the address',
      { servers: [server(`mail.${domain}`, { trusted: false, chainError: 'CERT_HAS_EXPIRED' })] },
      { url: ewsUrl, certificate: { code: 'expired' } },
    ],
    [
      'Autodiscover gave it, and nothing has been seen there',
      { artifacts: { autodiscoverJson: json(ewsUrl) } },
      { url: ewsUrl, certainty: 'inferred', how: ['autodiscover-json-answered'] },
    ],
    [
      'Autodiscover gave it, and it answers',
      { artifacts: { autodiscoverJson: json(ewsUrl) }, servers: [server(`mail.${domain}`)] },
      { url: ewsUrl, certainty: 'seen', how: ['autodiscover-json-answered', 'answers-as-exchange'] },
    ],
    [
      'what it gave to the account goes before what it gives to anyone',
      {
        artifacts: {
          autodiscoverJson: json(`https://old.${domain}/EWS/Exchange.asmx`),
          autodiscover: { mailbox: '', attempts: [], settings: { externalEwsUrl: ewsUrl } },
        },
      },
      { url: ewsUrl, how: ['autodiscover-answered'] },
    ],
  ])('%s', (_what, more, expected) => {
    const ews = found(judged(more), 'ews')
    if (expected === undefined) expect(ews).toBeUndefined()
    else expect(ews).toMatchObject(expected)
  })
})

describe('the others', () => {
  test('ActiveSync is beside EWS where it was not looked at, and nowhere where something else is there', () => {
    expect(found(judged({ artifacts: { autodiscoverJson: json(ewsUrl) } }), 'active-sync')).toEqual({
      service: 'active-sync',
      url: `https://mail.${domain}/Microsoft-Server-ActiveSync`,
      how: ['beside-ews'],
      certainty: 'inferred',
    })
    const there = server(`mail.${domain}`)
    const directories = there.directories.map((each) =>
      each.directory === 'active-sync' ? { ...each, status: 404, schemes: [] } : each,
    )
    expect(found(judged({ servers: [{ ...there, directories }] }), 'active-sync')).toBeUndefined()
  })

  test('Autodiscover by the SRV record says so, and the other ways what they met', () => {
    const url = `https://mail.${domain}/autodiscover/autodiscover.xml`
    const { found: all, inVain } = judged({
      artifacts: {
        autodiscoverWellKnown: {
          attempts: [
            attempt('https-domain', { urls: [`https://${domain}/`], result: 'not-found' }),
            attempt('https-autodiscover', { failure: { ...unknown, where: `autodiscover.${domain}` } }),
            attempt('srv', { ...inFront, method: 'srv', urls: [url] }),
          ],
        },
      },
    })
    expect(all[0]).toMatchObject({ service: 'autodiscover', url, how: ['autodiscover-in-front', 'srv-record'] })
    expect(inVain).toEqual([
      { looked: 'autodiscover', where: `https://${domain}/`, why: 'not-there' },
      { looked: 'autodiscover', where: autodiscoverUrl, why: 'not-in-dns' },
    ])
  })

  test('Autodiscover that no client finds is told as such', () => {
    const { found: all, remarks } = judged({ servers: [server(`mail.${domain}`)] })
    expect(all[0]).toMatchObject({
      service: 'autodiscover',
      url: `https://mail.${domain}/Autodiscover/Autodiscover.xml`,
    })
    expect(remarks).toEqual([{ code: 'clients-do-not-find-autodiscover', detail: `mail.${domain}` }])
  })

  test('mail that goes to a cloud says nothing about the mailbox', () => {
    const artifacts = { dnsRecords: records({ exchange: 'contoso-com.mail.protection.outlook.com' }) }
    const { remarks, toType } = judged({ artifacts, servers: [server(`mail.${domain}`)] })
    expect(remarks).toContainEqual({ code: 'mail-goes-to-cloud', detail: 'Microsoft 365' })
    expect(toType).toEqual([])
  })

  test('nothing that a server sent is told at length', () => {
    const result = { result: 'error-response', errorCode: '600', errorMessage: 'x'.repeat(5_000) } as const
    const { inVain } = judged({ artifacts: { autodiscoverWellKnown: { attempts: [attempt('https-domain', result)] } } })
    expect(inVain[0]?.detail).toHaveLength(300)
  })
})

describe('which hosts are looked at', () => {
  const hosts = (more: Partial<DiscoverySeen>) => hostsToLookAt(seen(more)).map(({ host }) => host)

  test('none outside of the domain, whoever names it', () => {
    const artifacts = {
      dnsRecords: records({ exchange: 'mx.filter.example', target: 'mail.hosting.example' }),
      autodiscoverJson: json('https://exch01.contoso.local/EWS/Exchange.asmx', 'https://evilcontoso.com/'),
      autodiscover: { mailbox: '', attempts: [], settings: { internalEwsUrl: 'https://contoso.com@evil.example/EWS' } },
    }
    expect(hosts({ artifacts })).toEqual([`autodiscover.${domain}`])
  })

  test('none that is an alias of a cloud service', () => {
    const aliases = [{ name: `mail.${domain}`, target: 'outlook.office365.com' }]
    expect(hosts({ names: [name(`mail.${domain}`, { aliases }), name(`owa.${domain}`)] })).toEqual([
      `owa.${domain}`,
      `autodiscover.${domain}`,
    ])
  })

  test('names are guessed only where Autodiscover gives no address', () => {
    const names = [name(`mail.${domain}`), name(`webmail.${domain}`)]
    const given = { autodiscoverJson: json(`https://ex.${domain}/EWS/Exchange.asmx`) }
    expect(hosts({ names, artifacts: given })).toEqual([`ex.${domain}`, `autodiscover.${domain}`])
    expect(hosts({ names })).toEqual([`mail.${domain}`, `webmail.${domain}`, `autodiscover.${domain}`])
  })

  test('what DNS names goes before what is guessed, and each host is looked at once', () => {
    const artifacts = { dnsRecords: records({ exchange: `mx.${domain}`, target: `mail.${domain}` }) }
    expect(hostsToLookAt(seen({ artifacts, names: [name(`mail.${domain}`)] }))).toEqual([
      { host: `mail.${domain}`, port: 443, by: ['srv-record', 'guess-answered'] },
      { host: `mx.${domain}`, port: 443, by: ['mx-record'] },
      { host: `autodiscover.${domain}`, port: 443, by: ['guess-answered'] },
    ])
  })

  test('a certificate names more, where EWS is at the name of Autodiscover alone', () => {
    const certificate = {
      ...{ subject: '', issuer: '', validFrom: '', validTo: '', serialNumber: '', sha256: '', keyType: 'rsa' },
      names: [`EMail.${domain}`, `*.${domain}`, domain, 'exch01.contoso.local'],
      selfSigned: false,
    }
    expect(hosts({ servers: [server(`autodiscover.${domain}`, { certificate })] })).toEqual([
      `email.${domain}`,
      `autodiscover.${domain}`,
    ])
    expect(hosts({ servers: [server(`mail.${domain}`, { certificate })] })).toEqual([`autodiscover.${domain}`])
  })

  test('a dozen at most', () => {
    const certificate = { names: Array.from({ length: 90 }, (_, at) => `a${at}.${domain}`) } as Server['certificate']
    expect(hosts({ servers: [server(`autodiscover.${domain}`, { certificate })] })).toHaveLength(12)
  })
})
