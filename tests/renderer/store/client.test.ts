import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { openClient } from '../../../renderer/store/client.ts'
import type { ContractError } from '../../../shared/contract/error-code.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { settled } from '../../shared/contract/manual-timer.ts'
import { sampleHandlers, sampleRunId } from '../../shared/contract/samples.ts'

afterEach(() => vi.unstubAllGlobals())

/** A window with the preload's bridge, which leads to served handlers. */
function stubBridge() {
  const [here, there] = createMemoryPorts()
  const sent: unknown[] = []
  let listeners = 0
  const bridge = {
    send(frame: unknown) {
      sent.push(frame)
      here.send(frame as Parameters<typeof here.send>[0])
    },
    onFrame(callback: (raw: unknown) => void) {
      listeners += 1
      here.onFrame(callback)
    },
  }
  serve(sampleHandlers(), there)
  vi.stubGlobal('window', { postern: Object.freeze(bridge) })
  return { sent, listeners: () => listeners }
}

/** A browser whose WebSocket never opens, and notes what was asked of it. */
function stubBrowser(href: string) {
  const opened: string[] = []
  class SilentSocket extends EventEmitter {
    constructor(address: URL) {
      super()
      opened.push(address.href)
    }
    addEventListener(name: string, listener: () => void): void {
      this.on(name, listener)
    }
  }
  vi.stubGlobal('window', { location: { href } })
  vi.stubGlobal('WebSocket', SilentSocket)
  return opened
}

test.each([
  ['http://127.0.0.1:4711/', 'ws://127.0.0.1:4711/contract'],
  ['http://127.0.0.1:4711/?x=1#findings', 'ws://127.0.0.1:4711/contract'],
  ['https://127.0.0.1:4711/a/b', 'wss://127.0.0.1:4711/contract'],
])('in a browser at %s it opens %s', async (href, address) => {
  const opened = stubBrowser(href)
  openClient().close()
  await settled()
  expect(opened).toEqual([address])
})

test('in Postern’s own window it goes through the bridge, and listens to it once', async () => {
  const { listeners } = stubBridge()
  const client = openClient()
  expect(await client.call('app.about', {})).toMatchObject({ version: '0.1.0' })
  const events = []
  for await (const event of client.feed('run.events', { runId: sampleRunId })) events.push(event)
  expect(events).toHaveLength(5)
  expect(listeners()).toBe(1)
})

test('a client that was closed sends nothing more through the bridge', async () => {
  const { sent } = stubBridge()
  const client = openClient()
  await client.call('app.about', {})
  client.close()
  const refused = await client.call('app.about', {}).catch((error: ContractError) => error.code)
  expect(refused).toBe('cancelled')
  expect(sent).toHaveLength(1)
})
