import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../build/build-app.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { type BrowserWindow, contoso, openBrowserWindow } from './browser-window.ts'
import { hasChromium, launchBrowser } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

/** What has the focus, by the beginning of its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  })
}

describe.skipIf(!hasChromium)('The window by keyboard alone', { timeout: 60_000 }, () => {
  let browser: Browser
  let window: BrowserWindow
  let page: Page

  beforeAll(async () => {
    await buildApp()
    browser = await launchBrowser()
  }, 120_000)
  afterEach(() => window?.close())
  afterAll(() => browser?.close())

  async function openFinishedRun() {
    const player = createRunPlayer(eventsOf(runManyFailures), runManyFailures)
    window = await openBrowserWindow(browser, {
      runReadiness: player.runReadiness,
      organisation: contoso,
      password: 'hunter2',
    })
    page = window.page
    await page.getByRole('button', { name: 'Start' }).waitFor()
    await press('Tab', 'Tab', 'Tab', 'Tab')
    expect(await focused(page)).toBe('Start')
    await press('Enter')
    player.end(runManyFailures)
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
  }

  async function press(...keys: string[]) {
    for (const key of keys) await page.keyboard.press(key)
  }

  it('reaches the rail, the run, the order and the findings with Tab, each once', async () => {
    await openFinishedRun()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.evaluate(() => document.querySelector<HTMLElement>('#app button')?.focus())
    const stops: string[] = [await focused(page)]
    for (let stop = 0; stop < 6; stop += 1) {
      await press('Tab')
      stops.push(await focused(page))
    }
    expect(stops).toEqual([
      'Skip to the findings',
      expect.stringMatching(/^Contoso/),
      'Light or dark',
      'Start again',
      'By urgency',
      'By step',
      expect.stringMatching(/^Fails EWS on mail.contoso.test answers 403/),
    ])
  })

  it('moves among the findings with arrow keys, Home and End', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: /^Fails EWS on mail/ }).focus()
    await press('ArrowDown')
    expect(await focused(page)).toMatch(/^Fails ActiveSync on mail.contoso.test answers OPTIONS/)
    await press('End')
    expect(await focused(page)).toMatch(/12 checks pass/)
    await press('ArrowDown')
    expect(await focused(page)).toMatch(/12 checks pass/)
    await press('Home', 'ArrowUp')
    expect(await focused(page)).toMatch(/^Fails EWS on mail/)
  })

  it('opens the evidence with Enter, reads it with Tab, and returns to the line with Escape', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: /^Fails EWS on mail/ }).focus()
    await press('ArrowDown', 'Enter')
    await page.getByRole('complementary').waitFor()
    await expect.poll(() => focused(page)).toBe('ActiveSync on mail.contoso.test answers OPTIONS without its headers')
    await press('Tab')
    expect(await focused(page)).toMatch(/^Copy/)
    await press('Escape')
    expect(await page.getByRole('complementary').count()).toBe(0)
    expect(await focused(page)).toMatch(/^Fails ActiveSync on mail.contoso.test answers OPTIONS/)
  })

  it('takes open evidence along with the arrow keys', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: /^Fails EWS on mail/ }).click()
    await press('ArrowDown')
    await page.getByRole('complementary', { name: /ActiveSync on mail.contoso.test answers OPTIONS/ }).waitFor()
    expect(await focused(page)).toMatch(/^Fails ActiveSync/)
  })

  it('walks the steps in the rail, and shows one of them', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: /^Contoso/ }).focus()
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
    expect(await focused(page)).toMatch(/^Certificate/)
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Certificate' }).waitFor()
    expect(await page.getByRole('button', { name: /^Certificate/ }).getAttribute('aria-current')).toBe('page')
  })

  it('skips to the findings', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: 'Skip to the findings' }).focus()
    await press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('findings')
    await press('Tab')
    expect(await focused(page)).toBe('By urgency')
  })

  it('chooses dark from the menu, and keeps it after a reload', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: 'Light or dark' }).focus()
    await press('Enter')
    await page.getByRole('menuitemradio', { name: 'Dark' }).waitFor()
    await press('End', 'Enter')
    await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark')
    await page.reload()
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark')
  })
})
