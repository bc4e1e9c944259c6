import { once } from 'node:events'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { createAuthority, generateKeyPair, issueLeaf, privateKeyPem } from '../../../../lab/tls/authority.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'
import { runAgainst } from './lab-run.ts'

// Hosts of the organisation's own domain that only the network names: a redirect, an SRV record, an answer. Their
// certificate is good, so that nothing but the guard of credentials stands between them and the password.

type Answer = { status: number; headers?: Record<string, string | string[]>; body?: string }
type Sites = Record<string, (path: string, signedIn: boolean, method: string) => Answer>

const DAY = 86_400_000
const POX = '/autodiscover/autodiscover.xml'
const EAS = '/Microsoft-Server-ActiveSync'

let lab: Lab
let authorities: string[]
let ports: { https: number; http: number }
let closeServers: () => void
/** What answers at each host, by the first label of its name, and to a request without TLS. */
let sites: Sites
let plain: Answer
let srv: string | undefined
/** Scheme and host of each credential that came. */
let credentials: string[]

beforeAll(async () => {
  lab = await startLab({
    adjust: ({ dns }) => {
      dns.inside.push((records) => [
        ...records.filter(({ type }) => type !== 'SRV'),
        ...['wiki', 'exch07', 'portal'].map((label) => ({
          type: 'A' as const,
          name: `${label}.contoso.test`,
          ttl: 300,
          data: '127.0.0.1',
        })),
        ...(srv === undefined
          ? []
          : [
              {
                type: 'SRV' as const,
                name: '_autodiscover._tcp.contoso.test',
                ttl: 300,
                data: { priority: 0, weight: 0, port: ports.https, target: srv },
              },
            ]),
      ])
    },
  })
  const [rootKeys, otherKeys, leafKeys] = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()])
  const days = (from: number, to: number) => ({
    notBefore: new Date(Date.now() + from * DAY),
    notAfter: new Date(Date.now() + to * DAY),
  })
  const root = await createAuthority('CN=Test Root', rootKeys, days(-100, 1000))
  const names = ['contoso.test', ...['autodiscover', 'mail', 'wiki', 'exch07'].map((label) => `${label}.contoso.test`)]
  const [first = '', ...rest] = names
  const cert = await issueLeaf(root, leafKeys, [first, ...rest], days(-1, 50))
  // A portal of another authority, as what opens TLS on the way would have.
  const otherRoot = await createAuthority('CN=Other Root', otherKeys, days(-100, 1000))
  const ofPortal = await issueLeaf(otherRoot, leafKeys, ['portal.contoso.test'], days(-1, 50))
  authorities = [root.pem, otherRoot.pem]
  const key = await privateKeyPem(leafKeys)
  const web = createServer({ key, cert }, (request, response) => {
    request.resume()
    const { authorization, host = '' } = request.headers
    const label = host.split('.')[0] ?? ''
    if (authorization !== undefined) credentials.push(`${authorization.split(' ')[0]} ${label}`)
    const { status, headers, body }: Answer = sites[label]?.(
      request.url ?? '',
      authorization !== undefined,
      request.method ?? '',
    ) ?? { status: 404 }
    response.writeHead(status, headers).end(body)
  })
  web.addContext('portal.contoso.test', { key, cert: ofPortal })
  const clear = createPlainServer((request, response) => {
    request.resume()
    response.writeHead(plain.status, plain.headers).end(plain.body)
  })
  web.listen(0, '127.0.0.1')
  clear.listen(0, '127.0.0.1')
  await Promise.all([once(web, 'listening'), once(clear, 'listening')])
  ports = { https: (web.address() as AddressInfo).port, http: (clear.address() as AddressInfo).port }
  closeServers = () => {
    for (const server of [web, clear]) {
      server.closeAllConnections()
      server.close()
    }
  }
})
afterAll(async () => {
  closeServers()
  await lab.close()
})
beforeEach(() => {
  lab.unlockAll()
  sites = {}
  plain = { status: 403 }
  srv = undefined
  credentials = []
})

const at = (label: string, path = '/start') => `https://${label}.contoso.test:${ports.https}${path}`
const redirect = (to: string): Answer => ({ status: 302, headers: { Location: to } })
const asks = (...schemes: string[]): Answer => ({
  status: 401,
  headers: { 'WWW-Authenticate': schemes, Server: 'nginx' },
})
const wiki = asks('Basic realm="Wiki"')
const marked = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, 'X-FEServer': 'EXCH07' } })
const settingsFor = (ews: string) =>
  `<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><User><DisplayName>Alice</DisplayName></User><Account><AccountType>email</AccountType><Action>settings</Action><Protocol><Type>EXPR</Type><EwsUrl>${ews}</EwsUrl></Protocol></Account></Response></Autodiscover>`
const gives = (ews: string): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml' },
  body: settingsFor(ews),
})

async function run(more: object = {}, only?: string[]) {
  await lab.setFaults([])
  const organisation = Organisation.parse({
    ...lab.organisation,
    httpsPort: ports.https,
    httpPort: ports.http,
    trust: { certificateAuthorities: [...(lab.organisation.trust?.certificateAuthorities ?? []), ...authorities] },
    ...more,
  })
  return runAgainst(lab, { organisation, ...(only && { only }) })
}

const autodiscoverOnly = ['autodiscover/settings', 'autodiscover/well-known', 'autodiscover/http-redirect']

