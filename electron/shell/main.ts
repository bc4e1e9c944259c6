import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session, shell } from 'electron'
import { createHandlers } from '../api/handlers.ts'
import { openRendererRoot } from '../api/renderer-files.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { recoverFromCrash } from './crash.ts'
import { menuTemplate } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { lockSession } from './permissions.ts'
import { appSchemes, serveAppScheme } from './protocol.ts'
import { serveWindow } from './serve-window.ts'
import { showWindow, windowOptions } from './window.ts'

const report = (sentence: string): void => console.error(sentence)

async function start(): Promise<void> {
  const developerTools = !app.isPackaged
  const handlers = createHandlers({
    host: 'electron',
    version: app.getVersion(),
    runReadiness,
  })
  lockSession(session.defaultSession, { developerTools })
  guardNavigation(app, shell, report)
  serveAppScheme(protocol, await openRendererRoot(join(import.meta.dirname, '../renderer')))
  const window = new BrowserWindow(
    windowOptions({
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      dark: nativeTheme.shouldUseDarkColors,
      developerTools,
    }),
  )
  serveWindow(ipcMain, window.webContents, handlers, report)
  recoverFromCrash(app, dialog, window)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({ mac: process.platform === 'darwin', developerTools, openOrganisation: () => {} }),
    ),
  )
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
      report(`Postern could not start: ${error instanceof Error ? error.message : String(error)}`)
      app.exit(70)
    })
} else {
  app.quit()
}
