import { getServers } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import type { FailureCode } from '../../../shared/artifacts/failure.ts'
import { askResolver, type DnsLimits, parseResolver } from '../wire/dns-client.ts'
import type { DnsAnswer, DnsRecord } from '../wire/dns-message.ts'
import { WireError } from '../wire/wire-error.ts'
import { boundedAnswer } from './bounded-answer.ts'
import type { GatherContext } from './gatherer.ts'

/** How long an answer for IPv6 may take once there is one for IPv4. */
const GRACE_MILLISECONDS = 300

/** What says nothing of the name, so that the next resolver is asked, as clients do. */
const resolverFailures = new Set<FailureCode>(['resolver-unreachable', 'resolver-refused', 'dns-malformed'])

export type LookUpContext = Pick<GatherContext, 'signal' | 'random' | 'monotonic'> & {
  organisation: Pick<GatherContext['organisation'], 'resolvers'>
  limits?: { dns?: DnsLimits | undefined }
}

/** What this machine itself knows of names: its resolvers, and its own lookup (hosts file, NetBIOS). */
export type SystemNames = {
  resolvers: () => readonly string[]
  lookUp: (name: string) => Promise<readonly { address: string; family: number }[]>
}

export const thisMachine: SystemNames = { resolvers: getServers, lookUp: (name) => lookup(name, { all: true }) }

/**
 * Looks one name up, A and AAAA: at the organisation's resolvers, else at this machine's, the first that answers.
 * Where this machine's resolvers know nothing, the operating system's own lookup is asked too, as a client
 * does. Never throws for what DNS says; that is in the answer.
 */
export async function lookUp(
  name: string,
  purpose: NameAnswer['purpose'],
  context: LookUpContext,
  system: SystemNames = thisMachine,
): Promise<NameAnswer> {
  const began = context.monotonic()
  const family = isIP(name)
  if (family === 4 || family === 6) {
    const addresses = [{ address: name, family } as const]
    return { name, purpose, resolver: 'literal', addresses, aliases: [], milliseconds: 0 }
  }
  const own = context.organisation.resolvers
  let answer: NameAnswer | undefined
  for (const resolver of own ?? system.resolvers()) {
    answer = await askForAddresses(name, purpose, resolver, context)
    if (!answer.failure || !resolverFailures.has(answer.failure.code)) break
  }
  if (!own && (answer === undefined || answer.failure) && !context.signal.aborted) {
    answer = (await askOperatingSystem(name, purpose, system, context.signal)) ?? answer
  }
  answer ??= unanswered(name, purpose, 'none', 'resolver-unreachable')
  return { ...answer, milliseconds: Math.round((context.monotonic() - began) * 10) / 10 }
}

/** Asks one resolver, and no other, for the addresses of a name, A and AAAA. Never throws for what DNS says. */
export async function askForAddresses(
  name: string,
  purpose: NameAnswer['purpose'],
  resolverText: string,
  context: LookUpContext,
): Promise<NameAnswer> {
  const options = dnsOptionsOf(context)
  try {
    const resolver = parseResolver(resolverText)
    const asked = new AbortController()
    const signal = AbortSignal.any([context.signal, asked.signal])
    const sixAnswer = Promise.allSettled([askResolver(resolver, { name, type: 'AAAA' }, { ...options, signal })])
    const [four] = await Promise.allSettled([askResolver(resolver, { name, type: 'A' }, options)])
    // With an address in hand, an answer that some firewalls drop is not waited for any longer than this.
    const enough = four.status === 'fulfilled' && four.value.records.some((record) => record.type === 'A')
    const timer = enough ? setTimeout(() => asked.abort(), GRACE_MILLISECONDS) : undefined
    const [six] = await sixAnswer
    clearTimeout(timer)
    if (four.status === 'rejected') throw four.reason
    // Some firewalls and old name servers drop questions for IPv6; an address is an address all the same.
    const telling = four.value.records.length > 0 || four.value.rcode !== 'NOERROR'
    if (six.status === 'rejected' && !telling) throw six.reason
    return toNameAnswer(name, purpose, resolverText, four.value, six.status === 'fulfilled' ? six.value.records : [])
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { ...unanswered(name, purpose, resolverText, error.failure.code), failure: error.failure }
  }
}

/** What a question to a resolver takes from a run: its end, its limits and ids that nobody can guess. */
export function dnsOptionsOf({ signal, random, limits }: Pick<LookUpContext, 'signal' | 'random' | 'limits'>) {
  return { signal, randomId: () => random(2).readUInt16BE(0), limits: limits?.dns }
}

function toNameAnswer(
  name: string,
  purpose: NameAnswer['purpose'],
  resolver: string,
  four: DnsAnswer,
  sixRecords: readonly DnsRecord[],
): NameAnswer {
  const records = belongingTo(name, [...four.records, ...sixRecords])
  const addresses = records.flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA'
      ? [{ address: record.address, family: record.type === 'A' ? 4 : 6, ttlSeconds: record.ttlSeconds } as const]
      : [],
  )
  const all: NameAnswer = { name, purpose, resolver, addresses, aliases: aliasesOf(records), milliseconds: 0 }
  const answer = boundedAnswer(all)
  if (addresses.length > 0) return answer
  const code = failureOfRcode(four.rcode)
  const detail = code === 'no-address' ? `asked ${resolver}` : `${four.rcode}, asked ${resolver}`
  return { ...answer, failure: { code, where: name, detail } }
}

/** The name's own records, and those of the names that its aliases lead to. What else is in an answer, no client takes. */
function belongingTo(name: string, records: readonly DnsRecord[]): DnsRecord[] {
  const names = new Set([plainName(name)])
  for (let known = 0; known < names.size; ) {
    known = names.size
    for (const record of records) {
      if (record.type === 'CNAME' && names.has(plainName(record.name))) names.add(plainName(record.target))
    }
  }
  return records.filter((record) => names.has(plainName(record.name)))
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** Both questions lead through the same CNAMEs; each link is kept once. */
function aliasesOf(records: DnsRecord[]): NameAnswer['aliases'] {
  const links = new Map<string, NameAnswer['aliases'][number]>()
  for (const record of records) {
    if (record.type !== 'CNAME') continue
    const { name, target, ttlSeconds } = record
    links.set(`${name} ${target}`, { name, target, ttlSeconds })
  }
  return [...links.values()]
}

function failureOfRcode(rcode: string): FailureCode {
  if (rcode === 'NOERROR') return 'no-address'
  return rcode === 'NXDOMAIN' ? 'name-not-found' : 'resolver-refused'
}

async function askOperatingSystem(
  name: string,
  purpose: NameAnswer['purpose'],
  system: SystemNames,
  signal: AbortSignal,
): Promise<NameAnswer | undefined> {
  // getaddrinfo cannot be stopped, and may take half a minute; a run that is stopped does not wait for it.
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>()
  const onAbort = () => stop(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    const found = await Promise.race([system.lookUp(name), stopped])
    const addresses = found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const)
    return boundedAnswer({ name, purpose, resolver: 'operating-system', addresses, aliases: [], milliseconds: 0 })
  } catch {
    // getaddrinfo's errors say less than the resolver's own answer, which is kept.
    return undefined
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function unanswered(name: string, purpose: NameAnswer['purpose'], resolver: string, code: FailureCode): NameAnswer {
  return { name, purpose, resolver, addresses: [], aliases: [], milliseconds: 0, failure: { code, where: resolver } }
}
