import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../electron/engine/store/store.ts'
import { deviceDocument, identityOf, threeAmong } from '../electron/api/devices-of-contoso.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

const row = (id: string, state: string) => `"${identityOf({ mailbox: 1, id })}","${id}","iPhone","${state}"`
const csv = (...rows: string[]) => ['"Identity","DeviceId","DeviceType","DeviceAccessState"', ...rows, ''].join('\r\n')
/** Lines 3 and 5 cannot be read. */
const inPart = csv(row('A', 'Allowed'), row('B', 'Isolated'), row('C', 'Blocked'), row('D', 'Gone'))
const offer = 'Of 4 objects, 2 can be read: Devices of ActiveSync (2).'
const button = 'Take in the 2 that can be read, of devices.csv'

describe.skipIf(!hasChromium)('A file that is broken in part', { timeout: 60_000 }, () => {
  let window: BrowserWindow
  let page: Page
  const suite = browserSuite()

  async function openAt(at: string) {
    const store = openStore({ directory: null })
    store.organisations.open(store.organisations.put(contoso))
    const runReadiness = () => Promise.reject(new Error('No run is started here.'))
    window = await suite.open({ runReadiness, store, at })
    page = window.page
  }

  const main = () => page.getByRole('main')
  const status = () => main().getByRole('status').filter({ hasText: 'devices.csv' })
  const give = (name: string, text: string) =>
    page.getByLabel('Files of configuration').setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) })
  const leftOut = () => main().getByRole('list', { name: 'What was left out' })

  describe('on the desk of devices', () => {
    beforeEach(async () => {
      await openAt('#/desks/quarantine')
      await page.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
    })

    it('is refused with its lines and with what can be read, of which nothing is kept until somebody takes it', async () => {
      await give('devices.csv', inPart)
      await status().getByText('Nothing of it was kept.').waitFor()
      await status().getByText(offer).waitFor()
      for (const line of ['line 3', 'line 5']) await status().getByText(line).first().waitFor()
      await page.getByRole('button', { name: button }).scrollIntoViewIfNeeded()
      await shot(page, 'quarantine-broken-offered')
      expect(await main().getByRole('tab', { name: 'Devices', exact: true }).count()).toBe(0)
      await page.reload()
      await page.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
      expect(await main().getByRole('tab', { name: 'Devices', exact: true }).count()).toBe(0)
      expect(window.complaints).toEqual([])
    })

    it('is taken without what cannot be read, which stays named beside what was read', async () => {
      await give('devices.csv', inPart)
      const take = page.getByRole('button', { name: button })
      await take.focus()
      await page.keyboard.press('Enter')
      await main().getByRole('tab', { name: 'Devices', exact: true }).waitFor()
      await main().getByText('Left out, since it could not be read: 2 objects').waitFor()
      await shot(page, 'quarantine-broken-desk')
      await main().getByRole('button', { name: 'What was left out' }).click()
      await leftOut().getByText('Of 4 objects, 2 were taken in, and 2 left out: they could not be read.').waitFor()
      await leftOut().getByRole('button', { name: 'What could not be read, devices.csv' }).click()
      await expect.poll(() => leftOut().getByRole('listitem').count()).toBe(3)
      await leftOut().scrollIntoViewIfNeeded()
      await shot(page, 'quarantine-broken-left-out')
      await page.reload()
      await main().getByText('Left out, since it could not be read: 2 objects').waitFor()
      expect(window.complaints).toEqual([])
    })

    it('adds to what was read before and takes nothing of it away, until all is read anew', async () => {
      await give('all.json', deviceDocument({ devices: threeAmong(9) }))
      await main().getByRole('status').filter({ hasText: '12 devices' }).waitFor()
      await main().getByRole('tab', { name: 'What was read' }).click()
      await give('devices.csv', inPart)
      await page.getByRole('button', { name: button }).click()
      await status().getByText('Devices of ActiveSync (2, of 14 that are known now)').waitFor()
      // Whoever took it by the keyboard is still there.
      const held = () => page.evaluate(() => document.activeElement?.textContent ?? '')
      await expect.poll(held).toContain('devices.csv')
      await shot(page, 'quarantine-broken-taken')
      await leftOut().waitFor()
      await give('all.json', deviceDocument({ devices: threeAmong(9) }))
      await leftOut().waitFor({ state: 'detached' })
      expect(window.complaints).toEqual([])
    })
  })

  it('is offered in the step of EWS too, and what was left out is named with what is known', async () => {
    await openAt('#/steps/ews/configuration')
    await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).waitFor()
    const mailboxes = 'Identity,PrimarySmtpAddress,EwsEnabled\r\na,a@contoso.test,True\r\nb,b@contoso.test,perhaps\r\n'
    await give('Get-CASMailbox.csv', mailboxes)
    await page.getByRole('button', { name: 'Take in the 1 that can be read, of Get-CASMailbox.csv' }).click()
    const known = page.getByRole('region', { name: 'What is known', exact: true })
    await known.getByRole('row', { name: /Get-CASMailbox/ }).waitFor()
    await leftOut().getByText('Of 2 objects, 1 were taken in, and 1 left out: they could not be read.').waitFor()
    await shot(page, 'ews-broken-taken')
    expect(window.complaints).toEqual([])
  })
})
