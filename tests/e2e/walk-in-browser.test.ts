import type { Browser } from 'playwright-core'
import { afterAll, describe } from 'vitest'
import { hasChromium, launchBrowser } from './chromium.ts'
import { ensureBuilt } from './electron-double/built-app.ts'
import { startBrowserHost } from './walk-browser-host.ts'
import { walkThrough } from './walks.ts'

describe.skipIf(!hasChromium)('Walks in a browser', { timeout: 90_000 }, () => {
  let browser: Browser

  walkThrough(
    (folder) => startBrowserHost(browser, folder),
    async () => {
      await ensureBuilt()
      browser = await launchBrowser()
    },
  )
  afterAll(() => browser?.close())
})
