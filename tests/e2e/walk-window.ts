import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'
import type { Lab } from '../../lab/lab.ts'
import { wizardStepNames } from '../../renderer/steps/step-words.ts'
import type { WizardStep } from '../../renderer/store/place.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import { keptRun, keptRuns, type WalkHost } from './walk-host.ts'
import type { WalkLab } from './walk-lab.ts'

/** What a walk has: the window, the folder in which its host keeps everything, and the organisation that it looks at. */
export type Walk = WalkLab & {
  host: WalkHost
  folder: string
  /** What is seen where nothing is amiss. */
  healthy: { run: KeptRun; rail: Record<WizardStep, string> }
}

type Started = Pick<Walk, 'host' | 'folder'>

/** A step that has checks of its own. */
export type CheckedStep = Exclude<WizardStep, 'organisation' | 'report'>

/** How long something that is to be seen may take on a busy machine. */
export const patience = { timeout: 50_000, interval: 100 }

/** A step in the rail. */
export function railItem(page: Page, step: WizardStep): Locator {
  const name = new RegExp(`^${wizardStepNames[step].replace(/[()]/g, '\\$&')}(?![\\w-])`)
  return page.getByRole('list', { name: 'Steps' }).getByRole('button', { name })
}

/** How a step stands, in the rail's words. */
export async function railWords(page: Page, step: WizardStep): Promise<string> {
  return (await railItem(page, step).textContent())?.slice(wizardStepNames[step].length).trim() ?? ''
}

/** Goes to a step by the rail. */
export async function goTo(page: Page, step: CheckedStep): Promise<void> {
  await railItem(page, step).click()
  await page.getByRole('heading', { level: 1, name: wizardStepNames[step], exact: true }).waitFor()
}

/** The line of a check among the findings. */
export function lineOf(page: Page, check: string): Locator {
  return page.getByRole('listitem').filter({ has: page.locator(`[data-roving="${check}"]`) })
}

/** Opens the lab's organisation file in the form, and saves it, with its password. */
export async function openOrganisation({ host, lab }: Pick<Walk, 'host' | 'lab'>): Promise<void> {
  const page = host.page()
  await page.getByLabel('Organisation file').setInputFiles({
    name: 'contoso.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(lab.organisation)),
  })
  await page.getByText('contoso.json is in the form now. Look it over, then save.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(lab.password)
  await page.getByRole('button', { name: 'Save the organisation' }).click()
  await page.getByRole('heading', { name: 'Nothing has been looked at yet' }).waitFor()
}

/** Types the lab's organisation into the form, field by field, and saves it. */
export async function typeOrganisation(page: Page, lab: Lab): Promise<void> {
  const { name, mailbox, account, ews, activeSync, resolvers, httpsPort, httpPort, trust } = lab.organisation
  await page.getByLabel('The test mailbox’s address').fill(mailbox)
  await page.getByLabel('Name of the organisation').fill(name)
  await page.getByLabel('User name').fill(account.username)
  await page.getByLabel('Password', { exact: true }).fill(lab.password)
  await page.getByLabel('EWS address').fill(ews.url)
  await page.getByLabel('ActiveSync address').fill(activeSync.url)
  await page.getByRole('button', { name: 'More settings' }).click()
  await page.getByLabel('DNS resolvers').fill(resolvers.join(', '))
  await page.getByLabel('HTTPS port of Autodiscover').fill(String(httpsPort))
  await page.getByLabel('HTTP port of its redirect').fill(String(httpPort))
  await page.getByLabel('Certificate authorities of your own').fill(trust.certificateAuthorities.join('\n'))
  await page.getByRole('button', { name: 'Save the organisation' }).click()
}

/** Hands the password over in the step of the sign-in, and waits until it is kept. */
export async function typePassword(page: Page, password: string): Promise<void> {
  await goTo(page, 'sign-in')
  const card = page.getByRole('region', { name: 'Password', exact: true })
  const replace = card.getByRole('button', { name: 'Replace the password' })
  const field = card.getByLabel('Password', { exact: true })
  await replace.or(field).first().waitFor()
  if (await replace.isVisible()) await replace.click()
  await field.fill(password)
  await card.getByRole('button', { name: 'Keep the password' }).click()
  await card.getByRole('button', { name: 'Forget the password' }).waitFor()
  await vi.waitFor(async () => {
    if ((await page.content()).includes(password)) throw new Error('The password is still in the page.')
  }, patience)
}

/** Does what begins a run, and waits until that has ended; resolves to it as it is kept. */
export async function runBy({ host, folder }: Started, begin: () => Promise<void>): Promise<KeptRun> {
  const before = new Set(endedRuns(folder))
  await begin()
  const id = await vi.waitFor(() => {
    const fresh = endedRuns(folder).find((one) => !before.has(one))
    if (fresh === undefined) throw new Error('The run has not ended.')
    return fresh
  }, patience)
  await host.page().getByRole('button', { name: 'Start again' }).waitFor()
  return keptRun(folder, id)
}

/** Runs everything, from the button in the top bar. */
export function runAll(walk: Started): Promise<KeptRun> {
  return runBy(walk, () =>
    walk.host
      .page()
      .getByRole('button', { name: /^Start(?: again)?$/ })
      .click(),
  )
}

function endedRuns(folder: string): string[] {
  return keptRuns(folder).flatMap(({ header, state }) => (state === 'ended' ? [header.id] : []))
}

/** The file that a button saves, as text. */
export async function savedBy(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}
