import type { DnsAnswers } from '../../../shared/artifacts/dns-answers.ts'
import type { DnsRecords } from '../../../shared/artifacts/dns-records.ts'
import { type Failure, failureSentence } from '../../../shared/artifacts/failure.ts'
import { t } from '../../../shared/language/translate.ts'
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
    const { outsideResolvers = [] } = context.organisation
    const [mailExchangers, autodiscoverServices, unusedName] = await Promise.all([
      mailExchangersOf(domain, inside, outsideResolvers, context),
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
  return answered ?? new Blocked('dnsAnswers', t`This machine has no resolver to ask for records.`)
}

type MailAnswer = { resolver: string; records: DnsRecord[]; failure?: Failure }

async function askForMail(domain: string, resolver: string, context: GatherContext): Promise<MailAnswer> {
  try {
    const question = { name: domain, type: 'MX' } as const
    const { rcode, records } = await askResolver(parseResolver(resolver), question, dnsOptionsOf(context))
    // Neither "no such name" nor "no such record" is a failure of the resolver: there is none.
    if (rcode === 'NOERROR' || rcode === 'NXDOMAIN') return { resolver, records }
    const detail = `${rcode}, asked ${resolver}`
    return { resolver, records: [], failure: { code: 'resolver-refused', where: domain, detail } }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { resolver, records: [], failure: error.failure }
  }
}

/** The first of the resolvers that answers; where none does, what the first of them did. */
async function askInTurn(
  domain: string,
  [first, ...others]: readonly [string, ...string[]],
  context: GatherContext,
): Promise<MailAnswer> {
  const answer = await askForMail(domain, first, context)
  if (!answer.failure) return answer
  for (const resolver of others) {
    const other = await askForMail(domain, resolver, context)
    if (!other.failure) return other
  }
  return answer
}

async function mailExchangersOf(
  domain: string,
  inside: string,
  [outer, ...others]: readonly string[],
  context: GatherContext,
): Promise<DnsRecords['mailExchangers']> {
  const outside = outer !== undefined
  const { resolver, records, failure } = await askInTurn(domain, outside ? [outer, ...others] : [inside], context)
  const found = records.flatMap((record) => (record.type === 'MX' ? [record] : []))
  const sorted = found.toSorted((left, right) => left.preference - right.preference).slice(0, MOST_RECORDS)
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
