import { describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

describe.skipIf(!hasChromium)('The settings', { timeout: 60_000 }, () => {
  let store: Store
  let window: BrowserWindow

  const suite = browserSuite()

  async function open() {
    store = openStore({ directory: null })
    const id = store.organisations.put(contoso)
    store.organisations.open(id)
    store.runs.begin({ header: runManyFailures.run, gatherers: [], checks: [], organisationId: id, origin: 'window' })
    store.runs.end(runManyFailures)
    const { runReadiness } = createRunPlayer([], runAllBlocked)
    window = await suite.open({ runReadiness, store, at: '#/settings' })
    await window.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    return window.page
  }

  const settings = () => store.settings.read('settings')

  it('keep the choice of dark over a reload, and for the next window', async () => {
    const page = await open()
    const ground = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('main') as HTMLElement).colorScheme)
    await page.getByRole('radio', { name: 'Dark' }).check()
    await expect.poll(ground).toBe('dark')
    await expect.poll(settings).toMatchObject({ theme: 'dark' })
    await page.reload()
    await expect.poll(ground).toBe('dark')
  })

  it('refuse what is no DNS server in a sentence, and keep what is', async () => {
    const page = await open()
    const field = page.getByRole('textbox', { name: 'DNS servers' })
    await field.fill('10.0.0.53, dc1')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByText(/^Accepted are up to four addresses/).waitFor()
    expect(settings()).toBeUndefined()
    await field.fill('10.0.0.53 [fd00::53]:53')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByText('They are asked from the next run on.').waitFor()
    expect(settings()).toMatchObject({ resolvers: ['10.0.0.53', '[fd00::53]:53'] })
  })

  it('keep whether a proxy stands between, and none at first', async () => {
    const page = await open()
    const proxies = page.getByRole('radiogroup', { name: 'Proxy' })
    expect(await proxies.getByRole('radio', { name: /^None/ }).isChecked()).toBe(true)
    await proxies.getByRole('radio', { name: 'The proxy that this machine is set to' }).check()
    await expect.poll(settings).toMatchObject({ proxy: 'system' })
    expect(window.complaints).toEqual([])
  })

  it('say why a browser shows no notifications of the system, and offer no switch for it', async () => {
    const page = await open()
    const notifications = page.getByRole('switch', { name: /^Say when a run has ended/ })
    expect([await notifications.isDisabled(), await notifications.isChecked()]).toEqual([true, false])
    await page.getByText(/^In a browser, Postern shows no notifications of the system/).waitFor()
    expect(await notifications.getAttribute('aria-describedby')).toBe(
      await page.getByText(/^In a browser, Postern shows no/).getAttribute('id'),
    )
  })

  it('accept a certificate only after asking, and let go of it again', async () => {
    const page = await open()
    const accept = page.getByRole('button', { name: /^Accept .*…$/ }).first()
    await accept.waitFor()
    // Of authorities nothing is said where the organisation names none.
    expect(await page.getByText(/trusted as well/).count()).toBe(0)
    await accept.click()
    await page.getByRole('button', { name: 'Leave it as it is' }).click()
    const pinned = () => store.organisations.list()[0]?.organisation.trust?.pinned
    expect(pinned()).toBeUndefined()
    await accept.click()
    await page.getByRole('button', { name: 'Accept this certificate' }).click()
    await page.getByText('Accepted by you.').waitFor()
    expect(pinned()).toHaveLength(1)
    await page.getByRole('button', { name: /^Do not accept .* any more$/ }).click()
    await expect.poll(pinned).toBeUndefined()
  })

  it('delete everything after asking once, and begin anew', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Delete all data…' }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(store.runs.list()).toHaveLength(1)
    await page.getByRole('button', { name: 'Delete all data…' }).click()
    await page.getByText(/1 organisation, 1 run, settings/).waitFor()
    await page.getByRole('button', { name: 'Delete all data', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /Exchange/ }).waitFor()
    expect(store.runs.list()).toEqual([])
    expect(store.organisations.list()).toEqual([])
    const done = page.getByRole('status').filter({ hasText: 'All data of Postern on this machine is deleted.' })
    await done.getByRole('button', { name: 'Put this message away' }).click()
    await done.waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
  })
})
