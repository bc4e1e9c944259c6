import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import type { FaultId } from '../../lab/faults.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { counted } from '../../shared/language/translate.ts'
import { browserSuite } from './browser-suite.ts'
import type { BrowserWindow } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

/** A cause by its fault: the layer that shows it once the configuration is known, and what mends it. */
type Cause = { fault: FaultId; layer: string; remedy: string; before: RegExp }

const fails = /^Verified now: still fails/
const looks = /^Verified now: to look at/

const causes: Cause[] = [
  {
    fault: 'ews-disabled-organisation',
    layer: 'Organisation',
    remedy: 'Enable EWS for the organisation',
    before: fails,
  },
  { fault: 'ews-disabled-mailbox', layer: 'Mailbox', remedy: 'Enable EWS for the mailboxes', before: fails },
  {
    fault: 'ews-allow-list-without-vendor',
    layer: 'Organisation',
    remedy: 'Put the integration on the allow list of EWS',
    before: fails,
  },
  {
    fault: 'ews-user-agent-refused',
    layer: 'Organisation',
    remedy: 'Take the integration off the block list of EWS',
    before: fails,
  },
  {
    fault: 'ews-impersonation-denied',
    layer: 'Mailbox',
    remedy: 'Let the service account act for the mailboxes that are meant',
    before: fails,
  },
  {
    fault: 'ews-connections-exceeded',
    layer: 'Throttling',
    remedy: 'Give the service account a throttling policy of its own',
    before: fails,
  },
  {
    fault: 'ews-subscription-limit',
    layer: 'Throttling',
    remedy: 'Give the service account a throttling policy of its own',
    before: fails,
  },
  {
    fault: 'extended-protection-required',
    layer: 'Extended Protection',
    remedy: 'Set Extended Protection of EWS to Allow',
    before: looks,
  },
]

