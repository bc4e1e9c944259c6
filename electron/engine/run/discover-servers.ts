import { randomBytes } from 'node:crypto'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import { type AnyCheck, defineCheck } from '../../../shared/checks/check.ts'
import { asciiDomain, asciiMailbox } from '../../../shared/organisation/ascii-names.ts'
import { discoveryOf } from '../../../shared/organisation/discovered.ts'
import type {
  Discovery,
  DiscoveryEvent,
  DiscoveryQuestion,
  DiscoveryRequest,
} from '../../../shared/organisation/discovery.ts'
import { guessedNames, hostsToLookAt } from '../../../shared/organisation/discovery-hosts.ts'
import { type DiscoverySeen, discoveryArtifacts } from '../../../shared/organisation/discovery-seen.ts'
import { givenAddresses } from '../../../shared/organisation/given-addresses.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { allGatherers } from '../gather/all-gatherers.ts'
import { type AnyGatherer, Blocked } from '../gather/gatherer.ts'
import { lookUp } from '../gather/look-up.ts'
import { sideBySide } from '../gather/side-by-side.ts'
import { defaultHttpLimits } from '../wire/http-connection.ts'
import { lookAtHosts } from './discover-looks.ts'
import { createRunClock } from './run-clock.ts'
import { type RunOptions, runReadiness } from './run-readiness.ts'

const DEADLINE_MILLISECONDS = 60_000
/** The second look is at what the certificates of the first have named. */
const LOOKS = 2

export type DiscoverOptions = Omit<DiscoveryRequest, 'secret'> &
  Pick<
    RunOptions,
    'password' | 'budget' | 'limits' | 'now' | 'monotonic' | 'random' | 'sleep' | 'timeout' | 'proxyFor'
  > & {
    signal: AbortSignal
    onEvent?: ((event: DiscoveryEvent) => void) | undefined
    deadlineMilliseconds?: number | undefined
  }

/**
 * Finds the servers of a mailbox by its address: asks DNS and Autodiscover as a run does, by the same gatherers and under
 * the same budget of sign-ins, and looks without a credential at the hosts that were named or are usual. Tells what is
 * asked, found and missing as it goes, and ends with all of it. Throws only for a bug of ours.
 */
export async function discoverServers(options: DiscoverOptions): Promise<Discovery> {
  const { now = () => new Date(), monotonic = () => performance.now(), random = randomBytes } = options
  const tell = options.onEvent ?? (() => undefined)
  const clock = createRunClock(options.signal, options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS)
  const organisation = organisationOf(options)
  const seen = seenOfNothing(organisation, options)
  const news = createNews(seen, tell)
  const limits = { ...defaultHttpLimits, ...options.limits }
  const context = { signal: clock.signal, now, monotonic, random, limits, proxyFor: options.proxyFor }
  try {
    await gather(organisation, options, seen, news, clock.signal)
    if (!isGiven(seen) && !isWithoutDns(seen)) {
      const names = guessedNames(organisation.domain)
      const answers = await sideBySide(names, (name) => lookUp(name, 'ews', { ...context, organisation }))
      seen.names = clock.signal.aborted ? [] : answers
      news.tell()
    }
    for (let look = 0; look < LOOKS && !clock.signal.aborted; look += 1) {
      const known = new Set(seen.servers.map(({ host, port }) => `${host} ${port}`))
      const hosts = hostsToLookAt(seen).filter(({ host, port }) => !known.has(`${host} ${port}`))
      if (hosts.length === 0 || isWithoutDns(seen)) break
      await lookAtHosts(hosts, { organisation, names: seen.names, ...news }, context, (server) => {
        seen.servers = [...seen.servers, server]
        news.tell()
      })
    }
  } finally {
    clock.clear()
  }
  const endedEarly = clock.endedEarly()
  if (endedEarly) seen.endedEarly = endedEarly
  const discovery = discoveryOf(seen)
  tell({ type: 'done', discovery })
  return discovery
}

/** The part of a run that a search is: DNS and Autodiscover. */
async function gather(
  organisation: Organisation,
  options: DiscoverOptions,
  seen: Seen,
  news: News,
  signal: AbortSignal,
): Promise<void> {
  const { password, budget, limits, now, monotonic, random, sleep, timeout, proxyFor } = options
  const run = await runReadiness({
    ...{ organisation, password, budget, limits, now, monotonic, random, sleep, timeout, proxyFor, signal },
    checks: [whatASearchNeeds],
    gatherers: allGatherers.map((gatherer) => told(gatherer, organisation, seen, news)),
  })
  for (const record of Object.values(run.artifacts)) {
    if (record?.state === 'broken') throw new Error(`A gatherer broke: ${record.message}`)
  }
}

