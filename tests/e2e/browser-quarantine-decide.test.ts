import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { browserSuite } from './browser-suite.ts'
import { hasChromium } from './chromium.ts'
import { seriousViolations, tooWide } from './everybody.ts'
import { shot } from './shots.ts'

describe.skipIf(!hasChromium)('Deciding about devices, from the table to the proof', { timeout: 300_000 }, () => {
  let lab: Lab
  let page: Page

  beforeAll(async () => {
    lab = await startLab({ devices: 5_000 })
  }, 120_000)
  afterAll(() => lab?.close())
  beforeEach(() => lab.setFaults([]))
  const suite = browserSuite()

  const main = () => page.getByRole('main')
  const tab = (name: string | RegExp) => page.getByRole('tab', { name, exact: typeof name === 'string' })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const says = (words: string | RegExp) => page.getByText(words).first().waitFor()

  /** Where nothing was known, the table comes in the place of what is said of the file. */
  async function giveDevices(words = /^devices\.json .*was taken in/) {
    await page.getByLabel('Files of configuration').setInputFiles({
      ...{ name: 'devices.json', mimeType: 'application/json' },
      buffer: Buffer.from(lab.configuration()),
    })
    await says(words)
  }

  /** Takes a picture, and holds what is shown against what everybody needs of it. */
  async function look(name: string) {
    await shot(page, name)
    expect(await seriousViolations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
  }

  /** The script of a part as the window saves it. */
  async function saved(part: 'Preview' | 'Apply' | 'Undo'): Promise<string> {
    await tab(part).click()
    const coming = page.waitForEvent('download')
    await button(/^Save as postern-quarantine-.*\.ps1, the (preview|script .*)$/).click()
    return readFile(await (await coming).path(), 'utf8')
  }

  /** Looks again as a device, and waits until so many checks of access and of folders have come to that. */
  async function verifyOnTheWire(words: RegExp, checks: number) {
    await button(/^Verify( again)?$/).click()
    await expect.poll(() => main().getByText(words).count(), { timeout: 60_000 }).toBe(checks)
  }

  it('allows the integration’s devices with a reason, sees it done, takes it back, and sees that too', async () => {
    const { organisation, password } = lab
    const window = await suite.open({ runReadiness, organisation, password, at: '#/steps/active-sync' })
    page = window.page
    await button('Start').click()
    await button('Start again').waitFor()
    await page.goto(`${page.url().split('#')[0]}#/desks/quarantine`)
    await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor()
    await giveDevices(/^5,001 devices$/)
    await tab('Devices').click()

    // The three people’s; the one as which the probe came itself shows itself so too, and is none of them.
    await button('Integration').click()
    await main().getByRole('status').filter({ hasText: '3 of 5,001 devices' }).waitFor()
    await button('Integration').click()
    await page.getByRole('searchbox', { name: 'Search the devices' }).fill('python')
    await main().getByRole('status').filter({ hasText: '4 of 5,001 devices' }).waitFor()
    await main().getByText('probe', { exact: true }).waitFor()
    await main()
      .getByRole('table', { name: 'Devices', exact: true })
      .getByRole('button', { name: /alice/i })
      .first()
      .click()
    const panel = page.getByRole('complementary')
    await panel.getByText('By the settings: Quarantined. The organisation’s default decides.').waitFor()
    await look('quarantine-device')
    await panel.getByRole('button', { name: 'Close the device' }).click()

    await main().getByRole('checkbox').first().click()
    await button('Allow for their mailboxes').click()
    await page.getByRole('heading', { name: 'Allow 4 devices for their mailboxes' }).waitFor()
    await page.getByRole('list', { name: 'Which states change' }).getByText('4 devices').waitFor()
    await button('Put it into the tray').click()
    await says('Say why: it stands in the trail and in the script.')
    await page.getByRole('textbox', { name: 'Reason' }).fill('The new calendar integration')
    await page.getByRole('textbox', { name: 'Ticket number' }).fill('CHG-7')
    await look('quarantine-decide')
    await button('Put it into the tray').click()
    await says('4 decisions put into the tray. Exchange is as it was.')

    await tab(/^Decisions/).click()
    await page.getByRole('heading', { name: '4 decisions in the tray' }).waitFor()
    await page.getByRole('list', { name: 'Which states change' }).getByText('4 devices').waitFor()
    await look('quarantine-tray')
    expect(await lab.apply(await saved('Preview'))).toMatchObject({ applied: true })
    await verifyOnTheWire(/^Verified now: still fails/, 1)
    const undo = await saved('Undo')
    expect(await lab.apply(await saved('Apply'))).toMatchObject({ applied: true })
    await button('Mark as run').click()
    await says('The trail says that the script was run.')
    await button('Mark as run').click()
    await says(/^The trail says already/)
    await verifyOnTheWire(/^Verified now: passes/, 2)
    await says(/^The probe came as POSTERN[0-9A-F]{24}, which is one of the devices decided about/)
    await tab('What was read').click()
    await giveDevices()
    await tab(/^Decisions/).click()
    await says(/^Nothing lies in the tray/)
    await tab('Seen done').click()
    await page.getByRole('heading', { name: '4 decisions seen done' }).waitFor()
    expect(await page.getByText('The mailbox allows the device.').count()).toBe(4)

    expect(await lab.apply(undo)).toMatchObject({ applied: true })
    await tab('What was read').click()
    await giveDevices()
    await tab(/^Decisions/).click()
    await tab('Seen done').click()
    await main().getByRole('listitem').getByText('Undone', { exact: true }).nth(1).waitFor()
    await says('4 decisions undone, and not decided anew.')
    await look('quarantine-undone')
    await verifyOnTheWire(/^Verified now: still fails/, 1)
    await button('Put into the tray again').click()
    await says('4 decisions put into the tray. Exchange is as it was.')
    await button('Put into the tray again').waitFor({ state: 'detached' })
    await tab('Trail').click()
    await says('Seen undone')
    for (const words of ['Seen done', 'Verified', 'Script run', 'Script made', 'Decided']) await says(words)
    expect(await page.getByText('Verified', { exact: true }).count()).toBe(3)
    await look('quarantine-trail')
    expect(window.complaints).toEqual([])
  })
  it('shows whom a new default hits before it writes the script, which goes there and back', async () => {
    const { organisation, password } = lab
    const window = await suite.open({ runReadiness, organisation, password, at: '#/desks/quarantine' })
    page = window.page
    await page.getByRole('heading', { name: 'Give the devices as files' }).waitFor()
    await giveDevices()
    await tab(/^Decisions/).click()
    await says(/^Nothing lies in the tray/)
    await tab('The organisation’s default').click()
    await says(/Now it is Quarantine\./)
    await page.getByRole('radio', { name: 'Block' }).click()
    const moves = page.getByRole('list', { name: 'Which states change' })
    await moves.getByText(/^\d+ devices$/).waitFor()
    await says(/^It hits \d+ devices at once\. Before a script is made/)
    expect(await button('Make the script that sets it to Block').count()).toBe(0)
    await button(/^Show all \d+ devices$/).click()
    await button('Make the script that sets it to Block').click()
    await says('Say why: it stands in the trail and in the script.')
    expect(await tab('Apply').count()).toBe(0)
    await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody new for now')
    await look('quarantine-default')
    await button('Make the script that sets it to Block').click()
    const undo = await saved('Undo')
    const apply = await saved('Apply')
    expect(apply).toContain("-DefaultAccessLevel 'Block'")
    const became = async (words: string) => {
      await tab('What was read').click()
      await giveDevices()
      await tab(/^Decisions/).click()
      await tab('Seen done').click()
      await main().getByRole('region', { name: 'The organisation’s default' }).getByText(words).waitFor()
    }
    expect(await lab.apply(apply)).toMatchObject({ applied: true })
    await became('The organisation’s default is Block.')
    await look('quarantine-default-done')
    expect(await lab.apply(undo)).toMatchObject({ applied: true })
    await became('It was undone: the organisation’s default is Quarantine, as before the decision.')

    // A rule for all of the integration, gathered and withdrawn.
    await tab('Devices').click()
    await button('Integration').click()
    await main().getByRole('status').filter({ hasText: '3 of 5,000 devices' }).waitFor()
    await main().getByRole('checkbox').first().click()
    await button('Rule for devices like these…').click()
    await says('It matches no other device now; whatever says the same of itself later is matched too.')
    await page.getByRole('textbox', { name: 'Reason' }).fill('All of them')
    await look('quarantine-rule')
    await button('Put it into the tray').click()
    await says('1 decision put into the tray. Exchange is as it was.')
    await tab(/^Decisions/).click()
    await button('Withdraw: Allow every device with UserAgent = python-EAS-Client 1.0').click()
    await says(/^Nothing lies in the tray/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('findings')
    expect(window.complaints).toEqual([])
  })
})
