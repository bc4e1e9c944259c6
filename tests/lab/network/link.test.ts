import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { type LinkSettings, overLine, throughLink } from '../../../lab/network/link.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A client, and the server's end of its line. Timers may end a little early, as the link's are rounded. */
async function lineOf(link: LinkSettings): Promise<{ client: Socket; farEnd: Duplex; socket: Socket }> {
  const server = createServer({ allowHalfOpen: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => undefined)
  const [socket] = (await once(server, 'connection')) as [Socket]
  socket.on('error', () => undefined)
  const farEnd = throughLink(socket, link)
  farEnd.on('error', () => undefined)
  closing.push(() => {
    client.destroy()
    socket.destroy()
    server.close()
  })
  return { client, farEnd, socket }
}

const rounding = 2

describe('a line of 60 ms there and back', () => {
  const link = { roundTripMilliseconds: 60 }

  it('brings the first bytes after a round trip and a half, the later ones after half of one', async () => {
    const { client, farEnd } = await lineOf(link)
    const began = performance.now()
    client.write('first')
    await once(farEnd, 'data')
    const afterFirst = performance.now()
    expect(afterFirst - began).toBeGreaterThanOrEqual(90 - rounding)
    client.write('later')
    await once(farEnd, 'data')
    expect(performance.now() - afterFirst).toBeGreaterThanOrEqual(30 - rounding)
  })

  it('brings an answer after half of one more', async () => {
    const { client, farEnd } = await lineOf(link)
    const began = performance.now()
    farEnd.write('answer')
    await once(client, 'data')
    expect(performance.now() - began).toBeGreaterThanOrEqual(30 - rounding)
  })

  it('ends when either end does, and what was written before still arrives', async () => {
    const { client, farEnd } = await lineOf(link)
    client.end('question')
    expect((await buffer(farEnd)).toString()).toBe('question')
    farEnd.end('answer')
    expect((await buffer(client)).toString()).toBe('answer')
  })

  it.each<[string, (line: Awaited<ReturnType<typeof lineOf>>) => void]>([
    ['client', ({ client }) => client.resetAndDestroy()],
    ['server', ({ farEnd }) => farEnd.destroy()],
    ['lab', ({ socket }) => socket.destroy()],
  ])('is gone at both ends when the %s cuts it', async (_who, cut) => {
    const line = await lineOf(link)
    line.client.write('x')
    await once(line.farEnd, 'data')
    const gone = Promise.all([once(line.farEnd, 'close'), once(line.client, 'close')])
    line.client.resume()
    cut(line)
    await gone
  })
})

describe('a line of 1 MB a second', () => {
  it('brings a hundred thousand bytes in order, in no less than the tenth of a second that they take', async () => {
    const { client, farEnd } = await lineOf({ roundTripMilliseconds: 0, bytesPerSecond: 1_000_000 })
    const sent = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251))
    const began = performance.now()
    for (let at = 0; at < sent.length; at += 1_000) farEnd.write(sent.subarray(at, at + 1_000))
    farEnd.end()
    const received = await buffer(client)
    expect(performance.now() - began).toBeGreaterThanOrEqual(100 - rounding)
    expect(received.equals(sent)).toBe(true)
  })

  it('brings more than fits on it at once, whichever way it goes', async () => {
    const { client, farEnd } = await lineOf({ roundTripMilliseconds: 2 })
    const sent = Buffer.alloc(12_000_000, 'x')
    client.end(sent)
    expect((await buffer(farEnd)).equals(sent)).toBe(true)
    farEnd.write(sent)
    farEnd.end(sent)
    expect((await buffer(client)).length).toBe(2 * sent.length)
  })
})

describe('a line that loses packets', () => {
  /** Loses those packets, counted from one, whichever way they go. */
  const losing = (...packets: number[]) => {
    let sent = 0
    return () => {
      sent += 1
      return packets.includes(sent)
    }
  }

  it('opens a connection a second later, where its first packet is lost', async () => {
    const { client, farEnd } = await lineOf({ roundTripMilliseconds: 0, lost: losing(1) })
    const began = performance.now()
    client.write('first')
    await once(farEnd, 'data')
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_000 - rounding)
  })

  it('brings what was lost when it is sent again, and what came behind it after that', async () => {
    // The first two packets open the connection.
    const { client, farEnd } = await lineOf({ roundTripMilliseconds: 0, lost: losing(4) })
    client.write('x')
    await once(farEnd, 'data')
    const began = performance.now()
    farEnd.write('lost')
    farEnd.end('behind')
    expect((await buffer(client)).toString()).toBe('lostbehind')
    expect(performance.now() - began).toBeGreaterThanOrEqual(200 - rounding)
  })

  it('brings nothing where everything is lost, and ends with the client', async () => {
    const { client, farEnd, socket } = await lineOf({ roundTripMilliseconds: 0, lost: () => true })
    let arrived = 0
    farEnd.on('data', () => {
      arrived += 1
    })
    client.write('x')
    const gone = new Promise((resolve) => socket.on('close', resolve))
    client.resetAndDestroy()
    await gone
    expect(arrived).toBe(0)
  })
})

it('is left out where it would change nothing', async () => {
  const { socket } = await lineOf({ roundTripMilliseconds: 0 })
  expect(overLine(socket, { roundTripMilliseconds: 0, bytesPerSecond: undefined, lost: undefined })).toBe(socket)
  expect(overLine(socket, { roundTripMilliseconds: 0, opensLateMilliseconds: 1 })).not.toBe(socket)
  expect(overLine(socket, { roundTripMilliseconds: 0, bytesPerSecond: 1 })).not.toBe(socket)
  expect(overLine(socket, { roundTripMilliseconds: 0, lost: () => false })).not.toBe(socket)
})
