import type { Failure } from '../../../shared/artifacts/failure.ts'
import { askResolver, parseResolver } from '../wire/dns-client.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'
import { dnsOptionsOf, type LookUpContext, thisMachine } from './look-up.ts'

const MOST_RECORDS = 16

/** One SRV record; its target is in small letters, and `.` where it says that the service is not there (RFC 2782). */
export type ServiceRecord = { target: string; port: number; priority: number; weight: number; ttlSeconds: number }

/** What was answered, and by which resolver; where none answered, the last that was asked and how it failed. */
export type ServiceAnswer = { resolver: string; records: ServiceRecord[]; failure?: Failure }

export type ServiceContext = Omit<LookUpContext, 'monotonic'> & Partial<Pick<GatherContext, 'gathered'>>

const answers = new WeakMap<ServiceContext, Map<string, Promise<ServiceAnswer>>>()

/**
 * The SRV records of one name, the preferred first (RFC 2782: lowest priority, then highest weight): at the
 * organisation's resolvers, else at this machine's, the first that answers. Asked once in a run, whoever wants them.
 */
export function lookUpService(name: string, context: ServiceContext): Promise<ServiceAnswer> {
  const ofRun = answers.get(context) ?? new Map<string, Promise<ServiceAnswer>>()
  answers.set(context, ofRun)
  const answer = ofRun.get(name) ?? askInTurn(name, context)
  ofRun.set(name, answer)
  return answer
}

async function askInTurn(name: string, context: ServiceContext): Promise<ServiceAnswer> {
  let last: ServiceAnswer = { resolver: 'none', records: [], failure: { code: 'resolver-unreachable', where: name } }
  for (const resolver of answeringFirst(context)) {
    try {
      const { rcode, records } = await askResolver(
        parseResolver(resolver),
        { name, type: 'SRV' },
        dnsOptionsOf(context),
      )
      // Neither "no such name" nor "no such record" is a failure of the resolver: there is none.
      if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') {
        const found = records.flatMap((record) => (record.type === 'SRV' ? [recordOf(record)] : []))
        return { resolver, records: found.toSorted(byPreference).slice(0, MOST_RECORDS) }
      }
      const detail = `${rcode}, asked ${resolver}`
      last = { resolver, records: [], failure: { code: 'resolver-refused', where: name, detail } }
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      last = { resolver, records: [], failure: error.failure }
    }
  }
  return last
}

/** The resolvers in their order, behind those that have answered in this run already. */
function answeringFirst({ organisation, gathered }: ServiceContext): string[] {
  const names = gathered?.dnsAnswers?.names ?? []
  const hasAnswered = (each: string) =>
    names.some(({ resolver, failure }) => resolver === each && failure?.code !== 'resolver-unreachable')
  return [...(organisation.resolvers ?? thisMachine.resolvers())].toSorted(
    (left, right) => Number(hasAnswered(right)) - Number(hasAnswered(left)),
  )
}

function recordOf({ target, port, priority, weight, ttlSeconds }: ServiceRecord): ServiceRecord {
  const host = target === '.' || target === '' ? '.' : target.replace(/\.$/, '').toLowerCase()
  return { target: host, port, priority, weight, ttlSeconds }
}

function byPreference(left: ServiceRecord, right: ServiceRecord): number {
  return left.priority - right.priority || right.weight - left.weight
}
