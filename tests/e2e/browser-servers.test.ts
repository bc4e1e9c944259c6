import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Run } from '../../shared/run/run.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { halfWayEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { runOfServers } from '../fixtures/run-many-servers.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { browserSuite, playRun } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { tooWide, violations } from './everybody.ts'
import { createRunPlayer } from './run-player.ts'
import { shot } from './shots.ts'

describe.skipIf(!hasChromium)('The step of the servers', { timeout: 60_000 }, () => {
  let window: BrowserWindow

  const suite = browserSuite()

  async function show(run: Run | undefined, context: BrowserContextOptions = {}): Promise<Page> {
    const player = createRunPlayer(run ? eventsOf(run) : halfWayEvents, run ?? runManyFailures)
    window = await suite.open({ ...named, runReadiness: player.runReadiness, context })
    const { page } = window
    if (run) await playRun(page, player, run)
    else await page.getByRole('button', { name: 'Start' }).click()
    return page
  }

  const map = (page: Page) => page.getByRole('img', { name: /^Which names lead to which servers/ })
  const tab = (page: Page, name: RegExp | string) => page.getByRole('tab', { name })

  it('says of a name that does not exist that it leads nowhere', async () => {
    const page = await show(runAllBlocked)
    await expect.poll(() => map(page).getAttribute('aria-label')).toContain('does not exist in DNS')
    await map(page).getByText('does not exist in', { exact: false }).waitFor()
    await shot(page, 'servers-blocked')
    expect(window.complaints).toEqual([])
  })

  it('draws eight servers, marks by a word what is amiss, and has all of it as a table', async () => {
    const page = await show(runOfServers(8))
    await map(page).getByText('EWS answers 503').waitFor()
    await map(page)
      .getByText(/^EXCH08/)
      .waitFor()
    await map(page).getByText('203.0.113.25').waitFor()
    await page.getByRole('button', { name: 'As a table, map of names, addresses and servers' }).click()
    const table = page.getByRole('region', { name: 'Each server' })
    expect(await table.getByRole('row').count()).toBe(9)
    await table.getByRole('row', { name: /^EXCH03 .*EWS answers 503$/ }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('folds sixty-four servers into counts', async () => {
    const page = await show(runOfServers(64))
    await map(page).getByText('61 servers', { exact: true }).waitFor()
    await shot(page, 'servers-64')
    await page.getByText('What is alike is shown as one box with its count', { exact: false }).waitFor()
  })

  it('sorts the certificates by when they end, and copies a fingerprint', async () => {
    const page = await show(runOfServers(8), { permissions: ['clipboard-read', 'clipboard-write'] })
    await tab(page, /^Certificates \(\d+ to look at\)$/).click()
    const table = page.getByRole('region', { name: 'Certificate of each server' })
    const first = () => table.getByRole('rowheader').first().textContent()
    expect(await first()).toContain('mail.contoso.test')
    await table.getByRole('button', { name: 'Ends' }).click()
    expect(await first()).toContain('EXCH05')
    expect(await table.getByRole('columnheader', { name: 'Ends' }).getAttribute('aria-sort')).toBe('ascending')
    await table.getByRole('row', { name: /^EXCH05 .*differs/ }).waitFor()
    await table.getByRole('button', { name: 'Copy SHA-256 fingerprint of EXCH05 at 10.20.1.5' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  })

  it('shows DNS, connect, TLS and each leg of NTLM of a conversation that is chosen', async () => {
    const page = await show(runOfServers(1))
    await tab(page, 'Where the time goes').click()
    await page.getByRole('combobox', { name: 'Conversation' }).selectOption({ label: 'EWS, sign-in with NTLM' })
    const picture = page.getByRole('img', { name: /^Where the time went/ })
    const words = await picture.getAttribute('aria-label')
    expect(words).toMatch(
      /DNS, mail\.contoso\.test: .*NTLM hello and challenge, POST \/EWS\/Exchange\.asmx 401: .*TCP connection.*TLS handshake.*NTLM answer, POST .* 200/,
    )
    expect(window.complaints).toEqual([])
  })

  it('draws what is known of a run that is under way', async () => {
    const page = await show(undefined)
    await page.getByText(/of this step answered/).waitFor()
    await page
      .getByRole('tab', { name: 'Names and servers' })
      .or(page.getByText('is drawn as soon as DNS has answered'))
      .waitFor()
    expect(window.complaints).toEqual([])
  })

  const pictures = ['map', 'certificates', 'conversations'] as const
  const tabs = { map: 'Names and servers', certificates: /^Certificates/, conversations: 'Where the time goes' }

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each(pictures)('axe finds nothing in the picture of %s', async (picture) => {
      const page = await show(runOfServers(8), { colorScheme, bypassCSP: true })
      await tab(page, tabs[picture]).click()
      await shot(page, `servers-${picture}-${colorScheme}`)
      expect(await violations(page)).toEqual([])
    })
  })

  it.each(pictures)('at 1024 × 640 nothing of %s scrolls the window sideways', async (picture) => {
    const page = await show(picture === 'map' ? runOfServers(1) : runManyFailures, {
      viewport: { width: 1024, height: 640 },
    })
    await tab(page, tabs[picture]).click()
    await shot(page, `servers-${picture}-small`)
    expect(await tooWide(page)).toEqual([])
    expect(window.complaints).toEqual([])
  })
})
