import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Run } from '../../shared/run/run.ts'
import { type BrowserWindow, openBrowserWindow, type WindowOptions } from './browser-window.ts'
import { type LaunchOptions, launchBrowser } from './chromium.ts'
import { ensureBuilt } from './electron-double/built-app.ts'
import type { RunPlayer } from './run-player.ts'

export type BrowserSuite = {
  /**
   * Opens a window on a host of its own. It is closed, and the store that it was given with it, after the test in which it
   * was opened; after the whole suite where it was opened before any test.
   */
  open(options: WindowOptions): Promise<BrowserWindow>
  browser(): Browser
}

/** Registers what a suite in Chromium needs around its tests: the app is built, and one browser serves all of them. */
export function browserSuite(launch: LaunchOptions = {}): BrowserSuite {
  let browser: Browser
  let isInTest = false
  const ofSuite: (() => Promise<void>)[] = []
  const ofTest: (() => Promise<void>)[] = []

  beforeAll(async () => {
    await ensureBuilt()
    browser = await launchBrowser(launch)
  }, 120_000)
  beforeEach(() => {
    isInTest = true
  })
  afterEach(async () => {
    isInTest = false
    await closeAll(ofTest)
  })
  afterAll(async () => {
    await closeAll(ofSuite)
    await browser?.close()
  })

  return {
    browser: () => browser,
    async open(options) {
      const window = await openBrowserWindow(browser, options)
      const closings = isInTest ? ofTest : ofSuite
      closings.push(async () => {
        await window.close()
        options.store?.close()
      })
      return window
    },
  }
}

async function closeAll(closings: (() => Promise<void>)[]): Promise<void> {
  for (const close of closings.splice(0)) await close()
}

/** Starts a run from the top bar, lets it come to what was recorded, and waits until the window has its end. */
export async function playRun(page: Page, player: RunPlayer, run: Run): Promise<void> {
  await page.getByRole('button', { name: 'Start', exact: true }).first().click()
  player.end(run)
  await page.getByRole('button', { name: 'Start again' }).waitFor()
}
