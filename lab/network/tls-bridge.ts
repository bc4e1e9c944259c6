import type { Socket } from 'node:net'
import { connect, TLSSocket } from 'node:tls'
import type { Place } from '../http/web-server.ts'
import type { ServedCertificate } from '../tls/certificates.ts'

/**
 * What a device does that opens TLS: the client of this connection sees its certificate, and the server behind it sees a
 * connection of its own, by the name that the client asked for.
 */
export function bridgeTls(socket: Socket, { context }: ServedCertificate, { host, port }: Place): void {
  const client = new TLSSocket(socket, { isServer: true, secureContext: context, ALPNProtocols: ['http/1.1'] })
  client.on('error', () => client.destroy())
  client.once('secure', () => {
    // What it thinks of the certificate behind it is its own affair.
    const servername = client.servername || undefined
    const server = connect({ host, port, rejectUnauthorized: false, ...(servername && { servername }) })
    const end = (): void => {
      client.destroy()
      server.destroy()
    }
    for (const each of [client, server]) {
      each.on('error', end)
      each.on('close', end)
    }
    client.pipe(server)
    server.pipe(client)
  })
}
