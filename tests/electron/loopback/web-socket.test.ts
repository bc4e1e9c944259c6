import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import { openWebSocketPort } from '../../../renderer/store/web-socket-port.ts'
import { connect } from '../../../shared/contract/connect.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import { createManualTimer, settled } from '../../shared/contract/manual-timer.ts'
import { numberedEvent, sampleAbout, sampleHandlers, sampleRunId } from '../../shared/contract/samples.ts'
import { documentOf, mailboxObjects, openApp, send } from '../api/app-with-configuration.ts'
import { startHost } from './loopback-fixture.ts'

type Host = Awaited<ReturnType<typeof startHost>>

/** Opens a WebSocket as a browser would, or as one that lies; it goes when the test ends. */
function openSocket({ host, origin }: Host, headers: Record<string, string>, path = '/contract'): NodeWebSocket {
  const socket = new NodeWebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers: { origin, ...headers } })
  socket.on('error', () => undefined)
  onTestFinished(() => socket.terminate())
  return socket
}

/** The status with which an upgrade was refused. */
async function refusedStatus(socket: NodeWebSocket): Promise<number | undefined> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  for (const name of Object.keys(response.headers)) expect(name).not.toMatch(/^access-control-/)
  expect(response.headers['content-security-policy']).toContain("default-src 'none'")
  return response.statusCode
}

/** A client over the renderer's own port, whose socket sends what a browser would add by itself. */
function openClient(host: Host, cookie: string) {
  const timer = createManualTimer()
  const sockets: NodeWebSocket[] = []
  const client = connect(
    () =>
      openWebSocketPort(() => {
        const socket = openSocket(host, { cookie })
        sockets.push(socket)
        return socket as unknown as WebSocket
      }),
    { setTimer: timer.setTimer },
  )
  onTestFinished(() => client.close())
  return { client, timer, sockets }
}

