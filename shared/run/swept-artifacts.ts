import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { EwsChallenge } from '../artifacts/ews.ts'
import type { HttpExchange } from '../artifacts/http-exchange.ts'
import type { ServerVersion } from '../artifacts/server-version.ts'
import type { Certificate, TlsHandshake } from '../artifacts/tls-handshake.ts'
import type { SweptServer } from './swept-server.ts'
import { virtualDirectories } from './virtual-directories.ts'

/** What a sweep saw of a server that showed a certificate, as the artifacts that checks read. */
export function sweptArtifacts(server: SweptServer, certificate: Certificate): ArtifactRecords {
  const handshake = handshakeOf(server, certificate)
  const { host, port, chain } = handshake
  const challenge = ewsChallengeOf(server)
  return {
    tlsHandshake: gathered(server, handshake),
    // Each server of a sweep is told by itself: there are no other ways beside it.
    certificatePaths: gathered(server, { paths: [] }),
    // Which versions it speaks was not asked. What it sent is known as far as it belongs to the chain.
    tlsVersions: gathered(server, { servers: [{ host, port, purpose: 'ews', offers: [], sent: chain }] }),
    serverVersion: gathered(server, versionOf(server)),
    ...(challenge && { ewsChallenge: gathered(server, challenge) }),
  }
}

function gathered<V>({ seenAt }: SweptServer, value: V) {
  return { state: 'gathered', startedAt: seenAt, milliseconds: 0, value } as const
}

/** Findings name a server by its address: a sweep asks many of them by one name. */
function placeOf({ address, host }: SweptServer): string {
  const place = address ?? host
  return place.includes(':') ? `[${place}]` : place
}

function urlOf(server: SweptServer): string {
  return `https://${placeOf(server)}:${server.port}${virtualDirectories.ews.path}`
}

function handshakeOf(server: SweptServer, certificate: Certificate): TlsHandshake {
  const { port, address, protocol, nameMatches, chainError, authorities = [], trusted = false, seenAt } = server
  return {
    host: placeOf(server),
    port,
    ...(address !== undefined && { address }),
    ...(protocol !== undefined && { protocol }),
    chain: [certificate, ...authorities],
    ...(nameMatches !== undefined && { nameMatches }),
    ...(chainError !== undefined && { chainError }),
    pinned: false,
    trusted,
    seenAt,
  }
}

function versionOf(server: SweptServer): ServerVersion {
  const { seenAt, build, frontEnd, challenge } = server
  return {
    url: urlOf(server),
    seenAt,
    ...(build !== undefined && { build }),
    ...(frontEnd !== undefined && { frontEnd }),
    ...(challenge && { challenge }),
    exchanges: [],
  }
}

/** Undefined where EWS was not asked, or not to the end. */
function ewsChallengeOf(server: SweptServer): EwsChallenge | undefined {
  const ews = server.directories.find(({ directory }) => directory === 'ews')
  if (!ews || (ews.failure && ews.status === undefined)) return undefined
  const { schemes, ntlmInNegotiate } = ews
  return {
    url: urlOf(server),
    schemes,
    exchange: exchangeOf(server, ews),
    ...(ntlmInNegotiate && {
      ntlmInNegotiate: { taken: ntlmInNegotiate.taken, exchange: exchangeOf(server, ntlmInNegotiate) },
    }),
  }
}

/** As much of an exchange as a sweep keeps. */
function exchangeOf(
  server: SweptServer,
  { status, failure }: Pick<SweptServer['directories'][number], 'status' | 'failure'>,
): HttpExchange {
  return {
    method: 'GET',
    url: urlOf(server),
    requestHeaders: [],
    ...(status !== undefined && { status }),
    headers: [],
    startedAt: server.seenAt,
    milliseconds: { total: 0 },
    ...(failure && { failure }),
  }
}
