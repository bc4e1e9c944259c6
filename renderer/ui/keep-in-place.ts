import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'

/** `inBox`: its place is that within the box that scrolls, and not that under the eye or the pointer. */
type KeptLine = { element: HTMLElement; top: number; inBox: boolean; width: number }

/**
 * Keeps the line that is being read where it is while results arrive above it: where a pointer moves among the lines, the
 * one beneath it; else the focused line, else the open one, else the first that is seen once the page has been scrolled.
 * `scroller` is the box that scrolls.
 */
export function useKeepInPlace(scroller: RefObject<HTMLElement | null>, pointed: boolean): void {
  const kept = useRef<KeptLine | null>(null)
  /** How far was scrolled for a line beneath the pointer, while the page lay at its top. */
  const lent = useRef(0)
  const wasPointed = useRef(pointed)

  const keep = useEffectEvent(() => {
    const box = scroller.current
    if (!box) return
    if (wasPointed.current && !pointed) {
      // The pointer has left, and nothing is read below: the top is shown again, with what has come to stand there.
      if (!lineInHand(linesOf(box)) && box.scrollTop <= lent.current) {
        box.scrollTop = 0
        kept.current = null
      }
      lent.current = 0
    }
    wasPointed.current = pointed
    const { current } = kept
    if (current && box.contains(current.element)) {
      const { bottom } = current.element.getBoundingClientRect()
      const top = topOf(current.element, current.inBox ? box : null)
      // Where the list became narrower or wider at its very top, nothing is gained by scrolling a line that is seen.
      const atRest =
        box.clientWidth !== current.width && box.scrollTop === 0 && bottom < box.getBoundingClientRect().bottom
      if (top !== current.top && !atRest) {
        const before = box.scrollTop
        box.scrollTop += top - current.top
        if (pointed && before === lent.current) lent.current = box.scrollTop
      }
    }
    kept.current = lineBeingRead(box, pointed)
  })

  useLayoutEffect(() => keep())

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const remember = () => {
      kept.current = lineBeingRead(box, pointed)
    }
    // A line that has another place in the list loses the focus and gets it back, before it is seen where it is now.
    const rememberAnother = () => {
      if (kept.current?.element !== document.activeElement) remember()
    }
    // What comes above the page, or makes it narrower, moves its lines as well.
    const resized = new ResizeObserver(() => keep())
    resized.observe(box)
    box.addEventListener('scroll', remember, { passive: true })
    box.addEventListener('focusin', rememberAnother)
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', remember)
      box.removeEventListener('focusin', rememberAnother)
    }
  }, [scroller, pointed])
}

function lineBeingRead(box: HTMLElement, pointed: boolean): KeptLine | null {
  const lines = linesOf(box)
  const read = (pointed ? lines.find((one) => one.matches(':hover')) : undefined) ?? lineInHand(lines)
  const element = read ?? (box.scrollTop > 0 ? lines.find((one) => topOf(one, box) >= 0) : undefined)
  const inBox = read === undefined
  return element ? { element, top: topOf(element, inBox ? box : null), inBox, width: box.clientWidth } : null
}

function topOf(element: HTMLElement, box: HTMLElement | null): number {
  return element.getBoundingClientRect().top - (box?.getBoundingClientRect().top ?? 0)
}

function linesOf(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>('[data-roving]')]
}

/** The line that has the focus, else the open one. */
function lineInHand(lines: readonly HTMLElement[]): HTMLElement | undefined {
  return (
    lines.find((one) => one === document.activeElement) ??
    lines.find((one) => one.getAttribute('aria-expanded') === 'true')
  )
}
