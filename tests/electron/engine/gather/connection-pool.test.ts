import type { TLSSocket } from 'node:tls'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectionPool, createConnectionPool } from '../../../../electron/engine/gather/connection-pool.ts'
import { defaultHttpLimits, type HttpRequest } from '../../../../electron/engine/wire/http-connection.ts'
import type { TlsTarget } from '../../../../electron/engine/wire/tls-connection.ts'
import { freePort } from '../../../fixtures/free-port.ts'
import { createTestCertificates, startTlsServer, type TestCertificates, type TestServer } from '../wire/tls-server.ts'
import { wireErrorOf } from '../wire/wire-error-of.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

const closing: (() => unknown)[] = []
let pool: ConnectionPool
let stop: AbortController
let clock: number
beforeEach(() => {
  pool = createConnectionPool()
  stop = new AbortController()
  clock = 0
})
afterEach(async () => {
  await pool.close()
  for (const close of closing.splice(0)) await close()
})

const get: HttpRequest = { method: 'GET', path: '/EWS/Exchange.asmx', headers: {} }
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
const negotiate = { ...get, headers: { authorization: 'NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAKAA==' } }

function dependencies() {
  const monotonic = () => clock
  return { signal: stop.signal, now: () => new Date(0), monotonic, limits: defaultHttpLimits }
}

/** A server that answers what `reply` says to the request of that number on the connection of that number, from 1 on. */
async function startServer(reply: (connection: number, request: number, socket: TLSSocket) => string | undefined) {
  let connections = 0
  const server = await startTlsServer({ ...certificates.good, ALPNProtocols: ['http/1.1'] }, (socket) => {
    connections += 1
    const connection = connections
    let requests = 0
    socket.on('data', () => {
      requests += 1
      const text = reply(connection, requests, socket)
      if (text !== undefined) socket.write(text)
    })
  })
  closing.push(() => server.close())
  return server
}

function targetOf(server: TestServer, trust: TlsTarget['trust']): TlsTarget {
  return server.target([], { trust })
}

/** One request on a connection of the pool's: its status or the code of its failure, and the connection's phases. */
async function ask(target: TlsTarget, request = get, wanted: Parameters<ConnectionPool['lend']>[1] = {}) {
  const { exchange } = await pool.lend(target, wanted, dependencies(), (lease) => lease.request(request))
  return exchange
}

let trust: TlsTarget['trust']
beforeEach(() => {
  trust = { authorities: [certificates.authority], pinned: new Set() }
})

