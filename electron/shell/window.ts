import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme } from 'electron'
import { appPage } from './app-origin.ts'
import { windowBackground } from './window-colours.ts'
import { smallest } from './window-place.ts'

/** What the window is made with. The flags that matter for security are all said, default or not. */
export function windowOptions(options: {
  preload: string
  dark: boolean
  developerTools: boolean
  place: { x?: number; y?: number; width: number; height: number }
}): BrowserWindowConstructorOptions {
  return {
    title: 'Postern',
    ...options.place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: windowBackground(options.dark),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.developerTools,
    },
  }
}

/** Shows the window once it has painted, follows the system's light or dark theme, and loads the app's page. */
export function showWindow(window: BrowserWindow, theme: NativeTheme): Promise<void> {
  const followTheme = (): void => window.setBackgroundColor(windowBackground(theme.shouldUseDarkColors))
  theme.on('updated', followTheme)
  window.once('closed', () => theme.removeListener('updated', followTheme))
  window.once('ready-to-show', () => window.show())
  return window.loadURL(appPage)
}
