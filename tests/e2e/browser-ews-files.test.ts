import type { Locator, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { documentOf, mailboxObjects, openOrganization } from '../electron/api/app-with-configuration.ts'
import { badFiles } from '../electron/engine/management/bad-files.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { dropFile } from './drop-file.ts'
import { shot } from './shots.ts'

const whole = (mailboxes: number) =>
  documentOf({ 'Get-OrganizationConfig': [openOrganization], 'Get-CASMailbox': mailboxObjects(mailboxes) })
const dropWords = 'Drop files of configuration, or the file of a run, here'
const pilot = 'Identity,PrimarySmtpAddress,EwsEnabled,EwsAllowOutlook\r\nPilot,pilot@contoso.test,False,True\r\n'
const stays = 'What was known and is not in it stays; to begin anew, forget the configuration first.'

describe.skipIf(!hasChromium)('Exchange’s configuration, given as files', { timeout: 60_000 }, () => {
  let window: BrowserWindow
  let page: Page
  const suite = browserSuite()

  beforeEach(async () => {
    const context = { permissions: ['clipboard-read', 'clipboard-write'] }
    const runReadiness = () => Promise.reject(new Error('No run is started here.'))
    window = await suite.open({ ...named, runReadiness, context, at: '#/steps/ews/configuration' })
    page = window.page
    await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).waitFor()
  })

  const known = () => page.getByRole('region', { name: 'What is known of the configuration' })
  const rows = () => known().getByRole('row').allInnerTexts()
  const mailboxesRow = () => known().getByRole('row', { name: /Get-CASMailbox/ })
  const choose = (files: { name: string; text: string | Uint8Array }[]) =>
    page
      .getByLabel('Files of configuration')
      .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: '', buffer: Buffer.from(text as Uint8Array) })))

  async function expectInView(what: Locator): Promise<void> {
    await what.waitFor()
    const low = () => what.evaluate((element) => element.getBoundingClientRect().bottom - innerHeight)
    await expect.poll(low).toBeLessThanOrEqual(0)
  }

  async function giveWhole(mailboxes: number): Promise<void> {
    await choose([{ name: 'all.json', text: whole(mailboxes) }])
    await page.getByText(/^all\.json \(the file of Postern’s own script\) was taken in: /).waitFor()
    await mailboxesRow().waitFor()
  }

  it('is chosen, dropped and pasted, and each file adds to what is known', async () => {
    await giveWhole(10)
    await mailboxesRow()
      .filter({ hasText: /Get-CASMailbox10all/ })
      .waitFor()

    await dropFile(page, 'Get-CASMailbox.csv', pilot, dropWords)
    await page
      .getByText(`Get-CASMailbox.csv (Export-Csv) was taken in: Mailboxes (1, of 11 that are known now). ${stays}`)
      .waitFor()
    await mailboxesRow().filter({ hasText: 'others from all.json' }).waitFor()
    await expectInView(page.getByText(/^Get-CASMailbox\.csv \(Export-Csv\)/))
    await shot(page, 'ews-files-added')

    const folder = { Identity: 'EXCH01\\EWS (Default Web Site)', Server: 'EXCH01', WindowsAuthentication: true }
    const copied = JSON.stringify({ 'Get-WebServicesVirtualDirectory': [folder] })
    await page.evaluate((text) => navigator.clipboard.writeText(text), copied)
    await page.getByRole('tab', { name: 'Exchange’s configuration' }).press('Control+V')
    await page.getByText('what was pasted (ConvertTo-Json) was taken in: EWS in IIS, of each server (1).').waitFor()

    await page.getByRole('button', { name: 'Paste the text instead' }).click()
    const second = { ...folder, Identity: 'EXCH02\\EWS (Default Web Site)', Server: 'EXCH02' }
    const field = page.getByRole('textbox', { name: 'Text of the configuration' })
    await field.fill(JSON.stringify({ 'Get-WebServicesVirtualDirectory': [second] }))
    await page.getByRole('button', { name: 'Take the text in' }).click()
    await page.getByText(`EWS in IIS, of each server (1, of 2 that are known now). ${stays}`).waitFor()
    await expect.poll(() => field.inputValue()).toBe('')
    // The sentence is there before what is known has been read again.
    const entries = async () => (await rows()).map((row) => row.split('\t')[2])
    await expect.poll(entries).toEqual(['Entries', '1', '11', '2'])
    expect(window.complaints).toEqual([])
  })

  it('is shown as it is taken in wherever in the step it was dropped', async () => {
    await page.setViewportSize({ width: 1024, height: 640 })
    await page.getByRole('tab', { name: 'Layers and changes' }).click()
    await dropFile(page, 'all.json', '{ "Get-CASMailbox": [', dropWords)
    await expectInView(page.getByText(/^all\.json: .* Nothing of it was kept\.$/))
    expect(new URL(page.url()).hash).toBe('#/steps/ews/configuration')
    await shot(page, 'ews-files-dropped-elsewhere')
  })

  it('is all of it where the file says so, and what was known besides is gone', async () => {
    await giveWhole(10)
    await choose([{ name: 'Get-CASMailbox.csv', text: pilot }])
    await page.getByText(/Mailboxes \(1, of 11 that are known now\)/).waitFor()
    await giveWhole(4)
    await page.getByText('Mailboxes (4, in the place of 11).').waitFor()
    expect(await mailboxesRow().filter({ hasText: 'others from' }).count()).toBe(0)
  })

  it('is as it was after every kind of bad file, each of which is told in a sentence', async () => {
    await giveWhole(3)
    const before = await rows()
    await choose(badFiles.map(({ file }, at) => ({ name: `bad-${at}.txt`, text: file })))
    await page.getByText(new RegExp(`^bad-${badFiles.length - 1}\\.txt: `)).waitFor()
    const told = await page.getByRole('main').getByRole('status').getByRole('listitem').allInnerTexts()
    const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    expect(told.map(oneLine)).toEqual(
      badFiles.map(({ sentence }, at) =>
        expect.stringContaining(oneLine(`bad-${at}.txt: ${sentence} Nothing of it was kept.`)),
      ),
    )
    await shot(page, 'ews-files-bad')
    expect(await rows()).toEqual(before)
    await page.reload()
    await expect.poll(rows).toEqual(before)
    expect(window.complaints).toEqual([])
  })

  it('is taken of the good ones where a bad one is among them', async () => {
    await choose([
      { name: 'a.json', text: whole(3) },
      { name: 'b.json', text: '{ "Get-CASMailbox": [' },
      { name: 'Get-CASMailbox.csv', text: pilot },
    ])
    await page.getByText(/^b\.json: .* Nothing of it was kept\.$/).waitFor()
    await page.getByText(/Mailboxes \(1, of 4 that are known now\)/).waitFor()
  })

  it('is forgotten when that was asked once more, and kept where it was not', async () => {
    await giveWhole(3)
    const forget = page.getByRole('button', { name: 'Forget the configuration…' })
    await forget.click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(await rows()).toHaveLength(3)
    await forget.click()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).waitFor()
    expect(await known().count()).toBe(0)
    await page.reload()
    await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).waitFor()
    await choose([{ name: 'Get-CASMailbox.csv', text: pilot }])
    await page.getByText('Get-CASMailbox.csv (Export-Csv) was taken in: Mailboxes (1).', { exact: true }).waitFor()
    expect(window.complaints).toEqual([])
  })
})
