import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../electron/engine/store/store.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { browserSuite } from './browser-suite.ts'
import { contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

const nobody = () => {
  throw new Error('No run is started here.')
}

describe.skipIf(!hasChromium)('The desk of devices in quarantine', { timeout: 90_000 }, () => {
  let lab: Lab
  let page: Page
  let exported: Buffer

  beforeAll(async () => {
    lab = await startLab({ devices: 5_000 })
    exported = Buffer.from(lab.configuration())
  }, 120_000)
  afterAll(() => lab?.close())
  const suite = browserSuite()

  const main = () => page.getByRole('main')
  const table = () => main().getByRole('table', { name: 'Devices', exact: true })
  const count = (words: string | RegExp) => main().getByRole('status').filter({ hasText: words }).waitFor()

  async function giveDevices() {
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'devices.json', mimeType: 'application/json' },
      buffer: exported,
    })
    await main().getByRole('tab', { name: 'Devices' }).waitFor()
  }

  beforeEach(async () => {
    const store = openStore({ directory: null })
    store.organisations.open(store.organisations.put(contoso))
    const window = await suite.open({ runReadiness: nobody, store, at: '#/desks/quarantine' })
    page = window.page
    await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor()
  })

  it('says what it is for, takes in a file, and finds the three of the integration among 5,000', async () => {
    await page.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
    await shot(page, 'quarantine-empty')
    await giveDevices()
    await count('5,000 devices')
    await shot(page, 'quarantine-5000')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    await expect.poll(() => table().getByRole('row').count()).toBe(4)
    expect(await table().getByText('integration', { exact: true }).count()).toBe(3)
    await shot(page, 'quarantine-integration')
  })

  it('filters at each keystroke, sorts, groups, and shows a group', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('searchbox', { name: 'Search the devices' }).fill('python')
    await count(/^3 of 5,000 devices$/)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await count(/^5,000 devices$/)
    const head = table().getByRole('columnheader', { name: 'User agent' })
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await main().getByRole('combobox', { name: 'Group by' }).click()
    await page.getByRole('option', { name: 'Type', exact: true }).click()
    const groups = main().getByRole('table', { name: 'Groups of devices' })
    await groups.waitFor()
    await shot(page, 'quarantine-groups')
    await groups.getByRole('button').first().click()
    await count(/^[\d,]+ of 5,000 devices$/)
  })

  it('saves how it is looked at, and takes that back', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Differs', exact: true }).click()
    await count(/ of 5,000 devices$/)
    await page.getByRole('button', { name: 'Save view…' }).click()
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Where they differ')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove view Where they differ' }).waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await count(/^5,000 devices$/)
    await main().getByRole('combobox', { name: 'Saved views' }).click()
    await page.getByRole('option', { name: 'Where they differ' }).click()
    await count(/ of 5,000 devices$/)
    await page.getByRole('button', { name: 'Remove view Where they differ' }).click()
    await page.getByRole('button', { name: 'Save view…' }).waitFor()
  })

  it('gives as CSV what is shown, in its columns', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    await main().getByRole('combobox', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Policy', exact: true }).click()
    await page.keyboard.press('Escape')
    await table().getByRole('columnheader', { name: 'Policy' }).waitFor()
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    const lines = (await readFile(await (await coming).path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^\uFEFFUser,.*User agent,Last synchronisation,Policy$/)
    expect(lines.slice(1).every((line) => line.includes('python-EAS-Client 1.0'))).toBe(true)
    await page.getByText('Saved as postern-devices.csv.').waitFor()
  })

  it('holds a few pages of many, and shows the last row where it is scrolled to the end', async () => {
    await giveDevices()
    await count('5,000 devices')
    await table().locator('[data-line="0"]').focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('4999')
    expect(await table().getByRole('row').count()).toBeLessThan(80)
    await page.keyboard.press('Home')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('0')
  })

  it('shows a device beside the table by its address, and goes back to its row', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    const row = table().getByRole('button', { name: /^Alice Example integration, / })
    await row.click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('heading', { level: 2, name: /Alice Example/ }).waitFor()
    await shot(page, 'quarantine-device')
    expect(page.url()).toMatch(/#\/desks\/quarantine\/contoso\.test%2F/i)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('decides about the three of the integration, which then lie in the tray', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    await table().getByRole('checkbox', { name: 'Tick all that are listed' }).check()
    await count('3 of 5,000 devices, 3 ticked')
    await main()
      .getByRole('region', { name: 'Decide' })
      .getByRole('button', { name: /^Allow/ })
      .first()
      .click()
    await shot(page, 'quarantine-decide')
  })

  it('shows in one window what was read in another', async () => {
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
    await giveDevices()
    await other.getByRole('tab', { name: 'Devices', exact: true }).waitFor()
    await other.getByRole('status').filter({ hasText: '5,000 devices' }).waitFor()
  })
})