/** Judges nothing: what a run gathers is what its checks need. */
const whatASearchNeeds: AnyCheck = defineCheck({
  meta: {
    id: 'discovery/servers',
    step: 'autodiscover',
    subject: 'The search for servers',
    needs: [...discoveryArtifacts],
    guide: [],
    why: 'A search for servers gathers what this names.',
    outcomes: { gathered: { verdict: 'pass', title: 'Gathered' } },
  },
  run: () => ({ outcome: 'gathered' }),
}) as AnyCheck

type Seen = { -readonly [K in keyof DiscoverySeen]: DiscoverySeen[K] }
type News = ReturnType<typeof createNews>

const questions: Partial<Record<ArtifactName, DiscoveryQuestion['what']>> = {
  dnsAnswers: 'names',
  dnsRecords: 'records',
  autodiscoverWellKnown: 'autodiscover',
  autodiscoverJson: 'autodiscover-json',
  autodiscover: 'autodiscover-signed-in',
}

/** The same gatherer, that tells what it asks and what has come of it. */
function told(gatherer: AnyGatherer, { domain }: Organisation, seen: Seen, news: News): AnyGatherer {
  const { artifact } = gatherer
  const what = questions[artifact]
  const isWanted = (discoveryArtifacts as readonly ArtifactName[]).includes(artifact)
  // Without an account it goes the ways that are gone without one anyway.
  const isTold = what !== undefined && (what !== 'autodiscover-signed-in' || seen.signsIn)
  return {
    ...gatherer,
    gather: async (needed, context) => {
      const question = { what: what ?? 'names', where: domain } as const
      if (isTold) news.asking(question)
      const result = await gatherer.gather(needed, context)
      if (isWanted && !(result instanceof Blocked) && !context.signal.aborted) {
        seen.artifacts = { ...seen.artifacts, [artifact]: result }
      }
      if (isTold) news.asked(question)
      news.tell()
      return result
    },
  }
}

/** Tells each thing that is found or missing when it comes to be known, and again when more is known of it. */
function createNews(seen: DiscoverySeen, tell: (event: DiscoveryEvent) => void) {
  const known = new Set<string>()
  const once = (event: DiscoveryEvent) => {
    const key = JSON.stringify(event)
    if (!known.has(key)) tell(event)
    known.add(key)
  }
  return {
    asking: (question: DiscoveryQuestion) => tell({ type: 'asking', question }),
    asked: (question: DiscoveryQuestion) => tell({ type: 'asked', question }),
    tell: () => {
      const { found, inVain } = discoveryOf(seen)
      for (const each of found) once({ type: 'found', found: each })
      for (const each of inVain) once({ type: 'missing', missing: each })
    },
  }
}

/** The organisation as far as it is known: DNS and HTTP have the A-labels of its names. */
function organisationOf(options: DiscoverOptions): Organisation {
  const { username, resolvers, httpsPort, httpPort, trust } = options
  const mailbox = asciiMailbox(options.mailbox) ?? options.mailbox
  const written = mailbox.slice(mailbox.lastIndexOf('@') + 1)
  const domain = (asciiDomain(written) ?? written).toLowerCase()
  return {
    ...{ format: 1, name: domain, domain, mailbox },
    ...(username !== undefined && { account: { username } }),
    ...(resolvers && { resolvers }),
    ...(httpsPort !== undefined && { httpsPort }),
    ...(httpPort !== undefined && { httpPort }),
    ...(trust && { trust }),
  }
}

function seenOfNothing({ mailbox, domain, httpsPort = 443 }: Organisation, options: DiscoverOptions): Seen {
  const signsIn = options.username !== undefined && options.password !== undefined
  return { mailbox, domain, httpsPort, signsIn, artifacts: {}, names: [], servers: [] }
}

/** Whether Autodiscover gave an address of EWS that can be asked: nothing has to be guessed then. */
function isGiven(seen: DiscoverySeen): boolean {
  return givenAddresses(seen).some(({ service, own }) => service === 'ews' && own)
}

/** Where no resolver answers, there is no host to look at. */
function isWithoutDns({ artifacts, names }: DiscoverySeen): boolean {
  const all = [...names, ...(artifacts.dnsAnswers?.names ?? [])]
  return all.every(({ failure }) => failure?.code === 'resolver-unreachable')
}
