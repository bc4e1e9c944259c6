import type { Handlers } from '../../shared/contract/contract.ts'
import { withAsciiNames } from '../../shared/organisation/ascii-names.ts'
import type { DiscoveryEvent, DiscoveryRequest } from '../../shared/organisation/discovery.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { discoverServers } from '../engine/run/discover-servers.ts'
import { createRedactor } from '../engine/run/redactor.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import type { AccountPasswords } from './account-passwords.ts'
import { createEventLog } from './event-log.ts'
import type { ProxyChoice } from './run-handlers.ts'
import type { SettingsOfThis } from './settings.ts'
import { createTurns } from './turns.ts'

type DiscoverFeedOptions = {
  discoverServers: typeof discoverServers
  passwords: Pick<AccountPasswords, 'held' | 'passwordFor' | 'inMemory'>
  /** The organisation that is open. */
  opened: () => Organisation | null
  settings: Pick<SettingsOfThis, 'read'>
  proxy: ProxyChoice
  budget: SignInBudget
  now: () => Date
}

/**
 * The feed `organisation.discover`: each reader begins a search of its own, which ends with the reader; one whose
 * connection was lost and made again has it made again. One search goes on at a time: the next waits until the one
 * before has let go, so that no server sees two of them.
 */
export function discoverFeed(options: DiscoverFeedOptions): Handlers['feeds']['organisation.discover'] {
  const { passwords, settings, proxy, budget, now } = options
  const takeTurn = createTurns()

  return async function* discover(request, after, signal) {
    const turn = await takeTurn(signal)
    const both = turn.signal
    try {
      if (both.aborted) return
      const password = await passwordOf(request, options)
      const { resolvers } = settings.read()
      const secrets = [...passwords.inMemory(), ...(password === undefined ? [] : [password])]
      const redact = createRedactor(secrets, request.username === undefined ? [] : [request.username])
      const log = createEventLog<DiscoveryEvent>()
      const search = options.discoverServers({
        ...(resolvers.length > 0 && { resolvers }),
        ...withoutSecret(request),
        ...{ password, budget, now, proxyFor: proxy(), signal: both, onEvent: (event) => log.append(redact(event)) },
      })
      search.then(
        () => log.end(),
        (error) => log.end(error instanceof Error ? new Error(redact(error.message)) : new Error('It threw no Error.')),
      )
      for await (const { seq, value } of log.readAfter(-1, both)) yield { seq: after + 1 + seq, value }
    } finally {
      turn.end()
    }
  }
}

/**
 * The password that the window means: the one that is held under this reference for the account of the organisation that
 * is open. It is none of a search that goes another way than that: asks other resolvers, or trusts other authorities.
 */
async function passwordOf(
  request: DiscoveryRequest,
  { passwords, opened }: Pick<DiscoverFeedOptions, 'passwords' | 'opened'>,
): Promise<string | undefined> {
  const { mailbox, username, secret } = request
  const open = opened()
  if (username === undefined || secret === undefined || open?.account === undefined) return undefined
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1)
  const searched: Organisation = { format: 1, name: domain, domain, mailbox, account: { username } }
  const sameAccount =
    withAsciiNames(searched).domain.toLowerCase() === withAsciiNames(open).domain.toLowerCase() &&
    username.toLowerCase() === open.account.username.toLowerCase()
  if (!sameAccount || waysOf(request) !== waysOf(open)) return undefined
  return (await passwords.held(open))?.reference === secret ? passwords.passwordFor(open) : undefined
}

/** By which ways servers are found, and whom their certificates are believed for. */
function waysOf({
  resolvers,
  httpsPort,
  httpPort,
  trust,
}: Pick<Organisation, 'resolvers' | 'httpsPort' | 'httpPort' | 'trust'>) {
  return JSON.stringify([resolvers ?? null, httpsPort ?? null, httpPort ?? null, trust?.certificateAuthorities ?? null])
}

function withoutSecret({ secret: _secret, ...request }: DiscoveryRequest): Omit<DiscoveryRequest, 'secret'> {
  return request
}
