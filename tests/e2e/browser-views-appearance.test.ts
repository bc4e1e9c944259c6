import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { cutOff, moving, outOfReach, seriousViolations, spilling, squeezed, tooWide, violations } from './everybody.ts'
import { createRunPlayer } from './run-player.ts'
import { goTo, keptForDays, views } from './views.ts'

const home = { width: 1280, height: 800 }
const looks = [
  { look: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { look: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { look: 'high contrast', media: { colorScheme: 'dark', forcedColors: 'active' } },
  { look: 'light high contrast', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const
const sizes = [
  { size: '1024 × 640', viewport: { width: 1024, height: 640 } },
  { size: '200 % zoom', viewport: { width: 640, height: 400 } },
] as const

describe.skipIf(!hasChromium)('Every view with runs in it', { timeout: 60_000 }, () => {
  const suite = browserSuite({ scrollbars: true })
  let window: BrowserWindow
  let page: Page

  beforeAll(async () => {
    window = await suite.open({
      ...{ ...named, store: await keptForDays(), at: '#/everything' },
      runReadiness: createRunPlayer([], runAllBlocked).runReadiness,
      // The policy would refuse axe's own script, so that alone is let past it here.
      context: { bypassCSP: true },
    })
    page = window.page
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
  }, 120_000)

  describe.each(looks)('in $look', ({ media }) => {
    beforeAll(async () => {
      await page.setViewportSize(home)
      await page.emulateMedia(media)
    })

    it.each(views)('axe finds nothing in $name', async (view) => {
      await goTo(page, view)
      expect(await violations(page)).toEqual([])
    })
  })

  describe.each(sizes)('at $size', ({ viewport }) => {
    beforeAll(async () => {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
      await page.setViewportSize(viewport)
    })

    it.each(views)('nothing scrolls sideways, is cut off or out of reach in $name', async (view) => {
      await goTo(page, view)
      expect(await tooWide(page)).toEqual([])
      expect(await cutOff(page)).toEqual([])
      expect(await squeezed(page)).toEqual([])
      expect(await spilling(page)).toEqual([])
      expect(await outOfReach(page)).toEqual([])
    })

    it('nothing of the form scrolls sideways, with every setting folded out', async () => {
      await goTo(page, { name: 'organisation', at: '#/steps/organisation', heading: /^Contoso$/ })
      const fold = page.getByRole('button', { name: 'More settings' })
      await fold.click()
      await page.getByLabel('Certificate authorities of your own').waitFor()
      await expect.poll(() => moving(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      expect(await outOfReach(page)).toEqual([])
      await fold.click()
    })

    it('the rail shows where one is: at its end, at its beginning, and when the window has become so low', async () => {
      const here = page.locator('nav [aria-current="page"]')
      for (const name of ['settings', 'organisation', 'watch'] as const) {
        for (const view of views.filter((one) => one.name === name)) await goTo(page, view)
        const { top, bottom, height } = await here.evaluate((item) => {
          const { top, bottom } = item.getBoundingClientRect()
          return { top, bottom, height: innerHeight }
        })
        expect(top, name).toBeGreaterThanOrEqual(0)
        expect(bottom, name).toBeLessThanOrEqual(height)
      }
      await page.setViewportSize(home)
      await page.setViewportSize(viewport)
      await expect
        .poll(() => here.evaluate((item) => Math.round(item.getBoundingClientRect().bottom)))
        .toBeLessThanOrEqual(viewport.height)
    })
  })

  it('draws the words and the lines of the map in the colour of text in high contrast', async () => {
    await page.setViewportSize(home)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, forcedColors: 'active' })
      await goTo(page, { name: 'servers', at: '#/steps/servers', heading: /^Servers$/ })
      const seen = await page.evaluate(() => {
        const colourOf = (element: Element | null, property: 'fill' | 'stroke') =>
          element && getComputedStyle(element)[property]
        const probe = document.body.appendChild(document.createElement('i'))
        probe.style.color = 'CanvasText'
        const text = getComputedStyle(probe).color
        probe.remove()
        const map = document.querySelector('svg[aria-label^="Which names"]')
        return {
          text,
          word: colourOf(map?.querySelector('text') ?? null, 'fill'),
          line: colourOf(map?.querySelector('line, path') ?? null, 'stroke'),
        }
      })
      expect(seen).toEqual({ text: seen.text, word: seen.text, line: seen.text })
    }
  })

  it('marks where one is in the rail, and which tab is shown, in high contrast', async () => {
    await page.setViewportSize(home)
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
    await goTo(page, { name: 'servers', at: '#/steps/servers', heading: /^Servers$/ })
    const borders = await page.evaluate(() => {
      const of = (selector: string, side: 'borderLeft' | 'borderBottom') =>
        [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[side])
      return {
        here: of('nav [aria-current="page"]', 'borderLeft'),
        elsewhere: of('nav button:not([aria-current])', 'borderLeft'),
        shown: of('[role="tab"][aria-selected="true"]', 'borderBottom'),
        hidden: of('[role="tab"][aria-selected="false"]', 'borderBottom'),
      }
    })
    expect([borders.here.length, borders.shown.length]).toEqual([1, 1])
    expect([borders.elsewhere.length, borders.hidden.length]).not.toContain(0)
    expect(borders.elsewhere).not.toContain(borders.here[0])
    expect(borders.hidden).not.toContain(borders.shown[0])
  })

  it('marks the line whose evidence is open in high contrast', async () => {
    await page.setViewportSize(home)
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
    await goTo(page, { name: 'everything', at: '#/everything', heading: /^Not ready$/ })
    const lines = page.locator('main button[data-roving]')
    const borders = () => lines.evaluateAll((all) => all.map((one) => getComputedStyle(one).borderLeftWidth))
    expect(new Set(await borders())).toEqual(new Set(['0px']))
    await lines.first().click()
    await page.getByRole('complementary').waitFor()
    expect(await borders()).toEqual((await borders()).map((_width, at) => (at === 0 ? '4px' : '0px')))
    await page.getByRole('button', { name: 'Close the evidence' }).click()
  })

  it('shows evidence in the whole room at 200 % zoom, and gives the focus back to its line', async () => {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await page.setViewportSize({ width: 640, height: 400 })
    await goTo(page, { name: 'ews', at: '#/steps/ews', heading: /^Web Services/ })
    const line = page.getByRole('button', { name: /^Fails EWS/ })
    await line.click()
    const drawer = page.getByRole('complementary')
    await drawer.getByRole('button', { name: 'Verify' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('aside') !== null)).toBe(true)
    expect(await tooWide(page)).toEqual([])
    expect(await outOfReach(page)).toEqual([])
    // What it lies over is out of the way, with the heading of the page: of moment is what is serious.
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    expect(await line.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('moves nothing for those who asked for less motion', async () => {
    await page.setViewportSize(home)
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
    for (const view of views) {
      await goTo(page, view)
      expect(await moving(page), view.name).toEqual([])
    }
    expect(window.complaints).toEqual([])
  })
})
