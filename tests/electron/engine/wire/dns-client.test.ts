import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type Answer, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { askResolver, parseResolver } from '../../../../electron/engine/wire/dns-client.ts'
import { wireErrorOf } from './wire-error-of.ts'

const address: Answer = { type: 'A', name: 'mail.contoso.test', ttl: 300, data: '192.0.2.10' }
const question = { name: 'mail.contoso.test', type: 'A' } as const
const never = new AbortController().signal

type Reply = (query: Buffer) => Buffer[]

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A name server that answers each message as it is told, over UDP and over TCP on the same port. */
async function startServer(replies: { udp?: Reply; tcp?: (socket: Socket, query: Buffer) => void }) {
  const asked = { udp: 0, tcp: 0 }
  const tcp = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    closing.push(() => socket.destroy())
    socket.once('data', (bytes) => {
      asked.tcp += 1
      replies.tcp?.(socket, bytes.subarray(2))
    })
  })
  closing.push(() => tcp.close())
  for (;;) {
    tcp.listen(0, '127.0.0.1')
    await once(tcp, 'listening')
    const { port } = tcp.address() as AddressInfo
    const udp = createSocket('udp4')
    // The port that TCP was given can be taken for UDP; then another is tried.
    const bound = await new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false))
      udp.bind(port, '127.0.0.1', () => resolve(true))
    })
    if (!bound) {
      udp.close()
      tcp.close()
      await once(tcp, 'close')
      continue
    }
    closing.push(() => udp.close())
    udp.on('message', (query, peer) => {
      asked.udp += 1
      for (const reply of replies.udp?.(query) ?? []) udp.send(reply, peer.port, peer.address)
    })
    return { address: '127.0.0.1', port, asked }
  }
}

