import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../build/build-app.ts'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import { keepManyRuns } from '../fixtures/many-runs.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { type BrowserWindow, contoso, openBrowserWindow } from './browser-window.ts'
import { hasChromium, launchBrowser } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

const shots = process.env.POSTERN_SHOTS

describe.skipIf(!hasChromium)('The desk of runs', { timeout: 60_000 }, () => {
  let browser: Browser
  let store: Store
  let window: BrowserWindow

  beforeAll(async () => {
    await buildApp()
    browser = await launchBrowser()
  }, 120_000)
  afterEach(async () => {
    await window?.close()
    store?.close()
  })
  afterAll(() => browser?.close())

  async function open(keep: (store: Store, id: string) => void, context = {}) {
    store = openStore({ directory: null })
    const id = store.organisations.put(contoso)
    store.organisations.open(id)
    keep(store, id)
    const { runReadiness } = createRunPlayer([], runAllBlocked)
    window = await openBrowserWindow(browser, { runReadiness, store, context, at: '#/desks/runs' })
    await window.page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor()
    return window.page
  }

  const shot = async (name: string) => {
    if (!shots) return
    await mkdir(shots, { recursive: true })
    await writeFile(join(shots, `${name}.png`), await window.page.screenshot({ animations: 'disabled' }))
  }

  it('looks', async () => {
    const page = await open((kept, id) => keepManyRuns(kept, runManyFailures, 200, id))
    await page.getByText('200 runs', { exact: true }).waitFor()
    await shot('runs')
    await page
      .getByRole('checkbox', { name: /^Tick Not ready/ })
      .first()
      .click()
    await page
      .getByRole('checkbox', { name: /^Tick Not ready/ })
      .nth(1)
      .click()
    await shot('runs-ticked')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('heading', { level: 1, name: 'Two runs compared' }).waitFor()
    await shot('runs-compared')
    await page.getByRole('button', { name: 'Back to the runs' }).click()
    await page.getByRole('tab', { name: 'Findings of all runs' }).click()
    await page.getByText(/^11,?600 findings$/).waitFor()
    await shot('runs-findings')
    expect(window.complaints).toEqual([])
  })

  it('says what it is for when it is empty', async () => {
    const page = await open(() => undefined)
    await page.getByRole('heading', { name: 'No run is kept yet' }).waitFor()
    await shot('runs-empty')
    void runReady
  })
})
