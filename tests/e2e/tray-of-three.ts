import type { Page } from 'playwright-core'
import { threeAmong } from '../electron/api/devices-of-contoso.ts'

/** The three of the integration, and twenty phones. */
export const threeAndPhones = threeAmong(20)

/** Allows the three of the integration, so that they lie in the tray, and shows that. */
export async function allowThree(page: Page): Promise<void> {
  const main = page.getByRole('main')
  await page.getByRole('tab', { name: 'Devices', exact: true }).click()
  await page.getByRole('button', { name: 'Integration', exact: true }).click()
  await main.getByRole('status').filter({ hasText: '3 of 23 devices' }).waitFor()
  await main.getByRole('checkbox', { name: 'Tick all that are listed' }).check()
  await page.getByRole('button', { name: 'Allow for their mailboxes' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('The new calendar integration')
  await page.getByRole('button', { name: 'Put it into the tray' }).click()
  await page.getByText(/^3 decisions put into the tray/).waitFor()
  await page.getByRole('tab', { name: /^Decisions/ }).click()
  await page.getByRole('heading', { name: '3 decisions in the tray' }).waitFor()
}
