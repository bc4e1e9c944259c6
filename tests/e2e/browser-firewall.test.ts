import { readFile } from 'node:fs/promises'
import { read as readWorkbook, utils } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { keepFirewall } from '../fixtures/firewall-kept.ts'
import { createHandClock } from '../fixtures/hand-clock.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { browserSuite } from './browser-suite.ts'
import { contoso, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'
import { shot } from './shots.ts'

const HOURS = 3_600_000

describe.skipIf(!hasChromium)('The desk of firewall rules', { timeout: 60_000 }, () => {
  let lab: Lab
  let page: Page

  beforeAll(async () => {
    lab = await startLab()
  }, 120_000)
  afterAll(() => lab?.close())
  const suite = browserSuite()

  const main = () => page.getByRole('main')
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

  /** Goes to a part of the desk by its tab. */
  async function part(name: string) {
    await main()
      .getByRole('tab', { name: new RegExp(`^${name}`) })
      .click()
  }

  /** The bytes of the file that is handed over when a button is pressed. */
  async function saved(name: string | RegExp) {
    const coming = page.waitForEvent('download')
    await main().getByRole('button', { name }).click()
    const download = await coming
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }

  async function openKept(at = '#/desks/firewall'): Promise<Store> {
    const store = openStore({ directory: null })
    store.organisations.open(store.organisations.put(contoso))
    keepFirewall(store, new Date().toISOString())
    const { runReadiness: nobody } = createRunPlayer([], runAllBlocked)
    const window = await suite.open({ ...named, store, runReadiness: nobody, at })
    page = window.page
    await page.getByRole('tab', { name: /^Senders/ }).waitFor()
    return store
  }

  it('takes the vendor’s list and the hosts of a run, suggests rules, makes sheets, and tells what changed', async () => {
    const store = openStore({ directory: null })
    const { setTimer, forward } = createHandClock()
    const { organisation, password, vendor } = lab
    const window = await suite.open({ runReadiness, organisation, password, store, setTimer, at: '#/everything' })
    page = window.page
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await page.getByRole('button', { name: 'Firewall rules' }).click()

    await main().getByRole('button', { name: 'Ask the vendor’s API…' }).click()
    const form = main().getByRole('form', { name: 'A new source' })
    await form.getByRole('button', { name: 'Add the list' }).click()
    await form.getByText('Write an address that begins with https', { exact: false }).waitFor()
    await form.getByRole('textbox', { name: 'Vendor' }).fill('Vendor')
    await form.getByRole('textbox', { name: 'Region' }).fill('US')
    await form.getByRole('textbox', { name: 'Address of the API' }).fill(vendor.address)
    await form.getByRole('textbox', { name: 'Client id' }).fill(vendor.clientId)
    await form.getByLabel('Client secret').fill(vendor.secret)
    await form.getByRole('button', { name: 'Add the list' }).click()
    await main().getByRole('button', { name: 'Read now' }).click()
    await main().getByRole('heading', { name: 'What was read, and is not kept yet' }).waitFor()
    await shot(page, 'firewall-offer')
    await main().getByRole('button', { name: 'Keep as version 1' }).click()
    await main().getByText('Kept as version 1.').waitFor()
    const versions = main().getByRole('region', { name: 'Versions of Vendor, US' })
    await versions.getByText('18 entries of IPv4, 1 entry of IPv6').waitFor()
    expect(await page.content()).not.toContain(vendor.secret)
    expect(vendor.requests).toMatchObject([{ path: `/a/${vendor.clientId}/ip_addresses`, status: 200 }])

    await part('Hosts and services')
    await main()
      .getByRole('button', { name: /^Take \d hosts? in$/ })
      .click()
    const hosts = main().getByRole('region', { name: 'mail.contoso.test', exact: true })
    await hosts.getByRole('textbox', { name: 'Public (pre-NAT)' }).fill('34.120.0.25')
    await main().getByText('Everything is kept.').waitFor()
    await shot(page, 'firewall-hosts')

    await part('Rules')
    await main()
      .getByRole('button', { name: /^Suggest \d rules?$/ })
      .click()
    await main()
      .getByRole('button', { name: /^Rule R001/ })
      .waitFor()
    await main().getByText('Everything is kept.').waitFor()
    await shot(page, 'firewall-rules')

    await part('Sheets')
    const workbook = await saved('Save as XLSX')
    const { SheetNames, Sheets } = readWorkbook(workbook.bytes)
    const cells = SheetNames.map((name) => (Sheets[name] ? utils.sheet_to_csv(Sheets[name]) : ''))
    expect(SheetNames).toEqual(expect.arrayContaining(['Rules', 'Groups']))
    expect(cells.join('\n')).toContain('34.120.0.25')
    for (const sender of vendor.senders.slice(0, 2)) expect(cells.join('\n')).toContain(sender)
    await sheet('Palo Alto Networks PAN-OS')
    const panOs = await saved(/^Save as TXT$/)
    expect(panOs.bytes.toString()).toMatch(/set rulebase security rules PSTN_R_R001 .*34\.120\.0\.25|PSTN_H_/)
    await sheet('nftables')
    const nft = await saved(/^Save as NFT$/)
    expect(nft.bytes.toString()).toContain('PSTN_S4_VENDOR_US')
    await shot(page, 'firewall-nftables')

    // The vendor changes its list: three come, one goes.
    const [gone = '', ...others] = vendor.senders
    const came = ['34.67.40.1', '34.67.40.9', '2600:1900:4000:20::/64']
    vendor.setSenders([...others, ...came])
    const organisationId = store.organisations.opened() ?? ''
    const [kept] = store.firewall.sources.list(organisationId)
    const before = new Date(Date.now() - 48 * HOURS).toISOString()
    store.firewall.sources.look(organisationId, kept?.source.id ?? '', { at: before, outcome: 'same', sentence: null })
    await page.getByRole('button', { name: 'Watch', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Watch' }).waitFor()
    await forward(60_000)
    await page.getByRole('button', { name: 'Look at the list' }).click()
    await main().getByText('The vendor’s list changed: Vendor, US.').waitFor()
    await main().getByText('3 came, 1 went.', { exact: false }).first().waitFor()
    await shot(page, 'firewall-drift')
    await main().getByRole('button', { name: 'Keep it, and make the delta sheet' }).click()
    await main()
      .getByRole('combobox', { name: 'What is written' })
      .getByText('since version 1', { exact: false })
      .waitFor()
    const delta = await saved(/^Save as NFT$/)
    const elements = (command: string) =>
      delta.bytes
        .toString()
        .split('\n')
        .filter((line) => line.startsWith(`${command} element `))
        .flatMap((line) => /\{ (.*) \}/.exec(line)?.[1]?.split(', ') ?? [])
        .map((each) => each.replace(/\/32$/, ''))
    expect(elements('add').toSorted()).toEqual(came.toSorted())
    expect(elements('delete')).toEqual([gone])
    await shot(page, 'firewall-delta')
    expect(window.complaints).toEqual([])
  })

  /** Shows a form of the sheet. */
  async function sheet(name: string) {
    await main().getByRole('button', { name, exact: true }).click()
    await main().getByRole('heading', { level: 2, name }).waitFor()
  }

  it('says of a pasted list what is refused, and asks about each wide entry', async () => {
    await openKept()
    await main()
      .getByRole('button', { name: /^Nylas, EU/ })
      .click()
    await main().getByRole('button', { name: 'Paste…' }).click()
    const list = main().getByRole('textbox', { name: 'Addresses, prefixes, ranges or names, one a line' })
    await list.fill('34.89.13.240/28\n010.1.2.3\n10.0.0.1\n34.0.0.0/8')
    await main().getByRole('button', { name: 'Read it' }).click()
    await main().getByText('2 entries are refused.').waitFor()
    const refused = main().getByRole('region', { name: 'What is refused, Nylas, EU' })
    expect(await refused.getByRole('row').count()).toBe(3)
    const keep = main().getByRole('button', { name: 'Keep as version 2' })
    expect(await keep.getAttribute('aria-disabled')).toBe('true')
    await shot(page, 'firewall-refused')
    await main().getByRole('button', { name: 'Paste…' }).click()
    await list.fill('34.89.13.240/28\n34.0.0.0/8')
    await main().getByRole('button', { name: 'Read it' }).click()
    await main().getByText('1 wide entry is still to be ticked.').waitFor()
    expect(await keep.getAttribute('aria-disabled')).toBe('true')
    await main().getByRole('checkbox', { name: '34.0.0.0/8' }).check()
    await keep.click()
    await main().getByText('Kept as version 2.').waitFor()
  })

  it('keeps a list that is the wrong one only where that is ticked, and says so in the rules; a pointer leads to entries', async () => {
    await openKept()
    await main()
      .getByRole('button', { name: /^Nylas, EU/ })
      .click()
    const paste = async (text: string) => {
      await main().getByRole('button', { name: 'Paste…' }).click()
      await main().getByRole('textbox', { name: 'Addresses, prefixes, ranges or names, one a line' }).fill(text)
      await main().getByRole('button', { name: 'Read it' }).click()
    }
    await paste('{"data":{"ip_addresses":["34.89.13.241"]}}')
    const keep = main().getByRole('button', { name: 'Keep as version 2' })
    await main().getByText('Tick first that it is kept', { exact: false }).waitFor()
    expect(await keep.getAttribute('aria-disabled')).toBe('true')
    await shot(page, 'firewall-wrong-list')

    await paste('{"of":{"mine":["34.89.13.242"]}}')
    await main().getByText('Say by a pointer', { exact: false }).waitFor()
    await keep.waitFor({ state: 'detached' })
    await main().getByRole('button', { name: 'JSON pointer to the entries' }).click()
    await main().getByRole('textbox', { name: 'JSON pointer to the entries' }).fill('/of/mine')
    await shot(page, 'firewall-pointer')
    await main().getByRole('button', { name: 'Read it' }).click()
    await main().getByText('Typed or pasted: 1 entry of IPv4.', { exact: false }).waitFor()
    expect(await keep.getAttribute('aria-disabled')).not.toBe('true')
    await main().getByRole('textbox', { name: 'JSON pointer to the entries' }).fill('')

    await paste('{"data":{"ip_addresses":["34.89.13.241"]}}')
    await main().getByRole('checkbox', { name: 'Keep it although it is the wrong list' }).check()
    await keep.click()
    await main().getByText('Kept as version 2.').waitFor()
    await main()
      .getByRole('tab', { name: /^Rules \(3, 1 error\)/ })
      .click()
    await main().getByText('The list of group NYLAS_EU is the wrong one', { exact: false }).first().waitFor()
    await shot(page, 'firewall-wrong-list-rules')
  })

  it('keeps what is edited when somebody goes elsewhere at once, and what can’t be kept until they come back', async () => {
    const store = await openKept('#/desks/firewall/hosts')
    const host = main().getByRole('region', { name: 'mail.contoso.test', exact: true })
    await host.getByRole('textbox', { name: 'Zone of the host' }).fill('mail')
    const outside = host.getByRole('textbox', { name: 'Public (pre-NAT)' })
    await outside.fill('192.0.2.0/24')
    await host.getByText('“192.0.2.0/24” is no address of a host.', { exact: false }).waitFor()
    await main()
      .getByText(/^1 field is not kept as written/)
      .waitFor()
    await page.getByRole('button', { name: 'Watch' }).click()
    await page.getByRole('heading', { level: 1, name: 'Watch' }).waitFor()
    const draft = () => store.firewall.draft.read(store.organisations.opened() ?? '')
    await expect.poll(() => draft()?.hosts[0]?.toZone).toBe('mail')
    expect(draft()?.hosts[0]?.public).toEqual(['192.0.2.25', '2001:db8::25'])
    await page.goBack()
    await expect.poll(() => outside.inputValue()).toBe('192.0.2.0/24')
    await outside.fill('192.0.2.26')
    await expect.poll(() => draft()?.hosts[0]?.public).toEqual(['192.0.2.26'])
  })

  it('is worked by keyboard: a rule is opened, moved, closed and removed, and brought back', async () => {
    const store = await openKept('#/desks/firewall/rules')
    const order = () => store.firewall.draft.read(store.organisations.opened() ?? '')?.rules.map(({ id }) => id)
    await main()
      .getByRole('button', { name: /^Rule R001/ })
      .focus()
    await press('ArrowDown')
    await expect.poll(focused).toMatch(/^Rule R002/)
    await press('Alt+ArrowUp')
    await expect.poll(focused).toBe('Rule R002, 1 in the order')
    await expect.poll(order).toEqual(['R002', 'R001', 'R003'])
    await press('Enter')
    await main().getByRole('region', { name: 'Fields of rule R002' }).waitFor()
    await press('Tab')
    await press('Escape')
    await main().getByRole('region', { name: 'Fields of rule R002' }).waitFor({ state: 'detached' })
    await expect.poll(focused).toMatch(/^Rule R002/)
    await press('Enter')
    await main().getByRole('button', { name: 'Remove the rule' }).focus()
    await press('Enter')
    await expect.poll(order).toEqual(['R001', 'R003'])
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
    await press('Enter')
    await expect.poll(order).toEqual(['R002', 'R001', 'R003'])
  })

  it('says whether a flow would match, by which rule, and leads there', async () => {
    await openKept('#/desks/firewall/rules')
    await main()
      .getByRole('button', { name: /^Rule R001/ })
      .click()
    await main().getByRole('switch', { name: 'Rule R001 is on' }).check()
    await main().getByLabel('Start').fill('')
    const ask = async (from: string, words: RegExp) => {
      await main().getByRole('textbox', { name: 'From', exact: true }).fill(from)
      await main().getByRole('button', { name: 'Ask' }).click()
      await main().getByRole('status').filter({ hasText: words }).waitFor()
    }
    await main().getByRole('textbox', { name: 'To an address of a host' }).fill('192.0.2.25')
    await ask('34.67.39.110', /^Let in\. .*R001/)
    await ask('8.8.8.8', /^No rule matches\./)
    await ask('34.67.39', /./)
    await shot(page, 'firewall-flow')
  })

  it('prints the sheet for people, and nothing else of the window, while it is shown', async () => {
    await openKept('#/desks/firewall/sheets')
    await sheet('Page to print (HTML)')
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', document.title)
    })
    await main().getByRole('button', { name: 'Print or save as PDF' }).click()
    await page.locator('body[data-printed="postern-rules"]').waitFor()
    await page.emulateMedia({ media: 'print' })
    const printed = page.locator('.printed-report')
    await printed.getByRole('heading', { level: 1, name: 'Mail access for Contoso' }).waitFor()
    expect(await printed.getByText('R001').count()).toBeGreaterThan(0)
    expect(await page.locator('main#findings').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await sheet('Markdown')
    await printed.waitFor({ state: 'detached' })
  })

  it('gives every form in one archive, and shows what a list said before', async () => {
    await openKept()
    await main()
      .getByRole('button', { name: /^Nylas, US/ })
      .click()
    await main().getByRole('button', { name: 'Entries of version 3, Nylas, US' }).click()
    await main().getByRole('region', { name: '47 entries of Nylas, US' }).getByText('34.67.39.105/32').waitFor()
    await main().getByRole('button', { name: 'Show what changed' }).click()
    await main().getByText('1 entry came, 2 went, 46 stayed.').waitFor()
    await main().getByRole('button', { name: 'Delta sheet since version 2' }).click()
    await main()
      .getByRole('combobox', { name: 'What is written' })
      .getByText('since version 2', { exact: false })
      .waitFor()
    await shot(page, 'firewall-sheets')
    const archive = await saved('Save all as ZIP')
    expect(archive.name).toMatch(/\.zip$/)
    expect(archive.bytes.subarray(0, 2).toString()).toBe('PK')
  })
})
