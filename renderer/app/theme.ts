import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useSession } from '../store/session-context.tsx'
import { useMatch } from '../ui/use-match.ts'
import { inSystemColours } from './system-colours.ts'

/** Fluent's own type, and where neither Windows nor macOS brings it, the closest that Linux has. */
const fonts = {
  fontFamilyBase: webLightTheme.fontFamilyBase.replace('sans-serif', "'Noto Sans', 'Liberation Sans', sans-serif"),
}
const lightTheme: Theme = { ...webLightTheme, ...fonts }
const darkTheme: Theme = { ...webDarkTheme, ...fonts }
const systemTheme = inSystemColours(lightTheme)

/** Where a window finds the choice before Postern has answered, so that it does not flash. */
const KEY = 'postern.theme'
const darkness = window.matchMedia('(prefers-color-scheme: dark)')
const forcedColours = window.matchMedia('(forced-colors: active)')

/** The theme in use. The choice is a setting of Postern's; `system` follows the system's, and so does any in high contrast. */
export function useTheme(): Theme {
  const chosen = useSession((state) => state.settings?.theme)
  const systemIsDark = useMatch(darkness)
  const forced = useMatch(forcedColours)
  useEffect(() => {
    if (chosen) localStorage.setItem(KEY, chosen)
  }, [chosen])
  const choice = chosen ?? localStorage.getItem(KEY)
  const dark = choice === 'dark' || (choice !== 'light' && systemIsDark)
  const scheme = forced ? '' : dark ? 'dark' : 'light'
  useEffect(() => {
    document.documentElement.style.colorScheme = scheme
  }, [scheme])
  return forced ? systemTheme : dark ? darkTheme : lightTheme
}
