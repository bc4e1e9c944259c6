import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SweepOptions, sweepServers } from '../../../../electron/engine/run/sweep-servers.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { sweepFindings } from '../../../../shared/run/sweep-findings.ts'
import { SweptServer } from '../../../../shared/run/swept-server.ts'
import { freePort } from '../../../fixtures/free-port.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ nodes: 3 })
})
beforeEach(() => lab.setFaults([]))
afterAll(() => lab.close())

async function swept(targets: readonly string[], more: Partial<SweepOptions> = {}) {
  const servers: SweptServer[] = []
  const end = await sweepServers({
    places: targets.map((target) => ({ target, named: true })),
    port: lab.ports.https,
    directories: ['ews', 'active-sync'],
    organisation: lab.organisation,
    signal: new AbortController().signal,
    onServer: (server) => servers.push(SweptServer.parse(server)),
    ...more,
  })
  return { end, servers }
}

const outcomesOf = (server: SweptServer | undefined) =>
  server && sweepFindings(server).map(({ check, outcome }) => `${check}: ${outcome}`)

describe('what is not there', () => {
  test('a port on which nothing listens is a failure of its own, and asked once', async () => {
    const port = await freePort()
    const { end, servers } = await swept(['127.0.0.11'], { port })
    const failure = { code: 'connection-refused', where: `127.0.0.11:${port}`, detail: 'ECONNREFUSED' }
    expect(end).toEqual({ total: 1 })
    expect(servers).toEqual([expect.objectContaining({ address: '127.0.0.11', exchange: false, failure })])
    expect(outcomesOf(servers[0])).toEqual([])
  })

  test('a name that does not exist', async () => {
    const { servers } = await swept(['nobody.contoso.test'])
    expect(servers).toMatchObject([{ host: 'nobody.contoso.test', failure: { code: 'name-not-found' } }])
    expect(servers[0]).not.toHaveProperty('address')
  })

  test('a name that leads to no server is not followed', async () => {
    const system = { resolvers: () => [], lookUp: async () => [{ address: '0.0.0.0', family: 4 }] }
    const { servers } = await swept(['nowhere.test'], { organisation: {}, system })
    expect(servers).toMatchObject([{ failure: { code: 'no-address', detail: '0.0.0.0 is no server’s' } }])
  })

  test('a directory that is not asked to its end leaves what was seen of the others', async () => {
    await lab.setFaults(['hostile-endless-headers'])
    const [server] = (await swept(['127.0.0.11'])).servers
    expect(server?.certificate?.subject).toContain('mail.contoso.test')
    expect(server?.directories).toMatchObject([
      { directory: 'ews', schemes: [], failure: { code: expect.any(String) } },
      { directory: 'active-sync', status: 401, schemes: ['basic'] },
    ])
  })
})

