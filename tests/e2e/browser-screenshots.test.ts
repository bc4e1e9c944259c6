import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../build/build-app.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { halfWayEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { contoso, openBrowserWindow } from './browser-window.ts'
import { hasChromium, launchBrowser } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

const folder = join(import.meta.dirname, '../../docs/screenshots')
const wanted = process.env.POSTERN_SCREENSHOTS === '1'

type Picture = {
  file: string
  context?: BrowserContextOptions
  events?: RunEvent[]
  /** An organisation is open, and no run has begun. */
  organisation?: true
  /** The run that ends; without it, the run stays half-way. */
  run?: Run
  act?(page: Page): Promise<void>
}

const small = { viewport: { width: 1024, height: 640 } }
const choose = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).click()
const refused = choose(/^Fails EWS on/)

const pictures: Picture[] = [
  { file: 'empty.png' },
  { file: 'before.png', organisation: true },
  { file: 'half-way.png', events: halfWayEvents },
  { file: 'light.png', run: runManyFailures, act: refused },
  { file: 'dark.png', run: runManyFailures, context: { colorScheme: 'dark' }, act: refused },
  { file: 'small.png', run: runManyFailures, context: small, act: refused },
  { file: 'small-dark.png', run: runManyFailures, context: { ...small, colorScheme: 'dark' } },
  {
    file: 'certificate.png',
    run: runManyFailures,
    context: { viewport: { width: 1280, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: /expires in 20 days/ }).click()
      await page.getByRole('list', { name: /^Certificate chain/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    file: 'servers.png',
    run: runManyFailures,
    context: { viewport: { width: 1600, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: /^Fails At EXCH03/ }).click()
      await page.getByRole('region', { name: 'Health pages of each server' }).scrollIntoViewIfNeeded()
    },
  },
  {
    file: 'device.png',
    run: runManyFailures,
    context: { viewport: { width: 1280, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: /^Fails A new device is in quarantine/ }).click()
      await page.getByRole('region', { name: 'Commands of the device' }).scrollIntoViewIfNeeded()
    },
  },
  {
    file: 'rejected.png',
    run: runRejected,
    act: choose(/^Fails The sign-in of/),
  },
  {
    file: 'time.png',
    run: runReady,
    context: { viewport: { width: 1280, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: 'Where the time of the run went' }).click()
      await page.getByRole('img', { name: /^Where the time of the run went/ }).scrollIntoViewIfNeeded()
    },
  },
  { file: 'blocked.png', run: runAllBlocked },
  { file: 'ready.png', run: runReady, act: choose(/^By step/) },
]

if (!wanted) {
  describe('The kept screenshots', () => {
    it('are the ones that POSTERN_SCREENSHOTS=1 takes, no more and no fewer', async () => {
      expect((await readdir(folder)).toSorted()).toEqual(pictures.map(({ file }) => file).toSorted())
    })
  })
}

// Nothing is skipped where nobody asked for pictures: then the suite above stands in for this one.
if (wanted) {
  describe.skipIf(!hasChromium)('Screenshots for the documentation', { timeout: 60_000 }, takeThem)
}

function takeThem() {
  let browser: Browser

  beforeAll(async () => {
    await buildApp()
    browser = await launchBrowser()
  }, 120_000)
  afterAll(() => browser?.close())

  it.each(pictures)('$file', async ({ file, organisation, context, run, events, act }) => {
    const player = createRunPlayer(events ?? (run ? eventsOf(run) : []), run ?? runAllBlocked)
    const window = await openBrowserWindow(browser, {
      runReadiness: player.runReadiness,
      ...(organisation || run || events ? { organisation: contoso, password: 'hunter2', at: '#/everything' } : {}),
      ...(context && { context }),
    })
    const { page } = window
    try {
      if (run || events) {
        await page.getByRole('button', { name: 'Start' }).click()
        await expect.poll(() => player.started().count).toBe(1)
        if (!run) await page.getByText('Now opening the inbox over EWS', { exact: false }).waitFor()
        if (run) {
          player.end(run)
          await page.getByRole('button', { name: 'Start again' }).waitFor()
        }
      }
      await act?.(page)
      await page.mouse.move(0, 0)
      await page.evaluate(() => document.fonts.ready)
      const picture = await page.screenshot({ path: join(folder, file), animations: 'disabled' })
      expect(picture.length).toBeGreaterThan(10_000)
    } finally {
      await window.close()
    }
  })
}
