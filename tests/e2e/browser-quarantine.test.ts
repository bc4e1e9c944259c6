import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../electron/engine/store/store.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { browserSuite } from './browser-suite.ts'
import { contoso } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { shot } from './shots.ts'

const nobody = () => {
  throw new Error('No run is started here.')
}

describe.skipIf(!hasChromium)('The desk of devices in quarantine', { timeout: 90_000 }, () => {
  let lab: Lab
  let page: Page
  let exported: Buffer

  beforeAll(async () => {
    lab = await startLab({ devices: 5_000 })
    exported = Buffer.from(lab.configuration())
  }, 120_000)
  afterAll(() => lab?.close())
  const suite = browserSuite()

  const main = () => page.getByRole('main')
  const table = () => main().getByRole('table', { name: 'Devices', exact: true })
  const count = (words: string | RegExp) => main().getByRole('status').filter({ hasText: words }).waitFor()

  async function giveDevices(buffer = exported) {
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'devices.json', mimeType: 'application/json' },
      buffer,
    })
    await main().getByRole('tab', { name: 'Devices' }).waitFor()
  }

  async function fromMenu(menu: string, role: 'menuitem' | 'menuitemradio', name: string) {
    await main().getByRole('button', { name: menu }).click()
    await page.getByRole(role, { name }).click()
  }

  beforeEach(async () => {
    const store = openStore({ directory: null })
    store.organisations.open(store.organisations.put(contoso))
    const window = await suite.open({ runReadiness: nobody, store, at: '#/desks/quarantine' })
    page = window.page
    await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor()
  })

  it('says what it is for, takes in a file, and finds the three of the integration among 5,000', async () => {
    await page.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
    await shot(page, 'quarantine-empty')
    await giveDevices()
    await count('5,000 devices')
    await shot(page, 'quarantine-5000')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    await expect.poll(() => table().getByRole('row').count()).toBe(4)
    expect(await table().getByTitle('integration', { exact: true }).count()).toBe(3)
    await shot(page, 'quarantine-integration')
  })

  it('filters at each keystroke, sorts, groups, and shows a group', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('searchbox', { name: 'Search the devices' }).fill('python')
    await count(/^3 of 5,000 devices$/)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await count(/^5,000 devices$/)
    const head = table().getByRole('columnheader', { name: 'User agent' })
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await main().getByRole('combobox', { name: 'Group by' }).click()
    await page.getByRole('option', { name: 'Type', exact: true }).click()
    const groups = main().getByRole('table', { name: 'Groups of devices' })
    await groups.waitFor()
    await shot(page, 'quarantine-groups')
    await groups.getByRole('button').first().click()
    await count(/^[\d,]+ of 5,000 devices$/)
  })

  it('saves how it is looked at, and takes that back', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Differs', exact: true }).click()
    await count(/ of 5,000 devices$/)
    await fromMenu('Saved views', 'menuitem', 'Save view…')
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Where they differ')
    await page.keyboard.press('Enter')
    await main().getByRole('button', { name: 'Saved views' }).getByText('Where they differ').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await count(/^5,000 devices$/)
    await fromMenu('Saved views', 'menuitemradio', 'Where they differ')
    await count(/ of 5,000 devices$/)
    await fromMenu('Saved views', 'menuitem', 'Remove view Where they differ')
    await main().getByRole('button', { name: 'Saved views' }).getByText('Views', { exact: true }).waitFor()
  })

  it('gives as CSV what is shown, in its columns', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    await main().getByRole('combobox', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Policy', exact: true }).click()
    await page.keyboard.press('Escape')
    await table().getByRole('columnheader', { name: 'Policy' }).waitFor()
    const coming = page.waitForEvent('download')
    await fromMenu('CSV', 'menuitem', 'Save as CSV')
    const lines = (await readFile(await (await coming).path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^\uFEFFUser,.*User agent,Last synchronisation,Policy$/)
    expect(lines.slice(1).every((line) => line.includes('python-EAS-Client 1.0'))).toBe(true)
    await page.getByText('Saved as postern-devices.csv.').waitFor()
  })

  it('holds a few pages of many, and shows the last row where it is scrolled to the end', async () => {
    await giveDevices()
    await count('5,000 devices')
    await table().locator('[data-line="0"]').focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('4999')
    expect(await table().getByRole('row').count()).toBeLessThan(80)
    await page.keyboard.press('Home')
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.line)).toBe('0')
  })

  it('shows a device beside the table by its address, and goes back to its row', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    const row = table().getByRole('button', { name: /^Alice Example integration, / })
    await row.click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('heading', { level: 2, name: /Alice Example/ }).waitFor()
    await shot(page, 'quarantine-device')
    expect(page.url()).toMatch(/#\/desks\/quarantine\/contoso\.test%2F/i)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('decides about the three of the integration, which then lie in the tray', async () => {
    await giveDevices()
    await count('5,000 devices')
    await page.getByRole('button', { name: 'Integration', exact: true }).click()
    await count('3 of 5,000 devices')
    await table().getByRole('checkbox', { name: 'Tick all that are listed' }).check()
    await count('3 of 5,000 devices, 3 ticked')
    await main()
      .getByRole('region', { name: 'Decide' })
      .getByRole('button', { name: /^Allow/ })
      .first()
      .click()
    await shot(page, 'quarantine-decide')
  })

  it('is worked by keyboard: lines are ticked one by one, as a range and all, and Enter opens a device', async () => {
    await giveDevices()
    await count('5,000 devices')
    const line = () => page.evaluate(() => Number((document.activeElement as HTMLElement).dataset.line))
    await table().locator('[data-line="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(line).toBe(1)
    // A ring around the whole line says where the focus is.
    const ring = await table()
      .getByRole('row')
      .filter({ has: page.locator(':focus-visible') })
      .evaluate((row) => getComputedStyle(row).outlineStyle)
    expect(ring).toBe('solid')
    await page.keyboard.press(' ')
    await count('5,000 devices, 1 ticked')
    expect(page.url()).toMatch(/#\/desks\/quarantine$/)
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowDown')
    await expect.poll(line).toBe(4)
    await page.keyboard.press('Shift+ ')
    await count('5,000 devices, 4 ticked')
    await page.keyboard.press(' ')
    await count('5,000 devices, 3 ticked')
    await page.keyboard.press('PageDown')
    await expect.poll(line).toBeGreaterThan(10)
    await page.keyboard.press('Control+a')
    await count('5,000 devices, 5,000 ticked')
    await page.getByRole('button', { name: 'Untick' }).click()
    await count(/^5,000 devices$/)
    await table().locator('[data-line="0"]').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(line).toBe(0)
  })

  it('ticks with Shift and the mouse all from the one before, also what is not drawn', async () => {
    await giveDevices()
    await count('5,000 devices')
    const box = (at: number) => table().locator(`[role=row]:has([data-line="${at}"])`).getByRole('checkbox')
    await box(2).click()
    await count('5,000 devices, 1 ticked')
    await table().locator('[data-line="2"]').focus()
    await page.keyboard.press('End')
    await box(4_999).waitFor()
    await box(4_999).click({ modifiers: ['Shift'] })
    await count('5,000 devices, 4,998 ticked')
  })

  it('shows ten lines in a small window, and a mark as tall as its text', async () => {
    await page.setViewportSize({ width: 1024, height: 640 })
    await giveDevices()
    await count('5,000 devices')
    await table().locator('[data-line="9"]').waitFor()
    const { bottoms, marks } = await table().evaluate((element) => ({
      bottoms: [...element.querySelectorAll('[role=row]')]
        .map((row) => row.getBoundingClientRect().bottom)
        .filter((bottom) => bottom <= innerHeight).length,
      marks: [...element.querySelectorAll('[role=row] svg')].slice(0, 20).map((icon) => {
        // A mark beside a name has no word of its own.
        const [mark, word] = [icon.getBoundingClientRect(), icon.nextElementSibling?.getBoundingClientRect()]
        const row = icon.closest('[role=row]')?.getBoundingClientRect()
        const middle = (box: DOMRect) => box.top + box.height / 2
        const beside = [word, row].filter((box) => box !== undefined)
        return { height: mark.height, off: Math.max(...beside.map((box) => Math.abs(middle(box) - middle(mark)))) }
      }),
    }))
    // The head is one of them.
    expect(bottoms).toBeGreaterThanOrEqual(11)
    expect(marks.length).toBeGreaterThan(0)
    for (const { height, off } of marks) {
      expect(height).toBeGreaterThanOrEqual(16)
      expect(off).toBeLessThanOrEqual(1)
    }
  })

  it('filters, groups and shows by the step that decides', async () => {
    await giveDevices()
    await count('5,000 devices')
    expect(await table().getByRole('columnheader', { name: 'Deciding step' }).count()).toBe(0)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await main().getByRole('combobox', { name: 'Deciding step' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'The organisation’s default' }).click()
    await page.keyboard.press('Escape')
    await count(/^[\d,]+ of 5,000 devices$/)
    await main().getByRole('combobox', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Deciding step', exact: true }).click()
    await page.keyboard.press('Escape')
    const head = table().getByRole('columnheader', { name: 'Deciding step' })
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await table().getByText('The organisation’s default').first().waitFor()
    await main().getByRole('combobox', { name: 'Group by' }).click()
    await page.getByRole('option', { name: 'Deciding step' }).click()
    const groups = main().getByRole('table', { name: 'Groups of devices' })
    await groups.getByText('The organisation’s default').waitFor()
  })

  it('says which devices of the integration are new, on the desk too, and shows exactly these', async () => {
    const document = JSON.parse(exported.toString().slice(1)) as Record<
      string,
      { DeviceUserAgent?: string; DeviceId: string }[]
    >
    const all = document['Get-MobileDevice'] ?? []
    const late = all.filter(({ DeviceUserAgent: agent }) => agent?.startsWith('python')).slice(1)
    const before = { ...document, 'Get-MobileDevice': all.filter((device) => !late.includes(device)) }
    await giveDevices(Buffer.from(JSON.stringify(before)))
    await count('4,998 devices')
    await main().getByRole('tab', { name: 'What was read' }).click()
    await giveDevices()
    const told = page.getByText(/2 new devices of the integration in quarantine\./)
    await told.waitFor()
    await main().getByRole('tab', { name: 'Decisions' }).click()
    await told.waitFor()
    await shot(page, 'quarantine-new')
    await page.getByRole('button', { name: 'Show 2 new devices' }).click()
    await count('2 of 5,000 devices')
    for (const { DeviceId: id } of late)
      await table()
        .getByRole('button', { name: new RegExp(id) })
        .waitFor()
    expect(await told.count()).toBe(0)
  })

  it('offers a rule for what is ticked alone, and says that it is about whatever is like it', async () => {
    await giveDevices()
    await count('5,000 devices')
    expect(await main().getByRole('region', { name: 'Decide' }).count()).toBe(0)
    await page.getByRole('searchbox', { name: 'Search the devices' }).fill('iphone')
    await count(/^[\d,]+ of 5,000 devices$/)
    await table().locator('[role=row]:has([data-line="0"])').getByRole('checkbox').click()
    await count(/, 1 ticked$/)
    await page.getByRole('button', { name: 'Rule for devices like this…' }).click()
    await page
      .getByText(/^The narrowest device access rule that covers 1 chosen device\. It is not about these/)
      .waitFor()
    await page.getByRole('heading', { name: /^Allow every device with .*iphone/i }).waitFor()
    await page.getByText(/^It matches [\d,]+ other devices? too/).waitFor()
    await shot(page, 'quarantine-rule-of-one')
  })

  it('shows in one window what was read in another', async () => {
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
    await giveDevices()
    await other.getByRole('tab', { name: 'Devices', exact: true }).waitFor()
    await other.getByRole('status').filter({ hasText: '5,000 devices' }).waitFor()
  })
})
