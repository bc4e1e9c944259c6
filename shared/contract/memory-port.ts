import type { Port } from './frame.ts'

type End = { listeners: Set<(raw: unknown) => void>; closed: Set<() => void> }

/**
 * Two ports that are joined in memory. A frame arrives as the JSON it would be on a wire, in order, and never while
 * `send` is still running. When either end closes, what is still under way is lost, as on a wire that is cut.
 */
export function createMemoryPorts(): [Port, Port] {
  const left: End = { listeners: new Set(), closed: new Set() }
  const right: End = { listeners: new Set(), closed: new Set() }
  const wire = { open: true }
  return [portBetween(left, right, wire), portBetween(right, left, wire)]
}

function portBetween(here: End, there: End, wire: { open: boolean }): Port {
  return {
    send(frame) {
      if (!wire.open) return
      const text = JSON.stringify(frame)
      queueMicrotask(() => {
        if (!wire.open) return
        for (const listener of [...there.listeners]) listener(JSON.parse(text))
      })
    },
    onFrame: (callback) => listen(here.listeners, callback),
    onClose: (callback) => listen(here.closed, callback),
    close() {
      if (!wire.open) return
      wire.open = false
      for (const callback of [...there.closed]) callback()
    },
  }
}

function listen<T>(set: Set<T>, callback: T): () => void {
  set.add(callback)
  return () => {
    set.delete(callback)
  }
}
