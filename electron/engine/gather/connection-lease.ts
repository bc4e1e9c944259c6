import { carriesCredential } from '../wire/carried-credential.ts'
import type { HttpAnswer, HttpConnection, HttpDependencies, HttpRequest } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'

/** An open connection between two of its users. */
export type PooledConnection = {
  connection: HttpConnection
  target: TlsTarget
  /** Whose NTLM sign-in it carries. */
  session: string | undefined
  /** On the run's monotonic clock. */
  idleSince: number
}

/**
 * A connection for one user at a time. Where it was used before, the server may have closed it since; so its first
 * request, if it is lost before any byte of an answer and has carried no credential, is sent once more on a new one.
 * Later requests never change the connection: NTLM and channel binding belong to it.
 */
export type Lease = HttpConnection & {
  session(): string | undefined
  /** From here on the connection is kept for this account alone. */
  signedInAs(session: string): void
  /** Goes on with a new connection in the place of this one. Throws a WireError when it cannot be opened. */
  renew(): Promise<void>
  /** What another user may have after this one; undefined where it is closed or half signed in. */
  toKeep(): PooledConnection | undefined
}

/** A lease of `left`, or of a new connection where there is none. Throws a WireError when it cannot be opened. */
export async function createLease(
  left: PooledConnection | undefined,
  target: TlsTarget,
  dependencies: HttpDependencies,
  open: (target: TlsTarget, dependencies: HttpDependencies) => Promise<HttpConnection>,
): Promise<Lease> {
  let connection = left?.connection ?? (await open(target, dependencies))
  let session = left?.session
  let usedBefore = left !== undefined
  let halfSignedIn = false
  let requests = 0

  const renew = async () => {
    await connection.close()
    session = undefined
    usedBefore = false
    halfSignedIn = false
    connection = await open(target, dependencies)
  }

  return {
    get peer() {
      return connection.peer
    },
    isOpen: () => connection.isOpen(),
    session: () => session,
    async request(request, own = dependencies) {
      requests += 1
      const mayRenew = usedBefore && requests === 1
      if (mayRenew && !connection.isOpen()) await renew()
      let answer = await send(request, own)
      if (mayRenew && isLost(answer) && (answer.unsent || !carriesCredential(request))) {
        await renew()
        answer = await send(request, own)
      }
      return answer
    },
    signedInAs(account) {
      session = account
      halfSignedIn = false
    },
    renew,
    toKeep: () =>
      connection.isOpen() && !halfSignedIn
        ? { connection, target, session, idleSince: dependencies.monotonic() }
        : undefined,
    close: () => connection.close(),
  }

  async function send(request: HttpRequest, own: HttpDependencies): Promise<HttpAnswer> {
    if (/^(?:ntlm|negotiate)\s/i.test(request.headers.authorization ?? '')) {
      session = undefined
      halfSignedIn = true
    }
    return await connection.request(request, own)
  }
}

/** Whether the connection broke before any byte of an answer came. */
function isLost({ exchange }: HttpAnswer): boolean {
  return exchange.status === undefined && exchange.failure?.code === 'connection-reset'
}
