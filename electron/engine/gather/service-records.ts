import { getServers } from 'node:dns'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import { askResolver, parseResolver } from '../wire/dns-client.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'

export type ServiceRecord = { target: string; port: number; priority: number; weight: number }

/**
 * The SRV records of one name, the preferred first (RFC 2782: lowest priority, then highest weight): at the
 * organisation's resolvers, else at this machine's, the first that answers. None where the name has none.
 */
export async function lookUpService(
  name: string,
  context: Pick<GatherContext, 'organisation' | 'signal' | 'random'>,
): Promise<{ records: ServiceRecord[]; failure?: Failure }> {
  const options = { signal: context.signal, randomId: () => context.random(2).readUInt16BE(0) }
  let failure: Failure = { code: 'resolver-unreachable', where: name }
  for (const resolver of context.organisation.resolvers ?? getServers()) {
    try {
      const answer = await askResolver(parseResolver(resolver), { name, type: 'SRV' }, options)
      if (answer.rcode !== 'NOERROR' && answer.rcode !== 'NXDOMAIN') {
        failure = { code: 'resolver-refused', where: name, detail: `${answer.rcode}, asked ${resolver}` }
        continue
      }
      const records = answer.records.flatMap(({ name: _name, ttlSeconds: _ttl, ...record }) =>
        record.type === 'SRV' ? [withoutRoot(record)] : [],
      )
      return { records: records.filter(({ target }) => target !== '').toSorted(byPreference) }
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      failure = error.failure
    }
  }
  return { records: [], failure }
}

/** A target of `.` says that the service is not there (RFC 2782). */
function withoutRoot({ target, port, priority, weight }: ServiceRecord): ServiceRecord {
  return { target: target.replace(/\.$/, '').toLowerCase(), port, priority, weight }
}

function byPreference(left: ServiceRecord, right: ServiceRecord): number {
  return left.priority - right.priority || right.weight - left.weight
}
