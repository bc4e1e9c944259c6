import type { DnsAnswers } from '../../../shared/artifacts/dns-answers.ts'
import type { ResolverView } from '../../../shared/artifacts/dns-comparison.ts'
import { askResolver, parseResolver } from '../wire/dns-client.ts'
import { WireError } from '../wire/wire-error.ts'
import { defineGatherer, type GatherContext } from './gatherer.ts'
import { askForAddresses, dnsOptionsOf, thisMachine } from './look-up.ts'

/** As many as an organisation file may name. */
const MOST_RESOLVERS = 4

/** Asks every resolver inside, and every one that sees what the internet sees, for the same names. */
export const dnsComparison = defineGatherer({
  artifact: 'dnsComparison',
  needs: ['dnsAnswers'],
  gather: async ({ dnsAnswers }, context) => {
    const { resolvers, outsideResolvers = [] } = context.organisation
    const inside = [...new Set(resolvers ?? thisMachine.resolvers())].slice(0, MOST_RESOLVERS)
    const [insideViews, outsideViews] = await Promise.all(
      [inside, [...new Set(outsideResolvers)]].map((group, index) =>
        // One resolver alone has nothing to be compared with; outside, there is inside.
        Promise.all(group.map((resolver) => viewOf(resolver, dnsAnswers, index === 0 && group.length > 1, context))),
      ),
    )
    return { inside: insideViews ?? [], outside: outsideViews ?? [] }
  },
})

async function viewOf(
  resolver: string,
  { names }: DnsAnswers,
  withZone: boolean,
  context: GatherContext,
): Promise<ResolverView> {
  const asked = names.filter((answer) => answer.resolver !== 'literal')
  const [answers, zone] = await Promise.all([
    Promise.all(
      asked.map((known) =>
        // What this resolver has said in this run already is not asked again.
        known.resolver === resolver ? known : askForAddresses(known.name, known.purpose, resolver, context),
      ),
    ),
    withZone ? zoneOf(resolver, context) : undefined,
  ])
  return { resolver, names: answers, ...(zone && { zone }) }
}

/** Which copy of the mail domain's zone a resolver has; nothing where it does not say. */
async function zoneOf(resolver: string, context: GatherContext): Promise<ResolverView['zone']> {
  const question = { name: context.organisation.domain, type: 'SOA' } as const
  try {
    const { records } = await askResolver(parseResolver(resolver), question, dnsOptionsOf(context))
    const record = records.find(({ type }) => type === 'SOA')
    return record?.type === 'SOA' ? { primary: record.primary, serial: record.serial } : undefined
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}
