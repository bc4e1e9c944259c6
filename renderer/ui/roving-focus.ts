import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'

const moves: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

export type RovingFocus<E extends HTMLElement> = {
  container: { ref: RefObject<E | null>; onKeyDown(event: KeyboardEvent): void; onFocus(event: FocusEvent): void }
  /** Spread on each item; `keys` of all items in order decide which one Tab reaches first. */
  item(key: string): { 'data-roving': string; tabIndex: 0 | -1 }
}

/**
 * A list that is one stop for Tab, in which the arrow keys, Home and End move (ARIA's roving tabindex).
 * `onMove` is told the key of the item that an arrow key reached.
 */
export function useRovingFocus<E extends HTMLElement>(
  keys: readonly string[],
  onMove?: (key: string) => void,
): RovingFocus<E> {
  const ref = useRef<E>(null)
  const [last, setLast] = useState<string | null>(null)
  const reachable = last !== null && keys.includes(last) ? last : keys[0]
  return {
    container: {
      ref,
      onKeyDown(event) {
        const move = moves[event.key]
        const items = [...(ref.current?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])]
        const index = items.indexOf(document.activeElement as HTMLElement)
        if (!move || index < 0 || event.altKey || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        const next = items[move(index, items.length - 1)]
        next?.focus()
        if (next?.dataset.roving) onMove?.(next.dataset.roving)
      },
      onFocus(event) {
        const key = event.target instanceof HTMLElement ? event.target.dataset.roving : undefined
        if (key) setLast(key)
      },
    },
    item: (key) => ({ 'data-roving': key, tabIndex: key === reachable ? 0 : -1 }),
  }
}
