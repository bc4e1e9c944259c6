import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { createSocketPort } from '../../../electron/loopback/socket-port.ts'
import { settled } from '../../shared/contract/manual-timer.ts'

/** A socket whose other end reads only when the test says so. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1
  readonly CLOSED = 3
  readyState = 1
  bufferedAmount = 0
  terminated = false
  sent: (() => void)[] = []

  send(text: string, done: () => void): void {
    this.bufferedAmount += text.length
    this.sent.push(() => {
      this.bufferedAmount -= text.length
      done()
    })
  }

  terminate(): void {
    this.terminated = true
  }
}

function open() {
  const socket = new SlowSocket()
  const port = createSocketPort(socket as unknown as WebSocket)
  const send = (megabytes: number) => port.send({ t: 'ok', id: 1, value: 'x'.repeat(megabytes * 1024 * 1024) })
  async function isDrained(): Promise<boolean> {
    let drained = false
    void port.drained?.().then(() => {
      drained = true
    })
    await settled()
    return drained
  }
  return { socket, send, isDrained, drained: () => port.drained?.() }
}

test('it has drained while little waits, not while much does, and again once it was read', async () => {
  const { socket, send, isDrained, drained } = open()
  expect(await isDrained()).toBe(true)
  send(2)
  send(0)
  expect(await isDrained()).toBe(false)
  const waiting = drained()
  socket.sent[1]?.()
  expect(await isDrained()).toBe(false)
  socket.sent[0]?.()
  await waiting
  expect(await isDrained()).toBe(true)
})

test('a window that reads nothing at all is dropped', () => {
  const { socket, send } = open()
  socket.bufferedAmount = 64 * 1024 * 1024
  send(0)
  expect([socket.sent.length, socket.terminated]).toEqual([1, false])
  send(0)
  expect(socket.sent).toHaveLength(1)
  expect(socket.terminated).toBe(true)
})

test('nothing more is made while it is closing; when it is closed nobody is kept waiting', async () => {
  const { socket, send, isDrained, drained } = open()
  socket.readyState = 2
  expect(await isDrained()).toBe(false)
  const waiting = drained()
  send(1)
  expect(socket.sent).toEqual([])
  socket.readyState = 3
  socket.emit('close')
  await waiting
  expect(await isDrained()).toBe(true)
})
