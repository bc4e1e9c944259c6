import type { DnsAnswers } from '../../../shared/artifacts/dns-answers.ts'
import type { DnsRecords } from '../../../shared/artifacts/dns-records.ts'
import { type Failure, failureSentence } from '../../../shared/artifacts/failure.ts'
import { askResolver, parseResolver } from '../wire/dns-client.ts'
import type { DnsRecord } from '../wire/dns-message.ts'
import { WireError } from '../wire/wire-error.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { askForAddresses, dnsOptionsOf, thisMachine } from './look-up.ts'
import { isOwnHost } from './own-host.ts'
import { lookUpService } from './service-records.ts'

const MOST_RECORDS = 16

/** MX and Autodiscover's SRV of the mail domain, with where they lead, and whether a wildcard answers for any name. */
export const dnsRecords = defineGatherer({
  artifact: 'dnsRecords',
  needs: ['dnsAnswers'],
  gather: async ({ dnsAnswers }, context): Promise<DnsRecords | Blocked> => {
    const inside = resolverOf(dnsAnswers, context)
    if (inside instanceof Blocked) return inside
    const domain = context.organisation.domain.toLowerCase()
    const outside = context.organisation.outsideResolvers?.[0]
    const [mailExchangers, autodiscoverServices, unusedName] = await Promise.all([
      mailExchangersOf(domain, outside ?? inside, outside !== undefined, context),
      servicesOf(`_autodiscover._tcp.${domain}`, inside, context),
      unusedNameOf(domain, inside, context),
    ])
    const httpsPort = context.organisation.httpsPort ?? 443
    return { domain, httpsPort, mailExchangers, autodiscoverServices, unusedName }
  },
})

/** The resolver that has answered in this run; where none has, there is no use in asking for more. */
function resolverOf({ names }: DnsAnswers, { organisation }: GatherContext): string | Blocked {
  const own = organisation.resolvers ?? thisMachine.resolvers()
  const asked = names.filter(({ resolver }) => own.includes(resolver))
  const silent = asked.find(({ failure }) => failure?.code === 'resolver-unreachable')?.failure
  const answered = asked.find(({ failure }) => failure?.code !== 'resolver-unreachable')?.resolver ?? own[0]
  if (silent && asked.every(({ failure }) => failure?.code === 'resolver-unreachable')) {
    return new Blocked('dnsAnswers', failureSentence(silent))
  }
  return answered ?? new Blocked('dnsAnswers', 'This machine has no resolver to ask for records.')
}

async function askForMail(
  domain: string,
  resolver: string,
  context: GatherContext,
): Promise<{ records: DnsRecord[]; failure?: Failure }> {
  try {
    const question = { name: domain, type: 'MX' } as const
    const { rcode, records } = await askResolver(parseResolver(resolver), question, dnsOptionsOf(context))
    // Neither "no such name" nor "no such record" is a failure of the resolver: there is none.
    if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') return { records: records.slice(0, MOST_RECORDS) }
    return { records: [], failure: { code: 'resolver-refused', where: domain, detail: `${rcode}, asked ${resolver}` } }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { records: [], failure: error.failure }
  }
}

async function mailExchangersOf(
  domain: string,
  resolver: string,
  outside: boolean,
  context: GatherContext,
): Promise<DnsRecords['mailExchangers']> {
  const { records, failure } = await askForMail(domain, resolver, context)
  const found = records.flatMap((record) => (record.type === 'MX' ? [record] : []))
  const sorted = found.toSorted((left, right) => left.preference - right.preference)
  const targets = await targetsOf(sorted, ({ exchange }) => exchange, resolver, outside, context)
  return {
    resolver,
    outside,
    records: targets.map(({ record: { preference, exchange, ttlSeconds }, led }) => ({
      preference,
      exchange,
      ttlSeconds,
      ...led,
    })),
    ...(failure && { failure }),
  }
}

async function servicesOf(
  name: string,
  inside: string,
  context: GatherContext,
): Promise<DnsRecords['autodiscoverServices']> {
  const { resolver, records, failure } = await lookUpService(name, context)
  const targets = await targetsOf(records, ({ target }) => target, inside, false, context)
  return {
    name,
    resolver,
    records: targets.map(({ record, led }) => ({ ...record, ...led })),
    ...(failure && { failure }),
  }
}

type Led = { addresses?: string[]; failure?: Failure }

/** The records, each with the addresses of the host that it names. */
function targetsOf<R>(
  records: readonly R[],
  hostOf: (record: R) => string,
  resolver: string,
  outside: boolean,
  context: GatherContext,
): Promise<{ record: R; led: Led }[]> {
  return Promise.all(
    records.map(async (record) => {
      const host = hostOf(record)
      // The root stands for "no such service"; and a resolver outside is asked for the organisation's own names alone.
      if (host === '.' || (outside && !isOwnHost(host, context.organisation))) return { record, led: {} }
      const answer = await askForAddresses(host, 'domain', resolver, context)
      const failure = answer.failure ? { failure: answer.failure } : {}
      return { record, led: { addresses: answer.addresses.map(({ address }) => address), ...failure } }
    }),
  )
}

async function unusedNameOf(
  domain: string,
  resolver: string,
  context: GatherContext,
): Promise<DnsRecords['unusedName']> {
  const name = `postern-${context.random(6).toString('hex')}.${domain}`
  const { addresses } = await askForAddresses(name, 'domain', resolver, context)
  return { name, addresses: addresses.map(({ address }) => address) }
}
