import type { Port } from '../../shared/contract/frame.ts'

/** Opens the contract's WebSocket at this page's own origin. */
function openSocket(): WebSocket {
  const address = new URL('/contract', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(address)
}

/** A Port over a WebSocket; rejects when it can't be opened. Each frame is one text message of JSON. */
export function openWebSocketPort(open: () => WebSocket = openSocket): Promise<Port> {
  const socket = open()
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(portOver(socket)), { once: true })
    socket.addEventListener('close', () => reject(new Error('The WebSocket could not be opened.')), { once: true })
  })
}

function portOver(socket: WebSocket): Port {
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      socket.send(JSON.stringify(frame))
    },
    onFrame(callback) {
      const listener = (event: MessageEvent): void => callback(parsedOrRaw(event.data))
      socket.addEventListener('message', listener)
      return () => socket.removeEventListener('message', listener)
    },
    onClose(callback) {
      const listener = (): void => callback()
      socket.addEventListener('close', listener, { once: true })
      return () => socket.removeEventListener('close', listener)
    },
    close: () => socket.close(),
  }
}

/** What is not JSON is handed on as it came: the contract's parser refuses it as any other frame that is none. */
function parsedOrRaw(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
