import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { decodeBasic } from '../sign-in/basic.ts'
import type { ServedCertificate } from '../tls/certificates.ts'
import { firstSenders, webhookSenders } from './senders.ts'

const HOST = '127.0.0.1'

/** One request that came to the vendor. */
export interface VendorRequest {
  readonly time: string
  readonly method: string
  readonly path: string
  readonly status: number
}

/** The vendor of the integration, as far as it publishes from which addresses its servers come. */
export interface Vendor {
  /** `https://127.0.0.1:PORT`; its certificate comes from the authority that the organisation trusts. */
  readonly address: string
  readonly clientId: string
  /** The secret of the application, as it was handed out. */
  readonly secret: string
  /** What it lists now. */
  readonly senders: readonly string[]
  /** Every request so far, oldest first. */
  readonly requests: readonly VendorRequest[]
  /** From now on it lists these, changed at this moment; null: those that it began with. */
  setSenders(senders: readonly string[] | null): void
  /** From now on it answers everything with this status, and a body that is no list; null: as usual. */
  setTrouble(status: number | null): void
  close(): Promise<void>
}

/**
 * Starts the vendor's API on a random port of loopback: `GET /a/{client_id}/ip_addresses` with the secret as the user of Basic, as its
 * second version has it, and the list of webhook senders of the third with the secret as a bearer.
 */
export async function startVendorApi({
  certificate,
  now,
}: {
  certificate: ServedCertificate
  now: () => Date
}): Promise<Vendor> {
  const [clientId, secret] = ['lab-application', 'lab-application-secret']
  const requests: VendorRequest[] = []
  let senders = firstSenders
  let changedAt = now()
  let trouble: number | null = null

  function answer(request: IncomingMessage): { status: number; body: unknown } {
    const { pathname } = new URL(request.url ?? '/', 'https://vendor.invalid')
    if (trouble !== null)
      return { status: trouble, body: { message: 'The lab was told to refuse.', type: 'api_error' } }
    if (request.method !== 'GET') return { status: 405, body: { message: 'Method not allowed', type: 'api_error' } }
    const updatedAt = Math.floor(changedAt.getTime() / 1_000)
    const [scheme = '', credential = ''] = (request.headers.authorization ?? '').split(' ')
    if (pathname === '/v3/webhooks/ip-addresses') {
      if (scheme !== 'Bearer' || !isEqual(credential, secret)) return refused(401)
      return { status: 200, body: { request_id: 'lab', data: { ip_addresses: webhookSenders, updated_at: updatedAt } } }
    }
    if (!/^\/a\/[^/]+\/ip_addresses$/.test(pathname)) return refused(404)
    const basic = scheme === 'Basic' ? decodeBasic(credential) : undefined
    if (!basic || !isEqual(basic.name, secret) || basic.password !== '') return refused(401)
    if (pathname !== `/a/${clientId}/ip_addresses`) return refused(404)
    return { status: 200, body: { ip_addresses: senders, updated_at: updatedAt } }
  }

  const server = createServer({
    key: certificate.key,
    cert: certificate.chain,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
  })
  server.maxConnections = 64
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => response.destroy())
    request.resume()
    const { status, body } = answer(request)
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    requests.push({ time: now().toISOString(), method: request.method ?? '', path, status })
    response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end(JSON.stringify(body))
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  return {
    address: `https://${HOST}:${(server.address() as AddressInfo).port}`,
    ...{ clientId, secret, requests },
    get senders() {
      return senders
    },
    setSenders(wanted) {
      senders = wanted ?? firstSenders
      changedAt = now()
    },
    setTrouble(status) {
      trouble = status
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function refused(status: 401 | 404): { status: number; body: unknown } {
  const message = status === 401 ? 'Invalid client secret' : 'Not found'
  return { status, body: { message, type: 'invalid_request_error' } }
}

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
