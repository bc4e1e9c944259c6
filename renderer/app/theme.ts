import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { useEffect, useSyncExternalStore } from 'react'

import { useSession } from '../store/session-context.tsx'

/** Fluent's own type, and where neither Windows nor macOS brings it, the closest that Linux has. */
const fonts = {
  fontFamilyBase: webLightTheme.fontFamilyBase.replace('sans-serif', "'Noto Sans', 'Liberation Sans', sans-serif"),
}
const lightTheme: Theme = { ...webLightTheme, ...fonts }
const darkTheme: Theme = { ...webDarkTheme, ...fonts }

/** Where a window finds the choice before Postern has answered, so that it does not flash. */
const KEY = 'postern.theme'
const darkness = window.matchMedia('(prefers-color-scheme: dark)')

/** The theme in use. The choice is a setting of Postern's; `system` follows the system's. */
export function useTheme(): Theme {
  const chosen = useSession((state) => state.settings?.theme)
  const systemIsDark = useSyncExternalStore(
    (changed) => {
      darkness.addEventListener('change', changed)
      return () => darkness.removeEventListener('change', changed)
    },
    () => darkness.matches,
  )
  useEffect(() => {
    if (chosen) localStorage.setItem(KEY, chosen)
  }, [chosen])
  const choice = chosen ?? localStorage.getItem(KEY)
  const dark = choice === 'dark' || (choice !== 'light' && systemIsDark)
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  }, [dark])
  return dark ? darkTheme : lightTheme
}
