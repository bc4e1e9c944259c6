import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { type Answer, asAlice, ask } from '../https-client.ts'
import { getFolder, xml } from '../requests.ts'

const EWS = '/EWS/Exchange.asmx'
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true })

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

const post = (body: string, headers: Record<string, string> = xml): Promise<Answer> =>
  ask(lab, EWS, { method: 'POST', headers: { ...asAlice, ...headers }, body })

describe('without a sign-in', () => {
  it.each([
    ['none', {}],
    ['Bearer', { Authorization: 'Bearer abc' }],
    ['Basic without a colon', { Authorization: 'Basic YWJj' }],
    ['an empty Authorization', { Authorization: '' }],
    ['NTLM without a token', { Authorization: 'NTLM' }],
    ['NTLM with something else', { Authorization: 'NTLM !!!!' }],
    ['Negotiate with SPNEGO, which is not simulated', { Authorization: 'Negotiate YIGAMH4=' }],
  ])('answers 401 with every scheme and no body: %s', async (_what, headers: Record<string, string>) => {
    const answer = await ask(lab, EWS, { headers })
    expect(answer).toMatchObject({ status: 401, body: '' })
    expect(answer.headers['www-authenticate']).toEqual(['Negotiate', 'NTLM', 'Basic realm="mail.contoso.test"'])
    expect(answer.headers).toMatchObject({
      server: ['Microsoft-IIS/10.0'],
      'x-powered-by': ['ASP.NET'],
      'x-feserver': ['EXCH01'],
      'x-owa-version': ['15.2.2562.53'],
      'request-id': [expect.stringMatching(/^[0-9a-f-]{36}$/)],
      'content-length': ['0'],
    })
    expect(answer.headers).not.toHaveProperty('x-calculatedbetarget')
  })
})

it('opens the inbox (MS-OXWSFOLD section 3.1.4.5)', async () => {
  const answer = await post(getFolder())
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': ['text/xml; charset=utf-8'],
    'x-calculatedbetarget': ['exch01.contoso.test'],
    'x-diaginfo': ['EXCH01'],
    'x-beserver': ['EXCH01'],
  })
  const { Envelope } = parser.parse(answer.body)
  expect(Envelope.Header.ServerVersionInfo).toMatchObject({
    MajorVersion: '15',
    MinorVersion: '2',
    MajorBuildNumber: '2562',
  })
  const message = Envelope.Body.GetFolderResponse.ResponseMessages.GetFolderResponseMessage
  expect(message).toMatchObject({ ResponseClass: 'Success', ResponseCode: 'NoError' })
  expect(message.Folders.Folder).toMatchObject({ DisplayName: 'Inbox', TotalCount: 12, UnreadCount: 3 })
  expect(message.Folders.Folder.FolderId.Id).toMatch(/^\S+$/)
})

it('gives no more than the identity when no more is asked for', async () => {
  const { body } = await post(getFolder(undefined, 'IdOnly'))
  expect(body).toContain('<t:FolderId ')
  expect(body).not.toContain('DisplayName')
})

const mailbox = (address: string): string =>
  `<t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>`

it.each([
  ['NoError', mailbox('alice@contoso.test')],
  ['ErrorNonExistentMailbox', mailbox('nobody@contoso.test')],
  ['ErrorItemNotFound', mailbox('bob@contoso.test')],
  ['ErrorItemNotFound', '<t:DistinguishedFolderId Id="constructor"/>'],
  ['ErrorInvalidIdMalformed', '<t:FolderId Id="AAMk"/>'],
])('answers %s for %s', async (code, folder) => {
  const answer = await post(getFolder(folder))
  expect(answer.status).toBe(200)
  expect(parser.parse(answer.body)).toMatchObject({
    Envelope: {
      Body: { GetFolderResponse: { ResponseMessages: { GetFolderResponseMessage: { ResponseCode: code } } } },
    },
  })
})

it.each([
  ['another operation', getFolder().replaceAll('GetFolder', 'FindPeople')],
  ['GetFolder of another namespace', getFolder().replace('services/2006/messages', 'services/2006/other')],
  [
    'SOAP 1.2',
    getFolder().replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
  ],
  ['an unknown shape', getFolder(undefined, 'Everything')],
  ['no folder', getFolder('')],
  ['a folder without an Id', getFolder('<t:DistinguishedFolderId/>')],
  ['XML that breaks off', getFolder().slice(0, 300)],
  ['an undeclared prefix', '<s:Envelope/>'],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${getFolder()}`],
  ['deep nesting', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`],
  ['no XML', 'hello'],
  ['nothing', ''],
  ['a name that objects have', '<__proto__><constructor/></__proto__>'],
])('answers 500 with ErrorSchemaValidation to %s', async (_what, body) => {
  const answer = await post(body)
  expect(answer.status).toBe(500)
  const fault = parser.parse(answer.body).Envelope.Body.Fault
  expect(fault.faultcode).toBe('a:ErrorSchemaValidation')
  expect(fault.detail.ResponseCode).toBe('ErrorSchemaValidation')
  expect(fault.detail.MessageXml.LineNumber).toBeGreaterThan(0)
})

it('answers 415 to anything that does not call itself text/xml', async () => {
  expect((await post(getFolder(), { 'Content-Type': 'application/soap+xml' })).status).toBe(415)
})

it('answers 405 to a verb that it does not know', async () => {
  expect((await ask(lab, EWS, { method: 'DELETE', headers: asAlice })).status).toBe(405)
})

it('shows a browser the page of the service, at any spelling of the path', async () => {
  const answer = await ask(lab, '/ews/EXCHANGE.asmx', { headers: asAlice })
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('You have created a service') })
})
