import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { useEffect, useState, useSyncExternalStore } from 'react'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** Fluent's own type, and where neither Windows nor macOS brings it, the closest that Linux has. */
const fonts = {
  fontFamilyBase: webLightTheme.fontFamilyBase.replace('sans-serif', "'Noto Sans', 'Liberation Sans', sans-serif"),
}
const lightTheme: Theme = { ...webLightTheme, ...fonts }
const darkTheme: Theme = { ...webDarkTheme, ...fonts }

const KEY = 'postern.theme'
const darkness = window.matchMedia('(prefers-color-scheme: dark)')

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY)
  return themeChoices.find((choice) => choice === value) ?? 'system'
}

/** The theme in use, and the way to choose another. The choice outlives the window; `system` follows the system's. */
export function useTheme(): { theme: Theme; choice: ThemeChoice; choose: (choice: ThemeChoice) => void } {
  const [choice, setChoice] = useState(stored)
  const systemIsDark = useSyncExternalStore(
    (changed) => {
      darkness.addEventListener('change', changed)
      return () => darkness.removeEventListener('change', changed)
    },
    () => darkness.matches,
  )
  const dark = choice === 'dark' || (choice === 'system' && systemIsDark)
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  }, [dark])
  return {
    theme: dark ? darkTheme : lightTheme,
    choice,
    choose(next) {
      localStorage.setItem(KEY, next)
      setChoice(next)
    },
  }
}
