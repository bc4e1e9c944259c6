import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../electron/engine/store/store.ts'
import { deviceDocument, threeAmong } from '../electron/api/devices-of-contoso.ts'
import { browserSuite } from './browser-suite.ts'
import { contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

describe.skipIf(!hasChromium)('What is left over of devices', { timeout: 60_000 }, () => {
  const suite = browserSuite()

  it('is ticked, and its partnerships are put into the tray to be removed, with what cannot be undone said before', async () => {
    const store = openStore({ directory: null })
    store.organisations.open(store.organisations.put(contoso))
    const runReadiness = () => Promise.reject(new Error('No run is started here.'))
    const window = await suite.open({ runReadiness, store, at: '#/desks/quarantine' })
    const page: Page = window.page
    const main = page.getByRole('main')
    const button = (name: string | RegExp) => main.getByRole('button', { name })
    const made = deviceDocument({ devices: threeAmong(9), allowed: { 0: ['GONE'] } })
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'all.json', mimeType: 'application/json', buffer: Buffer.from(made) },
    })
    await main.getByRole('tab', { name: /^Signs and leftovers/ }).click()

    // An id of no device is no partnership.
    await button(/^Ids on lists of mailboxes/).click()
    await main.getByText('GONE').waitFor()
    expect(await main.getByRole('checkbox').count()).toBe(0)

    await button(/^Partnerships that look like one device: 4 entries/).click()
    await main.getByText('Tick those that nobody needs any more.').waitFor()
    await main.getByRole('checkbox', { name: 'Tick all that are listed' }).check()
    await main.getByText('8 devices ticked').waitFor()
    await main.getByRole('checkbox', { name: /, PHONE0, / }).uncheck()
    await main.getByText('7 devices ticked').waitFor()
    await button('Remove the partnerships').click()
    await main.getByRole('heading', { name: 'Remove 7 partnerships' }).waitFor()
    await main.getByText(/what was removed can’t be put back\. There is no script that undoes it\.$/).waitFor()
    await main.getByRole('heading', { name: 'Remove 7 partnerships' }).scrollIntoViewIfNeeded()
    await shot(page, 'quarantine-leftovers')
    await page.getByRole('textbox', { name: 'Reason' }).fill('Phones that were set up anew')
    await button('Put it into the tray').click()
    await main.getByText('7 decisions put into the tray. Exchange is as it was.').waitFor()
    await expect.poll(() => main.getByRole('checkbox', { name: /, in the tray$/ }).count()).toBe(7)
    await shot(page, 'quarantine-leftovers-decided')

    await main.getByRole('tab', { name: /^Decisions/ }).click()
    await main.getByText(/^Remove the partnership PHONE5 of /).waitFor()
    expect(window.complaints).toEqual([])
  })
})
