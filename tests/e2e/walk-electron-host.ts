import { launchPostern } from './electron-double/launch-postern.ts'
import type { LaunchedApp } from './electron-double/launched-app.ts'
import { listenTo, type WalkHost } from './walk-host.ts'

/** The built app on Electron where there is one, else on the double: a process of its own, with one window. */
export async function startElectronHost(folder: string): Promise<WalkHost> {
  const complaints: string[] = []
  let app: LaunchedApp

  async function start(): Promise<void> {
    app = await launchPostern(folder)
    listenTo(app.page, complaints)
  }

  await start()
  return {
    page: () => app.page,
    start,
    kill: () => app.kill(),
    quit: () => app.close(),
    async reload() {
      const loaded = app.page.waitForEvent('load')
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload(), undefined)
      await loaded
    },
    complaints: () => [...complaints, ...app.failures()],
    close: () => app.close(),
  }
}
