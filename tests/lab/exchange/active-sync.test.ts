import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { asAlice, ask, basic } from '../https-client.ts'

const PATH = '/Microsoft-Server-ActiveSync'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

it('asks for Basic alone', async () => {
  const answer = await ask(lab, PATH, { method: 'OPTIONS' })
  expect(answer.status).toBe(401)
  expect(answer.headers['www-authenticate']).toEqual(['Basic realm="mail.contoso.test"'])
  expect(answer.headers).not.toHaveProperty('ms-asprotocolversions')
})

it('does not take NTLM, which it does not offer', async () => {
  const type1 = Buffer.from('NTLMSSP\0\x01\0\0\0\x07\x82\x08\0', 'latin1').toString('base64')
  const answer = await ask(lab, PATH, { method: 'OPTIONS', headers: { Authorization: `NTLM ${type1}` } })
  expect(answer.headers['www-authenticate']).toEqual(['Basic realm="mail.contoso.test"'])
  expect(lab.log.at(-1)).toMatchObject({ result: 'rejected', reason: 'not-offered' })
})

it('answers OPTIONS (MS-ASHTTP section 3.2.5.2)', async () => {
  const answer = await ask(lab, PATH, { method: 'OPTIONS', headers: asAlice })
  expect(answer).toMatchObject({ status: 200, body: '' })
  expect(answer.headers).toMatchObject({
    'ms-server-activesync': ['15.2'],
    'ms-asprotocolversions': ['2.0,2.1,2.5,12.0,12.1,14.0,14.1,16.0,16.1'],
    'ms-asprotocolcommands': [expect.stringMatching(/^Sync,SendMail,.*,Provision,/)],
    public: ['OPTIONS,POST'],
    allow: ['OPTIONS,POST'],
  })
})

it.each([
  ['GET', PATH, 501],
  ['POST', PATH, 400],
  ['POST', `${PATH}?Cmd=Search&User=alice&DeviceId=1&DeviceType=a`, 501],
])('answers %s %s with %i', async (method, path, status) => {
  expect((await ask(lab, path, { method, headers: asAlice })).status).toBe(status)
})

it('takes a Latin-1 credential, as older phones send it', async () => {
  const headers = basic('CONTOSO\\zoë', 'Pässw0rd!z', 'latin1')
  expect((await ask(lab, PATH, { method: 'OPTIONS', headers })).status).toBe(200)
})
