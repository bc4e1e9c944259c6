import { useSyncExternalStore } from 'react'

/** Whether a media query fits now, and from when it fits or no longer does. */
export function useMatch(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}
