import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { browserSuite, playRun } from './browser-suite.ts'
import { type BrowserWindow, contoso, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

describe.skipIf(!hasChromium)('The steps in the browser', { timeout: 60_000 }, () => {
  let window: BrowserWindow
  let page: Page

  const suite = browserSuite()

  async function open(at?: string, run = runManyFailures) {
    const player = createRunPlayer(eventsOf(run), run)
    const options = { ...named, runReadiness: player.runReadiness }
    window = await suite.open({ ...options, ...(at && { at }) })
    page = window.page
    return player
  }

  async function openRun(at: string, run = runManyFailures) {
    const player = await open(at, run)
    await playRun(page, player, run)
    return player
  }

  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
  const hash = () => new URL(page.url()).hash

  it('open at the first where none is named, whatever the address says', async () => {
    const player = createRunPlayer([], runReady)
    window = await suite.open({ runReadiness: player.runReadiness, at: '#/steps/ews' })
    page = window.page
    await page.getByLabel('Name of the organisation').waitFor()
    expect(hash()).toBe('#/steps/organisation')
    expect(await page.getByRole('button', { name: /^Servers/ }).textContent()).toContain('Waits for Organisation')
  })

  it.each(['', '#/steps/cellar', '#/desks/runs/../../x'])('open where there is something to do, for %j', async (at) => {
    await open(at)
    await heading('Servers').waitFor()
    expect(hash()).toBe('#/steps/servers')
    await openAgain()
    expect(window.complaints).toEqual([])
  })

  async function openAgain() {
    await page.reload()
    await heading('Servers').waitFor()
  }

  it('have addresses: Back and Forward walk them, a reload comes back, an unknown one is left for a known', async () => {
    await openRun('#/steps/ews')
    await page.getByRole('button', { name: 'Next: ActiveSync' }).click()
    await heading('ActiveSync').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.getByRole('button', { name: /^Firewall(?! rules)/ }).click()
    await heading('Firewall').waitFor()
    await page.goBack()
    await heading('ActiveSync').waitFor()
    await page.goBack()
    await heading('Web Services (EWS)').waitFor()
    await page.goForward()
    await heading('ActiveSync').waitFor()
    await page.reload()
    await heading('ActiveSync').waitFor()
    expect(await page.title()).toContain('ActiveSync')
    await page.evaluate(() => {
      location.hash = '#/steps/cellar'
    })
    await heading('Servers').waitFor()
    await page.goBack()
    await heading('ActiveSync').waitFor()
    expect(window.complaints).toEqual([])
  })

  it('each tell how they stand, and what is found in them alone', async () => {
    await openRun('#/steps/ews')
    await page.getByText('Of 13 checks: 1 to mend, 1 to look at, 11 as it should be.').waitFor()
    expect(await page.getByRole('button', { name: /^ActiveSync/ }).textContent()).toContain('1 to mend')
    expect(await page.getByRole('button', { name: /^Report/ }).textContent()).toContain('Not ready')
    expect(await page.getByRole('button', { name: /^Fails/ }).count()).toBe(1)
  })

  it('say of the firewall what cannot be seen from inside, and name what to ask for', async () => {
    await openRun('#/steps/firewall')
    await page.getByRole('heading', { name: 'What Postern cannot see from here' }).waitFor()
    const row = page
      .getByRole('region', { name: 'Names to publish' })
      .getByRole('row', { name: /^mail\.contoso\.test/ })
    expect(await row.getByRole('cell').nth(1).textContent()).toBe('443')
  })

  it('show the keys, and go where they say', async () => {
    await open('#/steps/servers')
    await heading('Servers').waitFor()
    await page.keyboard.press('Shift+Slash')
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Alt+Shift+4').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+Shift+Digit4')
    await heading('Web Services (EWS)').waitFor()
  })

  it('that were not loaded before Postern ended say that it is away, and the others stay', async () => {
    await openRun('#/steps/ews')
    // Only now its code has come.
    await page.getByRole('button', { name: /^Fails EWS/ }).waitFor()
    await window.endHost()
    await page.getByText(/^The connection to Postern was lost/).waitFor()
    await page.getByRole('button', { name: /^Report/ }).focus()
    await page.keyboard.press('Enter')
    await heading('Not connected to Postern').waitFor()
    await page.getByRole('button', { name: /^Web Services/ }).click()
    await page.getByRole('button', { name: /^Fails EWS/ }).waitFor()
  })

  it('offer to go on with a run that broke off, and show what it had gathered', async () => {
    const [started, ...others] = eventsOf(runManyFailures)
    if (!started) throw new Error('The run has no events.')
    const player = createRunPlayer([started, ...others.slice(0, 60)], runManyFailures)
    window = await suite.open({ ...named, runReadiness: player.runReadiness, at: '#/steps/servers' })
    page = window.page
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText(/^\d+ of \d+ checks answered$/).waitFor()
    player.breakOff(new Error('boom'))
    await page.getByText(/^This run broke off on .* had answered, and all that was seen is kept\.$/).waitFor()
    await page.reload()
    await page.getByText(/^This run broke off on/).waitFor()
    await page.getByRole('button', { name: /expires in 20 days/ }).waitFor()
    await page.getByRole('button', { name: 'Go on with it' }).click()
    await expect.poll(() => player.started().count).toBe(2)
  })

  it('ask for the password before one goes on with a run that broke off, where none is held any more', async () => {
    const [started, ...others] = eventsOf(runManyFailures)
    if (!started) throw new Error('The run has no events.')
    const player = createRunPlayer([started, ...others.slice(0, 60)], runManyFailures)
    window = await suite.open({ runReadiness: player.runReadiness, organisation: contoso, at: '#/steps/servers' })
    page = window.page
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText(/^\d+ of \d+ checks answered$/).waitFor()
    player.breakOff(new Error('boom'))
    await page.getByText(/^The password is not: type it under Sign-in before you go on\./).waitFor()
    await page.getByRole('button', { name: 'Go on without it' }).waitFor()
    await page.getByRole('button', { name: 'Type the password' }).click()
    await page.getByText(/^The password is not: type it below before you go on\./).waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill('hunter2')
    await page.keyboard.press('Enter')
    await page.getByText(/^The password is not/).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Go on with it' }).click()
    await expect.poll(() => player.started()).toMatchObject({ count: 2, password: 'hunter2' })
  })
})

