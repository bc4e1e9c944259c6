import type { Socket } from 'node:net'
import { connect, createSecureContext, TLSSocket } from 'node:tls'
import type { Place } from '../http/web-server.ts'
import type { TlsSettings } from '../settings/tls.ts'
import { everythingAllowed, type ServedCertificate } from '../tls/certificates.ts'
import { admitByName } from './door.ts'

/** A device that opens TLS, and goes on over a TLS of its own to a server. */
export type TlsBridge = (socket: Socket, server: Place) => void

/**
 * A bridge that shows this certificate, at the door and in the versions of these settings: its client sees no other, and the
 * server behind it sees a connection of the bridge's, by the name that the client asked for.
 */
export function createTlsBridge({ key, chain }: ServedCertificate, tls: TlsSettings): TlsBridge {
  const versions = { minVersion: tls.oldest, maxVersion: tls.newest, ciphers: everythingAllowed }
  const secureContext = createSecureContext({ key, cert: chain, ...versions })
  return (socket, { host, port }) =>
    admitByName(socket, tls, ({ clientCertificate }) => {
      const asking = { requestCert: clientCertificate, rejectUnauthorized: clientCertificate }
      const client = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'], ...asking })
      client.on('error', () => client.destroy())
      client.once('secure', () => {
        // What it thinks of the certificate behind it is its own affair.
        const servername = client.servername || undefined
        const behind = { host, port, rejectUnauthorized: false, ...versions }
        const server = connect({ ...behind, ...(servername && { servername }) })
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
    })
}
