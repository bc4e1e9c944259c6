import '../api/speak-first.ts'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
} from 'electron'
import { bugOfThrown, linesOfBug } from '../../shared/contract/contract-bug.ts'
import { t } from '../../shared/language/translate.ts'
import { posternVersion } from '../../shared/run/version.ts'
import { createHandlers, type HostHandlers } from '../api/handlers.ts'
import { closeKeptStore, openKeptStore } from '../api/kept-store.ts'
import { openPasswordStore } from '../api/keychain-password-store.ts'
import { openRendererRoot } from '../api/renderer-files.ts'
import { openSignInMemory, stateDirectory } from '../api/state-directory.ts'
import { proxyByChromium } from '../api/system-proxy.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { serveMetrics } from '../loopback/metrics-server.ts'
import { recoverFromCrash } from './crash.ts'
import { endInOrder } from './end-in-order.ts'
import { importRun } from './import-run.ts'
import { menuTemplate } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { notify } from './notify.ts'
import { openOrganisation } from './open-organisation.ts'
import { refuseOutside } from './outside.ts'
import { lockSession } from './permissions.ts'
import { appSchemes, serveAppScheme } from './protocol.ts'
import { savePdf } from './save-pdf.ts'
import { serveWindow } from './serve-window.ts'
import { showWindow, windowOptions } from './window.ts'
import { readWindowPlace, rememberWindowPlace } from './window-file.ts'
import { placeWindow } from './window-place.ts'

const report = (sentence: string): void => console.error(sentence)

/** For errors at the edge, where nobody is left to throw to. */
function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function start(): Promise<void> {
  const kept = openKeptStore()
  if ('refused' in kept) {
    await dialog.showMessageBox({
      type: 'error',
      title: 'Postern',
      message: t`Postern cannot open what it keeps.`,
      detail: kept.refused,
      buttons: [t`Quit`],
    })
    app.exit(1)
    return
  }

  const developerTools = !app.isPackaged
  lockSession(session.defaultSession, { developerTools })
  guardNavigation(app, shell, report)
  serveAppScheme(protocol, await openRendererRoot(join(import.meta.dirname, '../renderer')))

  const placeFile = join(stateDirectory(), 'window.json')
  const lastPlace = readWindowPlace(placeFile)
  const window = new BrowserWindow(
    windowOptions({
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      dark: nativeTheme.shouldUseDarkColors,
      developerTools,
      place: placeWindow(
        lastPlace,
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
    }),
  )
  if (lastPlace?.maximised) window.maximize()
  rememberWindowPlace(window, placeFile, report)
  const handlers = createHandlers({
    host: 'electron',
    version: posternVersion,
    runReadiness,
    passwords: openPasswordStore(),
    store: kept.store,
    signInMemory: openSignInMemory(),
    serveMetrics: (options) =>
      serveMetrics({ ...options, onBug: (thrown) => report(linesOfBug(bugOfThrown('GET /metrics', thrown, false))) }),
    proxyFor: proxyByChromium((url) => session.defaultSession.resolveProxy(url)),
    desktop: {
      savePdf: (name) => savePdf(dialog, window, name),
      notify: (sentence) => notify(Notification, window, sentence),
    },
  })
  serveWindow(ipcMain, window.webContents, handlers, report)
  const end = async (): Promise<void> => {
    await handlers.watch.end().catch((error: unknown) => report(sentenceOf(error)))
    await closeKeptStore(kept.store)
  }
  endInOrder(app, end, (error) => report(sentenceOf(error)))
  recoverFromCrash(app, dialog, window)
  refuseOutside(app, () => window)
  setMenu(window, handlers, developerTools)
  await showWindow(window, nativeTheme)
  await handlers.watch.begin()
}

function setMenu(window: BrowserWindow, handlers: HostHandlers, developerTools: boolean): void {
  const reported = (work: Promise<void>): void => {
    work.catch((error: unknown) => report(sentenceOf(error)))
  }
  const template = menuTemplate({
    mac: process.platform === 'darwin',
    developerTools,
    openOrganisation: () => reported(openOrganisation(dialog, window, handlers)),
    importRun: () => reported(importRun(dialog, window, handlers)),
    command: (command) => handlers.tell({ type: 'command', command }),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged(appSchemes)
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      report(t`Postern could not start: ${sentenceOf(error)}`)
      app.exit(70)
    })
} else {
  app.quit()
}
