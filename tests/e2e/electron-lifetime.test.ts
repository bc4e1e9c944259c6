import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
      'a second start ends at once and brings the first to the front',
      async () => {
        const userData = await mkdtemp(join(tmpdir(), 'postern-double-'))
        const first = startDouble(userData)
        await first.started
        const knocked = first.evaluate(({ app }) => {
          return new Promise<string>((resolve) => app.once('second-instance', () => resolve('knocked')))
        }, undefined)
        const second = startDouble(userData)
        expect(await second.exited).toBe(0)
        expect(await knocked).toBe('knocked')
        expect([...first.failures(), ...second.failures()]).toEqual([])
        await first.stop()
        await rm(userData, { recursive: true, force: true, maxRetries: 5 })
      },
    )
  },
)
