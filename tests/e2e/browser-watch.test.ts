import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serveMetrics } from '../../electron/loopback/metrics-server.ts'
import { freePort, takePort } from '../fixtures/free-port.ts'
import { createHandClock } from '../fixtures/hand-clock.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { tooWide, violations } from './everybody.ts'
import { shot } from './shots.ts'
import { createWatchPlayer } from './watch-player.ts'

const HOUR = 3_600_000

describe.skipIf(!hasChromium)('The desk of the watch', { timeout: 120_000 }, () => {
  let window: BrowserWindow

  const suite = browserSuite()

  async function open(context: BrowserContextOptions = {}, isNamed = true) {
    const clock = createHandClock('2026-11-24T22:41:07.000Z')
    const player = createWatchPlayer(clock.now)
    window = await suite.open({
      ...{ runReadiness: player.runReadiness, serveMetrics, context },
      ...(isNamed && named),
      ...{ now: clock.now, monotonic: clock.monotonic, setTimer: clock.setTimer, at: '#/desks/watch' },
    })
    const { page, complaints } = window
    await page.getByRole('heading', { level: 1, name: 'Watch' }).waitFor()

    /** Ends the next run so: the first begins by the switch, each other when the clock is put forward. */
    async function round(like: typeof runReady): Promise<void> {
      const wanted = player.ended() + 1
      if (wanted > 1) await clock.forward(HOUR)
      await expect.poll(player.started, { timeout: 15_000 }).toBe(wanted)
      player.end(like)
    }
    return { page, complaints, clock, player, round }
  }

  const toggle = (page: Page) => page.getByRole('switch', { name: 'Watch Contoso' })
  const strip = (page: Page, words: RegExp) => page.getByRole('img', { name: words })

  it('is switched on, runs by the clock, tells wherever one is what has turned, and keeps it over a reload', async () => {
    const { page, player, round, complaints } = await open()
    await page.getByText('Off. This window does not run it by itself.').waitFor()
    await toggle(page).click()
    await page.getByText('A run is under way.', { exact: true }).waitFor()
    expect([player.started(), player.password()]).toEqual([1, 'hunter2'])
    player.end(runReady)
    await page.getByText('Runs every hour, next at 00:41:07.').waitFor()
    await strip(page, /^Verdicts of Contoso\. 1 run: 1 ready\. The last: ready\.$/).waitFor()

    await page.getByRole('button', { name: /^Everything/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Watch' }).waitFor({ state: 'detached' })
    await round({ ...runManyFailures, artifacts: {} })
    await page.getByText('Contoso: no longer ready').waitFor()
    await expect.poll(() => page.title()).toMatch(/^\(1\) /)
    await shot(page, 'watch-told')
    await page.getByRole('button', { name: 'Go to the watch' }).click()
    const turned = page.getByRole('list', { name: 'What turned at Contoso' })
    await turned.getByText('No longer ready').waitFor()
    await strip(page, /2 runs: 1 not ready, 1 ready\. The last: not ready\.$/).waitFor()
    await expect.poll(() => page.title()).toBe('Watch · Postern')

    await page.reload()
    await turned.getByText('No longer ready').waitFor()
    expect(await toggle(page).isChecked()).toBe(true)
    await round(runReady)
    await turned.getByText('Ready again').waitFor()
    await page.getByRole('button', { name: 'Show the run: Contoso: no longer ready' }).click()
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('shows beside the page that the watch is looking, stops it, lets a start wait, and offers what it found', async () => {
    const { page, clock, player, complaints } = await open()
    const forward = async (runs: number) => {
      await clock.forward(HOUR)
      await expect.poll(player.started, { timeout: 15_000 }).toBe(runs)
      await page.getByText('The watch is looking at Contoso now').waitFor()
    }
    await toggle(page).click()
    await expect.poll(player.started).toBe(1)
    player.end(runReady)
    await strip(page, /The last: ready/).waitFor()
    await page.getByText(/^Every run of the last 7 days is kept, of older ones/).waitFor()
    await page.getByRole('button', { name: /^Everything/ }).click()
    const ready = page.getByRole('heading', { level: 1, name: 'Ready' })
    await ready.waitFor()

    await forward(2)
    await page.getByText(/^0 of \d+ checks answered\.$/).waitFor()
    await page.getByRole('progressbar', { name: 'Checks that have answered' }).waitFor()
    await shot(page, 'watch-under-way')
    player.end({ ...runManyFailures, artifacts: {} })
    await page.getByText(/^A newer run of the watch, 00:41:07: Not ready\. Shown is that of /).waitFor()
    expect(await ready.isVisible()).toBe(true)
    await shot(page, 'watch-newer')
    await page.setViewportSize({ width: 1024, height: 640 })
    await shot(page, 'watch-newer-1024')
    await page.getByRole('button', { name: 'Show it' }).click()
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
    await page.getByRole('button', { name: 'Show it' }).waitFor({ state: 'detached' })

    await forward(3)
    await shot(page, 'watch-under-way-1024')
    await page.getByRole('button', { name: 'Start after it' }).click()
    await page.getByText(/Yours starts when it has ended\.$/).waitFor()
    await shot(page, 'watch-waits-1024')
    await page.getByRole('button', { name: 'Do not start' }).click()
    await page.getByRole('button', { name: 'Start after it' }).click()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByText(/^Letting go/).waitFor()
    player.end(runReady)
    await expect.poll(player.started, { timeout: 15_000 }).toBe(4)
    await page.getByText('The watch is looking at Contoso now').waitFor({ state: 'detached' })
    player.end(runReady)
    await ready.waitFor()
    expect(complaints).toEqual([])
  })

  it('keeps how often, in steps that are chosen by the keyboard alone', async () => {
    const { page, clock, player } = await open()
    await page.getByRole('combobox', { name: 'How often Contoso is run' }).focus()
    for (const key of ['Enter', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.getByText('A run is under way.', { exact: true }).waitFor()
    player.end(runReady)
    await page.getByText('Runs every 30 minutes, next at 00:11:07.').waitFor()
    await clock.forward(HOUR / 2)
    await expect.poll(player.started).toBe(2)
  })

  it('says that it goes on without signing in, once the password was rejected', async () => {
    const { page, round } = await open()
    await toggle(page).click()
    await round(runRejected)
    await page.getByText(/^The watch goes on without signing in\. This password has been rejected once/).waitFor()
  })

  it('serves the metrics to this machine when they are switched on, and no more when they are off', async () => {
    const { page, round } = await open()
    await toggle(page).click()
    await round(runManyFailures)
    const port = await freePort()
    await page.getByRole('textbox', { name: 'Port' }).fill(String(port))
    await page.getByRole('textbox', { name: 'Port' }).press('Enter')
    const metrics = page.getByRole('switch', { name: 'Serve the metrics to this machine' })
    await metrics.click()
    const address = `http://127.0.0.1:${port}/metrics`
    await page.getByText(address, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Copy the address of the metrics' }).waitFor()
    expect(await (await fetch(address)).text()).toContain(
      'postern_run_verdict{organisation="Contoso",verdict="not-ready"} 1\n',
    )
    await metrics.click()
    await page.getByText(address, { exact: true }).waitFor({ state: 'detached' })
    await expect(fetch(address)).rejects.toThrow()

    await page.getByRole('textbox', { name: 'Port' }).fill('80')
    await page.getByText('A whole number from 1024 to 65535.').waitFor()
  })

  it('says what is in the way of the metrics', async () => {
    const { page } = await open()
    const { port, server } = await takePort()
    await page.getByRole('textbox', { name: 'Port' }).fill(String(port))
    await page.getByRole('textbox', { name: 'Port' }).press('Enter')
    await page.getByRole('switch', { name: 'Serve the metrics to this machine' }).click()
    await page.getByText(`Another program on this machine has port ${port}. Choose another port.`).waitFor()
    server.close()
  })

  it('says what it is for before there is an organisation', async () => {
    const { page } = await open({}, false)
    await page.getByRole('heading', { name: 'There is no organisation to watch yet' }).waitFor()
    await shot(page, 'watch-empty')
    await page.getByRole('button', { name: 'Name an organisation' }).click()
    await page.getByRole('heading', { level: 1, name: 'Watch' }).waitFor({ state: 'detached' })
  })

  it('shows what it knew when Postern has ended, and lets nothing be switched', async () => {
    const { page, round } = await open()
    await toggle(page).click()
    await round(runReady)
    await strip(page, /The last: ready/).waitFor()
    await window.endHost()
    await page.getByText(/^The connection to Postern was lost/).waitFor()
    expect(await toggle(page).isDisabled()).toBe(true)
    await strip(page, /The last: ready/).waitFor()
  })

  describe.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 1024, 640],
    ['dark', 1024, 640],
  ] as const)('in %s at %i × %i', (colorScheme, width, height) => {
    it('has nothing that axe finds, and nothing that scrolls sideways', async () => {
      const { page, round } = await open({ colorScheme, viewport: { width, height }, bypassCSP: true })
      await toggle(page).click()
      for (const like of [runReady, runReady, runManyFailures, runAllBlocked, runReady, runReady, runReady]) {
        await round(like)
        await expect.poll(() => strip(page, /^Verdicts of Contoso/).getAttribute('aria-label')).toContain('The last')
      }
      await page.getByRole('list', { name: 'What turned at Contoso' }).getByText('Ready again').first().waitFor()
      await shot(page, `watch-${colorScheme}-${width}`)
      for (const name of ['These runs as a table, Contoso', /certificates? as a table, Contoso$/]) {
        await page.getByRole('button', { name }).click()
      }
      await page.getByRole('region', { name: 'Certificates at Contoso' }).waitFor()
      expect(await tooWide(page)).toEqual([])
      expect(await violations(page)).toEqual([])
      await page.getByRole('heading', { name: 'Metrics for Prometheus' }).scrollIntoViewIfNeeded()
      await shot(page, `watch-tables-${colorScheme}-${width}`)
    })
  })
})
