import { mkdir, readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../build/build-app.ts'
import { readOrganisationFile } from '../../electron/api/organisation-file.ts'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { adding, without } from '../../lab/dns/edits.ts'
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts'
import { type BrowserWindow, contoso, openBrowserWindow } from './browser-window.ts'
import { hasChromium, launchBrowser } from './chromium.ts'

const shots = process.env.POSTERN_DISCOVER_SHOTS

describe.skipIf(!hasChromium)('The search for servers in the window', { timeout: 60_000 }, () => {
  let browser: Browser
  let lab: Lab | undefined
  let window: BrowserWindow
  let page: Page

  beforeAll(async () => {
    await buildApp()
    browser = await launchBrowser()
  }, 120_000)
  afterEach(async () => {
    await window?.close()
    await lab?.close()
  })
  afterAll(() => browser?.close())

  async function open(labOptions: LabOptions = {}, more: Partial<Parameters<typeof openBrowserWindow>[1]> = {}) {
    lab = await startLab(labOptions)
    window = await openBrowserWindow(browser, { runReadiness, ...more })
    page = window.page
    return lab
  }

  /** What is told of any lab, and of no organisation: whom to ask, at which ports, and whom to believe. */
  async function typeLabSettings({ organisation }: Lab) {
    await page.getByRole('button', { name: 'More settings' }).click()
    await page.getByLabel('DNS resolvers').fill(organisation.resolvers.join(', '))
    await page.getByLabel('HTTPS port of Autodiscover').fill(String(organisation.httpsPort))
    await page.getByLabel('HTTP port of its redirect').fill(String(organisation.httpPort))
    await page
      .getByLabel('Certificate authorities of your own')
      .fill(organisation.trust.certificateAuthorities.join('\n'))
    await page.getByRole('button', { name: 'More settings' }).click()
  }

  const address = () => page.getByLabel('The test mailbox’s address')

  it('goes from an address alone to a saved organisation and a run', async () => {
    const { organisation, log } = await open()
    await shoot('empty')
    await typeLabSettings(lab as Lab)
    await address().fill('alice@contoso.test')
    await page.keyboard.press('Enter')
    await page.getByText('Found Web Services (EWS), ActiveSync and Autodiscover.').waitFor()
    await page
      .getByText(/^Seen: Autodiscover gives this address .* it answers as Exchange Server SE/)
      .first()
      .waitFor()
    expect(await page.getByLabel('EWS address').inputValue()).toBe(organisation.ews.url)
    expect(await page.getByLabel('ActiveSync address').inputValue()).toBe(organisation.activeSync.url)
    expect(await page.getByLabel('Name of the organisation').inputValue()).toBe('Contoso')
    expect(await page.getByLabel('Mail domain').inputValue()).toBe('contoso.test')
    expect(log.filter(({ result }) => result === 'accepted' || result === 'rejected')).toEqual([])
    await shoot('found')
    await page.getByRole('button', { name: 'Save the organisation' }).click()
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    await page.getByRole('button', { name: 'Start' }).first().click()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await page
      .getByRole('button', { name: /^Warning The certificate of .* is trusted here but not by cloud services/ })
      .waitFor()
    expect(window.complaints).toEqual([])
  })

  it('says which settings must be typed, and why, where nothing is found', async () => {
    const only = (records: Parameters<ReturnType<typeof without>>[0]) =>
      records.filter(({ name, type }) => name === 'contoso.test' && type !== 'MX')
    await open({ adjust: (settings) => settings.dns.inside.push(only) })
    await typeLabSettings(lab as Lab)
    await address().fill('alice@contoso.test')
    await page.getByRole('button', { name: 'Find the servers' }).click()
    await page.getByText('No Exchange server was found.').waitFor()
    const list = page.getByRole('list', { name: 'To type, and why' })
    await list.getByText('Type the EWS address').waitFor()
    await list.getByText(/Nothing answers as Exchange under the names that DNS has for contoso.test/).waitFor()
    await page.getByRole('button', { name: /^Looked at in vain/ }).click()
    await page.getByText('mail.contoso.test has no address in DNS.', { exact: true }).waitFor()
    await shoot('nothing')
    await list.getByRole('button', { name: 'Go to the field' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('ewsUrl')
  })

  it('says of a domain in the cloud that it is there', async () => {
    const edits = ['autodiscover', 'mail', '_autodiscover._tcp'].map((label) => without(`${label}.contoso.test`))
    const alias = {
      type: 'CNAME' as const,
      name: 'autodiscover.contoso.test',
      ttl: 300,
      data: 'autodiscover.outlook.com',
    }
    await open({ adjust: (settings) => settings.dns.inside.push(...edits, adding(alias)) })
    await typeLabSettings(lab as Lab)
    await address().fill('alice@contoso.test')
    await page.keyboard.press('Enter')
    await page.getByText(/Autodiscover of this domain leads to Microsoft 365: the mailbox is in the cloud/).waitFor()
  })

  it('says of a certificate that is not trusted what to do, and fills the address in all the same', async () => {
    const { organisation } = await open({ faults: ['certificate-unknown-ca'] })
    await typeLabSettings(lab as Lab)
    await address().fill('alice@contoso.test')
    await page.keyboard.press('Enter')
    await page.getByText('Give the certificate of your own authority').waitFor()
    expect(await page.getByLabel('EWS address').inputValue()).toBe(organisation.ews.url)
    await shoot('untrusted')
    const list = page.getByRole('list', { name: 'To type, and why' })
    await list.getByRole('button', { name: 'Go to the field' }).click()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
      .toBe('certificateAuthorities')
  })

  it('does not stand in the way of somebody who types', async () => {
    await open()
    await address().fill('probe@contoso.com')
    await page.getByLabel('EWS address').fill('https://mail.contoso.com/EWS/Exchange.asmx')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    await page.getByText('contoso.com', { exact: true }).first().waitFor()
  })

  it('is stopped by its button, which keeps the focus', async () => {
    const silent: LabOptions = {
      adjust: ({ dns }) => {
        dns.first.behaviour = 'silent'
        dns.second.behaviour = 'silent'
      },
    }
    await open(silent)
    await typeLabSettings(lab as Lab)
    await address().fill('alice@contoso.test')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Stop looking' }).click()
    await page.getByText('The search was stopped. What it has seen stays here.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Look again')
  })

  it('keeps two organisations, switches between them, takes one away and brings it back', async () => {
    const { organisation, password } = await open({}, {})
    const file = (named: object, name: string) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(named)),
    })
    await page.getByRole('button', { name: 'Organisations', exact: true }).click()
    await page.getByRole('heading', { name: 'No organisation is kept yet' }).waitFor()
    await shoot('desk-empty')
    await page.getByLabel('Organisation file').setInputFiles(file(organisation, 'lab.json'))
    await page.getByText(/lab\.json is kept and open\. Where its password is found/).waitFor()
    const other = { ...contoso, name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'probe@fabrikam.test' }
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
    await shoot('desk')

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
    await shoot('desk-remove')
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
    await page.getByRole('button', { name: 'Organisations', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor()
    await drop('run.json', JSON.stringify({ run: {}, findings: [] }))
    await page.getByText('run.json is a run, and no organisation; the desk of runs takes it.').waitFor()
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
    await page.getByText('Drop an organisation file here').waitFor()
    await page.dispatchEvent('main', 'drop', { dataTransfer })
  }

  /** Pictures to look at while working on the page; none where nobody asks for them. */
  async function shoot(name: string) {
    if (!shots) return
    await mkdir(shots, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const [width, height] of [
        [1280, 800],
        [1024, 640],
        [1280, 1500],
      ] as const) {
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}-${height}.png` })
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})
