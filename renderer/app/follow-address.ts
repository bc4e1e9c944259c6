import { hashOf, placeOfHash } from '../store/place.ts'
import type { Session } from '../store/session-state.ts'

type AddressedWindow = Pick<Window, 'location' | 'history' | 'addEventListener'>

/**
 * Keeps the window's address and the session at one place: going somewhere adds to the history, so that Back comes
 * back from there; an address that names no place becomes that of where there is something to do.
 */
export function followAddress(session: Session, window: AddressedWindow): void {
  const { location, history } = window
  session.subscribe(({ phase, place }, before) => {
    if (phase !== 'open' || (before.phase === 'open' && before.place === place)) return
    const hash = hashOf(place)
    if (location.hash === hash) return
    if (before.phase === 'open') history.pushState(null, '', hash)
    else history.replaceState(null, '', hash)
  })
  window.addEventListener('hashchange', () => {
    const { phase, place, show, showStart } = session.getState()
    if (phase !== 'open' || location.hash === hashOf(place)) return
    const named = placeOfHash(location.hash)
    if (named) show(named)
    else {
      // In its place, since Back would otherwise come to it and be sent on again.
      history.replaceState(null, '', hashOf(place))
      showStart()
    }
  })
}
