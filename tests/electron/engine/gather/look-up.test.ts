import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, decode, encode } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { lookUp, type SystemNames } from '../../../../electron/engine/gather/look-up.ts'
import { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Reply = { rcode?: number; answers?: Answer[] }

/** A name server that answers by type; what it has no reply for it answers with bytes that are no DNS message. */
async function startResolver(replies: { A?: Reply; AAAA?: Reply }): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (query, peer) => {
    const { id, questions } = decode(query)
    const type = questions?.[0]?.type
    const reply = type === 'A' || type === 'AAAA' ? replies[type] : undefined
    const bytes = reply
      ? encode({ type: 'response', id, questions, flags: reply.rcode ?? 0, answers: reply.answers ?? [] })
      : query.subarray(0, 4)
    socket.send(bytes, peer.port, peer.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  closing.push(() => socket.close())
  return `127.0.0.1:${socket.address().port}`
}

/** The address of a resolver that refuses: its port was closed again. */
async function refusingResolver(): Promise<string> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return `127.0.0.1:${port}`
}

const nobody: SystemNames = {
  resolvers: () => [],
  lookUp: () => Promise.reject(new Error('getaddrinfo ENOTFOUND')),
}

async function find(
  name: string,
  options: { resolvers?: string[]; system?: Partial<SystemNames>; signal?: AbortSignal } = {},
): Promise<NameAnswer> {
  const organisation = {
    format: 1 as const,
    name: 'Contoso',
    domain: 'contoso.test',
    mailbox: 'alice@contoso.test',
    ...(options.resolvers && { resolvers: options.resolvers }),
  }
  const context = {
    organisation,
    signal: options.signal ?? new AbortController().signal,
    random: randomBytes,
    monotonic: () => 0,
  }
  return NameAnswer.parse(await lookUp(name, 'ews', context, { ...nobody, ...options.system }))
}

const name = 'mail.contoso.test'
const four: Answer = { type: 'A', name, ttl: 300, data: '192.0.2.10' }
const six: Answer = { type: 'AAAA', name, ttl: 60, data: '2001:db8::10' }
const found = { address: '192.0.2.10', family: 4, ttlSeconds: 300 }

describe('a name that is not found', () => {
  it('does not exist', async () => {
    const resolver = await startResolver({ A: { rcode: 3 }, AAAA: { rcode: 3 } })
    const failure = { code: 'name-not-found', where: name, detail: `NXDOMAIN, asked ${resolver}` }
    expect(await find(name, { resolvers: [resolver] })).toMatchObject({ resolver, addresses: [], failure })
  })

  it('does not exist, and nobody knows what it is in IPv6', async () => {
    const resolver = await startResolver({ A: { rcode: 3 } })
    expect((await find(name, { resolvers: [resolver] })).failure?.code).toBe('name-not-found')
  })

  it('has no address', async () => {
    const resolver = await startResolver({ A: {}, AAAA: {} })
    expect((await find(name, { resolvers: [resolver] })).failure).toMatchObject({ code: 'no-address', where: name })
  })

  it('leads on to a name without an address', async () => {
    const alias: Answer = { type: 'CNAME', name, ttl: 60, data: 'gone.contoso.test' }
    const resolver = await startResolver({ A: { answers: [alias] }, AAAA: { answers: [alias] } })
    expect(await find(name, { resolvers: [resolver] })).toMatchObject({
      aliases: [{ name, target: 'gone.contoso.test', ttlSeconds: 60 }],
      failure: { code: 'no-address' },
    })
  })

  it('gets the address of another name, which no client takes for its own', async () => {
    const stranger: Answer = { ...four, name: 'portal.contoso.test' }
    const strange: Answer = { type: 'CNAME', name: 'portal.contoso.test', ttl: 60, data: 'web.contoso.test' }
    const resolver = await startResolver({ A: { answers: [strange, stranger] }, AAAA: {} })
    expect(await find(name, { resolvers: [resolver] })).toMatchObject({
      addresses: [],
      aliases: [],
      failure: { code: 'no-address' },
    })
  })

  it.each([2, 5])('gets response code %i from every resolver', async (rcode) => {
    const resolver = await startResolver({ A: { rcode }, AAAA: { rcode } })
    expect((await find(name, { resolvers: [resolver, resolver] })).failure?.code).toBe('resolver-refused')
  })

  it('gets bytes that are no DNS message', async () => {
    const resolver = await startResolver({})
    expect((await find(name, { resolvers: [resolver] })).failure).toMatchObject({
      code: 'dns-malformed',
      where: resolver,
    })
  })

  it('gets no answer from a resolver that refuses', async () => {
    const resolver = await refusingResolver()
    expect((await find(name, { resolvers: [resolver] })).failure?.code).toBe('resolver-unreachable')
  })

  it('has a label that no DNS name can have', async () => {
    const resolver = await startResolver({ A: { answers: [four] }, AAAA: {} })
    expect((await find(`${'a'.repeat(64)}.test`, { resolvers: [resolver] })).failure?.code).toBe('name-not-found')
  })

  it('was not asked for, because this machine has no resolver', async () => {
    expect(await find(name)).toMatchObject({ resolver: 'none', failure: { code: 'resolver-unreachable' } })
  })

  it('was not asked to the end, because the run was stopped', async () => {
    const resolver = await startResolver({ A: { answers: [four] }, AAAA: {} })
    const signal = AbortSignal.abort()
    expect((await find(name, { resolvers: [resolver], signal })).failure?.code).toBe('cancelled')
    const lookUpNever = () => Promise.reject(new Error('It was asked.'))
    expect(
      (await find(name, { system: { resolvers: () => [resolver], lookUp: lookUpNever }, signal })).failure?.code,
    ).toBe('cancelled')
  })

  it('is not waited for when the operating system hangs and the run is stopped', async () => {
    const stop = new AbortController()
    const hanging = () => {
      setImmediate(() => stop.abort())
      return new Promise<never>(() => undefined)
    }
    const answer = await find(name, { system: { lookUp: hanging }, signal: stop.signal })
    expect(answer).toMatchObject({ addresses: [], failure: { code: 'resolver-unreachable' } })
  })
})

describe('a name that is found', () => {
  it('is an address itself, and nobody is asked', async () => {
    for (const [literal, family] of [
      ['192.0.2.1', 4],
      ['2001:db8::1', 6],
    ] as const) {
      expect(await find(literal)).toMatchObject({ resolver: 'literal', addresses: [{ address: literal, family }] })
    }
  })

  it('has addresses of both families, IPv4 first', async () => {
    const resolver = await startResolver({ A: { answers: [four] }, AAAA: { answers: [six] } })
    expect(await find(name, { resolvers: [resolver] })).toEqual({
      name,
      purpose: 'ews',
      resolver,
      addresses: [found, { address: '2001:db8::10', family: 6, ttlSeconds: 60 }],
      aliases: [],
      milliseconds: 0,
    })
  })

  it('keeps fifty addresses of each family and twenty aliases, and how many there were', async () => {
    const links = Array.from({ length: 30 }, (_, place) => `hop${place}.contoso.test`)
    const aliases = links.map(
      (data, place): Answer => ({ type: 'CNAME', name: links[place - 1] ?? name, ttl: 60, data }),
    )
    const host = links.at(-1) ?? name
    const a = Array.from({ length: 51 }, (_, place): Answer => ({ ...four, name: host, data: `192.0.2.${place}` }))
    const aaaa = Array.from(
      { length: 50 },
      (_, place): Answer => ({ ...six, name: host, data: `2001:db8::${place + 1}` }),
    )
    const resolver = await startResolver({
      A: { answers: [...aliases, ...a] },
      AAAA: { answers: [...aliases, ...aaaa] },
    })
    const answer = NameAnswer.parse(await find(name, { resolvers: [resolver] }))
    expect(answer.cutFrom).toEqual({ addresses: 101, aliases: 30 })
    expect(answer.addresses.filter(({ family }) => family === 4).map(({ address }) => address)).toEqual(
      Array.from({ length: 50 }, (_, place) => `192.0.2.${place}`),
    )
    expect(answer.addresses.filter(({ family }) => family === 6)).toHaveLength(50)
    expect(answer.aliases.map(({ target }) => target)).toEqual(links.slice(0, 20))
  })

  it('says nothing of more, where there is none', async () => {
    const a = Array.from({ length: 50 }, (_, place): Answer => ({ ...four, data: `192.0.2.${place}` }))
    const resolver = await startResolver({ A: { answers: a }, AAAA: { answers: [] } })
    const answer = await find(name, { resolvers: [resolver] })
    expect(answer.addresses).toHaveLength(50)
    expect(answer).not.toHaveProperty('cutFrom')
  })

  it('keeps no more of what the operating system knows', async () => {
    const many = Array.from({ length: 4_000 }, (_, place) => ({
      address: `10.0.${place >> 8}.${place & 255}`,
      family: 4,
    }))
    const answer = await find(name, { system: { lookUp: async () => many } })
    expect(answer).toMatchObject({ resolver: 'operating-system', cutFrom: { addresses: 4_000, aliases: 0 } })
    expect(answer.addresses).toHaveLength(50)
  })

  it('keeps each link of its aliases once', async () => {
    const alias: Answer = { type: 'CNAME', name, ttl: 60, data: 'exch01.contoso.test' }
    const target = { ...four, name: 'exch01.contoso.test' }
    const resolver = await startResolver({ A: { answers: [alias, target] }, AAAA: { answers: [alias] } })
    const answer = await find(name, { resolvers: [resolver] })
    expect(answer.aliases).toEqual([{ name, target: 'exch01.contoso.test', ttlSeconds: 60 }])
    expect(answer.addresses).toEqual([found])
    expect(answer).not.toHaveProperty('failure')
  })

  it('has its IPv4 address although the question for IPv6 fails', async () => {
    const resolver = await startResolver({ A: { answers: [four] } })
    const answer = await find(name, { resolvers: [resolver] })
    expect(answer.addresses).toEqual([found])
    expect(answer).not.toHaveProperty('failure')
  })

  it('is asked of the next resolver when the first refuses', async () => {
    const [dead, failing, good] = [
      await refusingResolver(),
      await startResolver({ A: { rcode: 2 }, AAAA: { rcode: 2 } }),
      await startResolver({ A: { answers: [four] }, AAAA: {} }),
    ]
    expect(await find(name, { resolvers: [dead, failing, good] })).toMatchObject({ resolver: good, addresses: [found] })
  })

  it('is not asked of the next resolver when the first says that it does not exist', async () => {
    const first = await startResolver({ A: { rcode: 3 }, AAAA: { rcode: 3 } })
    const second = await startResolver({ A: { answers: [four] }, AAAA: {} })
    expect((await find(name, { resolvers: [first, second] })).failure?.code).toBe('name-not-found')
  })

  it('is known to the operating system alone', async () => {
    const resolver = await startResolver({ A: { rcode: 3 }, AAAA: { rcode: 3 } })
    const system = {
      resolvers: () => [resolver],
      lookUp: async () => [
        { address: '192.0.2.7', family: 4 },
        { address: '2001:db8::7', family: 6 },
      ],
    }
    const answer = await find('exch01', { system })
    expect(answer).toMatchObject({
      resolver: 'operating-system',
      addresses: [
        { address: '192.0.2.7', family: 4 },
        { address: '2001:db8::7', family: 6 },
      ],
    })
    expect(answer).not.toHaveProperty('failure')
  })

  it('is not asked of the operating system where the organisation names resolvers', async () => {
    const resolver = await startResolver({ A: { rcode: 3 }, AAAA: { rcode: 3 } })
    const lookUpWrong = async () => [{ address: '192.0.2.7', family: 4 }]
    const answer = await find(name, { resolvers: [resolver], system: { lookUp: lookUpWrong } })
    expect(answer).toMatchObject({ addresses: [], failure: { code: 'name-not-found' } })
  })
})

it('aliases are followed whatever the order and the case in which they stand', async () => {
  const answers: Answer[] = [
    { ...four, name: 'EXCH01.contoso.test' },
    { type: 'CNAME', name: 'balancer.contoso.test', ttl: 60, data: 'exch01.contoso.test' },
    { type: 'CNAME', name: 'Mail.Contoso.Test', ttl: 60, data: 'Balancer.contoso.test' },
  ]
  const resolver = await startResolver({ A: { answers }, AAAA: {} })
  const { addresses, aliases } = await find('mail.contoso.test', { resolvers: [resolver] })
  expect(addresses).toEqual([found])
  expect(aliases).toHaveLength(2)
})
