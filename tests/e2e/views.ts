import type { Page } from 'playwright-core'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import { keepConfiguration } from '../fixtures/configuration-kept.ts'
import { keepDevices } from '../fixtures/devices-kept.ts'
import { keepFirewall } from '../fixtures/firewall-kept.ts'
import { manyRuns } from '../fixtures/many-runs.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { contoso } from './browser-window.ts'

export type ViewName =
  | ('ews-configuration' | 'ews-mailboxes' | 'ews-change')
  | ('organisation' | 'servers' | 'sign-in' | 'ews' | 'active-sync' | 'firewall' | 'report' | 'everything')
  | ('quarantine' | 'quarantine-device' | 'quarantine-decisions' | 'quarantine-signs')
  | `firewall-${'senders' | 'hosts' | 'rules' | 'path' | 'sheets' | 'request'}`
  | ('runs' | 'findings' | 'comparison' | 'organisations' | 'watch' | 'settings')

/** A view of the window: its address after the `#`, the heading by which it is known, and what leads to it from there. */
export type View = { name: ViewName; at: string; heading: RegExp; act?(page: Page): Promise<void> }

/** Every view that the window has. */
export const views: readonly View[] = [
  { name: 'organisation', at: '#/steps/organisation', heading: /^(Contoso|Find out)/ },
  { name: 'servers', at: '#/steps/servers', heading: /^Servers$/ },
  { name: 'sign-in', at: '#/steps/sign-in', heading: /^Sign-in$/ },
  { name: 'ews', at: '#/steps/ews', heading: /^Web Services/ },
  {
    ...{ name: 'ews-configuration', at: '#/steps/ews/configuration', heading: /^Web Services/ },
    act: (page) => page.getByRole('region', { name: 'What is known of the configuration' }).waitFor(),
  },
  {
    ...{ name: 'ews-mailboxes', at: '#/steps/ews/mailboxes', heading: /^Web Services/ },
    act: (page) => judgeMailboxes(page),
  },
  {
    ...{ name: 'ews-change', at: '#/steps/ews/ews-block-list', heading: /^Web Services/ },
    act: (page) => page.getByRole('region', { name: 'the preview' }).scrollIntoViewIfNeeded(),
  },
  { name: 'active-sync', at: '#/steps/active-sync', heading: /^ActiveSync$/ },
  { name: 'firewall', at: '#/steps/firewall', heading: /^Firewall$/ },
  { name: 'report', at: '#/steps/report', heading: /./ },
  { name: 'everything', at: '#/everything', heading: /./ },
  { name: 'runs', at: '#/desks/runs', heading: /^Runs$/ },
  {
    name: 'findings',
    at: '#/desks/runs',
    heading: /^Runs$/,
    act: (page) => page.getByRole('tab', { name: 'Findings of all runs' }).click(),
  },
  { name: 'comparison', at: '#/desks/runs/run-00000001/run-00000000', heading: /^Two runs compared$/ },
  {
    ...{ name: 'quarantine', at: '#/desks/quarantine', heading: /^Quarantine$/ },
    act: (page) => showQuarantine(page, 'Devices'),
  },
  {
    ...{ name: 'quarantine-device', at: '#/desks/quarantine', heading: /^Quarantine$/ },
    async act(page) {
      await showQuarantine(page, 'Devices')
      // Whoever was here before may have scrolled.
      await page.getByRole('table', { name: 'Devices' }).evaluate((table) => table.parentElement?.scrollTo({ top: 0 }))
      await page
        .getByRole('row')
        .getByRole('button', { name: /^user0 integration, / })
        .first()
        .click()
      await page.getByRole('complementary').getByRole('heading', { level: 3 }).first().waitFor()
    },
  },
  {
    ...{ name: 'quarantine-decisions', at: '#/desks/quarantine', heading: /^Quarantine$/ },
    act: (page) => showQuarantine(page, 'Decisions'),
  },
  {
    ...{ name: 'quarantine-signs', at: '#/desks/quarantine', heading: /^Quarantine$/ },
    act: (page) => showQuarantine(page, /^Signs and leftovers/),
  },
  {
    ...{ name: 'firewall-senders', at: '#/desks/firewall', heading: /^Firewall rules$/ },
    async act(page) {
      const source = page.getByRole('button', { name: /^Nylas, US/ })
      await source.waitFor()
      if ((await source.getAttribute('aria-expanded')) === 'false') await source.click()
      await page.getByRole('region', { name: 'Versions of Nylas, US' }).waitFor()
    },
  },
  {
    ...{ name: 'firewall-hosts', at: '#/desks/firewall/hosts', heading: /^Firewall rules$/ },
    act: (page) => page.getByRole('region', { name: 'mail.contoso.test', exact: true }).waitFor(),
  },
  {
    ...{ name: 'firewall-rules', at: '#/desks/firewall/rules', heading: /^Firewall rules$/ },
    async act(page) {
      const rule = page.getByRole('button', { name: /^Rule R003/ })
      await rule.waitFor()
      if ((await rule.getAttribute('aria-expanded')) === 'false') await rule.click()
      await page.getByRole('region', { name: 'Fields of rule R003' }).waitFor()
    },
  },
  {
    ...{ name: 'firewall-path', at: '#/desks/firewall/path', heading: /^Firewall rules$/ },
    act: (page) => page.getByRole('img', { name: /^The way, by/ }).waitFor(),
  },
  {
    ...{ name: 'firewall-sheets', at: '#/desks/firewall/sheets', heading: /^Firewall rules$/ },
    async act(page) {
      await page.getByRole('button', { name: 'nftables', exact: true }).click()
      await page.getByRole('region', { name: 'what is applied, nftables' }).waitFor()
    },
  },
  {
    ...{ name: 'firewall-request', at: '#/desks/firewall/request', heading: /^Firewall rules$/ },
    act: (page) => page.getByRole('textbox', { name: 'Requester' }).waitFor(),
  },
  { name: 'organisations', at: '#/desks/organisations', heading: /^Organisations$/ },
  { name: 'watch', at: '#/desks/watch', heading: /^Watch$/ },
  { name: 'settings', at: '#/settings', heading: /^Settings$/ },
]

