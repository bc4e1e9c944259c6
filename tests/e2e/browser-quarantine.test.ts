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
})
