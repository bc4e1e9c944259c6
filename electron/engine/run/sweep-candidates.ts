import { isIP } from 'node:net'
import { kindOfAddress } from '../../../shared/artifacts/address-kind.ts'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { SweptServer } from '../../../shared/run/swept-server.ts'
import type { GatherContext } from '../gather/gatherer.ts'
import { lookUp, type SystemNames } from '../gather/look-up.ts'
import type { ServerGlance } from '../gather/server-glance.ts'
import { sideBySide } from '../gather/side-by-side.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { trustOf } from '../wire/trust.ts'

/** As many as a client would try. */
const MOST_ADDRESSES_OF_A_NAME = 8

/** A server that a sweep is to look at; `named` where it was given by itself, and not as one address of a range. */
export type Candidate = TlsTarget & { named: boolean }

type Targets = {
  places: readonly { target: string; named: boolean }[]
  port: number
  publishedName?: string | undefined
  organisation: Pick<Organisation, 'trust' | 'resolvers'>
  system?: SystemNames | undefined
}

/** Which of them a glance is of: the same address may be asked under several names. */
export function keyOf({ host, address }: Pick<TlsTarget | ServerGlance, 'host' | 'address'>): string {
  return `${host} ${address}`
}

/**
 * Every address of every target, once for each name that it is asked as; the names that have none; and how many were not
 * looked up before the signal aborted.
 */
export async function candidatesOf(
  { places, port, publishedName, organisation, system }: Targets,
  context: Pick<GatherContext, 'signal' | 'random' | 'now' | 'monotonic'>,
): Promise<{ candidates: Candidate[]; unresolved: SweptServer[]; unasked: number }> {
  const { signal } = context
  const trust = trustOf(organisation)
  const unresolved: SweptServer[] = []
  let unasked = 0
  const found = await sideBySide(places, async ({ target, named }): Promise<Candidate[]> => {
    const host = publishedName ?? target
    const at = (address: string) => ({ host, port, address, trust, named })
    if (isIP(target)) return [at(target)]
    const answer = signal.aborted ? undefined : await lookUp(target, 'domain', { ...context, organisation }, system)
    if (!answer || signal.aborted) {
      unasked += 1
      return []
    }
    const { addresses, failure } = answer
    const reachable = addresses.map(({ address }) => address).filter(isAddressOfServer)
    if (reachable.length > 0) return reachable.slice(0, MOST_ADDRESSES_OF_A_NAME).map(at)
    const seenAt = context.now().toISOString()
    const reason = failure ?? nowhere(target, addresses)
    unresolved.push({ host: target, port, named, seenAt, directories: [], exchange: false, failure: reason })
    return []
  })
  const each = new Map(found.flat().map((candidate) => [keyOf(candidate), candidate]))
  for (const candidate of found.flat()) if (candidate.named) each.set(keyOf(candidate), candidate)
  return { candidates: [...each.values()], unresolved, unasked }
}

/** Nothing is sent to where no server of the organisation can be. */
function isAddressOfServer(address: string): boolean {
  return !['link-local', 'unusable'].includes(kindOfAddress(address))
}

function nowhere(where: string, addresses: readonly { address: string }[]): Failure {
  return { code: 'no-address', where, detail: `${addresses[0]?.address} is no server’s` }
}