describe.skipIf(!hasChromium)('Verifying in the browser', { timeout: 60_000 }, () => {
  let lab: Lab
  let window: BrowserWindow

  beforeAll(async () => {
    lab = await startLab()
  }, 120_000)
  afterAll(() => lab?.close())
  const suite = browserSuite()

  it('says in its place that it still fails, and when it is mended, that it passes, also after a reload', async () => {
    await lab.setFaults(['ews-user-agent-refused'])
    window = await suite.open({
      ...{ runReadiness, organisation: lab.organisation, password: lab.password, at: '#/steps/ews' },
    })
    const { page } = window
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    const line = page.getByRole('button', { name: /^Fails EWS .* answers 403/ })
    // The click would scroll there.
    await line.scrollIntoViewIfNeeded()
    const before = await line.boundingBox()
    await page.getByRole('button', { name: 'Verify', exact: true }).first().click()
    await page.getByText('Verified now: still fails', { exact: true }).waitFor()
    expect((await line.boundingBox())?.y).toBe(before?.y)
    await lab.setFaults([])
    await page.getByRole('button', { name: 'Verify again' }).click()
    await page.getByText('Verified now: passes').first().waitFor()
    expect((await line.boundingBox())?.y).toBe(before?.y)
    expect(await page.getByRole('button', { name: /^Web Services/ }).textContent()).not.toContain('to mend')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Web Services (EWS)' }).waitFor()
    await page.getByRole('button', { name: /^Passes \d+ checks pass/ }).waitFor()
    expect(await page.getByRole('button', { name: /^Fails/ }).count()).toBe(0)
    expect(window.complaints).toEqual([])
  })
})