describe('an upgrade that is refused', () => {
  test.each<[string, number, (host: Host) => Record<string, string>, string?]>([
    ['Host of another name', 403, ({ host }) => ({ host: `localhost:${host.port}` })],
    ['Host that was bound to this address', 403, ({ host }) => ({ host: `rebound.attacker.test:${host.port}` })],
    ['Origin of another site', 403, () => ({ origin: 'https://attacker.test' })],
    ['Origin of the same host by name', 403, ({ host }) => ({ origin: `http://localhost:${host.port}` })],
    ['Origin null', 403, () => ({ origin: 'null' })],
    ['Origin of another case', 403, ({ origin }) => ({ origin: origin.toUpperCase() })],
    ['no session', 401, () => ({ cookie: '' })],
    ['a session of another value', 401, ({ host }) => ({ cookie: `postern-${host.port}=${'A'.repeat(43)}` })],
    ['another path', 404, () => ({}), '/'],
    ['a path with a query', 404, () => ({}), '/contract?x=1'],
  ])('%s', async (_what, status, headersOf, path) => {
    const host = await startHost()
    const cookie = await host.signIn()
    expect(await refusedStatus(openSocket(host, { cookie, ...headersOf(host) }, path))).toBe(status)
  })

  test.each([
    ['no Origin', '', 403],
    ['two Origins', 'Origin: http://HOST\r\nOrigin: http://HOST\r\n', 403],
    ['a version of WebSocket that there is not', 'Origin: http://HOST\r\nSec-WebSocket-Version: 7\r\n', 400],
    ['a key that is none', 'Origin: http://HOST\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n', 400],
    ['a body', 'Origin: http://HOST\r\nContent-Length: 4\r\n', 400],
  ])('%s', async (_what, headers, status) => {
    const host = await startHost()
    const authority = `127.0.0.1:${host.host.port}`
    const lines = `Connection: Upgrade\r\nUpgrade: websocket\r\nCookie: ${await host.signIn()}\r\n`
    const socket = connectSocket(host.host.port, '127.0.0.1')
    socket.write(`GET /contract HTTP/1.1\r\nHost: ${authority}\r\n${lines}${headers.replaceAll('HOST', authority)}\r\n`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    socket.destroy()
  })

  test('more than four sockets of one session, until one of them is gone', async () => {
    const host = await startHost()
    const cookie = await host.signIn()
    const sockets = Array.from({ length: 4 }, () => openSocket(host, { cookie }))
    await Promise.all(sockets.map((socket) => once(socket, 'open')))
    expect(await refusedStatus(openSocket(host, { cookie }))).toBe(429)
    sockets[0]?.close()
    if (sockets[0]) await once(sockets[0], 'close')
    await once(openSocket(host, { cookie }), 'open')
  })
})

describe('a socket that is dropped', () => {
  test.each([
    ['a message that is too long', 'x'.repeat(17 * 1024 * 1024), 1009],
    ['a binary message', Buffer.from('{"t":"cancel","id":1}'), 1003],
  ])('for %s', async (_what, message, code) => {
    const host = await startHost()
    const socket = openSocket(host, { cookie: await host.signIn() })
    await once(socket, 'open')
    socket.send(message)
    expect((await once(socket, 'close'))[0]).toBe(code)
  })

  test('text that is not JSON is ignored, and the next frame is answered', async () => {
    const host = await startHost()
    const socket = openSocket(host, { cookie: await host.signIn() })
    await once(socket, 'open')
    for (const text of ['', '{', 'null', '"call"', '[]']) socket.send(text)
    socket.send(JSON.stringify({ t: 'call', id: 1, name: 'secret.forget', arg: { reference: 'x' } }))
    const [data] = await once(socket, 'message')
    expect(JSON.parse(String(data))).toEqual({ t: 'ok', id: 1, value: {} })
  })

  test('messages are not compressed, even when it is asked for', async () => {
    const host = await startHost()
    const socket = openSocket(host, { cookie: await host.signIn() })
    await once(socket, 'open')
    expect(socket.extensions).toBe('')
  })
})

describe('the contract from end to end', () => {
  test('a file in its largest pieces, read while it comes', async () => {
    const { handlers } = openApp()
    const host = await startHost({ handlers })
    const { client } = openClient(host, await host.signIn())
    const importId = await send(client, documentOf({ 'Get-CASMailbox': mailboxObjects(5_000) }))
    const result = await client.call('configuration.import', { importId })
    expect(result).toMatchObject({ outcome: 'kept', summary: { parts: [{ part: 'casMailboxes', count: 5_000 }] } })
    expect(await client.call('configuration.read', {})).toMatchObject({ shortened: ['casMailboxes'] })
  })

  test('calls, errors and a feed', async () => {
    const host = await startHost()
    const { client } = openClient(host, await host.signIn())
    expect(await client.call('app.about', {})).toEqual(sampleAbout)
    await expect(client.call('run.read', { runId: 'run-20990101' })).rejects.toMatchObject({ code: 'no-such-run' })
    const seen = []
    for await (const event of client.feed('run.events', { runId: sampleRunId })) seen.push(event)
    expect(seen).toEqual([0, 1, 2, 3, 4].map(numberedEvent))
  })

  test('a feed goes on after its socket was cut, and a call fails', async () => {
    const more = Promise.withResolvers<void>()
    const afters: number[] = []
    const host = await startHost({
      handlers: sampleHandlers({
        calls: { 'run.list': () => new Promise(() => undefined) },
        feeds: {
          'run.events': async function* (_argument, after) {
            afters.push(after)
            if (after < 0) yield { seq: 0, value: numberedEvent(0) }
            await more.promise
            yield { seq: 1, value: numberedEvent(1) }
          },
        },
      }),
    })
    const { client, timer, sockets } = openClient(host, await host.signIn())
    const feed = client.feed('run.events', { runId: sampleRunId })[Symbol.asyncIterator]()
    expect((await feed.next()).value).toEqual(numberedEvent(0))
    const pending = client.call('run.list', {})
    sockets[0]?.terminate()
    await expect(pending).rejects.toThrow(new ContractError('disconnected').message)
    timer.runAll()
    more.resolve()
    expect((await feed.next()).value).toEqual(numberedEvent(1))
    expect(await feed.next()).toEqual({ done: true, value: undefined })
    expect(afters).toEqual([-1, 0])
  })

  test('closing the host ends its sockets at once, and tells the handlers', async () => {
    const begun = Promise.withResolvers<AbortSignal>()
    const host = await startHost({
      handlers: sampleHandlers({
        calls: {
          'run.list': (_argument, signal) => {
            begun.resolve(signal)
            return new Promise(() => undefined)
          },
        },
      }),
    })
    const { client } = openClient(host, await host.signIn())
    const pending = client.call('run.list', {}).catch((error) => error)
    const signal = await begun.promise
    await host.host.close()
    expect(await pending).toMatchObject({ code: 'disconnected' })
    expect(signal.aborted).toBe(true)
  })

  test('a window that does not answer pings is dropped', async () => {
    const timer = createManualTimer()
    const host = await startHost({ setTimer: timer.setTimer })
    const cookie = await host.signIn()
    const silent = new NodeWebSocket(`ws://127.0.0.1:${host.host.port}/contract`, {
      headers: { cookie, origin: host.origin },
      autoPong: false,
    })
    const closed = once(silent, 'close')
    await once(silent, 'open')
    const pinged = once(silent, 'ping')
    timer.runAll()
    await pinged
    timer.runAll()
    await closed
    expect(timer.waits()).toEqual([])
  })

  test('a feed waits for a window that does not read', async () => {
    let pulled = 0
    const stalled = Promise.withResolvers<void>()
    const host = await startHost({
      handlers: sampleHandlers({
        feeds: {
          'run.events': async function* (_argument, _after, signal) {
            for (let seq = 0; !signal.aborted; seq += 1) {
              pulled += 1
              yield { seq, value: { type: 'started', run: wideHeader, gatherers: [], checks: [] } }
            }
            stalled.resolve()
          },
        },
      }),
    })
    const cookie = await host.signIn()
    const socket = openSocket(host, { cookie })
    await once(socket, 'open')
    socket.pause()
    socket.send(JSON.stringify({ t: 'open', id: 1, name: 'run.events', arg: { runId: sampleRunId }, after: -1 }))
    let before = -1
    while (before !== pulled || pulled === 0) {
      before = pulled
      for (let turn = 0; turn < 200; turn += 1) await settled()
    }
    // The kernel takes a few megabytes, and the host keeps one more.
    expect(pulled * wideText.length).toBeLessThan(64 * 1024 * 1024)
    socket.terminate()
    await stalled.promise
  })
})

const wideText = 'x'.repeat(256 * 1024)
const wideHeader = {
  id: sampleRunId,
  format: 1 as const,
  postern: wideText,
  organisation: { name: 'Contoso', domain: 'contoso.test', mailbox: 'anna@contoso.test' },
  vantage: 'inside' as const,
  profile: 'vendor',
  startedAt: '2026-01-01T00:00:00.000Z',
}
