import { failureClause } from '../artifacts/failure.ts'
import { t } from '../language/translate.ts'
import type { SweptServer } from '../run/swept-server.ts'
import type { VirtualDirectory } from '../run/virtual-directories.ts'
import type { CertificateTrouble, LookedInVain } from './discovery.ts'

/** What a virtual directory looks like from outside: as Exchange’s, as that of a Windows server, or why it is neither. */
export type ServerSight = { sign: 'exchange' | 'windows' } | Pick<LookedInVain, 'why' | 'detail'>

/** What one look at a server says of one virtual directory. */
export function sightOf(server: SweptServer, directory: VirtualDirectory): ServerSight {
  const { failure } = server
  if (failure) {
    const isUnknown = failure.code === 'name-not-found' || failure.code === 'no-address'
    return isUnknown ? { why: 'not-in-dns' } : { why: 'no-answer', detail: failureClause(failure) }
  }
  const asked = server.directories.find((each) => each.directory === directory)
  if (!asked) return { why: 'no-answer', detail: t`${server.host} was not asked to the end` }
  if (asked.failure && asked.status === undefined) return { why: 'no-answer', detail: failureClause(asked.failure) }
  const { status = 0, schemes } = asked
  if (status === 401) {
    if ((server.frontEnd ?? server.build) !== undefined) return { sign: 'exchange' }
    const isWindows = schemes.includes('ntlm') || schemes.includes('negotiate')
    return isWindows ? { sign: 'windows' } : { why: 'asks-as-no-exchange' }
  }
  if (status >= 500) return { why: 'server-error', detail: String(status) }
  if (status >= 300 && status < 400) return { why: 'sign-in-page' }
  return { why: status === 200 ? 'web-page' : 'not-there' }
}

const withoutRoot = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** What is wrong with a server's certificate, where a credential may not go to it. */
export function certificateTroubleOf(server: SweptServer | undefined): CertificateTrouble | undefined {
  if (server?.trusted !== false) return undefined
  const { chainError, certificate, nameMatches } = server
  if (chainError === 'CERT_HAS_EXPIRED') return { code: 'expired', ...(certificate && { detail: certificate.validTo }) }
  if (chainError !== undefined && withoutRoot.has(chainError)) {
    return { code: 'unknown-authority', ...(certificate && { detail: certificate.issuer }) }
  }
  if (chainError !== undefined) return { code: 'chain-broken', detail: chainError }
  if (nameMatches === false) return { code: 'name-missing', detail: certificate?.names.slice(0, 5).join(', ') ?? '' }
  return undefined
}
