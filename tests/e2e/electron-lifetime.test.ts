import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from './electron-double/built-app.ts'
import { electronBinary, electronHost } from './electron-double/electron-binary.ts'
import { startDouble } from './electron-double/launch-double.ts'
import { launchPostern } from './electron-double/launch-postern.ts'

const host = electronHost()

describe.skipIf(host === undefined)(
  `the app's life ${host ?? 'needs Electron or Chromium'}`,
  { timeout: 90_000 },
  () => {
    beforeAll(ensureBuilt, 120_000)

    test('ends with its last window', async () => {
      const app = await launchPostern()
      await app.evaluate(({ BrowserWindow }) => {
        // After the answer to this evaluation, which could not come back otherwise.
        setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
      }, undefined)
      expect(await app.exited).toBe(0)
      expect(app.failures()).toEqual([])
      await app.close()
    })

    test.skipIf(electronBinary() !== undefined)(
      'a second start ends at once and brings the first to the front, whose window opens nothing of what it is given',
      async () => {
        const userData = await mkdtemp(join(tmpdir(), 'postern-double-'))
        const first = startDouble(userData)
        await first.started
        const addresses = () =>
          first.evaluate(
            ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()),
            undefined,
          )
        const start = ['postern://app/#/steps/organisation']
        await expect.poll(addresses, { timeout: 60_000 }).toEqual(start)
        for (const args of [[], ['postern://app/#/settings'], ['postern://evil/'], ['/etc/hostname']]) {
          const knocked = first.evaluate(({ app }) => {
            return new Promise<string>((resolve) => app.once('second-instance', () => resolve('knocked')))
          }, undefined)
          const second = startDouble(userData, args)
          expect(await second.exited).toBe(0)
          expect(await knocked).toBe('knocked')
          expect(second.failures()).toEqual([])
          expect(await addresses()).toEqual(start)
        }
        expect(first.failures()).toEqual([])
        await first.stop()
        await rm(userData, { recursive: true, force: true, maxRetries: 5 })
      },
    )

    test('an address or a file that the system hands over is not opened', async () => {
      const app = await launchPostern()
      const prevented = await app.evaluate(({ app: electronApp }) => {
        return (['open-url', 'open-file'] as const).map((name) => {
          let stopped = false
          const event = {
            preventDefault: () => {
              stopped = true
            },
          }
          electronApp.emit(name, event, 'postern://app/#/settings')
          return stopped
        })
      }, undefined)
      expect(prevented).toEqual([true, true])
      expect(app.failures()).toEqual([])
      await app.close()
    })

    test.skipIf(electronBinary() !== undefined)('comes back where its window was when it was closed', async () => {
      const userData = await mkdtemp(join(tmpdir(), 'postern-double-'))
      const place = { x: 300, y: 200, width: 1500, height: 900, maximised: true }
      const file = join(userData, 'postern', 'window.json')
      await mkdir(join(userData, 'postern'))
      await writeFile(file, JSON.stringify(place))
      const app = startDouble(userData)
      await app.started
      const shown = () =>
        app.evaluate(({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows()
          return window && { ...window.getNormalBounds(), maximised: window.isMaximized() }
        }, undefined)
      await expect.poll(shown).toEqual(place)
      await writeFile(file, 'broken')
      await app.stop()
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(place)
      expect(app.failures()).toEqual([])
      await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    })

    test.skipIf(electronBinary() !== undefined)(
      'shows a dialog where it cannot open what it keeps, and ends',
      async () => {
        const userData = await mkdtemp(join(tmpdir(), 'postern-double-'))
        const folder = join(userData, 'postern')
        await mkdir(folder)
        const database = new DatabaseSync(join(folder, 'postern.db'))
        database.exec('PRAGMA user_version = 9999')
        database.close()
        const app = startDouble(userData)
        // The double fails whatever dialog a test does not answer; that this one came is what is looked for.
        expect(await app.exited).toBe(70)
        expect(app.failures()).toEqual(['dialog.showMessageBox was called and the test gives no answer'])
        await rm(userData, { recursive: true, force: true, maxRetries: 5 })
      },
    )
  },
)