describe('what is there', () => {
  test('each directory is asked by itself, and nobody is signed in', async () => {
    const before = lab.log.length
    const { end, servers } = await swept(['127.0.0.11', '127.0.0.12', '127.0.0.13'])
    expect(end).toEqual({ total: 3 })
    expect(servers.map(({ challenge }) => challenge?.netbiosComputer).toSorted()).toEqual([
      'EXCH01',
      'EXCH02',
      'EXCH03',
    ])
    for (const server of servers) {
      expect(server).toMatchObject({ exchange: true, build: '15.2.2562.53', named: true })
      expect(server.directories.map(({ directory, schemes }) => [directory, schemes])).toEqual([
        ['ews', ['negotiate', 'ntlm', 'basic']],
        ['active-sync', ['basic']],
      ])
      expect(outcomesOf(server)).toEqual([
        'certificate/validity: valid',
        'ews/server-version: current',
        'sign-in/ews-schemes: ntlm-offered',
      ])
    }
    const log = lab.log.slice(before)
    expect(new Set(log.map(({ result }) => result))).not.toContain('rejected')
    expect(lab.badSignIns('alice').total).toBe(0)
    expect(log).toHaveLength(9)
  })

  test.each([
    ['certificate-expired', 'certificate/validity: expired'],
    ['server-out-of-support', 'ews/server-version: out-of-support'],
  ] as const)('%s is judged as a readiness run does', async (fault, outcome) => {
    await lab.setFaults([fault])
    // The lab has that certificate for its name alone, as a server whose binding in IIS asks for SNI.
    const { servers } = await swept(['127.0.0.11'], { publishedName: 'mail.contoso.test' })
    expect(outcomesOf(servers[0])).toContain(outcome)
  })

  test.each([
    ['certificate-self-signed', { nameMatches: true, chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT', authorities: [] }],
    ['certificate-without-name', { nameMatches: false, trusted: false }],
    [
      'certificate-policy-authority-missing',
      { chainError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', authorities: [{ subject: expect.any(String) }] },
    ],
    ['ews-no-ntlm', { trusted: true, directories: [{ ntlmInNegotiate: { taken: false, status: 401 } }, {}] }],
    ['ews-ntlm-in-negotiate-only', { directories: [{ ntlmInNegotiate: { taken: true, status: 401 } }, {}] }],
  ] as const)('%s shows why', async (fault, seen) => {
    await lab.setFaults([fault])
    const { servers } = await swept(['127.0.0.11'], { publishedName: 'mail.contoso.test' })
    expect(servers).toMatchObject([seen])
  })

  test('a name is looked up, and what is asked by it is told from what is asked by the address', async () => {
    const { servers } = await swept(['mail.contoso.test', 'exch02.contoso.test', '127.0.0.12'])
    expect(servers.map(({ host, address, trusted }) => [host, address, trusted]).toSorted()).toEqual([
      ['127.0.0.12', '127.0.0.12', false],
      ['exch02.contoso.test', '127.0.0.12', false],
      ['mail.contoso.test', '127.0.0.1', true],
    ])
  })

  test('the published name is asked for everywhere, and each address once', async () => {
    const targets = ['127.0.0.12', 'exch02.contoso.test']
    const { end, servers } = await swept(targets, { publishedName: 'mail.contoso.test' })
    expect(end).toEqual({ total: 1 })
    expect(servers).toMatchObject([{ host: 'mail.contoso.test', address: '127.0.0.12', trusted: true }])
    expect(sweepFindings(servers[0] as SweptServer)[0]?.title).toContain(`127.0.0.12:${lab.ports.https}`)
  })
})

test('how many there are is told once the names are looked up, before any server', async () => {
  const told: (number | string)[] = []
  const system = {
    resolvers: () => [],
    lookUp: async () => ['127.0.0.11', '127.0.0.12'].map((address) => ({ address, family: 4 })),
  }
  await swept(['both.test'], {
    ...{ organisation: {}, system },
    onCounted: (total) => told.push(total),
    onServer: ({ address = '' }) => told.push(address),
  })
  expect(told[0]).toBe(2)
  expect(told.slice(1).toSorted()).toEqual(['127.0.0.11', '127.0.0.12'])
})

test('a server is told of with all its directories while another is still waited for', async () => {
  const silent = createServer()
  silent.listen(lab.ports.https, '127.0.0.99')
  await once(silent, 'listening')
  try {
    const stop = new AbortController()
    const told: SweptServer[] = []
    const { end, servers } = await swept(['127.0.0.99', '127.0.0.11'], {
      signal: stop.signal,
      onServer: (server) => {
        told.push(server)
        stop.abort()
      },
    })
    expect(end.endedEarly).toBe('cancelled')
    expect(servers).toEqual([])
    expect(told.map(({ address, directories }) => [address, directories.length])).toEqual([['127.0.0.11', 2]])
  } finally {
    silent.close()
  }
})

test.each([1, 2, 64])('many servers, %i at once, are each told of once', async (atOnce) => {
  const targets = Array.from({ length: 40 }, (_, at) => `127.0.0.${at + 1}`)
  const { end, servers } = await swept(targets, { atOnce })
  expect(end).toEqual({ total: 40 })
  expect(new Set(servers.map(({ address }) => address)).size).toBe(40)
  expect(servers).toHaveLength(40)
  const seen = servers.filter(({ exchange }) => exchange)
  expect(seen.map(({ directories }) => directories.length)).toEqual([2, 2, 2, 2])
})

test('one server sees at most four connections at once, however many names lead to it', async () => {
  let [open, most, all] = [0, 0, 0]
  const server = createServer((socket) => {
    open += 1
    all += 1
    most = Math.max(most, open)
    socket.on('error', () => undefined).on('close', () => (open -= 1))
    // Many turns later, so that all that would come together have come.
    const inTurns = (left: number) => (left > 0 ? setImmediate(inTurns, left - 1) : socket.destroy())
    socket.once('data', () => inTurns(200))
  })
  server.listen(lab.ports.https, '127.0.0.98')
  await once(server, 'listening')
  try {
    const system = { resolvers: () => [], lookUp: async () => [{ address: '127.0.0.98', family: 4 }] }
    const names = Array.from({ length: 40 }, (_, at) => `name${at}.test`)
    const { servers } = await swept(names, { organisation: {}, system })
    expect(servers).toHaveLength(40)
    expect(all).toBe(40)
    expect(most).toBeLessThanOrEqual(4)
  } finally {
    server.close()
  }
})

test('the moment is that of the clock that is handed in', async () => {
  const now = () => new Date('2030-01-01T00:00:00.000Z')
  const { servers } = await swept(['127.0.0.11', '127.0.0.97', 'nobody.contoso.test'], { now })
  expect(servers.map(({ seenAt }) => seenAt)).toEqual(Array(3).fill(now().toISOString()))
})

describe('a sweep that is ended', () => {
  test('before it began looks at nothing', async () => {
    const before = lab.log.length
    const { end, servers } = await swept(['127.0.0.11'], { signal: AbortSignal.abort() })
    expect({ end, servers }).toEqual({ end: { total: 1, endedEarly: 'cancelled' }, servers: [] })
    expect(lab.log.length).toBe(before)
  })

  test('keeps what was seen, without the directory that was not asked to its end', async () => {
    const stop = new AbortController()
    const wait = async (_milliseconds: number, signal: AbortSignal) => {
      stop.abort()
      await once(signal, 'abort')
      signal.throwIfAborted()
    }
    const silent = await startLab({ latencyMilliseconds: 1, wait })
    try {
      const { organisation, ports } = silent
      const { end, servers } = await swept(['127.0.0.1'], { organisation, port: ports.https, signal: stop.signal })
      expect(end).toEqual({ total: 1, endedEarly: 'cancelled' })
      expect(servers).toMatchObject([{ certificate: {}, directories: [] }])
      expect(servers[0]).not.toHaveProperty('failure')
    } finally {
      await silent.close()
    }
  })

  test('by its own limit says so', async () => {
    const system = { resolvers: () => [], lookUp: () => new Promise<never>(() => undefined) }
    const { end } = await swept(['a.test'], { organisation: {}, system, deadlineMilliseconds: 1 })
    expect(end).toEqual({ total: 1, endedEarly: 'deadline' })
  })
})
