import { readFile } from 'node:fs/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOrganisationFile } from '../../electron/api/organisation-file.ts'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { dropFile } from './drop-file.ts'
import { seriousViolations, tooWide } from './everybody.ts'

describe.skipIf(!hasChromium)('The desk of organisations', { timeout: 60_000 }, () => {
  let lab: Lab
  let window: BrowserWindow
  let page: Page

  beforeAll(async () => {
    lab = await startLab()
  }, 120_000)
  afterAll(() => lab?.close())
  const suite = browserSuite()

  async function open(context: BrowserContextOptions = {}) {
    window = await suite.open({ runReadiness, context })
    page = window.page
    await page.getByRole('button', { name: 'Organisations', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor()
  }

  const file = (named: object, name: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(named)),
  })
  const other = { ...contoso, name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'probe@fabrikam.test' }

  it('keeps two organisations, switches between them, takes one away and brings it back', async () => {
    const { organisation, password } = lab
    await open()
    await page.getByRole('heading', { name: 'No organisation is kept yet' }).waitFor()
    await page.getByLabel('Organisation file').setInputFiles(file(organisation, 'lab.json'))
    await page.getByText(/lab\.json is kept and open\. Where the file says its password is/).waitFor()
    await page.getByLabel('Organisation file').setInputFiles(file(other, 'fabrikam.json'))
    await page.getByText('Fabrikam of fabrikam.json is kept and open.').waitFor()
    const table = page.getByRole('table', { name: 'Organisations' })
    await table.getByRole('row', { name: /^Fabrikam Open/ }).waitFor()

    await table.getByRole('button', { name: `Open ${organisation.name}` }).click()
    await table.getByRole('row', { name: /^Contoso \(lab\) Open/ }).waitFor()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await page.getByRole('button', { name: 'Organisations', exact: true }).click()
    await table.getByRole('row', { name: /^Contoso \(lab\) Open .* Could not tell .* 1 run / }).waitFor()

    const saved = page.waitForEvent('download')
    await table.getByRole('button', { name: `Save ${organisation.name} as a file` }).click()
    const download = await saved
    expect(download.suggestedFilename()).toBe('contoso-test.json')
    const path = await download.path()
    expect(await readOrganisationFile(path)).toEqual({
      organisation: { ...organisation, account: { username: organisation.account.username } },
    })
    expect(await readFile(path, 'utf8')).not.toContain(password)

    await table.getByRole('button', { name: 'Remove Contoso (lab)' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove Contoso (lab) and its run?' })
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Remove Contoso (lab)')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Remove Contoso (lab)' }).click()
    await page.getByText('Contoso (lab) and its run were removed.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
    expect(await table.getByRole('row').count()).toBe(2)
    await page.keyboard.press('Enter')
    await page.getByText('Contoso (lab) and its run are back.').waitFor()
    await table.getByRole('row', { name: /^Contoso \(lab\) Open .* 1 run / }).waitFor()
    expect(window.complaints).toEqual([])
  })

  const dropWords = 'Drop an organisation file, or the file of a run, here'
  it('takes a file that is dropped on the desk, and says what one is that it does not take', async () => {
    await open()
    await dropFile(page, 'other.json', '{}', dropWords)
    await page.getByText(/^In other\.json, “format” is not a format that this Postern reads/).waitFor()
    await dropFile(page, 'contoso.json', JSON.stringify(contoso), dropWords)
    await page.getByText('Contoso of contoso.json is kept and open.').waitFor()
  })

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it('everybody can use it: empty, with two organisations, and with the question before one goes', async () => {
      await open({ viewport: { width: 1024, height: 640 }, colorScheme, bypassCSP: true })
      expect(await seriousViolations(page)).toEqual([])
      await page.getByLabel('Organisation file').setInputFiles(file(contoso, 'contoso.json'))
      await page.getByText('Contoso of contoso.json is kept and open.').waitFor()
      await page.getByLabel('Organisation file').setInputFiles(file(other, 'fabrikam.json'))
      await page.getByText('Fabrikam of fabrikam.json is kept and open.').waitFor()
      expect(await seriousViolations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await page.getByRole('button', { name: 'Remove Contoso' }).click()
      await page.getByRole('dialog', { name: 'Remove Contoso?' }).waitFor()
      expect(await seriousViolations(page)).toEqual([])
    })
  })
})
