import { makeStyles } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react'
import type { LongLines } from './long-column.ts'
import { LongRow, ROW_PIXELS } from './long-row.tsx'

const useStyles = makeStyles({ body: { position: 'relative' } })

export type LongBodyHandle = {
  /** Goes on from the line that is reached, or ticks it; false for a key that does nothing. */
  press(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean
}

type LongBodyProps<T> = {
  /** What scrolls; null until it is there. */
  box: HTMLElement | null
  handle: RefObject<LongBodyHandle | null>
  count: number
  /** Undefined where it has still to come. */
  rowAt(index: number): T | undefined
  /** Told which lines are in sight, and those beside them that are drawn. */
  onSight?(first: number, last: number): void
  lines: LongLines<T>
  headPixels: number
}

/** The lines in sight, and some beside them. It alone is drawn anew when the box is scrolled. */
export function LongBody<T>({ box, handle, count, rowAt, onSight, lines, headPixels }: LongBodyProps<T>) {
  const styles = useStyles()
  const [current, setCurrent] = useState(0)
  const [wantsFocus, setWantsFocus] = useState(false)
  const pixels = lines.pixels ?? ROW_PIXELS
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box,
    estimateSize: () => pixels,
    overscan: 6,
    scrollPaddingStart: headPixels,
  })
  const last = count - 1
  const reached = Math.min(current, last)

  useEffect(() => {
    if (!wantsFocus) return
    const button = box?.querySelector<HTMLElement>(`[data-line="${reached}"]`)
    if (!button) return
    button.focus({ preventScroll: true })
    setWantsFocus(false)
  })

  /** From where Shift chooses: the line that was ticked last. */
  const anchor = useRef<number | undefined>(undefined)
  // Read when a line is ticked: another list has other lines, and no line is drawn anew for it.
  const now = useRef({ lines, rowAt })
  useEffect(() => {
    now.current = { lines, rowAt }
  })
  const onTick = useCallback((index: number, on: boolean, shift: boolean) => {
    const { ticks, keyOf } = now.current.lines
    const row = now.current.rowAt(index)
    if (!ticks || row === undefined) return
    if (shift && ticks.range && anchor.current !== undefined) {
      ticks.range(anchor.current, index)
      return
    }
    anchor.current = index
    ticks.tick([keyOf(row)], on)
  }, [])

  useImperativeHandle(handle, () => ({
    press({ key, shiftKey, ctrlKey, metaKey, altKey }) {
      if (altKey) return false
      if (ctrlKey || metaKey) {
        if (key.toLowerCase() !== 'a' || !lines.ticks?.all) return false
        lines.ticks.all()
        return true
      }
      if (key === ' ') {
        const row = rowAt(reached)
        if (row === undefined || !lines.ticks) return false
        onTick(reached, !lines.ticks.has(lines.keyOf(row)), shiftKey)
        return true
      }
      const page = Math.max(1, Math.floor((box?.clientHeight ?? 0) / pixels) - 1)
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key]
      const to = key === 'Home' ? 0 : key === 'End' ? last : step && reached + step
      if (to === undefined) return false
      const line = Math.max(0, Math.min(to, last))
      setCurrent(line)
      virtual.scrollToIndex(line)
      setWantsFocus(true)
      return true
    },
  }))

  const drawn = virtual.getVirtualItems()
  const [first, end] = [drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0]
  const tell = useEffectEvent(() => onSight?.(first, end))
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told anew when other lines are in sight, or are other ones
  useEffect(() => tell(), [first, end, count, rowAt])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn
    <div role="rowgroup" className={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
      {drawn.map(({ index, start }) => {
        const row = rowAt(index)
        if (row === undefined) return null
        const key = lines.keyOf(row)
        return (
          <LongRow
            key={key}
            row={row}
            index={index}
            start={start}
            lines={lines}
            ticked={lines.ticks?.has(key) ?? false}
            reached={index === reached}
            onReach={setCurrent}
            onTick={onTick}
          />
        )
      })}
    </div>
  )
}
