import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { type Answer, asAlice, ask } from '../https-client.ts'
import { askInTheClear } from '../plain-client.ts'
import { userSettingsRequest, xml } from '../requests.ts'

const host = 'autodiscover.contoso.test'
const SOAP = '/autodiscover/autodiscover.svc'
const parser = new XMLParser({ ignoreAttributes: false, removeNSPrefix: true, isArray: (name) => /^User/.test(name) })

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

describe('SOAP', () => {
  const post = (body: string, headers: Record<string, string> = asAlice): Promise<Answer> =>
    ask(lab, SOAP, { host, method: 'POST', headers: { ...headers, ...xml }, body })
  const response = ({ body }: Answer) => parser.parse(body).Envelope.Body.GetUserSettingsResponseMessage.Response

  it('asks for a sign-in first', async () => {
    const answer = await post(userSettingsRequest('alice@contoso.test'), {})
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('NTLM')
  })

  it.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['no SOAP', '<a/>'],
    [
      'another operation',
      userSettingsRequest('a@b.c').replaceAll('GetUserSettingsRequestMessage', 'GetDomainSettings'),
    ],
    ['a document type', `<!DOCTYPE a><a/>`],
  ])('answers a fault to %s', async (_what, body) => {
    const answer = await post(body)
    expect(answer.status).toBe(500)
    expect(parser.parse(answer.body).Envelope.Body.Fault.faultstring['#text']).toMatch(/\.$/)
  })

  it('knows no request without users or settings', async () => {
    for (const body of [
      userSettingsRequest('alice@contoso.test', []),
      userSettingsRequest('x').replace(/<a:User>.*<\/a:User>/, ''),
    ]) {
      expect(response(await post(body)).ErrorCode).toBe('InvalidRequest')
    }
  })

  it('does not know somebody', async () => {
    const { ErrorCode, UserResponses } = response(await post(userSettingsRequest('nobody@contoso.test')))
    expect(ErrorCode).toBe('NoError')
    expect(UserResponses[0].UserResponse[0]).toMatchObject({
      ErrorCode: 'InvalidUser',
      ErrorMessage: "Invalid user: 'nobody@contoso.test'",
    })
  })

  it('gives the settings that it has, and an error for each that it has not', async () => {
    const wanted = ['UserDisplayName', 'ExternalEwsUrl', 'EwsSupportedSchemas', 'CasVersion', 'PublicFolderServer']
    const answer = response(await post(userSettingsRequest('Alice@contoso.test', wanted)))
    const user = answer.UserResponses[0].UserResponse[0]
    expect(user.ErrorCode).toBe('NoError')
    const values = user.UserSettings[0].UserSetting as { Name: string; Value: string }[]
    expect(Object.fromEntries(values.map(({ Name, Value }) => [Name, Value]))).toEqual({
      UserDisplayName: 'Alice Example',
      ExternalEwsUrl: lab.organisation.ews.url,
      EwsSupportedSchemas: expect.stringContaining('Exchange2013'),
      CasVersion: expect.stringMatching(/^15\.02\.\d+\.\d+$/),
    })
    expect(user.UserSettingErrors[0].UserSettingError).toMatchObject([
      { ErrorCode: 'SettingIsNotAvailable', SettingName: 'PublicFolderServer' },
    ])
  })
})

describe('JSON', () => {
  const get = (query: string): Promise<Answer> => ask(lab, `/autodiscover/autodiscover.json${query}`, { host })
  const ALICE = '?Email=alice%40contoso.test'

  it.each([
    ['', 400, 'InvalidProtocol'],
    [ALICE, 400, 'InvalidProtocol'],
    [`${ALICE}&Protocol=constructor`, 400, 'InvalidProtocol'],
    ['?Protocol=EWS', 404, 'UserNotFound'],
    ['?Email=nobody%40contoso.test&Protocol=EWS', 404, 'UserNotFound'],
  ])('answers %j with %i %s, to anybody', async (query, status, code) => {
    const answer = await get(query)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toMatchObject({ ErrorCode: code, ErrorMessage: expect.any(String) })
  })

  it.each([
    ['ActiveSync', () => lab.organisation.activeSync.url],
    ['EWS', () => lab.organisation.ews.url],
    ['AutodiscoverV1', () => `https://mail.contoso.test:${lab.ports.https}/autodiscover/autodiscover.xml`],
  ])('names the address of %s, however it is written', async (protocol, url) => {
    for (const written of [protocol, protocol.toLowerCase()]) {
      const answer = await get(`?email=Alice%40contoso.test&protocol=${written}&RedirectCount=1`)
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.body)).toEqual({ Protocol: protocol, Url: url() })
    }
  })
})

describe('over plain HTTP', () => {
  it('Exchange asks for TLS, as IIS does: 403.4', async () => {
    const answer = await askInTheClear(lab, '/autodiscover/autodiscover.xml', host)
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('403.4') })
    expect(answer.headers).not.toHaveProperty('www-authenticate')
  })

  it('the web site redirects to itself over https', async () => {
    const answer = await askInTheClear(lab, '/a', 'contoso.test')
    expect(answer.headers.location).toEqual([`https://contoso.test:${lab.ports.https}/a`])
  })

  it('a credential that comes nevertheless stands in the log, without its secret', async () => {
    const before = lab.log.length
    await askInTheClear(lab, '/a', host, asAlice)
    expect(lab.log.slice(before)).toMatchObject([{ server: 'HTTP', result: 'rejected' }])
    expect(JSON.stringify(lab.log.slice(before))).not.toContain(asAlice.Authorization?.split(' ')[1])
  })
})
