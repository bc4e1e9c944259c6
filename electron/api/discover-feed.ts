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

type DiscoverFeedOptions = {
  discoverServers: typeof discoverServers
  passwords: Pick<AccountPasswords, 'held' | 'passwordFor' | 'inMemory'>
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
  let current: { stop(): void; over: Promise<void> } = { stop: () => undefined, over: Promise.resolve() }

  return async function* discover(request, after, signal) {
    const controller = new AbortController()
    const over = Promise.withResolvers<void>()
    const before = current
    current = { stop: () => controller.abort(), over: over.promise }
    const both = AbortSignal.any([signal, controller.signal])
    try {
      before.stop()
      await before.over
      if (both.aborted) return
      const password = await passwordOf(request, passwords)
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
      controller.abort()
      over.resolve()
    }
  }
}

/** The password that the window means: the one that is held for this account of this domain, under this reference. */
async function passwordOf(
  { mailbox, username, secret }: DiscoveryRequest,
  passwords: DiscoverFeedOptions['passwords'],
): Promise<string | undefined> {
  if (username === undefined || secret === undefined) return undefined
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1)
  const organisation: Organisation = { format: 1, name: domain, domain, mailbox, account: { username } }
  const forms = [organisation, withAsciiNames(organisation)]
  for (const form of forms) {
    const held = await passwords.held(form)
    if (held?.reference === secret) return passwords.passwordFor(form)
  }
  return undefined
}

function withoutSecret({ secret: _secret, ...request }: DiscoveryRequest): Omit<DiscoveryRequest, 'secret'> {
  return request
}
