import { kindOfAddress } from '../../../shared/artifacts/address-kind.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import type { DiscoveryQuestion } from '../../../shared/organisation/discovery.ts'
import type { DiscoverySeen, HostToLookAt } from '../../../shared/organisation/discovery-seen.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { type VirtualDirectory, virtualDirectories } from '../../../shared/run/virtual-directories.ts'
import type { RunLimits } from '../gather/gatherer.ts'
import { type LookUpContext, lookUp } from '../gather/look-up.ts'
import { glanceAt } from '../gather/server-glance.ts'
import { sideBySide } from '../gather/side-by-side.ts'
import type { HttpDependencies } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { trustOf } from '../wire/trust.ts'
import { createConnectionLimit } from './connection-limit.ts'
import { afterFirstGlance, afterGlance } from './swept-by-glances.ts'

const USER_AGENT = 'Postern'
const directories: readonly VirtualDirectory[] = ['active-sync', 'autodiscover']

type Server = DiscoverySeen['servers'][number]
type LookContext = HttpDependencies & Omit<LookUpContext, 'organisation'> & { limits: RunLimits; now: () => Date }

type Looks = {
  organisation: Organisation
  /** What DNS has said of names already. */
  names: readonly NameAnswer[]
  asking(question: DiscoveryQuestion): void
  asked(question: DiscoveryQuestion): void
}

/**
 * Looks at hosts of the organisation without a credential, as a sweep does: whose certificate is there, and whether EWS,
 * ActiveSync and Autodiscover answer as Exchange's. Tells of each host as soon as it is known.
 */
export async function lookAtHosts(
  hosts: readonly HostToLookAt[],
  looks: Looks,
  context: LookContext,
  onServer: (server: Server) => void,
): Promise<void> {
  // Many names may lead to one server.
  const limit = createConnectionLimit<never>(() => undefined)
  await sideBySide(hosts, async (host) => {
    const question: DiscoveryQuestion = { what: 'server', where: host.host }
    looks.asking(question)
    const server = await look(host, looks, context, (target, glance) => inPlace(limit, target, context.signal, glance))
    if (server && !context.signal.aborted) onServer(server)
    looks.asked(question)
  })
}

type InPlace = <T>(target: TlsTarget, work: () => Promise<T>) => Promise<T | undefined>

async function look(
  { host, port, by }: HostToLookAt,
  { organisation, names }: Looks,
  context: LookContext,
  within: InPlace,
): Promise<Server | undefined> {
  const answer = names.find(({ name }) => name === host) ?? (await lookUp(host, 'ews', { ...context, organisation }))
  const [address, ...otherAddresses] = answer.addresses.map((found) => found.address).filter(isAddressOfServer)
  const seenAt = context.now().toISOString()
  if (address === undefined) {
    const failure = answer.failure ?? { code: 'no-address' as const, where: host }
    return { host, port, named: true, seenAt, directories: [], exchange: false, failure, by }
  }
  const target: TlsTarget = { host, port, address, otherAddresses, trust: trustOf(organisation) }
  const glance = (directory: VirtualDirectory) =>
    within(target, () => glanceAt(target, virtualDirectories[directory].path, USER_AGENT, context))
  const first = await glance('ews')
  let server = first && afterFirstGlance({ directory: 'ews', glance: first, named: true, seenAt })
  if (server && !server.failure) {
    for (const directory of directories) {
      const next = await glance(directory)
      if (next) server = afterGlance(server, directory, next)
    }
  }
  return server && { ...server, by }
}

/** Nothing is sent to where no server of the organisation can be. */
function isAddressOfServer(address: string): boolean {
  return !['link-local', 'unusable'].includes(kindOfAddress(address))
}

/** Undefined where the search ends before there is a place. */
async function inPlace<T>(
  limit: ReturnType<typeof createConnectionLimit<never>>,
  { address, port }: TlsTarget,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const place = await limit.acquire(`${address} ${port}`, signal).catch(() => undefined)
  if (!place) return undefined
  try {
    return await work()
  } finally {
    place.release()
  }
}