describe('a connection that is done with', () => {
  it('carries the next request to the same server, whose exchange has no handshake', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    expect((await ask(target)).milliseconds).toHaveProperty('handshake')
    expect((await ask(target)).milliseconds).not.toHaveProperty('handshake')
    expect(server.connections()).toBe(1)
  })

  it('that carried no request is used like any other, and its handshake belongs to its first exchange', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await pool.lend(target, {}, dependencies(), async (lease) => lease.peer)
    expect((await ask(target)).milliseconds).toHaveProperty('handshake')
    expect(server.connections()).toBe(1)
  })

  it.each<[string, (target: TlsTarget) => TlsTarget]>([
    ['host', (target) => ({ ...target, host: 'autodiscover.contoso.test' })],
    ['address', (target) => ({ ...target, address: '127.0.0.2', otherAddresses: ['127.0.0.1'] })],
    ['trust', (target) => ({ ...target, trust: { authorities: [], pinned: new Set() } })],
  ])('is not used for another %s', async (_name, other) => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await ask(target)
    // Nothing listens at 127.0.0.2, so that the second address is the one that answers.
    await ask(other(target))
    expect(server.connections()).toBe(2)
  })

  it('is used where the target would come to it after its first address', async () => {
    const server = await startServer(() => ok)
    const target = { ...targetOf(server, trust), address: '127.0.0.2', otherAddresses: ['127.0.0.1'] }
    await ask(target)
    expect((await ask(target)).address).toBe('127.0.0.1')
    expect(server.connections()).toBe(1)
  })

  it.each<[string, string, (server: TestServer, target: TlsTarget) => Promise<unknown>]>([
    [
      'the server closed',
      `HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      (_, target) => ask(target),
    ],
    [
      'broke off',
      'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf',
      async (_, target) => {
        const limits = { ...defaultHttpLimits, answerMilliseconds: 50 }
        await pool.lend(target, {}, dependencies(), (lease) => lease.request(get, { ...dependencies(), limits }))
      },
    ],
    ['is half signed in', ok, (_, target) => ask(target, negotiate)],
    ['was wanted alone', ok, (_, target) => ask(target, get, { alone: true })],
    [
      'has been idle for long',
      ok,
      async (_, target) => {
        await ask(target)
        clock = 10_001
      },
    ],
    [
      'whose user threw',
      ok,
      async (_, target) => {
        const thrown = pool.lend(target, {}, dependencies(), async () => {
          throw new Error('a bug')
        })
        await expect(thrown).rejects.toThrow('a bug')
      },
    ],
  ])('is not used again when it %s', async (_name, first, use) => {
    const server = await startServer((connection) => (connection === 1 ? first : ok))
    const target = targetOf(server, trust)
    await use(server, target)
    expect((await ask(target)).status).toBe(200)
    expect(server.connections()).toBe(2)
  })

  it('is not taken by one who wants a connection alone', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await ask(target)
    await ask(target, get, { alone: true })
    expect(server.connections()).toBe(2)
  })
})

describe('a signed-in connection', () => {
  const signIn = (target: TlsTarget, wanted = {}) =>
    pool.lend(target, wanted, dependencies(), async (lease) => {
      await lease.request(negotiate)
      lease.signedInAs('alice')
    })

  it('is kept for its account, and not lent to anyone else', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await signIn(target)
    await ask(target)
    await ask(target, get, { session: 'bob' })
    expect(server.connections()).toBe(2)
    const session = await pool.lend(target, { session: 'alice' }, dependencies(), async (lease) => lease.session())
    expect(session).toBe('alice')
    expect(server.connections()).toBe(2)
  })

  it('is one that was idle without a sign-in before, where there is one', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await ask(target)
    await signIn(target, { session: 'alice' })
    expect(server.connections()).toBe(1)
  })

  it('is lent to one at a time: the next one waits for it, and signs in no second time', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await signIn(target)
    const seen: string[] = []
    const use = (name: string) =>
      pool.lend(target, { session: 'alice' }, dependencies(), async (lease) => {
        seen.push(`${name} begins as ${lease.session()}`)
        await lease.request(get)
        seen.push(`${name} ends`)
      })
    await Promise.all([use('one'), use('other')])
    expect(seen).toEqual(['one begins as alice', 'one ends', 'other begins as alice', 'other ends'])
    expect(server.connections()).toBe(1)
  })

  it('is known of once it is kept, at its own server and for its own account', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    expect(pool.hasSession(target, 'alice')).toBe(false)
    await signIn(target)
    expect(pool.hasSession(target, 'alice')).toBe(true)
    expect(pool.hasSession(target, 'bob')).toBe(false)
    expect(pool.hasSession({ ...target, host: 'autodiscover.contoso.test' }, 'alice')).toBe(false)
  })

  it('makes room after those without a sign-in', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    await signIn(target)
    const others = ['a', 'b', 'c', 'd', 'e'].map((host) => ({ ...target, host: `${host}.test` }))
    for (const other of others) await ask(other)
    const session = await pool.lend(target, { session: 'alice' }, dependencies(), async (lease) => lease.session())
    expect(session).toBe('alice')
  })
})

describe('a kept connection that the server has closed without a word', () => {
  /** Answers the first request of a connection, and resets it at the second. */
  const closingLater = (_connection: number, request: number, socket: TLSSocket) => {
    if (request === 1) return ok
    socket.destroy()
    return undefined
  }

  it('costs a request without a credential nothing: it is sent again on a new one, once', async () => {
    const server = await startServer(closingLater)
    const target = targetOf(server, trust)
    await ask(target)
    const second = await ask(target)
    expect(second).toMatchObject({ status: 200 })
    expect(second.milliseconds).toHaveProperty('handshake')
    expect(server.connections()).toBe(2)
  })

  it('the same for the first message of NTLM, which names nobody', async () => {
    const server = await startServer(closingLater)
    const target = targetOf(server, trust)
    await ask(target)
    expect(await ask(target, negotiate)).toMatchObject({ status: 200 })
  })

  it.each([
    ['a password', 'Basic YWxpY2U6eA=='],
    ['a proof of NTLM', 'NTLM TlRMTVNTUAADAAAA'],
  ])('with %s the request is not sent again: nobody knows what became of it', async (_name, authorization) => {
    let credentials = 0
    const server = await startServer((connection, request, socket) => {
      if (request === 2) credentials += 1
      return closingLater(connection, request, socket)
    })
    const target = targetOf(server, trust)
    await ask(target)
    expect((await ask(target, { ...get, headers: { authorization } })).failure?.code).toBe('connection-reset')
    expect([server.connections(), credentials]).toEqual([1, 1])
  })

  it('a new connection that is reset is not tried again', async () => {
    const server = await startServer((_connection, _request, socket) => {
      socket.destroy()
      return undefined
    })
    expect((await ask(targetOf(server, trust))).failure?.code).toBe('connection-reset')
    expect(server.connections()).toBe(1)
  })

  it('nor is the second request of one user: NTLM belongs to its connection', async () => {
    const server = await startServer((connection, request, socket) =>
      request < 3 ? ok : closingLater(connection, request, socket),
    )
    const target = targetOf(server, trust)
    await ask(target)
    const second = await pool.lend(target, {}, dependencies(), async (lease) => {
      await lease.request(get)
      return lease.request(get)
    })
    expect(second.exchange.failure?.code).toBe('connection-reset')
    expect(server.connections()).toBe(1)
  })
})

describe('the connections to one server', () => {
  it('are four at most, idle ones among them; the one that was idle first makes room', async () => {
    const open = new Set<TLSSocket>()
    let most = 0
    const server = await startServer((_connection, _request, socket) => {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      most = Math.max(most, open.size)
      return ok
    })
    const hosts = ['a', 'b', 'c', 'd', 'e', 'f'].map((host) => ({ ...targetOf(server, trust), host: `${host}.test` }))
    await Promise.all(hosts.map((target) => ask(target)))
    expect(server.connections()).toBe(6)
    expect(most).toBeLessThanOrEqual(4)
    await ask({ ...targetOf(server, trust), host: 'f.test' })
    expect(server.connections()).toBe(6)
  })

  it('give their place back when they cannot be opened', async () => {
    const port = await freePort()
    const target: TlsTarget = { host: 'mail.contoso.test', port, address: '127.0.0.1', trust }
    for (let count = 0; count < 6; count += 1) {
      expect(await wireErrorOf(() => ask(target))).toMatchObject({ code: 'connection-refused' })
    }
  })

  it('are waited for no longer than the run lasts', async () => {
    const server = await startServer(() => ok)
    const target = targetOf(server, trust)
    const held = Promise.withResolvers<void>()
    const lent: Promise<void>[] = []
    const holders = [1, 2, 3, 4].map(() => {
      const { promise, resolve } = Promise.withResolvers<void>()
      lent.push(promise)
      return pool.lend(target, {}, dependencies(), () => {
        resolve()
        return held.promise
      })
    })
    await Promise.all(lent)
    const waiting = wireErrorOf(() => ask(target))
    stop.abort()
    expect(await waiting).toMatchObject({ code: 'cancelled' })
    held.resolve()
    await Promise.all(holders)
  })
})

describe('a pool whose idle connections are closed', () => {
  it('has closed them then, signed-in ones too, and opens others', async () => {
    const open = new Set<TLSSocket>()
    const server = await startServer((_connection, _request, socket) => {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      return ok
    })
    const target = targetOf(server, trust)
    await pool.lend(target, {}, dependencies(), async (lease) => {
      await lease.request(negotiate)
      lease.signedInAs('alice')
      await ask(target)
    })
    await pool.closeIdle()
    const session = await pool.lend(target, { session: 'alice' }, dependencies(), async (lease) => {
      await lease.request(get)
      return lease.session()
    })
    expect(session).toBeUndefined()
    expect(server.connections()).toBe(3)
    await expect.poll(() => open.size).toBe(1)
  })
})

describe('a pool that is closed', () => {
  it('closes what is idle at once, and what is in use when it is given back', async () => {
    const ended: Promise<void>[] = []
    const server = await startServer((_connection, _request, socket) => {
      ended.push(new Promise((resolve) => socket.once('close', () => resolve())))
      return ok
    })
    const target = targetOf(server, trust)
    await pool.lend(target, {}, dependencies(), async (lease) => {
      await lease.request(get)
      await ask(target)
      await pool.close()
    })
    await pool.close()
    expect(ended).toHaveLength(2)
    await Promise.all(ended)
  })
})
