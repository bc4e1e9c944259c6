import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session, shell } from 'electron'
import { posternVersion } from '../../shared/run/version.ts'
import { createHandlers } from '../api/handlers.ts'
import { openPasswordStore } from '../api/keychain-password-store.ts'
import { openRendererRoot } from '../api/renderer-files.ts'
import { openSignInMemory } from '../api/state-directory.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { recoverFromCrash } from './crash.ts'
import { menuTemplate } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { openOrganisation } from './open-organisation.ts'
import { lockSession } from './permissions.ts'
import { appSchemes, serveAppScheme } from './protocol.ts'
import { serveWindow } from './serve-window.ts'
import { showWindow, windowOptions } from './window.ts'

const report = (sentence: string): void => console.error(sentence)

/** For errors at the edge, where nobody is left to throw to. */
function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function start(): Promise<void> {
  const developerTools = !app.isPackaged
  const handlers = createHandlers({
    host: 'electron',
    version: posternVersion,
    runReadiness,
    passwords: openPasswordStore(),
    signInMemory: openSignInMemory(),
  })
  lockSession(session.defaultSession, { developerTools })
  guardNavigation(app, shell, report)
  serveAppScheme(protocol, await openRendererRoot(join(import.meta.dirname, '../renderer')))

  const preload = join(import.meta.dirname, '../preload/preload.cjs')
  const window = new BrowserWindow(windowOptions({ preload, dark: nativeTheme.shouldUseDarkColors, developerTools }))
  serveWindow(ipcMain, window.webContents, handlers, report)
  recoverFromCrash(app, dialog, window)
  const template = menuTemplate({
    mac: process.platform === 'darwin',
    developerTools,
    openOrganisation: () => {
      openOrganisation(dialog, window, handlers).catch((error: unknown) => report(sentenceOf(error)))
    },
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  await showWindow(window, nativeTheme)
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged(appSchemes)
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      report(`Postern could not start: ${sentenceOf(error)}`)
      app.exit(70)
    })
} else {
  app.quit()
}
