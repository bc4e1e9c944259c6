import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

type KeptLine = { element: HTMLElement; top: number; width: number }

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

  useLayoutEffect(() => {
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
      const { top, bottom } = current.element.getBoundingClientRect()
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
    box.addEventListener('scroll', remember, { passive: true })
    box.addEventListener('focusin', rememberAnother)
    return () => {
      box.removeEventListener('scroll', remember)
      box.removeEventListener('focusin', rememberAnother)
    }
  }, [scroller, pointed])
}

function lineBeingRead(box: HTMLElement, pointed: boolean): KeptLine | null {
  const lines = linesOf(box)
  const line =
    (pointed ? lines.find((one) => one.matches(':hover')) : undefined) ??
    lineInHand(lines) ??
    (box.scrollTop > 0
      ? lines.find((one) => one.getBoundingClientRect().top >= box.getBoundingClientRect().top)
      : undefined)
  return line ? { element: line, top: line.getBoundingClientRect().top, width: box.clientWidth } : null
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