describe('a web site of the domain that asks for a password is given none', () => {
  it.each<[way: string, lead: (to: string) => void]>([
    [
      'a redirect over plain HTTP',
      (to) => {
        plain = redirect(to)
      },
    ],
    [
      'a redirect of the web site at the mail domain',
      (to) => {
        sites.contoso = () => redirect(to)
      },
    ],
    [
      'a redirect at the name autodiscover',
      (to) => {
        sites.autodiscover = () => redirect(to)
      },
    ],
    [
      'a redirect in an answer',
      (to) => {
        sites.autodiscover = () => ({
          status: 200,
          headers: { 'Content-Type': 'text/xml' },
          body: settingsFor('').replace(
            /<Action>settings<\/Action>.*<\/Protocol>/,
            `<Action>redirectUrl</Action><RedirectUrl>${to}</RedirectUrl>`,
          ),
        })
      },
    ],
    [
      'an SRV record',
      () => {
        srv = 'wiki.contoso.test'
      },
    ],
  ])('%s', async (way, lead) => {
    for (const asking of [wiki, asks('Basic realm="Kerberos Login"', 'Negotiate')]) {
      sites = { wiki: () => asking }
      lead(at('wiki'))
      const found = await run({}, autodiscoverOnly)
      expect(credentials).toEqual([])
      const finding = found.run.findings.find(({ check }) => check === 'autodiscover/settings')
      // Where the web site at the mail domain sends people, no client takes for Autodiscover.
      expect(finding?.outcome).toBe(way.includes('web site') ? 'not-found' : 'not-exchange')
      if (finding?.outcome === 'not-exchange') expect(finding.evidence.server).toMatch(/^wiki\./)
      if (way.includes('plain') && asking === wiki) {
        expect(found.outcomes['autodiscover/http-redirect']).toBe('not-exchange')
      }
    }
  })

  it('the address of EWS that an answer for everybody gives, and that of ActiveSync beside it', async () => {
    plain = redirect(at('wiki', POX))
    sites.wiki = (path) => (path === POX ? gives(at('wiki', '/EWS/Exchange.asmx')) : wiki)
    const { outcomes } = await run({ ews: undefined, activeSync: undefined })
    expect(credentials).toEqual([])
    expect(outcomes).toMatchObject({
      'autodiscover/settings': 'found',
      'sign-in/basic': 'not-tried',
      'sign-in/password': 'not-tried',
      'active-sync/options': 'not-tried',
      'autodiscover/soap': 'other-answer',
    })
  })

  it('ActiveSync beside such an EWS, where the password is to be proven before NTLM', async () => {
    sites.autodiscover = () => gives(at('portal', '/EWS/Exchange.asmx'))
    sites.portal = (path) => (path.startsWith('/EWS/') ? asks('NTLM') : asks('Basic realm="Portal"'))
    const { run: found } = await run({ ews: undefined, activeSync: undefined })
    expect(found.artifacts.signInOrder).toMatchObject({ value: { opened: { shown: { host: 'portal.contoso.test' } } } })
    expect([...new Set(credentials)]).toEqual(['NTLM portal'])
  })

  it.each([
    ['OPTIONS', 'active-sync/options', 'moved-to-stranger'],
    ['POST', 'active-sync/folder-sync', 'not-tried'],
  ])('where a 451 of ActiveSync to %s leads', async (from, check, outcome) => {
    sites.wiki = () => wiki
    sites.mail = (_path, signedIn, method) => {
      if (!signedIn) return marked(asks('Basic realm="mail.contoso.test"'))
      if (method === from) return marked({ status: 451, headers: { 'X-MS-Location': at('wiki', EAS) } })
      return marked({
        status: 200,
        headers: { 'MS-ASProtocolVersions': '14.1,16.1', 'MS-ASProtocolCommands': 'Sync,FolderSync,Provision' },
      })
    }
    const { run: found } = await run({ activeSync: { url: at('mail', EAS) } })
    const finding = found.findings.find((each) => each.check === check)

    expect(credentials).toContain('Basic mail')
    expect(credentials).not.toContain('Basic wiki')
    expect(finding).toMatchObject({ outcome, advice: expect.stringContaining('no sign of Exchange') })
  })
})

describe('a host that is Exchange is signed in to, whoever leads there', () => {
  const answers = (asking: Answer) => (path: string, signedIn: boolean) =>
    signedIn && path === POX ? gives(at('mail', '/EWS/Exchange.asmx')) : asking

  it('by a redirect over plain HTTP, to the published name behind a proxy that hides the marks', async () => {
    plain = redirect(at('mail', POX))
    sites.mail = answers(asks('Basic realm="mail.contoso.test"'))
    const { outcomes } = await run({}, autodiscoverOnly)
    expect(credentials).toEqual(['Basic mail'])
    expect(outcomes).toMatchObject({ 'autodiscover/settings': 'found', 'autodiscover/http-redirect': 'leads' })
  })

  it('by an SRV record, to a name of its own that bears the marks', async () => {
    srv = 'exch07.contoso.test'
    sites.exch07 = answers(marked(asks('Basic realm="exch07.contoso.test"')))
    const { outcomes } = await run({}, autodiscoverOnly)
    expect(credentials).toEqual(['Basic exch07'])
    expect(outcomes['autodiscover/settings']).toBe('found')
  })

  it('by a redirect over plain HTTP, to an older one that bears no mark and offers NTLM', async () => {
    plain = redirect(at('exch07', POX))
    sites.exch07 = answers(asks('Negotiate', 'NTLM', 'Basic realm="exch07.contoso.test"'))
    await run({}, autodiscoverOnly)
    expect([...new Set(credentials)]).toEqual(['NTLM exch07'])
  })
})
