import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Vendor } from '../vendor/vendor-api.ts'
import type { ConfigurationOptions } from './management.ts'
import type { ApplyResult } from './run-script.ts'
import type { ShellAddress } from './shell-file.ts'

const HOST = '127.0.0.1'
const MOST_BYTES = 32 * 1024 * 1024

/** What commands of another process reach. */
export interface Shell {
  apply(script: string): Promise<ApplyResult>
  configuration(options: ConfigurationOptions): string
  readonly vendor: Pick<Vendor, 'senders' | 'setSenders'>
}

/** The shell of a running lab, on a port of loopback. */
export interface ShellServer {
  readonly address: ShellAddress
  close(): Promise<void>
}

/** Listens for `lab apply` and `lab configuration` of whoever has the token. */
export async function startShellServer(shell: Shell): Promise<ShellServer> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000 })
  server.maxConnections = 8
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('request', (request, response) => {
    response.on('error', () => response.destroy())
    answer(request, response, shell, token).catch(() => request.destroy())
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  return {
    address: { port: (server.address() as AddressInfo).port, token },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, shell: Shell, token: string): Promise<void> {
  const end = (status: number, body = '', type = 'text/plain; charset=utf-8'): void => {
    response.writeHead(status, { 'Content-Type': type, Connection: 'close' }).end(body)
  }
  const { port } = request.socket.address() as AddressInfo
  const isOurs = request.headers.host === `${HOST}:${port}` && request.headers.origin === undefined
  if (!isOurs || !isEqual(request.headers.authorization ?? '', `Bearer ${token}`)) return end(403)
  if (request.method !== 'POST') return end(405)
  if (!(Number(request.headers['content-length']) <= MOST_BYTES)) return end(413)
  const body = await text(request)
  if (request.url === '/apply') return end(200, JSON.stringify(await shell.apply(body)), 'application/json')
  if (request.url === '/senders') {
    const { set } = JSON.parse(body)
    if (Array.isArray(set)) shell.vendor.setSenders(set.map(String))
    return end(200, shell.vendor.senders.map((sender) => `${sender}\n`).join(''))
  }
  if (request.url !== '/configuration') return end(404)
  const { mailboxes, seed } = JSON.parse(body)
  return end(200, shell.configuration({ mailboxes: Number(mailboxes), seed: Number(seed) }), 'application/json')
}

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
