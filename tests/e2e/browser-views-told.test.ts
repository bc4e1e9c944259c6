import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'
import { goTo, keptForDays, type View } from './views.ts'

type Hearing = { heard?: string[] }

const [began, ...told] = eventsOf(runManyFailures)

describe.skipIf(!hasChromium)('What a screen reader is told, and where the focus goes', { timeout: 60_000 }, () => {
  let window: BrowserWindow
  let page: Page

  const suite = browserSuite()

  async function open(at = '#/everything') {
    const player = createRunPlayer(began ? [began] : [], runManyFailures)
    window = await suite.open({ ...named, store: await keptForDays(), runReadiness: player.runReadiness, at })
    page = window.page
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await hear()
    return player
  }

  /** Writes down from now on what each live region comes to say. */
  function hear(): Promise<void> {
    return page.evaluate(() => {
      const heard: string[] = []
      ;(globalThis as Hearing).heard = heard
      const said = new Map<Element, string>()
      const listen = () => {
        for (const region of document.querySelectorAll('[role="status"], [role="alert"], [aria-live="polite"]')) {
          const text = region.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
          if (said.get(region) === text) continue
          // What a page brings with it is read there, and not told.
          if (said.has(region) && text !== '') heard.push(text)
          said.set(region, text)
        }
      }
      listen()
      new MutationObserver(listen).observe(document.body, { childList: true, subtree: true, characterData: true })
    })
  }

  const heard = () => page.evaluate(() => (globalThis as Hearing).heard ?? [])
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement
      return element === document.body ? 'nothing' : (element?.getAttribute('aria-label') ?? element?.textContent ?? '')
    })
  const view = (name: View['name'], at: string): View => ({ name, at, heading: /./ })
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  it('hears the heading of a page by its focus, and nothing beside it', async () => {
    await open()
    await page.getByRole('button', { name: /^ActiveSync/ }).focus()
    await press('Enter')
    await expect.poll(focused).toBe('ActiveSync')
    await press('Alt+Shift+KeyW')
    await expect.poll(focused).toBe('Watch')
    await goTo(page, view('settings', '#/settings'))
    await expect.poll(focused).toBe('Settings')
    expect(await heard()).toEqual([])
    expect(await page.title()).toBe('Settings · Postern')
  })

  it('hears once that a run has started, each quarter of it, and what it came to', async () => {
    const player = await open()
    await page.getByRole('button', { name: 'Start again' }).focus()
    await press('Enter')
    await expect.poll(heard).toEqual(['The run has started.'])
    player.tell(told)
    player.end(runManyFailures)
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await expect.poll(async () => (await heard()).at(-1)).toMatch(/^Not ready\./)
    const all = await heard()
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeLessThanOrEqual(5)
    expect(all.filter((text) => text.includes('has started'))).toHaveLength(1)
    await expect.poll(focused).toBe('Start again')
  })

  it('hears once that the connection was lost', async () => {
    await open('#/desks/runs')
    await window.endHost()
    await expect.poll(heard).toEqual([expect.stringMatching(/^The connection to Postern was lost\./)])
  })

  it('deletes and brings back a run by keyboard, told once, and the focus never gone', async () => {
    await open('#/desks/runs')
    await page
      .getByRole('checkbox', { name: /^Tick Not ready/ })
      .first()
      .focus()
    await press('Space')
    await page.getByRole('button', { name: 'Delete…' }).focus()
    await press('Enter')
    await expect.poll(focused).toBe('Keep it')
    await press('Escape')
    await expect.poll(focused).toBe('Delete…')
    await press('Enter')
    await expect.poll(focused).toBe('Keep it')
    await press('Tab')
    expect(await focused()).toBe('Delete 1 run')
    await press('Enter')
    await expect.poll(focused).toBe('Undo')
    expect(await page.getByRole('group', { name: '1 run deleted.' }).count()).toBe(1)
    await press('Enter')
    await page.getByText('12 runs', { exact: true }).waitFor()
    await expect.poll(focused).not.toBe('nothing')
    expect(await heard()).toEqual(['11 runs', '12 runs'])
  })

  it('unticks and shows all again by keyboard without losing the focus', async () => {
    await open('#/desks/runs')
    await page
      .getByRole('checkbox', { name: /^Tick Not ready/ })
      .first()
      .focus()
    await press('Space')
    await page.getByRole('button', { name: 'Tick none' }).focus()
    await press('Enter')
    await page.getByRole('button', { name: 'Tick none' }).waitFor({ state: 'detached' })
    await expect.poll(focused).not.toBe('nothing')
    await page.getByRole('searchbox', { name: 'Search the runs' }).fill('no such thing')
    await page.getByRole('button', { name: 'Show all' }).focus()
    await press('Enter')
    await page.getByText('12 runs', { exact: true }).waitFor()
    await expect.poll(focused).not.toBe('nothing')
  })

  it('walks the tabs and the heads of the list of runs by keyboard', async () => {
    await open('#/desks/runs')
    await page.getByRole('tab', { name: 'Runs', exact: true }).focus()
    await press('ArrowRight')
    expect(await focused()).toBe('Findings of all runs')
    await page.getByText('696 findings', { exact: true }).waitFor()
    await press('Home')
    expect(await focused()).toBe('Runs')
    await page.getByRole('button', { name: 'When', exact: true }).focus()
    await press('Enter')
    await expect
      .poll(() => page.getByRole('columnheader', { name: 'When' }).getAttribute('aria-sort'))
      .toBe('ascending')
    expect(await focused()).toBe('When')
  })

  it.each([
    { at: '#/settings', button: 'Delete all data…', keep: 'Keep it' },
    { at: '#/settings', button: /^Accept .*…$/, keep: 'Leave it as it is' },
    { at: '#/steps/sign-in', button: 'Forget the password…', keep: 'Keep it' },
    { at: '#/desks/organisations', button: 'Remove Contoso', keep: 'Keep it' },
    { at: '#/everything', button: 'Keyboard', keep: 'Close' },
  ])('asks after “$button” with the focus on “$keep”, and gives it back', async ({ at, button, keep }) => {
    await open(at)
    const asks = page.getByRole('button', { name: button }).first()
    await asks.focus()
    for (const way of ['Enter', 'Escape']) {
      await press('Enter')
      await expect.poll(focused).toBe(keep)
      await press(way)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => asks.evaluate((element) => element === document.activeElement)).toBe(true)
    }
  })

  it('opens the menu of organisations, chooses another, and has the focus after it', async () => {
    await open()
    const menu = page.getByRole('button', { name: /^Contoso/ })
    await menu.focus()
    await press('Enter')
    await page.getByRole('menu').waitFor()
    await press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(() => menu.evaluate((element) => element === document.activeElement)).toBe(true)
    await press('Enter')
    await page.getByRole('menuitemradio', { name: /^Fabrikam/ }).focus()
    await press('Enter')
    await page.getByRole('button', { name: /^Fabrikam/ }).waitFor()
    await expect.poll(focused).not.toBe('nothing')
  })
})
