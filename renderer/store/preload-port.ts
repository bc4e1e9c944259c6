import type { Port } from '../../shared/contract/frame.ts'

/** What the preload script puts on the window under Electron; a browser has no such thing. */
type PreloadBridge = {
  send(frame: unknown): void
  onFrame(callback: (raw: unknown) => void): void
}

declare global {
  interface Window {
    postern?: PreloadBridge
  }
}

/** A Port over the preload's bridge. The bridge lives as long as the page, so this port is never lost. */
export function openPreloadPort(bridge: PreloadBridge): Port {
  const listeners = new Set<(raw: unknown) => void>()
  let open = true
  // The bridge has no way to stop listening, so it is listened to once.
  bridge.onFrame((raw) => {
    for (const listener of [...listeners]) listener(raw)
  })
  return {
    send(frame) {
      if (open) bridge.send(frame)
    },
    onFrame(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
    onClose: () => () => undefined,
    close() {
      open = false
      listeners.clear()
    },
  }
}
