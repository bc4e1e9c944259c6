import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { adding, without } from '../../lab/dns/edits.ts'
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts'
import { browserSuite } from './browser-suite.ts'
import type { BrowserWindow, WindowOptions } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { seriousViolations, tooWide } from './everybody.ts'

describe.skipIf(!hasChromium)('The search for servers in the window', { timeout: 60_000 }, () => {
  let lab: Lab | undefined
  let window: BrowserWindow
  let page: Page

  afterEach(() => lab?.close())
  const suite = browserSuite()

  async function open(labOptions: LabOptions = {}, more: Partial<WindowOptions> = {}) {
    lab = await startLab(labOptions)
    window = await suite.open({ runReadiness, ...more })
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

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    const small = { viewport: { width: 1024, height: 640 }, colorScheme, bypassCSP: true }

    it('everybody can use the empty form, and what is found', async () => {
      await open({ faults: ['certificate-unknown-ca'] }, { context: small })
      await typeLabSettings(lab as Lab)
      await page.getByRole('button', { name: 'More settings' }).click()
      expect(await seriousViolations(page)).toEqual([])
      await address().fill('alice@contoso.test')
      await page.keyboard.press('Enter')
      await page.getByText('Give the certificate of your own authority').waitFor()
      await page.getByRole('button', { name: /^Looked at in vain/ }).click()
      expect(await seriousViolations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
    })
  })
})
