import { kindOfAddress } from '../../../shared/artifacts/address-kind.ts'
import type { DnsAnswers } from '../../../shared/artifacts/dns-answers.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'

/** A URL's host as DNS and certificates have it: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
}

/** A URL's host and port as a connection needs them; the addresses come from what DNS said earlier in this run. */
export function targetOf(url: URL, answers: DnsAnswers, context: GatherContext): TlsTarget {
  const host = hostOf(url)
  const port = url.port === '' ? 443 : Number(url.port)
  const answer = answers.names.find((candidate) => candidate.name === host)
  const [address, ...otherAddresses] = connectable((answer?.addresses ?? []).map((found) => found.address))
  if (address === undefined) {
    const failure = answer?.failure
    throw new WireError(failure?.code ?? 'name-not-found', failure?.where ?? host, failure?.detail)
  }
  return { host, port, address, otherAddresses, trust: context.trust }
}

/** Without the addresses that lead from no machine to a server, where there are others; a finding of DNS tells of them. */
function connectable(addresses: readonly string[]): readonly string[] {
  const usable = addresses.filter((address) => !['link-local', 'unusable'].includes(kindOfAddress(address)))
  return usable.length > 0 ? usable : addresses
}
