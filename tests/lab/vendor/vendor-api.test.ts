import { get } from 'node:https'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { startLab } from '../../../lab/lab.ts'

const basic = (user: string, password = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

it('lists the senders to whoever has the secret, and other ones as those of webhooks', async () => {
  const lab = await startLab({ now: () => new Date('2026-11-29T12:00:00Z') })
  onTestFinished(() => lab.close())
  const { vendor } = lab
  const ask = (path: string, authorization?: string) =>
    new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
      const options = { ca: lab.certificateAuthorityPem, headers: authorization ? { authorization } : {} }
      get(`${vendor.address}${path}`, options, async (response) =>
        resolve({ status: response.statusCode, body: JSON.parse(await text(response)) }),
      ).on('error', reject)
    })
  const path = `/a/${vendor.clientId}/ip_addresses`
  expect(await ask(path)).toMatchObject({ status: 401 })
  expect(await ask(path, basic('wrong'))).toMatchObject({ status: 401 })
  expect(await ask(path, basic('', vendor.secret))).toMatchObject({ status: 401 })
  expect(await ask(path, `Bearer ${vendor.secret}`)).toMatchObject({ status: 401 })
  expect(await ask('/a/another/ip_addresses', basic(vendor.secret))).toMatchObject({ status: 404 })
  expect(await ask('/', basic(vendor.secret))).toMatchObject({ status: 404 })
  expect(await ask(path, basic(vendor.secret))).toEqual({
    ...{ status: 200, body: { ip_addresses: vendor.senders, updated_at: 1_795_953_600 } },
  })
  const webhooks = await ask('/v3/webhooks/ip-addresses', `Bearer ${vendor.secret}`)
  expect(webhooks).toMatchObject({ status: 200, body: { data: { ip_addresses: expect.any(Array) } } })
  vendor.setSenders(['34.64.0.1'])
  expect(await ask(path, basic(vendor.secret))).toMatchObject({ body: { ip_addresses: ['34.64.0.1'] } })
  vendor.setTrouble(503)
  expect(await ask(path, basic(vendor.secret))).toMatchObject({ status: 503 })
  vendor.setTrouble(null)
  vendor.setSenders(null)
  expect(await ask(path, basic(vendor.secret))).toMatchObject({
    body: { ip_addresses: expect.arrayContaining(['34.67.39.103']) },
  })
  expect(vendor.requests.map(({ status }) => status)).toEqual([401, 401, 401, 401, 404, 404, 200, 200, 200, 503, 200])
})
