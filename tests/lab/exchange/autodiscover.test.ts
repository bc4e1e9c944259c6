import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { type Answer, asAlice, ask } from '../https-client.ts'
import { autodiscoverRequest, xml } from '../requests.ts'

const host = 'autodiscover.contoso.test'
const PATH = '/autodiscover/autodiscover.xml'
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

const post = (body: string, path = PATH): Promise<Answer> =>
  ask(lab, path, { host, method: 'POST', headers: { ...asAlice, ...xml }, body })

it('asks for a sign-in first', async () => {
  const answer = await ask(lab, PATH, { host })
  expect(answer.status).toBe(401)
  expect(answer.headers['www-authenticate']).toEqual(['Negotiate', 'NTLM', `Basic realm="${host}"`])
})

it.each([
  [600, 'nothing', ''],
  [600, 'no XML', 'hello'],
  [600, 'another root', '<a/>'],
  [600, 'no address', autodiscoverRequest('')],
  [
    600,
    'another request schema',
    autodiscoverRequest('alice@contoso.test').replace('requestschema/2006', 'requestschema/1999'),
  ],
  [601, 'another response schema', autodiscoverRequest('alice@contoso.test', 'outlook', 'http://example.com/')],
  [500, 'an unknown address', autodiscoverRequest('nobody@contoso.test')],
  [500, 'an address that has to be escaped', autodiscoverRequest('a&amp;b@contoso.test')],
])('answers 200 with ErrorCode %i to %s', async (code, _what, body) => {
  const answer = await post(body)
  expect(answer.status).toBe(200)
  expect(parser.parse(answer.body).Autodiscover.Response.Error).toMatchObject({
    ErrorCode: code,
    Time: expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{7}$/),
  })
})

it('answers ErrorCode 600 to a GET, as a healthy server does', async () => {
  const answer = await ask(lab, PATH, { host, headers: asAlice })
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<ErrorCode>600</ErrorCode>') })
})

it.each([PATH, '/Autodiscover/Autodiscover.xml'])('gives Outlook its settings at %s', async (path) => {
  const answer = await post(autodiscoverRequest('Alice@contoso.test'), path)
  const { Response } = parser.parse(answer.body).Autodiscover
  expect(Response.xmlns).toBe('http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a')
  expect(Response.User.DisplayName).toBe('Alice Example')
  const protocols = Response.Account.Protocol as { Type: string; EwsUrl?: string }[]
  const url = lab.organisation.ews.url
  expect(protocols.map(({ Type, EwsUrl }) => [Type, EwsUrl])).toEqual([
    ['EXCH', url],
    ['EXPR', url],
    ['WEB', undefined],
  ])
})

it('gives a phone its server (MS-ASCMD section 2.2.1.1)', async () => {
  const answer = await post(autodiscoverRequest('zoe@contoso.test', 'mobilesync'))
  const { Response } = parser.parse(answer.body).Autodiscover
  expect(Response.xmlns).toBe('http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006')
  expect(Response.User).toEqual({ DisplayName: 'Zoë Example', EMailAddress: 'zoe@contoso.test' })
  expect(Response.Action.Settings.Server).toMatchObject({ Type: 'MobileSync', Url: lab.organisation.activeSync.url })
})

it('is not at contoso.test, whose web site answers 404', async () => {
  const answer = await ask(lab, PATH, {
    host: 'contoso.test',
    method: 'POST',
    body: autodiscoverRequest('alice@contoso.test'),
  })
  expect(answer.status).toBe(404)
  expect(answer.headers).not.toHaveProperty('x-feserver')
})

describe('what a client says of itself', () => {
  const typesFor = async (headers: Record<string, string>) => {
    const body = autodiscoverRequest('alice@contoso.test')
    const answer = await ask(lab, PATH, { host, method: 'POST', headers: { ...asAlice, ...xml, ...headers }, body })
    const { Protocol } = parser.parse(answer.body).Autodiscover.Response.Account
    return (Protocol as { Type: string }[]).map(({ Type }) => Type)
  }
  const outlook = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)'

  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', {}, ['EXCH', 'EXPR', 'WEB']],
    ['no version of MAPI over HTTP', { 'X-MapiHttpCapability': '0' }, ['EXCH', 'EXPR', 'WEB']],
    ['what is no version', { 'X-MapiHttpCapability': 'yes' }, ['EXCH', 'EXPR', 'WEB']],
    ['MAPI over HTTP', { 'X-MapiHttpCapability': '1' }, ['mapiHttp', 'WEB']],
    ['that it is Outlook', { 'User-Agent': outlook }, ['mapiHttp', 'WEB']],
    ['that it can handle other things', { 'X-ClientCanHandle': 'Negotiate' }, ['EXCH', 'EXPR', 'WEB']],
    [
      'that it can handle RPC over HTTP',
      { 'X-ClientCanHandle': 'Negotiate, ExHttpInfo' },
      ['EXCH', 'EXPR', 'WEB', 'EXHTTP', 'EXHTTP'],
    ],
  ])('%s (MS-OXDSCLI section 3.2.5)', async (_said, headers, types) => {
    expect(await typesFor(headers)).toEqual(types)
  })
})

describe('who is not signed in', () => {
  const windows = ['Negotiate', 'NTLM']

  it.each([
    ['/mapi/emsmdb/?MailboxId=9f2d6c1b-2a57-4c8f-8a0e-1f6a7d0c5b22@contoso.test', windows],
    ['/mapi/nspi/', windows],
    ['/EWS/UM2007Legacy.asmx', [...windows, 'Basic realm="mail.contoso.test"']],
  ])('is asked for a sign-in at %s', async (path, offers) => {
    expect(await ask(lab, path)).toMatchObject({ status: 401, headers: { 'www-authenticate': offers } })
  })

  it.each(['/owa/', '/ecp/'])('is sent to the form at %s, which anybody may see', async (path) => {
    const { status, headers } = await ask(lab, path)
    const origin = `https://mail.contoso.test:${lab.ports.https}`
    const logon = new URL(headers.location?.[0] ?? '')
    expect([status, logon.origin, logon.pathname, logon.searchParams.get('url')]).toEqual([
      302,
      origin,
      '/owa/auth/logon.aspx',
      `${origin}${path}`,
    ])
    expect(headers['x-feserver']).toEqual(['EXCH01'])
    const form = await ask(lab, logon.pathname + logon.search)
    expect(form).toMatchObject({ status: 200, body: expect.stringContaining('type="password"') })
  })
})

it('names the primary address of a mailbox, and another one where it was given one', async () => {
  const primary = async () => {
    const { body } = await post(autodiscoverRequest('alice@contoso.test'))
    return parser.parse(body).Autodiscover.Response.User.AutoDiscoverSMTPAddress
  }
  expect(await primary()).toBe('alice@contoso.test')
  await lab.setFaults(['ews-primary-address-changed'])
  expect(await primary()).toBe('new.alice@contoso.test')
  await lab.setFaults([])
})