function answerTo(query: Buffer, parts: { id?: number; flags?: number; answers?: Answer[] } = {}): Buffer {
  const { id, questions } = decode(query)
  return encode({ type: 'response', id, questions, answers: [address], ...parts })
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

function ask(
  resolver: { address: string; port: number },
  options: { signal?: AbortSignal; tryMilliseconds?: number; tries?: number } = {},
) {
  // Long enough for an answer that comes, unless a test is about none coming.
  const { signal = never, tryMilliseconds = 10_000, tries = 1 } = options
  let id = 100
  return askResolver(resolver, question, { signal, randomId: () => id++, limits: { tryMilliseconds, tries } })
}

describe('a resolver that does not help', () => {
  it('is silent: it is asked as often as the limit says, and then is unreachable', async () => {
    const server = await startServer({})
    const failure = await wireErrorOf(() => ask(server, { tryMilliseconds: 30, tries: 2 }))
    expect(failure).toEqual({ code: 'resolver-unreachable', where: `127.0.0.1:${server.port}` })
    expect(server.asked).toEqual({ udp: 2, tcp: 0 })
  })

  it('refuses: nothing listens on its port, and ICMP says so at once', async () => {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const { port } = socket.address()
    socket.close()
    await once(socket, 'close')
    const failure = await wireErrorOf(() => ask({ address: '127.0.0.1', port }))
    expect(failure).toMatchObject({ code: 'resolver-unreachable', detail: 'ECONNREFUSED' })
  })

  it('has an address that the system does not let us send to', async () => {
    const failure = await wireErrorOf(() => ask({ address: '255.255.255.255', port: 53 }))
    expect(failure).toMatchObject({ code: 'resolver-unreachable', where: '255.255.255.255:53' })
    // Linux says EACCES, others that there is no way; either is this machine's own word.
    expect(failure.detail).toMatch(/^no way there from this machine: E[A-Z]+$/)
  })

  it('sends bytes that are no DNS message', async () => {
    const server = await startServer({ udp: (query) => [query.subarray(0, 5)] })
    expect((await wireErrorOf(() => ask(server, { tries: 2 }))).code).toBe('dns-malformed')
    expect(server.asked.udp).toBe(1)
  })

  it('answers over UDP that it has more, and refuses TCP', async () => {
    const server = await startServer({
      udp: (query) => [answerTo(query, { flags: TRUNCATED_RESPONSE, answers: [] })],
      tcp: (socket) => socket.destroy(),
    })
    const failure = await wireErrorOf(() => ask(server))
    expect(failure).toMatchObject({
      code: 'resolver-unreachable',
      detail: 'asked over TCP, since its answer over UDP was cut: it closed the connection',
    })
  })

  it('answers over UDP that it has more, and is silent over TCP', async () => {
    const server = await startServer({
      udp: (query) => [answerTo(query, { flags: TRUNCATED_RESPONSE, answers: [] })],
      tcp: (socket, query) => socket.write(framed(answerTo(query)).subarray(0, -1)),
    })
    const failure = await wireErrorOf(() => ask(server, { tryMilliseconds: 200 }))
    expect(failure).toEqual({
      code: 'resolver-unreachable',
      where: `127.0.0.1:${server.port}`,
      detail: 'asked over TCP, since its answer over UDP was cut',
    })
  })

  it('answers over TCP with the answer to another question', async () => {
    const server = await startServer({
      udp: (query) => [answerTo(query, { flags: TRUNCATED_RESPONSE, answers: [] })],
      tcp: (socket, query) => socket.write(framed(answerTo(query, { id: 1 }))),
    })
    expect((await wireErrorOf(() => ask(server))).code).toBe('dns-malformed')
  })
})

describe('stopping', () => {
  it('before it is asked sends nothing', async () => {
    const server = await startServer({ udp: (query) => [answerTo(query)] })
    expect((await wireErrorOf(() => ask(server, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
    expect(server.asked).toEqual({ udp: 0, tcp: 0 })
  })

  it('while waiting for UDP', async () => {
    const stop = new AbortController()
    const server = await startServer({
      udp: () => {
        stop.abort()
        return []
      },
    })
    expect((await wireErrorOf(() => ask(server, { signal: stop.signal, tries: 2 }))).code).toBe('cancelled')
    expect(server.asked.udp).toBe(1)
  })

  it('while waiting for TCP', async () => {
    const stop = new AbortController()
    const server = await startServer({
      udp: (query) => [answerTo(query, { flags: TRUNCATED_RESPONSE, answers: [] })],
      tcp: () => stop.abort(),
    })
    expect((await wireErrorOf(() => ask(server, { signal: stop.signal }))).code).toBe('cancelled')
  })
})

describe('a resolver that answers', () => {
  const found = [{ type: 'A', name: 'mail.contoso.test', address: '192.0.2.10', ttlSeconds: 300 }]

  it('is asked once, over UDP', async () => {
    const server = await startServer({ udp: (query) => [answerTo(query)] })
    expect(await ask(server, { tries: 2 })).toEqual({ rcode: 'NOERROR', records: found })
    expect(server.asked).toEqual({ udp: 1, tcp: 0 })
  })

  it('is heard behind datagrams with other ids, which are waited past (RFC 5452 section 9.1)', async () => {
    const server = await startServer({
      udp: (query) => [Buffer.of(1), answerTo(query, { id: 99, answers: [] }), answerTo(query)],
    })
    expect((await ask(server)).records).toEqual(found)
  })

  it('is asked a second time with another id when the first question is lost', async () => {
    const ids: number[] = []
    const server = await startServer({
      udp: (query) => {
        ids.push(query.readUInt16BE(0))
        return ids.length === 1 ? [] : [answerTo(query)]
      },
    })
    expect((await ask(server, { tryMilliseconds: 500, tries: 2 })).records).toEqual(found)
    expect(ids).toEqual([100, 101])
  })

  it('is asked over TCP when its answer was cut, and may send that in pieces (RFC 7766 sections 5 and 8)', async () => {
    const many: Answer[] = Array.from({ length: 60 }, (_, index) => ({ ...address, data: `192.0.2.${index}` }))
    const server = await startServer({
      udp: (query) => [answerTo(query, { flags: TRUNCATED_RESPONSE, answers: many.slice(0, 3) })],
      tcp: (socket, query) => {
        const message = framed(answerTo(query, { answers: many }))
        socket.setNoDelay(true)
        socket.write(message.subarray(0, 1), () =>
          socket.write(message.subarray(1, 90), () => socket.end(message.subarray(90))),
        )
      },
    })
    expect((await ask(server)).records).toHaveLength(60)
    expect(server.asked).toEqual({ udp: 1, tcp: 1 })
  })

  it('is asked over TCP when its answer was cut in the middle of a record (RFC 2181 section 9)', async () => {
    const many: Answer[] = Array.from({ length: 60 }, (_, index) => ({ ...address, data: `192.0.2.${index}` }))
    const server = await startServer({
      // The counts are those of the whole answer.
      udp: (query) => [answerTo(query, { flags: TRUNCATED_RESPONSE, answers: many }).subarray(0, 512)],
      tcp: (socket, query) => socket.end(framed(answerTo(query, { answers: many }))),
    })
    expect((await ask(server)).records).toHaveLength(60)
  })
})

describe('the address of a resolver', () => {
  it.each([
    '',
    'dns.contoso.test',
    '10.0.0',
    '10.0.0.53:0',
    '10.0.0.53:65536',
    '10.0.0.53:',
    '[fd00::53]:',
    '[]:53',
    '10.0.0.53 ',
  ])('is not %j', async (text) => {
    expect(await wireErrorOf(() => parseResolver(text))).toMatchObject({ code: 'resolver-unreachable', where: text })
  })

  it.each([
    ['10.0.0.53', '10.0.0.53', 53],
    ['10.0.0.53:5353', '10.0.0.53', 5353],
    ['127.0.0.1:65535', '127.0.0.1', 65535],
    ['fd00::53', 'fd00::53', 53],
    ['[fd00::53]', 'fd00::53', 53],
    ['[FD00::53]:54', 'FD00::53', 54],
  ])('%s', (text, expected, port) => {
    expect(parseResolver(text)).toEqual({ address: expected, port })
  })
})
