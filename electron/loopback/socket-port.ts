import type { RawData, WebSocket } from 'ws'
import type { Port } from '../../shared/contract/frame.ts'

/** Above this, feeds wait for the window to read on. */
const DRAINED_BYTES = 1024 * 1024
/** Above this, the window is not reading at all, and is dropped. */
const MOST_BYTES = 64 * 1024 * 1024
/** WebSocket close code: the kind of data is not accepted (RFC 6455 section 7.4.1). */
const UNSUPPORTED_DATA = 1003

/** A Port over a WebSocket that the host accepted. Each frame is one text message of JSON. */
export function createSocketPort(socket: WebSocket): Port {
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  const wakeWhenDrained = (): void => {
    if (socket.bufferedAmount <= DRAINED_BYTES) wake()
  }
  socket.on('close', wake)

  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MOST_BYTES) socket.terminate()
      else socket.send(JSON.stringify(frame), wakeWhenDrained)
    },
    onFrame(callback) {
      const listener = (data: RawData, isBinary: boolean): void => {
        if (isBinary) socket.close(UNSUPPORTED_DATA)
        else callback(parsedOrNothing(String(data)))
      }
      socket.on('message', listener)
      return () => socket.off('message', listener)
    },
    onClose(callback) {
      socket.once('close', callback)
      return () => socket.off('close', callback)
    },
    close: () => socket.close(),
    drained() {
      // While the socket is closing nothing is sent any more, so that nothing must be made for it either.
      const canTakeMore = socket.readyState === socket.OPEN && socket.bufferedAmount <= DRAINED_BYTES
      if (canTakeMore || socket.readyState === socket.CLOSED) return Promise.resolve()
      return new Promise((resolve) => {
        waiting.add(resolve)
      })
    },
  }
}

/** What is not JSON is no frame; the contract's parser is left to say so. */
function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
