import type { Failure } from '../../../shared/artifacts/failure.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { NtlmChallenge, Scheme } from '../../../shared/artifacts/sign-in.ts'
import type { Certificate } from '../../../shared/artifacts/tls-handshake.ts'
import { describeCertificate } from '../wire/certificate.ts'
import { type HttpConnection, type HttpDependencies, openHttpConnection } from '../wire/http-connection.ts'
import { decodeChallenge, toNtlmChallenge } from '../wire/ntlm/challenge-message.ts'
import { encodeNegotiate } from '../wire/ntlm/negotiate-message.ts'
import { NtlmError } from '../wire/ntlm/ntlm-error.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { ntlmTokenInNegotiate } from './ntlm-in-negotiate.ts'
import { challengeToken, mayHideNtlm, offeredSchemes } from './offered-schemes.ts'

/** What one server shows to somebody without a credential: who it is, what it offers, what it runs. */
export type ServerGlance = {
  address: string
  host: string
  port: number
  protocol?: string
  certificate?: Certificate
  trusted?: boolean
  nameMatches?: boolean
  /** Why the chain does not verify, OpenSSL's code; and then the certificates above the server's own. */
  chainError?: string
  authorities?: Certificate[]
  status?: number
  schemes: Scheme[]
  /** X-FEServer and X-OWA-Version of Exchange's front end. */
  frontEnd?: string
  build?: string
  challenge?: NtlmChallenge
  /** What came of NTLM's first message under the name Negotiate; asked only where NTLM has no name of its own. */
  ntlmInNegotiate?: { taken: boolean; status?: number; failure?: Failure }
  failure?: Failure
}

/**
 * Certificate, sign-in schemes and NTLM challenge of one server over one connection: two requests and no credential (a
 * negotiate message names nobody, MS-NLMP 2.2.1.1). Never throws for what the network does.
 */
export async function glanceAt(
  target: TlsTarget,
  path: string,
  userAgent: string,
  dependencies: HttpDependencies,
): Promise<ServerGlance> {
  const { host, port } = target
  const seen: ServerGlance = { address: target.address, host, port, schemes: [] }
  try {
    const connection = await openHttpConnection(target, dependencies)
    try {
      const { peer } = connection
      const [leaf, ...above] = peer.chain
      seen.address = peer.address
      seen.protocol = peer.protocol
      seen.trusted = peer.trusted
      seen.nameMatches = peer.nameMatches
      if (peer.chainError !== undefined) {
        seen.chainError = peer.chainError
        seen.authorities = above.map(describeCertificate)
      }
      if (leaf) seen.certificate = describeCertificate(leaf)
      await askForSchemes(connection, path, userAgent, seen)
    } finally {
      await connection.close()
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    seen.failure = error.failure
  }
  return seen
}

async function askForSchemes(
  connection: HttpConnection,
  path: string,
  userAgent: string,
  seen: ServerGlance,
): Promise<void> {
  const headers = { 'user-agent': userAgent }
  const { exchange } = await connection.request({ method: 'GET', path, headers })
  if (exchange.status !== undefined) seen.status = exchange.status
  if (exchange.failure) seen.failure = exchange.failure
  seen.schemes = offeredSchemes(exchange)
  const frontEnd = headerValues(exchange, 'x-feserver')[0]
  const build = headerValues(exchange, 'x-owa-version')[0]
  if (frontEnd) seen.frontEnd = frontEnd
  if (build) seen.build = build
  const inNegotiate = mayHideNtlm(exchange)
  if (!seen.schemes.includes('ntlm') && !inNegotiate) return
  const authorization = `${inNegotiate ? 'Negotiate' : 'NTLM'} ${encodeNegotiate().toString('base64')}`
  const asked = await connection.request({ method: 'GET', path, headers: { ...headers, authorization } })
  const token = inNegotiate ? ntlmTokenInNegotiate(asked.exchange) : challengeToken(asked.exchange, 'NTLM')
  if (inNegotiate) seen.ntlmInNegotiate = { taken: token !== undefined, ...outcomeOf(asked.exchange) }
  if (!token) return
  try {
    seen.challenge = toNtlmChallenge(decodeChallenge(token))
  } catch (error) {
    if (!(error instanceof NtlmError)) throw error
    seen.failure = { code: 'ntlm-malformed', where: `${seen.host}:${seen.port}`, detail: error.message }
  }
}

function outcomeOf({ status, failure }: HttpExchange): Pick<HttpExchange, 'status' | 'failure'> {
  return { ...(status !== undefined && { status }), ...(failure && { failure }) }
}
