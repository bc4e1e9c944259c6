import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

type KeptLine = { element: HTMLElement; top: number; width: number }

/**
 * Keeps the line that is being read where it is while results arrive above it: the focused line, else the open one,
 * else the first that is seen once the page has been scrolled. `scroller` is the box that scrolls.
 */
export function useKeepInPlace(scroller: RefObject<HTMLElement | null>): void {
  const kept = useRef<KeptLine | null>(null)

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const { current } = kept
    if (current && box.contains(current.element)) {
      const { top, bottom } = current.element.getBoundingClientRect()
      // Where the list became narrower or wider at its very top, nothing is gained by scrolling a line that is seen.
      const atRest =
        box.clientWidth !== current.width && box.scrollTop === 0 && bottom < box.getBoundingClientRect().bottom
      if (top !== current.top && !atRest) box.scrollTop += top - current.top
    }
    kept.current = lineBeingRead(box)
  })

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const remember = () => {
      kept.current = lineBeingRead(box)
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
  }, [scroller])
}

function lineBeingRead(box: HTMLElement): KeptLine | null {
  const lines = [...box.querySelectorAll<HTMLElement>('[data-roving]')]
  const line =
    lines.find((one) => one === document.activeElement) ??
    lines.find((one) => one.getAttribute('aria-expanded') === 'true') ??
    (box.scrollTop > 0
      ? lines.find((one) => one.getBoundingClientRect().top >= box.getBoundingClientRect().top)
      : undefined)
  return line ? { element: line, top: line.getBoundingClientRect().top, width: box.clientWidth } : null
}