/** Goes to a view by its address, and waits until its page is there. */
export async function goTo(page: Page, { at, heading, act }: View): Promise<void> {
  await page.evaluate((hash) => {
    if (location.hash === hash) return
    // The page that is left stays until the next one has come, and may have a heading like it. A step stays for its parts.
    const pageOf = (address: string) => address.split('/').slice(0, 3).join('/')
    if (pageOf(location.hash) !== pageOf(hash)) document.querySelector('main')?.setAttribute('data-left', '')
    location.hash = hash
  }, at)
  await page.locator('main:not([data-left])').getByRole('heading', { level: 1, name: heading }).waitFor()
  await act?.(page)
}

/** Shows a part of the desk of devices, and waits until its devices are there. */
async function showQuarantine(page: Page, part: string | RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Devices', exact: true }).click()
  await page.getByRole('row').nth(1).waitFor()
  await page.getByRole('tab', { name: part, exact: typeof part === 'string' }).click()
}

/** Gives a list of mailboxes, where none was given before, and waits for what it comes to. */
async function judgeMailboxes(page: Page): Promise<void> {
  const list = page.getByRole('textbox', { name: 'Mailboxes' })
  const judged = page.getByRole('heading', { name: /^Of 30 mailboxes: / })
  await list.or(judged).first().waitFor()
  if (await list.isVisible()) {
    await list.fill(Array.from({ length: 30 }, (_, place) => `user${place}@contoso.test`).join('\n'))
    await page.getByRole('button', { name: 'Judge these mailboxes' }).click()
  }
  await judged.waitFor()
}

/** A store as somebody's is after some days: two organisations, and of one its configuration, and runs by hand and by the watch. */
export async function keptForDays(): Promise<Store> {
  const store = openStore({ directory: null })
  store.organisations.put({ ...contoso, name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'probe@fabrikam.test' })
  const organisationId = store.organisations.put(contoso)
  store.organisations.open(organisationId)
  for (const [place, run] of manyRuns(runManyFailures, 12).toReversed().entries()) {
    const origin = place < 6 ? 'watch' : 'window'
    store.runs.begin({ header: run.run, gatherers: [], checks: [], organisationId, origin })
    store.runs.end(run)
  }
  await keepConfiguration(store)
  await keepDevices(store)
  keepFirewall(store, runManyFailures.run.startedAt)
  return store
}
