import type { Socket } from 'node:net'
import type { TlsSettings } from '../settings/tls.ts'
import { peekServerName } from '../tls/server-name.ts'

/**
 * Lets a connection in by the name that it asks for, which a firewall reads before TLS begins as well. Where no name
 * makes a difference, nothing is read.
 */
export function admitByName(
  socket: Socket,
  { resetFor, clientCertificateWantedFor }: TlsSettings,
  letIn: (tls: { clientCertificate: boolean }) => void,
): void {
  if (resetFor.length === 0 && clientCertificateWantedFor.length === 0) {
    letIn({ clientCertificate: false })
    return
  }
  readServerName(socket, (name = '') => {
    if (resetFor.includes(name)) socket.resetAndDestroy()
    else letIn({ clientCertificate: clientCertificateWantedFor.includes(name) })
  })
}

/** Puts back what was read. A connection that ends before it has said a name is left alone. */
function readServerName(socket: Socket, found: (name: string | undefined) => void): void {
  let seen = Buffer.alloc(0)
  const onData = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk])
    const peeked = peekServerName(seen)
    if (peeked === 'too-few') return
    socket.off('data', onData)
    socket.pause()
    socket.unshift(seen)
    found(peeked.name)
  }
  socket.on('data', onData)
}
