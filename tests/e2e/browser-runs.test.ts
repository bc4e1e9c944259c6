import { readFile } from 'node:fs/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import { counted } from '../../shared/language/translate.ts'
import { keepManyRuns } from '../fixtures/many-runs.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { dropFile } from './drop-file.ts'
import { createRunPlayer } from './run-player.ts'

describe.skipIf(!hasChromium)('The desk of runs', { timeout: 60_000 }, () => {
  let store: Store
  let window: BrowserWindow

  const suite = browserSuite()

  async function open(
    keep: (store: Store, id: string) => void,
    at = '#/desks/runs',
    context: BrowserContextOptions = {},
  ) {
    store = openStore({ directory: null })
    const id = store.organisations.put(contoso)
    store.organisations.open(id)
    keep(store, id)
    const { runReadiness } = createRunPlayer([], runAllBlocked)
    window = await suite.open({ runReadiness, store, context, at })
    return window.page
  }

  const many = (count: number) => (kept: Store, id: string) => keepManyRuns(kept, runManyFailures, count, id)
  const count = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
  const kept = () => store.runs.list().map(({ header }) => header.id)

  it('says what it is for when it is empty, and leads on', async () => {
    const page = await open(() => undefined)
    await page.getByRole('heading', { name: 'No run is kept yet' }).waitFor()
    await page.getByRole('button', { name: 'Look at an organisation' }).click()
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
  })

  it('draws only the lines in sight, and goes through all of them by keyboard', async () => {
    const page = await open(many(200))
    await count(page, '200 runs')
    const lines = page.getByRole('table', { name: 'Runs' }).getByRole('row')
    expect(await lines.count()).toBeLessThan(60)
    await page.locator('[data-line="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('1')
    await page.keyboard.press('End')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('199')
    await page.keyboard.press('Home')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('0')
    await page.keyboard.press('Enter')
    await page.getByText(/^This is a kept run of Contoso, from/).waitFor()
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
    await page.getByRole('button', { name: 'Back to the last run' }).click()
    await page.getByText(/^This is a kept run/).waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
  })

  it('is narrowed by words and verdict, and sorted by a head', async () => {
    const page = await open((kept, id) => {
      keepManyRuns(kept, runManyFailures, 20, id)
      kept.runs.import({ ...runReady, run: { ...runReady.run, id: 'run-11111111' } }, id)
    })
    await count(page, '21 runs')
    await page.getByRole('searchbox', { name: 'Search the runs' }).fill('no such thing')
    await page.getByText('No run is like that.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('combobox', { name: 'Verdict' }).click()
    await page.getByRole('option', { name: 'Ready', exact: true }).click()
    await count(page, '1 of 21 runs')
    await page.getByRole('button', { name: 'Show all' }).click()
    const first = page.locator('[data-line="0"]')
    await page.getByRole('button', { name: 'Verdict', exact: true }).click()
    await expect.poll(() => first.getAttribute('aria-label')).toMatch(/^Not ready/)
    await page.getByRole('button', { name: 'Verdict', exact: true }).click()
    await expect.poll(() => first.getAttribute('aria-label')).toMatch(/^Ready/)
    expect(await page.getByRole('columnheader', { name: 'Verdict' }).getAttribute('aria-sort')).toBe('descending')
  })

  it('compares two runs, with the evidence of each change, at an address of its own', async () => {
    const page = await open(many(3))
    for (const place of [0, 1])
      await page
        .getByRole('checkbox', { name: /^Tick Not ready/ })
        .nth(place)
        .click()
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('heading', { level: 1, name: 'Two runs compared' }).waitFor()
    await page.getByRole('heading', { level: 2, name: /^Got worse/ }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 2, name: /^Got better/ }).waitFor()
    await page.getByRole('button', { name: 'Swap the two runs' }).click()
    await expect.poll(() => page.url()).toMatch(/#\/desks\/runs\/run-00000000\/run-00000001$/)
    await page.goBack()
    await expect.poll(() => page.url()).toMatch(/#\/desks\/runs\/run-00000001\/run-00000000$/)
    await page.getByRole('button', { name: 'Back to the runs' }).click()
    await count(page, '3 runs')
  })

  it('judges an old run by the checks of today, and leaves it as it is', async () => {
    const page = await open(many(1))
    const before = store.runs.read('run-00000000')
    await page.getByRole('checkbox', { name: /^Tick Not ready/ }).click()
    await page.getByRole('button', { name: 'Judge by today’s checks' }).click()
    await page.getByRole('heading', { level: 1, name: 'Judged by the checks of today' }).waitFor()
    await page.getByRole('heading', { level: 2, name: /^Got worse/ }).waitFor()
    expect(store.runs.read('run-00000000')).toEqual(before)
  })

  it('deletes after asking once, and undoes it', async () => {
    const page = await open(many(3))
    await page
      .getByRole('checkbox', { name: /^Tick Not ready/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('heading', { name: 'Delete 1 run of Contoso?' }).waitFor()
    await page.getByText(/^What it gathered goes with it\. Until Postern ends/).waitFor()
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(kept()).toHaveLength(3)
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('button', { name: 'Delete 1 run' }).click()
    await count(page, '2 runs')
    expect(kept()).toHaveLength(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await count(page, '3 runs')
    expect(kept()).toHaveLength(3)
  })

  it('saves a run as a file that it takes in again, and refuses another file in a sentence', async () => {
    const page = await open(many(1))
    await page.getByRole('checkbox', { name: /^Tick Not ready/ }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a file' }).click()
    const saved = await readFile(await (await download).path(), 'utf8')
    store.runs.remove(['run-00000000'])
    const files = page.getByLabel('Run files')
    await files.setInputFiles({
      name: 'sweep.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"servers":[]}'),
    })
    await page.getByText(/^sweep\.json was not brought in\. The file is JSON, and not a run\./).waitFor()
    await files.setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(saved) })
    await page.getByText(/^This is a kept run of Contoso/).waitFor()
    expect(kept()).toEqual(['run-00000000'])
  })

  it('opens the file of a run that is dropped anywhere on the window', async () => {
    const page = await open(() => undefined, '#/steps/servers')
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    await dropFile(page, 'run.json', JSON.stringify(runManyFailures), 'Drop the file of a run here')
    await page.getByText(/^This is a kept run of Contoso.* It came from a file: check who wrote that/).waitFor()
    expect(kept()).toEqual([runManyFailures.run.id])
  })

  it('tells everywhere whose run it is that is of another organisation, and offers to start only what is open', async () => {
    const page = await open(() => undefined, '#/everything')
    const organisation = { name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'probe@fabrikam.test' }
    const run = { ...runManyFailures, run: { ...runManyFailures.run, organisation } }
    await page.getByRole('heading', { level: 1, name: 'Nothing has been looked at yet' }).waitFor()
    await page.getByText('Readiness of Contoso', { exact: true }).waitFor()
    await dropFile(page, 'run.json', JSON.stringify(run), 'Drop the file of a run here')
    await page.getByText('Readiness of Fabrikam', { exact: true }).waitFor()
    await page.getByText(/^Another organisation’s run\. Looked at /).waitFor()
    await page.getByRole('button', { name: 'Start for Contoso', exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Start again' }).count()).toBe(0)
    const steps = page.getByRole('list', { name: 'Steps' }).getByRole('button')
    const described = await steps.evaluateAll((items) =>
      items.map(({ ariaDescribedByElements: by }) => by?.map(({ textContent }) => textContent).join() ?? ''),
    )
    expect(described).toEqual(['', ...Array(6).fill('Run of Fabrikam'), ''])
    await page.getByRole('button', { name: 'Back to the last run' }).click()
    await page.getByText('Readiness of Contoso', { exact: true }).waitFor()
    expect(await page.getByText('Run of Fabrikam').count()).toBe(0)
  })

  it('opens the file of a run where no organisation is named, with its marks at the steps', async () => {
    const player = createRunPlayer([], runAllBlocked)
    const { page } = await suite.open({ runReadiness: player.runReadiness })
    await page.getByRole('heading', { level: 1, name: /^Find out/ }).waitFor()
    const words = 'Drop an organisation file, or the file of a run, here'
    await dropFile(page, 'run.json', JSON.stringify(runManyFailures), words)
    await page.getByText(/No organisation is open, so nothing of it can be verified here\.$/).waitFor()
    const steps = page.getByRole('list', { name: 'Steps' })
    await steps.getByRole('button', { name: 'Report Not ready', description: 'Run of Contoso' }).waitFor()
    await steps.getByRole('button', { name: 'Organisation To be named' }).waitFor()
    await page.getByRole('button', { name: 'Close the run' }).click()
    await steps.getByRole('button', { name: 'Report Waits for Organisation' }).waitFor()
  })

  it('says of a run that went on when it did and what was asked again, and takes the pause for no part of it', async () => {
    const page = await open((kept, id) => {
      const at = '2026-11-25T08:00:00.000Z'
      const resumed = [{ at, again: ['ntlmSignIn' as const, 'ewsGetFolder' as const] }]
      kept.runs.import({ ...runReady, run: { ...runReady.run, resumed, proxies: ['proxy.contoso.test:3128'] } }, id)
    })
    await page.locator('[data-line="0"]').click()
    await page.getByText(/^This run broke off, and went on at 25 Nov 2026.* 2 questions were asked again\./).waitFor()
    await page.getByRole('button', { name: 'What was asked again' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Sign-in with NTLM' }).waitFor()
    await page.getByText(/^Looked at .*, from this machine, through the proxy proxy\.contoso\.test:3128$/).waitFor()
  })

  it('lists the findings of all runs, and opens one in its run', async () => {
    const page = await open(many(30))
    await page.getByRole('tab', { name: 'Findings of all runs' }).click()
    await count(page, counted(30 * runManyFailures.findings.length, 'finding'))
    await page.getByRole('searchbox', { name: 'Search the findings' }).fill('user agent 403')
    await page.locator('[data-line="0"]').click()
    await page
      .getByRole('complementary')
      .getByRole('heading', { name: /answers 403 to the user agent/ })
      .waitFor()
    await page.getByText(/^This is a kept run of Contoso/).waitFor()
    expect(window.complaints).toEqual([])
  })
})
