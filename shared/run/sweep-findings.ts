import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { ServerVersion } from '../artifacts/server-version.ts'
import type { Certificate, TlsHandshake } from '../artifacts/tls-handshake.ts'
import validity from '../checks/certificate/validity.ts'
import serverVersion from '../checks/ews/server-version.ts'
import type { Finding } from '../checks/finding.ts'
import { judge } from '../checks/judge.ts'
import type { SweptServer } from './swept-server.ts'
import { virtualDirectories } from './virtual-directories.ts'

/**
 * What the checks of a readiness run say of a server that was swept: those that need no more than a sweep sees. Nothing
 * is said of what shows no sign of Exchange: nobody asked about a printer.
 */
export function sweepFindings(server: SweptServer): Finding[] {
  const { certificate, exchange } = server
  if (!certificate || !exchange) return []
  const records: ArtifactRecords = {
    tlsHandshake: gathered(server, handshakeOf(server, certificate)),
    // Each server of a sweep is told by itself: there are no other ways beside it.
    certificatePaths: gathered(server, { paths: [] }),
    serverVersion: gathered(server, versionOf(server)),
  }
  return [validity, serverVersion].map((check) => judge(check, records))
}

function gathered<V>({ seenAt }: SweptServer, value: V) {
  return { state: 'gathered', startedAt: seenAt, milliseconds: 0, value } as const
}

/** Findings name a server by its address: a sweep asks many of them by one name. */
function placeOf({ address, host }: SweptServer): string {
  const place = address ?? host
  return place.includes(':') ? `[${place}]` : place
}

function handshakeOf(server: SweptServer, certificate: Certificate): TlsHandshake {
  const { port, address, protocol, trusted = false, seenAt } = server
  return {
    host: placeOf(server),
    port,
    ...(address !== undefined && { address }),
    ...(protocol !== undefined && { protocol }),
    chain: [certificate],
    pinned: false,
    trusted,
    seenAt,
  }
}

function versionOf(server: SweptServer): ServerVersion {
  const { port, seenAt, build, frontEnd, challenge } = server
  return {
    url: `https://${placeOf(server)}:${port}${virtualDirectories.ews.path}`,
    seenAt,
    ...(build !== undefined && { build }),
    ...(frontEnd !== undefined && { frontEnd }),
    ...(challenge && { challenge }),
    exchanges: [],
  }
}
