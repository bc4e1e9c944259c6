import { type RefObject, useEffect, useEffectEvent } from 'react'
import { useSession } from '../store/session-context.tsx'
import { useTurned, windowTitle } from '../store/turned.ts'

/**
 * Stands beside a page that has come: gives its heading the focus when somebody went there, so that a screen reader reads
 * it and the keyboard goes on from it, and names it in the window's title. Where a page only changes, the focus stays.
 * `seen` is the last arrival that was attended to.
 */
export function Arrival({ seen }: { seen: RefObject<number> }) {
  const arrivals = useSession((state) => state.arrivals)
  const unseen = useTurned((state) => state.unseen.length)
  const arrive = useEffectEvent(() => {
    const heading = document.querySelector<HTMLElement>('main h1')
    document.title = windowTitle(heading?.textContent ?? undefined, unseen)
    if (seen.current === arrivals) return
    seen.current = arrivals
    // What somebody came for may stand further down.
    const wanted = document.querySelector<HTMLElement>('main [data-arrival]')
    if (wanted) {
      wanted.focus({ preventScroll: true })
      wanted.scrollIntoView({ block: 'start' })
      return
    }
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  })
  useEffect(() => arrive())
  return null
}
