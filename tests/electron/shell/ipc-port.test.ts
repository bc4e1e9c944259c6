import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { openIpcPort } from '../../../electron/shell/ipc-port.ts'

function openPort() {
  const sent: unknown[][] = []
  const reports: string[] = []
  const state = { destroyed: false }
  const contents = {
    send: (...args: unknown[]) => sent.push(args),
    isDestroyed: () => state.destroyed,
  } as unknown as WebContents
  const ipc = new EventEmitter()
  const port = openIpcPort(ipc as unknown as IpcMain, contents, (sentence) => reports.push(sentence))
  const heard: unknown[] = []
  port.onFrame((raw) => heard.push(raw))
  const arrive = (raw: unknown, origin = 'postern://app') =>
    ipc.emit('postern', { sender: contents, senderFrame: { parent: null, origin } }, raw)
  return { port, ipc, sent, reports, heard, arrive, state }
}

const end = { t: 'end', id: 1 } as const

describe('a port over IPC', () => {
  test('drops what comes from elsewhere and says so without what it held', () => {
    const { arrive, heard, reports } = openPort()
    arrive({ secret: 'hidden' }, 'https://example.invalid')
    expect(heard).toEqual([])
    expect(reports).toEqual(['A message to Postern was refused: its origin is "https://example.invalid".'])
  })

  test('neither hears nor sends after it was closed, and tells once', () => {
    const { port, ipc, sent, heard, arrive } = openPort()
    let closed = 0
    port.onClose(() => closed++)
    port.close()
    port.close()
    arrive('late')
    port.send(end)
    expect({ closed, heard, sent, listeners: ipc.listenerCount('postern') }).toEqual({
      closed: 1,
      heard: [],
      sent: [],
      listeners: 0,
    })
  })

  test('sends nothing to a window that is gone', () => {
    const { port, sent, state } = openPort()
    state.destroyed = true
    port.send(end)
    expect(sent).toEqual([])
  })

  test('no longer calls who stopped listening', () => {
    const { port, arrive } = openPort()
    const calls: string[] = []
    port.onFrame(() => calls.push('frame'))()
    port.onClose(() => calls.push('close'))()
    arrive('frame')
    port.close()
    expect(calls).toEqual([])
  })

  test('passes frames both ways on the one channel', () => {
    const { port, sent, heard, arrive } = openPort()
    arrive('from the page')
    port.send(end)
    expect(heard).toEqual(['from the page'])
    expect(sent).toEqual([['postern', end]])
  })
})
