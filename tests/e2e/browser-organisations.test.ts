import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../build/build-app.ts'
import { readOrganisationFile } from '../../electron/api/organisation-file.ts'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { type BrowserWindow, contoso, openBrowserWindow } from './browser-window.ts'
import { hasChromium, launchBrowser } from './chromium.ts'
import { seriousViolations, tooWide } from './everybody.ts'

describe.skipIf(!hasChromium)('The desk of organisations', { timeout: 60_000 }, () => {
  let browser: Browser
  let lab: Lab
  let window: BrowserWindow
  let page: Page

  beforeAll(async () => {
    await buildApp()
    browser = await launchBrowser()
    lab = await startLab()
  }, 120_000)
  afterEach(() => window?.close())
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  async function open(context: BrowserContextOptions = {}) {
    window = await openBrowserWindow(browser, { runReadiness, context })
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
    const dialog = page.getByRole('dialog', { name: 'Remove Contoso (lab) and its 1 run?' })
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Remove Contoso (lab)')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Remove Contoso (lab)' }).click()
    await page.getByText('Contoso (lab) and its 1 run were removed.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
    expect(await table.getByRole('row').count()).toBe(2)
    await page.keyboard.press('Enter')
    await page.getByText('Contoso (lab) and its runs are back.').waitFor()
    await table.getByRole('row', { name: /^Contoso \(lab\) .* 1 run / }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('takes a file that is dropped on the desk, and says what one is that it does not take', async () => {
    await open()
    await drop('other.json', '{}')
    await page.getByText(/^In other\.json, “format” is not a format that this Postern reads/).waitFor()
    await drop('contoso.json', JSON.stringify(contoso))
    await page.getByText('Contoso of contoso.json is kept and open.').waitFor()
  })

  async function drop(name: string, text: string) {
    const dataTransfer = await page.evaluateHandle(
      ([name, text]) => {
        const data = new DataTransfer()
        data.items.add(new File([text], name, { type: 'application/json' }))
        return data
      },
      [name, text] as const,
    )
    await page.dispatchEvent('main', 'dragover', { dataTransfer })
    await page.getByText('Drop an organisation file, or the file of a run, here').waitFor()
    await page.dispatchEvent('main', 'drop', { dataTransfer })
  }

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
