import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Keeps the line that is being read where it is while results arrive above it: the focused line, else the open one,
 * else the first that is seen once the page has been scrolled. `scroller` is the box that scrolls.
 */
export function useKeepInPlace(scroller: RefObject<HTMLElement | null>): void {
  const kept = useRef<{ element: HTMLElement; top: number } | null>(null)

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const { current } = kept
    if (current && box.contains(current.element)) {
      const moved = current.element.getBoundingClientRect().top - current.top
      if (moved !== 0) box.scrollTop += moved
    }
    kept.current = lineBeingRead(box)
  })

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const remember = () => {
      kept.current = lineBeingRead(box)
    }
    box.addEventListener('scroll', remember, { passive: true })
    box.addEventListener('focusin', remember)
    return () => {
      box.removeEventListener('scroll', remember)
      box.removeEventListener('focusin', remember)
    }
  }, [scroller])
}

function lineBeingRead(box: HTMLElement): { element: HTMLElement; top: number } | null {
  const lines = [...box.querySelectorAll<HTMLElement>('[data-roving]')]
  const line =
    lines.find((one) => one === document.activeElement) ??
    lines.find((one) => one.getAttribute('aria-expanded') === 'true') ??
    (box.scrollTop > 0
      ? lines.find((one) => one.getBoundingClientRect().top >= box.getBoundingClientRect().top)
      : undefined)
  return line ? { element: line, top: line.getBoundingClientRect().top } : null
}
