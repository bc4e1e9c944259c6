import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { oneConnection } from '../https-client.ts'

type Callback = (error: Error | null, response?: { statusCode: number }) => void
interface HttpNtlm {
  get(options: Record<string, unknown>, done: Callback): void
}
// httpntlm is CommonJS without types.
const httpntlm = createRequire(import.meta.url)('httpntlm') as HttpNtlm

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

function statusFor(username: string, password: string, domain: string): Promise<number | undefined> {
  const agent = oneConnection()
  Object.assign(agent.options, { ca: lab.certificateAuthorityPem, servername: 'mail.contoso.test' })
  const options = { url: `https://127.0.0.1:${lab.ports.https}/EWS/Exchange.asmx`, username, password, domain, agent }
  return new Promise<number | undefined>((resolve, reject) => {
    httpntlm.get(options, (error, response) => (error ? reject(error) : resolve(response?.statusCode)))
  }).finally(() => agent.destroy())
}

it.each([
  ['alice', 'wrong', 'CONTOSO'],
  ['mallory', 'Passw0rd!a', 'CONTOSO'],
  ['bob', 'Passw0rd!a', 'CONTOSO'],
])('the npm package httpntlm gets 401 as %s with %s', async (user, password, domain) => {
  await expect(statusFor(user, password, domain)).resolves.toBe(401)
})

it.each([
  ['alice', 'Passw0rd!a', 'CONTOSO'],
  ['alice', 'Passw0rd!a', 'contoso.test'],
  ['bob@contoso.test', 'Passw0rd!b', ''],
  ['zoë', 'Pässw0rd!z', 'CONTOSO'],
])('the npm package httpntlm gets in as %s', async (user, password, domain) => {
  await expect(statusFor(user, password, domain)).resolves.toBe(200)
})
