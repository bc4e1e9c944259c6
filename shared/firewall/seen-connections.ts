import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import { type Failure, type FailureCode, failureSentence, isOfProxy } from '../artifacts/failure.ts'
import { HttpExchange } from '../artifacts/http-exchange.ts'
import { t } from '../language/translate.ts'
import { gathered, whereOf } from './published-names.ts'
import type { FlowEvidence } from './rule-set.ts'

/** One connection of a run: to which host and port, what came of it, when, and as words. */
export type SeenConnection = {
  host: string
  port: number
  seen: Exclude<FlowEvidence['seen'], 'not-looked-at'>
  at: string
  words: string
}

/** What a failure tells of the way; one that is not here came after TCP was there: the way is open. */
const WAYS: Readonly<Partial<Record<FailureCode, SeenConnection['seen'] | null>>> = {
  'connection-refused': 'refused',
  // TCP came about, and somebody ended it: the server, or a firewall that looks inside.
  'connection-reset': 'refused',
  'connection-timed-out': 'silent',
  'host-unreachable': 'silent',
  // Nobody was asked at all.
  'name-not-found': null,
  'no-address': null,
  'resolver-unreachable': null,
  'resolver-refused': null,
  'dns-malformed': null,
  cancelled: null,
}

/**
 * The connections of a run to names of the organisation. Those to single servers behind a name are left out: they go by
 * addresses that nobody publishes.
 */
export function seenConnections({ nodes: _, nodeSignIns: _also, ...artifacts }: ArtifactRecords): SeenConnection[] {
  const handshake = gathered(artifacts.tlsHandshake)
  const exchanges = Object.values(artifacts).flatMap((record) =>
    record?.state === 'gathered' ? [...exchangesIn(record.value)] : [],
  )
  return [
    ...exchanges.flatMap(ofExchange),
    ...(handshake
      ? seenAt(
          { name: handshake.host.toLowerCase(), port: handshake.port },
          handshake.seenAt,
          handshake.failure,
          t`TLS with ${handshake.host}:${handshake.port}${atAddress(handshake.address)} came about`,
        )
      : []),
  ]
}

/** Every request in an artifact, wherever it stands. */
function* exchangesIn(value: unknown): Generator<HttpExchange> {
  if (typeof value !== 'object' || value === null) return
  if ('url' in value && 'requestHeaders' in value) {
    const { success, data } = HttpExchange.safeParse(value)
    if (success) yield data
    return
  }
  for (const each of Object.values(value)) yield* exchangesIn(each)
}

function ofExchange({ method, url, address, status, startedAt, failure }: HttpExchange): SeenConnection[] {
  const place = whereOf(url)
  if (place.name === '' || (status === undefined && !failure)) return []
  // What stands behind the path may name a mailbox, and tells nothing of the way.
  const { origin = '', pathname = '' } = URL.parse(url) ?? {}
  const words = t`${method} ${origin}${pathname}${atAddress(address)}: HTTP ${status}`
  return seenAt(place, startedAt, status === undefined ? failure : undefined, words)
}

function seenAt(
  { name, port }: { name: string; port: number },
  at: string,
  failure: Failure | undefined,
  words: string,
): SeenConnection[] {
  const place = { host: name.replace(/^\[(.*)\]$/, '$1'), port, at }
  if (!failure) return [{ ...place, seen: 'open', words }]
  const seen = isOfProxy(failure) ? null : WAYS[failure.code]
  return seen === null ? [] : [{ ...place, seen: seen ?? 'open', words: failureSentence(failure) }]
}

function atAddress(address: string | undefined): string {
  return address === undefined ? '' : t` at ${address}`
}
