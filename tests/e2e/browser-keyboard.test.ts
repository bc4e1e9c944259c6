import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../shared/checks/finding.ts'
import { inReadingOrder } from '../../shared/run/finding-groups.ts'
import { verdictWords } from '../../shared/run/words.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite } from './browser-suite.ts'
import { named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

/** What has the focus, by the beginning of its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  })
}

const [first, second] = inReadingOrder(runManyFailures.findings)
/** How a line of the list begins. */
const nameOf = (finding: Finding | undefined) => `${finding && verdictWords[finding.verdict]} ${finding?.title}`
const lineOf = (finding: Finding | undefined) => expect.stringContaining(nameOf(finding))

describe.skipIf(!hasChromium)('The window by keyboard alone', { timeout: 60_000 }, () => {
  let page: Page

  const suite = browserSuite()

  async function openBeforeRun(run = runManyFailures) {
    const player = createRunPlayer(eventsOf(run), run)
    const window = await suite.open({ ...named, runReadiness: player.runReadiness, at: '#/everything' })
    page = window.page
    await page.getByRole('button', { name: 'Start' }).waitFor()
    return player
  }

  async function openFinishedRun(run = runManyFailures) {
    const player = await openBeforeRun(run)
    await page.getByRole('button', { name: 'Start' }).focus()
    await press('Enter')
    player.end(run)
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    return player
  }

  async function press(...keys: string[]) {
    for (const key of keys) await page.keyboard.press(key)
  }

  it('reaches the rail, the run, the order and the findings with Tab, each once', async () => {
    await openFinishedRun()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.evaluate(() => document.querySelector<HTMLElement>('#app button')?.focus())
    const stops: string[] = [await focused(page)]
    for (let stop = 0; stop < 9; stop += 1) {
      await press('Tab')
      stops.push(await focused(page))
    }
    expect(stops).toEqual([
      'Skip to the findings',
      expect.stringMatching(/^Contoso/),
      expect.stringMatching(/^Organisation/),
      'Keyboard',
      'Leave no trace',
      'What a run leaves on a server',
      'Start again',
      'By urgency',
      'By step',
      lineOf(first),
    ])
  })

  it('moves among the findings with arrow keys, Home and End', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: nameOf(first) }).focus()
    await press('ArrowDown')
    expect(await focused(page)).toEqual(lineOf(second))
    await press('End')
    expect(await focused(page)).toMatch(/\d+ checks pass/)
    await press('ArrowDown')
    expect(await focused(page)).toMatch(/\d+ checks pass/)
    await press('Home', 'ArrowUp')
    expect(await focused(page)).toEqual(lineOf(first))
  })

  it('opens the evidence with Enter, reads it with Tab, and returns to the line with Escape', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: nameOf(first) }).focus()
    await press('ArrowDown', 'Enter')
    await page.getByRole('complementary').waitFor()
    await expect.poll(() => focused(page)).toBe(second?.title)
    await press('Tab')
    expect(await focused(page)).toBe('Verify')
    await press('Tab')
    expect(await focused(page)).toMatch(/^Copy/)
    await press('Escape')
    expect(await page.getByRole('complementary').count()).toBe(0)
    expect(await focused(page)).toEqual(lineOf(second))
  })

  it('takes open evidence along with the arrow keys', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: nameOf(first) }).click()
    await press('ArrowDown')
    await page.getByRole('complementary', { name: second?.title ?? '' }).waitFor()
    expect(await focused(page)).toEqual(lineOf(second))
  })

  it('leaves no trace with Space, after reading what it would be, and then starts', async () => {
    await openBeforeRun()
    await page.getByRole('button', { name: 'Keyboard' }).focus()
    await press('Tab', 'Tab', 'Enter')
    const full = page.getByRole('region', { name: 'What a run leaves on a server, in full' })
    await full.getByText('Remove-MobileDevice').waitFor()
    await press('Tab')
    expect(await focused(page)).toBe('Copy command')
    await press('Escape')
    expect(await full.count()).toBe(0)
    expect(await focused(page)).toBe('What a run leaves on a server')
    await press('Shift+Tab')
    expect(await focused(page)).toBe('Leave no trace')
    await press('Space')
    await page.getByText('Nothing stays on a server').waitFor()
    expect(await focused(page)).toBe('Leave no trace')
  })

  it('tries a rejected password again with Enter', async () => {
    const player = await openFinishedRun(runRejected)
    await page.getByRole('button', { name: 'Keep the password' }).focus()
    await press('Tab')
    expect(await focused(page)).toBe('Try this password again')
    await press('Enter')
    await expect.poll(() => player.started()).toMatchObject({ count: 2, tryAgain: true })
  })

  it('keeps the focus on the button that starts and stops, when a run takes away what had it', async () => {
    const player = await openBeforeRun(runRejected)
    await page.getByRole('button', { name: 'Start' }).focus()
    await press('Enter')
    await expect.poll(() => focused(page)).toBe('Stop')
    player.end(runRejected)
    await expect.poll(() => focused(page)).toBe('Start again')
    await page.getByRole('button', { name: /^Warning The certificate of/ }).focus()
    await press('Enter')
    await expect.poll(() => focused(page)).toMatch(/^The certificate of/)
    await press('Tab', 'Enter')
    await expect.poll(() => focused(page)).toBe('Stop')
  })

  it('leaves the focus where it is when a run ends', async () => {
    const player = await openBeforeRun()
    await page.getByRole('button', { name: 'Start' }).focus()
    await press('Enter')
    await page.getByRole('button', { name: nameOf(first) }).focus()
    player.end(runManyFailures)
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    expect(await focused(page)).toEqual(lineOf(first))
  })

  it('walks the steps in the rail, and shows one of them', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: /^Organisation / }).focus()
    await press('ArrowDown', 'ArrowDown', 'ArrowDown')
    expect(await focused(page)).toMatch(/^Web Services/)
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Web Services (EWS)' }).waitFor()
    expect(await page.getByRole('button', { name: /^Web Services/ }).getAttribute('aria-current')).toBe('page')
    expect(await focused(page)).toBe('Web Services (EWS)')
  })

  it('skips to the findings', async () => {
    await openFinishedRun()
    await page.getByRole('button', { name: 'Skip to the findings' }).focus()
    await press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('findings')
    await press('Tab')
    expect(await focused(page)).toBe('By urgency')
  })

  it('goes to the settings, chooses dark, and keeps it after a reload', async () => {
    await openFinishedRun()
    await press('Alt+Shift+KeyS')
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page.getByRole('radio', { checked: true }).first().focus()
    await press('ArrowDown', 'ArrowDown')
    await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark')
  })
})
