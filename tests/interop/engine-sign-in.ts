import { randomBytes } from 'node:crypto'
import { createConnectionPool } from '../../electron/engine/gather/connection-pool.ts'
import { createEwsBackOff } from '../../electron/engine/gather/ews-back-off.ts'
import type { GatherContext } from '../../electron/engine/gather/gatherer.ts'
import {
  requestSignedIn,
  type SignedAnswer,
  type SignedInScheme,
} from '../../electron/engine/gather/sign-in-conversation.ts'
import { createSignInBudget, type RunBudget, type SignInBudget } from '../../electron/engine/run/sign-in-budget.ts'
import {
  defaultHttpLimits,
  type HttpConnection,
  type HttpRequest,
  openHttpConnection,
} from '../../electron/engine/wire/http-connection.ts'
import type { TlsTarget } from '../../electron/engine/wire/tls-connection.ts'
import { type HttpExchange, headerValues } from '../../shared/artifacts/http-exchange.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { nylas } from '../../shared/profiles/profile.ts'
import type { Apache } from './peers/apache.ts'

const host = 'localhost'

export interface SignInAttempt {
  scheme: SignedInScheme
  username: string
  password: string
  budget?: SignInBudget
  /** Whether the server's certificate is among the trusted ones; it is unless said otherwise. */
  trusted?: boolean
}

/** Signs in to `/ntlm/` or `/basic/` as the engine's gatherers do, over a connection of its own. */
export async function signIn(apache: Apache, attempt: SignInAttempt): Promise<SignedAnswer> {
  return overConnection(apache, attempt.trusted ?? true, (connection) => signInOver(connection, apache, attempt))
}

/** The same over a connection that is there already. */
export async function signInOver(
  connection: HttpConnection,
  apache: Apache,
  { scheme, username, password, budget }: SignInAttempt,
): Promise<SignedAnswer> {
  const request = pageOf(scheme)
  const run = await (budget ?? createSignInBudget()).begin({ domain: 'postern.test', username, password })
  const url = `https://${host}:${apache.httpsPort}${request.path}`
  return requestSignedIn(
    connection,
    request,
    { scheme, url, gatherer: `${scheme}SignIn`, host },
    contextFor(url, username, password, run),
  )
}

/** Runs `use` on a new connection of the engine's, which is closed afterwards. */
export async function overConnection<T>(
  apache: Apache,
  trusted: boolean,
  use: (connection: HttpConnection) => Promise<T>,
): Promise<T> {
  const target: TlsTarget = {
    host,
    port: apache.httpsPort,
    address: '127.0.0.1',
    trust: { authorities: trusted ? [apache.certificate] : [], pinned: new Set() },
  }
  const connection = await openHttpConnection(target, {
    signal: AbortSignal.timeout(30_000),
    now: () => new Date(),
    monotonic: () => performance.now(),
  })
  try {
    return await use(connection)
  } finally {
    await connection.close()
  }
}

/** Asks for the page that a scheme guards. */
export function pageOf(scheme: SignedInScheme): HttpRequest {
  return { method: 'GET', path: `/${scheme}/`, headers: {} }
}

/** The account that Apache says has signed in; undefined when none has. */
export function accountOf(exchange: HttpExchange | undefined): string | undefined {
  const [value] = exchange ? headerValues(exchange, 'x-remote-user') : []
  // Apache sends UTF-8 where HTTP has Latin-1.
  return value ? Buffer.from(value, 'latin1').toString('utf8') : undefined
}

function contextFor(url: string, username: string, password: string, budget: RunBudget): GatherContext {
  return {
    organisation: Organisation.parse({
      format: 1,
      name: 'Postern test',
      domain: 'postern.test',
      mailbox: 'alice@postern.test',
      account: { username },
      ews: { url },
    }),
    password,
    profile: nylas,
    trust: { authorities: [], pinned: new Set() },
    signal: AbortSignal.timeout(30_000),
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: randomBytes,
    sleep: () => Promise.resolve(),
    timeout: () => new AbortController().signal,
    watchTimers: () => ({ lateMilliseconds: () => 0, stop: () => undefined }),
    budget,
    ewsBackOff: createEwsBackOff({ monotonic: () => performance.now(), sleep: async () => undefined }),
    connections: createConnectionPool(),
    limits: defaultHttpLimits,
    gathered: {},
    obstacles: {},
    redact: (text) => text,
  }
}
