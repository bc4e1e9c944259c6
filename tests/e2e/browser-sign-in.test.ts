import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import type { Run } from '../../shared/run/run.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite, playRun } from './browser-suite.ts'
import { type BrowserWindow, contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { tooWide, violations } from './everybody.ts'
import { createRunPlayer } from './run-player.ts'
import { shot } from './shots.ts'

describe.skipIf(!hasChromium)('The step of the sign-in', { timeout: 60_000 }, () => {
  let window: BrowserWindow

  const suite = browserSuite()

  async function go(page: Page): Promise<void> {
    await page
      .getByRole('button', { name: /^Sign-in/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'Sign-in' }).waitFor()
  }

  async function show(run: Run | undefined, context: BrowserContextOptions = {}, password: string | null = 'hunter2') {
    const player = createRunPlayer(run ? eventsOf(run) : [], run ?? runReady)
    window = await suite.open({
      runReadiness: player.runReadiness,
      organisation: contoso,
      ...(password !== null && { password }),
      context,
    })
    const { page } = window
    if (run) await playRun(page, player, run)
    await go(page)
    return page
  }

  const card = (page: Page) => page.getByRole('region', { name: 'Password', exact: true })

  it('says that no password is kept, takes one in, and forgets it after asking once', async () => {
    const page = await show(undefined, {}, null)
    await card(page).getByText('No password is kept for CONTOSO\\probe').waitFor()
    await card(page).getByLabel('Password', { exact: true }).fill('hunter2')
    await card(page).getByRole('button', { name: 'Keep the password' }).click()
    await card(page).getByText('One attempt left before we stop').waitFor()
    await card(page).getByRole('button', { name: 'Replace the password' }).click()
    await card(page).getByLabel('Password', { exact: true }).fill('hunter3')
    await card(page).getByRole('button', { name: 'Keep the password' }).click()
    await expect.poll(() => card(page).getByLabel('Password', { exact: true }).inputValue()).toBe('')
    expect(await page.content()).not.toMatch(/hunter[23]/)
    await card(page).getByRole('button', { name: 'Forget the password' }).click()
    await page.getByRole('dialog').getByText('Forget the password of CONTOSO\\probe?').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
    await card(page).getByText('One attempt left before we stop').waitFor()
    await card(page).getByRole('button', { name: 'Forget the password' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Forget the password' }).click()
    await card(page).getByText('No password is kept for CONTOSO\\probe').waitFor()
    expect(window.complaints).toEqual([])
  })

  it('shows in which form the name is, and what the server calls its domain', async () => {
    const page = await show(runReady)
    const account = page.getByRole('region', { name: 'Account', exact: true })
    await account.getByText('This server’s domain calls itself CONTOSO (contoso.test).', { exact: false }).waitFor()
    await account.getByRole('button', { name: 'Which user names sign in' }).click()
    await account.getByRole('row', { name: /^alias@domain no/ }).waitFor()
  })

  it('offers another try once, where the last run was rejected', async () => {
    const page = await show(runRejected)
    await page.getByRole('button', { name: /^Fails The sign-in of/ }).click()
    await page.getByRole('complementary').waitFor()
    expect(await page.getByRole('button', { name: 'Try this password again' }).count()).toBeLessThan(2)
    await page.getByRole('button', { name: 'Everything' }).click()
    await page.getByRole('heading', { name: /^The sign-in of .* was rejected$/ }).waitFor()
    await page.getByRole('button', { name: /^Fails The sign-in of/ }).click()
    await page.getByRole('complementary').waitFor()
    expect(await page.getByRole('button', { name: 'Try this password again' }).count()).toBe(1)
  })

  it.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
    const page = await show(runRejected, { colorScheme, bypassCSP: true })
    for (const name of ['Which user names sign in', 'Where a second factor is asked for']) {
      await page.getByRole('button', { name }).click()
    }
    await shot(page, `sign-in-${colorScheme}`)
    expect(await violations(page)).toEqual([])
  })

  it('at 1024 × 640 nothing scrolls sideways', async () => {
    const page = await show(runReady, { viewport: { width: 1024, height: 640 } })
    await shot(page, 'sign-in-small')
    expect(await tooWide(page)).toEqual([])
    expect(window.complaints).toEqual([])
  })

  describe('at the lab', () => {
    let lab: Lab
    beforeAll(async () => {
      lab = await startLab()
    }, 120_000)
    afterAll(() => lab?.close())

    it('says that the mailbox is asked for by an alias, where Autodiscover shows it', async () => {
      await lab.setFaults(['ews-primary-address-changed'])
      window = await suite.open({
        runReadiness,
        organisation: lab.organisation,
        password: lab.password,
      })
      const { page } = window
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await page.getByRole('button', { name: 'Start again' }).waitFor()
      await page
        .getByRole('button', { name: /^Warning Autodiscover was asked for alice@contoso\.test, and names new\.alice/ })
        .waitFor()
      await go(page)
      const account = page.getByRole('region', { name: 'Account', exact: true })
      await account.getByText(/alice@contoso\.test is an alias: .*new\.alice@contoso\.test/).waitFor()
      await shot(page, 'sign-in-alias')
      await lab.setFaults([])
    })

    it('shows what a wrong password costs, sends it no more, and what the right one comes to', async () => {
      window = await suite.open({
        runReadiness,
        organisation: lab.organisation,
        password: 'Wr0ng!pass',
      })
      const { page } = window
      await go(page)
      await card(page).getByText('One attempt left before we stop').waitFor()
      expect(lab.badSignIns('alice').total).toBe(0)
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await page.getByRole('button', { name: 'Start again' }).waitFor()
      await card(page)
        .getByText(/^This password was rejected at \d\d:\d\d:\d\d and is not sent again/)
        .waitFor()
      expect(lab.badSignIns('alice').total).toBe(1)
      await shot(page, 'sign-in-rejected')
      expect(await page.getByRole('button', { name: 'Try this password again' }).count()).toBe(1)
      await card(page).getByLabel('Password', { exact: true }).fill(lab.password)
      await card(page).getByRole('button', { name: 'Keep the password' }).click()
      await card(page).getByText('One attempt left before we stop').waitFor()
      await page.getByRole('button', { name: 'Start again' }).click()
      await card(page)
        .getByText(/^This password was accepted at \d\d:\d\d:\d\d/)
        .waitFor()
      await shot(page, 'sign-in-accepted')
      expect(lab.badSignIns('alice').total).toBe(1)
      expect(window.complaints).toEqual([])
    })
  })
})
