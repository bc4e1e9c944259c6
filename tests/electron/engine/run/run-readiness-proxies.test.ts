import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runReadiness } from '../../../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { createTestCertificates, type TestCertificates } from '../wire/tls-server.ts'

// What stands in front of Exchange in real networks, with the lab for DNS and Autodiscover. The server keeps count of
// the credentials that reach it: that is what these tests are about.

let lab: Lab
let certificates: TestCertificates
const servers: Server[] = []

beforeAll(async () => {
  lab = await startLab()
  certificates = await createTestCertificates()
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(() => lab.close())

type Seen = { port: number; credentials: string[] }

/** mail.contoso.test on a port of its own. `answer` is asked for each request that carries a credential. */
async function startFront(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  anonymous: (response: ServerResponse) => void = (response) =>
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="mail.contoso.test"' }).end(),
): Promise<Seen> {
  const credentials: string[] = []
  const server = createServer(certificates.good, (request, response) => {
    request.resume()
    if (request.headers.authorization === undefined) return anonymous(response)
    credentials.push(request.headers.authorization)
    answer(request, response)
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, credentials }
}

function organisationAt(port: number, more: object = {}): Organisation {
  return Organisation.parse({
    ...lab.organisation,
    ews: { url: `https://mail.contoso.test:${port}/EWS/Exchange.asmx` },
    activeSync: { url: `https://mail.contoso.test:${port}/Microsoft-Server-ActiveSync` },
    httpsPort: port,
    trust: { certificateAuthorities: [certificates.authority] },
    ...more,
  })
}

function outcomes(run: Run): Record<string, string> {
  return Object.fromEntries(run.findings.map(({ check, outcome }) => [check, outcome]))
}

describe('a proxy that signs people in itself', () => {
  it.each<[what: string, answer: (request: IncomingMessage, response: ServerResponse) => void]>([
    ['redirects a wrong password', (_request, response) => response.writeHead(302, { Location: '/my.logon' }).end()],
    [
      'shows a page with a form',
      (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<form><input></form>'),
    ],
    [
      'shows a page whose form a script makes',
      (_request, response) =>
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script src="/f"></script>'),
    ],
    ['answers with an error of its own', (_request, response) => response.writeHead(503).end()],
  ])('%s: one credential is sent, and no yes is read into it', async (_what, answer) => {
    const front = await startFront(answer)
    const run = await runReadiness({ organisation: organisationAt(front.port), password: 'wrong-password-1' })
    expect(front.credentials).toHaveLength(1)
    expect(outcomes(run)).toMatchObject({
      'sign-in/basic': 'unclear',
      'sign-in/password': 'unanswered',
      'ews/user-agent': 'blocked',
      'ews/inbox': 'blocked',
    })
    expect(run.verdict).toBe('not-ready')
  })
})

describe('a proxy that asks for Basic in the place of Exchange, and bears none of its marks', () => {
  const basic = { 'WWW-Authenticate': 'Basic realm="Contoso"' }
  const organisation = (port: number) => organisationAt(port, { ews: { url: lab.organisation.ews.url } })

  it('is where Autodiscover is found, at the name that is there for it', async () => {
    const front = await startFront(
      (_request, response) => response.writeHead(401, basic).end(),
      (response) =>
        response.req.headers.host?.startsWith('autodiscover.')
          ? response.writeHead(401, basic).end()
          : response.writeHead(404).end(),
    )
    const only = ['autodiscover/well-known', 'autodiscover/json']
    const run = await runReadiness({ organisation: organisation(front.port), only })
    expect(outcomes(run)).toEqual({ 'autodiscover/well-known': 'leads', 'autodiscover/json': 'asks-for-sign-in' })
  })

  it('is a web site’s members’ area at the mail domain', async () => {
    const front = await startFront(
      (_request, response) => response.writeHead(401, basic).end(),
      (response) =>
        response.req.headers.host?.startsWith('contoso.')
          ? response.writeHead(401, basic).end()
          : response.writeHead(404).end(),
    )
    const run = await runReadiness({
      organisation: organisation(front.port),
      password: lab.password,
      only: ['autodiscover/settings', 'autodiscover/well-known'],
    })
    expect(front.credentials).toEqual([])
    expect(outcomes(run)['autodiscover/well-known']).toBe('web-site-asks')
  })
})

describe('the answer to the first request closes the connection', () => {
  it('and the sign-in has one of its own', async () => {
    const front = await startFront(
      (_request, response) =>
        response.writeHead(200, { 'X-FEServer': 'EXCH01', 'MS-ASProtocolVersions': '16.1' }).end(),
      (response) => response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"', Connection: 'close' }).end(),
    )
    const run = await runReadiness({
      organisation: organisationAt(front.port),
      password: 'right-password',
      only: ['active-sync/options', 'sign-in/basic'],
    })
    expect(outcomes(run)).toEqual({ 'active-sync/options': 'headers-missing', 'sign-in/basic': 'accepted' })
  })
})

describe('a proxy that lets POST through and refuses GET', () => {
  it('does not make a good sign-in look broken', async () => {
    const front = await startFront((request, response) =>
      response.writeHead(request.method === 'POST' ? 200 : 405, { 'X-FEServer': 'EXCH01' }).end(),
    )
    const methods: (string | undefined)[] = []
    servers.at(-1)?.on('request', (request) => methods.push(request.method))
    const run = await runReadiness({
      organisation: organisationAt(front.port),
      password: 'right-password',
      only: ['ews/answers', 'sign-in/basic'],
    })
    expect(outcomes(run)).toEqual({ 'ews/answers': 'answers', 'sign-in/basic': 'accepted' })
    expect(new Set(methods)).toEqual(new Set(['POST']))
  })
})

describe('a page that repeats the request', () => {
  it('brings no credential into the run', async () => {
    const echo = (request: IncomingMessage, response: ServerResponse) => {
      const text = JSON.stringify(request.headers)
      response.writeHead(403, { 'X-FEServer': 'EXCH01', 'X-Echo': encodeURIComponent(text) }).end(text)
    }
    const front = await startFront(echo)
    const run = await runReadiness({ organisation: organisationAt(front.port), password: 'right-password' })
    const text = JSON.stringify(run)
    expect(front.credentials.length).toBeGreaterThan(0)
    for (const credential of front.credentials) {
      expect(text).not.toContain(credential.split(' ')[1])
      expect(text).not.toContain(encodeURIComponent(credential.split(' ')[1] ?? ''))
    }
  })
})

describe('a web site at the mail domain', () => {
  it('that asks for a sign-in of its own is not given the password', async () => {
    const front = await startFront((_request, response) => response.writeHead(401).end())
    // The certificate is for mail.contoso.test, so that is the mail domain here.
    const organisation = organisationAt(front.port, { domain: 'mail.contoso.test', ews: undefined })
    const run = await runReadiness({ organisation, password: 'right-password', only: ['autodiscover/settings'] })
    expect(front.credentials).toEqual([])
    expect(outcomes(run)).toEqual({ 'autodiscover/settings': 'not-autodiscover' })
  })
})

describe('an address that Autodiscover gives', () => {
  it.each([
    ['of somebody else', 'https://outlook.office365.com/EWS/Exchange.asmx'],
    ['without TLS', 'http://mail.contoso.test/EWS/Exchange.asmx'],
    ['that is no web address', 'mailto:alice@contoso.test'],
  ])('%s is not signed in to', async (_what, ewsUrl) => {
    const body = `<Autodiscover><Response><Account><Protocol><Type>EXPR</Type><EwsUrl>${ewsUrl}</EwsUrl></Protocol></Account></Response></Autodiscover>`
    const front = await startFront(
      (_request, response) => response.writeHead(200, { 'X-FEServer': 'EXCH01' }).end(body),
      (response) => response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"', 'X-FEServer': 'EXCH01' }).end(),
    )
    const organisation = organisationAt(front.port, {
      domain: 'mail.contoso.test',
      ews: undefined,
      activeSync: undefined,
    })
    const run = await runReadiness({ organisation, password: 'right-password' })
    // The sign-ins are those of Autodiscover itself: its XML, that for phones, and SOAP.
    expect(front.credentials).toHaveLength(3)
    expect(run.findings.find(({ check }) => check === 'ews/answers')).toMatchObject({
      verdict: 'skip',
      blockedBy: 'autodiscover',
      advice: expect.stringContaining(ewsUrl),
    })
  })
})