describe.skipIf(!hasChromium)('The step of EWS, from a cause to its proof', { timeout: 90_000 }, () => {
  let lab: Lab
  let window: BrowserWindow
  let page: Page

  beforeAll(async () => {
    lab = await startLab()
  }, 120_000)
  afterAll(() => lab?.close())
  beforeEach(async () => {
    lab.unlockAll()
    await lab.setFaults([])
  })
  const suite = browserSuite()

  async function open(faults: FaultId[]) {
    await lab.setFaults(faults)
    const { organisation, password } = lab
    window = await suite.open({ runReadiness, organisation, password, at: '#/steps/ews' })
    page = window.page
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
  }

  const tab = (name: string) => page.getByRole('tab', { name, exact: true })
  const layer = (title: string) => page.getByRole('main').getByRole('button', { name: new RegExp(`^${title} `) })

  async function giveConfiguration() {
    await tab('Exchange’s configuration').click()
    await page.getByRole('heading', { name: 'Exchange’s configuration has not been given' }).waitFor()
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'postern-configuration.json', mimeType: 'application/json' },
      buffer: Buffer.from(lab.configuration()),
    })
    await page.getByText(/^postern-configuration\.json .* was taken in: /).waitFor()
    await page.getByRole('region', { name: 'What is known of the configuration' }).waitFor()
    await tab('Layers and changes').click()
  }

  /** The script of a part as the window saves it: what a file of it holds. */
  async function saved(part: 'Preview' | 'Apply' | 'Undo'): Promise<string> {
    await tab(part).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Save as postern-.*\.ps1, the (preview|script .*)$/ }).click()
    const text = await readFile(await (await coming).path(), 'utf8')
    expect(text.charAt(0)).toBe('\uFEFF')
    return text
  }

  /** Applies the script that the window hands over and takes it back again; each time the window looks what it came to. */
  async function playScripts(before: RegExp) {
    expect(await lab.apply(await saved('Preview'))).toMatchObject({ applied: true })
    await verify(before)
    expect(await lab.apply(await saved('Apply'))).toMatchObject({ applied: true })
    const passed = await verify(/^Verified now: passes/)
    expect(await passed.getByText(/still fails|could not tell/).count()).toBe(0)
    expect(await lab.apply(await saved('Undo'))).toMatchObject({ applied: true })
    await verify(before)
    expect(window.complaints).toEqual([])
  }

  async function verify(words: RegExp) {
    await page.getByRole('button', { name: /^Verify( again)?: / }).click()
    const came = page.getByRole('list', { name: 'What verifying came to' })
    await came.getByText(words).first().waitFor()
    return came
  }

  it.each(causes)('$fault: shown, mended by the script, verified, and undone', async (cause) => {
    await open([cause.fault])
    await giveConfiguration()
    await layer(cause.layer).click()
    await page.getByRole('heading', { level: 2, name: new RegExp(cause.remedy) }).waitFor()
    await shot(page, `ews-${cause.fault}`)
    await playScripts(cause.before)
  })

  it('judges ten thousand mailboxes: by reason, narrowed, as CSV, with one script that mends the lot', async () => {
    await lab.setFaults([])
    // Its own settings decide about each mailbox where the account acts for it.
    const organisation = { ...lab.organisation, impersonation: true }
    window = await suite.open({ runReadiness, organisation, at: '#/steps/ews/configuration' })
    page = window.page
    const configuration = lab.configuration({ mailboxes: 10_000, seed: 7 })
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'postern-configuration.json', mimeType: 'application/json' },
      buffer: Buffer.from(configuration),
    })
    await page.getByText(/^postern-configuration\.json .* was taken in: /).waitFor()
    const mailboxes = JSON.parse(configuration.slice(1))['Get-CASMailbox'] as { PrimarySmtpAddress: string }[]
    const names = mailboxes.map((each) => each.PrimarySmtpAddress)
    const list = ['PrimarySmtpAddress', ...names, names[0]].join('\n')
    await tab('Many mailboxes').click()
    await page
      .getByLabel('List of mailboxes')
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    const heading = page.getByRole('heading', {
      name: new RegExp(`^Of ${counted(mailboxes.length, 'mailbox', 'mailboxes')}: `),
    })
    await heading.waitFor()
    await page.getByText('1 mailbox is named more than once, and counts once: ').waitFor()
    await expect.poll(() => heading.evaluate((element) => document.activeElement === element)).toBe(true)
    const reasons = page.getByRole('list', { name: 'By reason' }).getByRole('button')
    const counts = await reasons.evaluateAll((all) =>
      all.map((one) => Number(one.querySelector('[title]')?.getAttribute('title')?.split(' ')[0]?.replace(',', ''))),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(mailboxes.length)
    await reasons.first().click()
    await page
      .getByText(`${(counts[0] ?? 0).toLocaleString('en-GB')} of ${counted(mailboxes.length, 'mailbox', 'mailboxes')}`)
      .waitFor()
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    const csv = await readFile(await (await coming).path(), 'utf8')
    expect(csv.trimEnd().split('\r\n')).toHaveLength((counts[0] ?? 0) + 1)
    await page.getByRole('button', { name: 'Write the script' }).click()
    expect(await lab.apply(await saved('Preview'))).toMatchObject({ applied: true })
    expect(await lab.apply(await saved('Apply'))).toMatchObject({ applied: true })
    const mended = lab.configuration()
    expect(await lab.apply(await saved('Undo'))).toMatchObject({ applied: true })
    const objects = (text: string) => text.slice(text.indexOf('"Get-'))
    expect(objects(mended)).not.toBe(objects(configuration))
    expect(objects(lab.configuration())).toBe(objects(configuration))
    expect(window.complaints).toEqual([])
  })

  it('Basic: enabled only where somebody says that the service knows nothing else, with its risk, and off again', async () => {
    const turnOff =
      "Set-WebServicesVirtualDirectory -Identity 'EXCH01\\EWS (Default Web Site)' -BasicAuthentication $false"
    expect(await lab.apply(`${turnOff} -ErrorAction Stop\r\n`)).toMatchObject({ applied: true })
    const isOn = () => lab.configuration().includes('"BasicAuthentication":true')
    expect(isOn()).toBe(false)
    window = await suite.open({ runReadiness, organisation: lab.organisation, at: '#/steps/ews/configuration' })
    page = window.page
    await giveConfiguration()
    await layer('IIS and virtual directory').click()
    const heading = page.getByRole('heading', { name: 'Let clients of EWS sign in with Windows authentication' })
    await heading.waitFor()
    await page.getByText('Nothing to change.').waitFor()
    const asks = page.getByRole('checkbox', { name: 'The service can sign in with Basic alone: enable Basic too' })
    expect(await asks.isChecked()).toBe(false)
    await page.getByText(/^Basic sends the password itself in every request, and only TLS hides it/).waitFor()
    await asks.check()
    await page.getByRole('row', { name: /BasicAuthentication \$false \$true/ }).waitFor()
    await heading.scrollIntoViewIfNeeded()
    await shot(page, 'ews-basic')
    expect(await lab.apply(await saved('Apply'))).toMatchObject({ applied: true })
    expect(isOn()).toBe(true)
    expect(await lab.apply(await saved('Undo'))).toMatchObject({ applied: true })
    expect(isOn()).toBe(false)
    await asks.uncheck()
    await page.getByText('Nothing to change.').waitFor()
    expect(window.complaints).toEqual([])
  })

  it('basic-only: shown at the sign-in, whose finding leads to the change, mended, verified, and undone', async () => {
    await open(['basic-only'])
    await giveConfiguration()
    await page.getByRole('button', { name: /^Sign-in/ }).click()
    await page.getByRole('button', { name: /offers Basic and not NTLM/ }).click()
    await page.getByRole('button', { name: 'Show the change and its undo' }).click()
    const heading = page.getByRole('heading', { name: 'Let clients of EWS sign in with Windows authentication' })
    await expect.poll(() => heading.evaluate((element) => document.activeElement === element)).toBe(true)
    expect(new URL(page.url()).hash).toBe('#/steps/ews/ews-authentication')
    await playScripts(looks)
  })
})
