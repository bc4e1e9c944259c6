import { createContext } from 'react'
import type { ThemeChoice } from './theme.ts'

/** The choice of light or dark, for the switch in the rail. */
export const ThemeContext = createContext<{ choice: ThemeChoice; choose(choice: ThemeChoice): void }>({
  choice: 'system',
  choose: () => undefined,
})
