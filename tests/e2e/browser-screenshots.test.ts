import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { noteRun } from '../../electron/api/watch-observer.ts'
import { createWatchRecords } from '../../electron/api/watch-records.ts'
import type { Store } from '../../electron/engine/store/store.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'
import { deviceDocument } from '../electron/api/devices-of-contoso.ts'
import type { Step } from '../electron/engine/management/powershell-stand-in.ts'
import { ended, opened, standInMachine } from '../electron/engine/management/stand-in-machine.ts'
import { createHandClock } from '../fixtures/hand-clock.ts'
import { manyRuns } from '../fixtures/many-runs.ts'
import { runAllBlocked } from '../fixtures/run-all-blocked.ts'
import { halfWayEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { runReady } from '../fixtures/run-ready.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite } from './browser-suite.ts'
import { named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'
import { allowThree, threeAndPhones } from './tray-of-three.ts'
import { keptForDays, type View, views } from './views.ts'

const folder = join(import.meta.dirname, '../../docs/screenshots')
const wanted = process.env.POSTERN_SCREENSHOTS === '1'

type Picture = {
  file: string
  context?: BrowserContextOptions
  events?: RunEvent[]
  /** An organisation is open, and no run has begun; at this place, or where everything is. */
  organisation?: true
  at?: string
  /** The run that ends; without it, the run stays half-way. */
  run?: Run
  /** A view of a Postern that has been in use for days. */
  view?: View
  act?(page: Page): Promise<void>
  /** What the stand-in for PowerShell plays, on a machine that is played as well. */
  plays?: readonly Step[]
}

/** When the pictures of a Postern in use are taken: some minutes after its last run, so that what they say of then fits. */
const takenAt = Date.parse(runManyFailures.run.startedAt) + 12 * 60_000

const small = { viewport: { width: 1024, height: 640 } }
const choose = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).click()
const refused = choose(/^Fails EWS on/)

const pictures: Picture[] = [
  { file: 'empty.png' },
  { file: 'before.png', organisation: true },
  { file: 'step-ews-empty.png', organisation: true, at: '#/steps/ews' },
  { file: 'step-ews-configuration-empty.png', organisation: true, at: '#/steps/ews/configuration' },
  { file: 'step-ews-mailboxes-empty.png', organisation: true, at: '#/steps/ews/mailboxes' },
  { file: 'desk-quarantine-empty.png', organisation: true, at: '#/desks/quarantine' },
  { file: 'desk-firewall-empty.png', organisation: true, at: '#/desks/firewall' },
  { file: 'half-way.png', events: halfWayEvents },
  { file: 'light.png', run: runManyFailures, act: refused },
  { file: 'dark.png', run: runManyFailures, context: { colorScheme: 'dark' }, act: refused },
  { file: 'small.png', run: runManyFailures, context: small, act: refused },
  { file: 'small-dark.png', run: runManyFailures, context: { ...small, colorScheme: 'dark' } },
  {
    file: 'certificate.png',
    run: runManyFailures,
    context: { viewport: { width: 1280, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: /expires in 20 days/ }).click()
      await page.getByRole('list', { name: /^Certificate chain/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    file: 'servers.png',
    run: runManyFailures,
    context: { viewport: { width: 1600, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: /^Fails At EXCH03/ }).click()
      await page.getByRole('region', { name: 'Health pages of each server' }).scrollIntoViewIfNeeded()
    },
  },
  {
    file: 'device.png',
    run: runManyFailures,
    context: { viewport: { width: 1280, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: /^Fails A new device is in quarantine/ }).click()
      await page.getByRole('region', { name: 'Commands of the device' }).scrollIntoViewIfNeeded()
    },
  },
  {
    file: 'rejected.png',
    run: runRejected,
    act: choose(/^Fails The sign-in of/),
  },
  {
    file: 'time.png',
    run: runReady,
    context: { viewport: { width: 1280, height: 1000 } },
    async act(page) {
      await page.getByRole('button', { name: 'Where the time of the run went' }).click()
      await page.getByRole('img', { name: /^Where the time of the run went/ }).scrollIntoViewIfNeeded()
    },
  },
  { file: 'blocked.png', run: runAllBlocked },
  { file: 'ready.png', run: runReady, act: choose(/^By step/) },
  ...live('', {}),
  ...live('-dark', { colorScheme: 'dark' }),
  ...live('-small', small),
  ...views.map((view) => ({ file: fileOf(view), view })),
  ...views
    .filter(
      ({ name }) => /^(ews|quarantine|firewall-)/.test(name) || ['servers', 'report', 'runs', 'watch'].includes(name),
    )
    .map((view) => ({ file: fileOf(view, '-dark'), view, context: { colorScheme: 'dark' as const } })),
  ...views
    .filter(({ name }) => /^(ews|quarantine|firewall-)/.test(name))
    .map((view) => ({ file: fileOf(view, '-small'), view, context: small })),
]

/** Decisions that were previewed from here, of a stand-in. */
function live(kind: string, context: BrowserContextOptions): Picture[] {
  return [
    {
      ...{ file: `desk-quarantine-live${kind}.png`, organisation: true, at: '#/desks/quarantine', context },
      plays: [...opened, { commands: {} }, ended],
      async act(page) {
        const buffer = Buffer.from(deviceDocument({ devices: threeAndPhones }))
        const file = { name: 'postern-devices.json', mimeType: 'application/json', buffer }
        await page.getByLabel('Files of configuration').setInputFiles(file)
        await allowThree(page)
        const card = page.getByRole('region', { name: 'Run it here' })
        await card.getByRole('textbox', { name: 'Exchange server' }).fill('exch01.contoso.test')
        await card.getByRole('button', { name: 'Preview', exact: true }).click()
        await card.getByText(/^The preview has ended/).waitFor()
        await card.getByRole('checkbox').waitFor()
        await card.evaluate((element) => element.scrollIntoView({ block: 'end' }))
      },
    },
  ]
}

function fileOf({ name, at }: View, kind = ''): string {
  return `${at.startsWith('#/steps/') ? 'step' : 'desk'}-${name}${kind}.png`
}

if (!wanted) {
  describe('The kept screenshots', () => {
    it('are the ones that POSTERN_SCREENSHOTS=1 takes, no more and no fewer', async () => {
      expect((await readdir(folder)).toSorted()).toEqual(pictures.map(({ file }) => file).toSorted())
    })
  })
}

// Nothing is skipped where nobody asked for pictures: then the suite above stands in for this one.
if (wanted) {
  describe.skipIf(!hasChromium)('Screenshots for the documentation', { timeout: 60_000 }, takeThem)
}

function takeThem() {
  const suite = browserSuite()

  it.each(pictures)('$file', async ({ file, organisation, at, context, run, events, view, act, plays }) => {
    const machine = plays && (await standInMachine(plays))
    onTestFinished(() => machine?.close())
    const player = createRunPlayer(events ?? (run ? eventsOf(run) : []), run ?? runAllBlocked)
    const store = view && (await watchedForDays())
    const { now, monotonic, setTimer } = createHandClock(new Date(takenAt).toISOString())
    const { page } = await suite.open({
      runReadiness: player.runReadiness,
      ...(store && { ...named, store, at: view.at, now, monotonic, setTimer }),
      ...(organisation || run || events ? { ...named, at: at ?? '#/everything' } : {}),
      ...(context && { context }),
      ...(machine && { machine }),
    })
    if (run || events) {
      await page.getByRole('button', { name: 'Start' }).click()
      await expect.poll(() => player.started().count).toBe(1)
      if (!run) await page.getByText('Now opening the inbox over EWS', { exact: false }).waitFor()
      if (run) {
        player.end(run)
        await page.getByRole('button', { name: 'Start again' }).waitFor()
      }
    }
    if (view) {
      // The window says by its own clock in how many days something is.
      await page.clock.setFixedTime(takenAt)
      await page.reload()
      await page.getByRole('heading', { level: 1, name: view.heading }).waitFor()
      await view.act?.(page)
    }
    // The code of a page comes when it is gone to.
    await page.locator('main h1').waitFor()
    await act?.(page)
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.fonts.ready)
    const picture = await page.screenshot({ path: join(folder, file), animations: 'disabled' })
    expect(picture.length).toBeGreaterThan(10_000)
  })
}

/** The same store with a watch that has run for a day, last with the run that is shown: it was ready, then some of it failed. */
async function watchedForDays(): Promise<Store> {
  const store = await keptForDays()
  const organisationId = store.organisations.opened()
  if (organisationId === null) throw new Error('No organisation is open.')
  const records = createWatchRecords(store.settings)
  const runs = [...manyRuns(runManyFailures, 7), ...manyRuns(runReady, 17)]
  const last = Date.parse(runManyFailures.run.startedAt)
  for (const [place, run] of runs.toReversed().entries()) {
    const startedAt = new Date(last - (runs.length - 1 - place) * 3_600_000).toISOString()
    const header = { ...run.run, id: `run-watch-${String(place).padStart(4, '0')}`, startedAt, finishedAt: startedAt }
    noteRun(records, { ...run, run: header }, { organisationId, origin: 'watch', slept: false })
  }
  records.change(organisationId, () => ({ on: true, everyMinutes: 60, lastStart: new Date(last).toISOString() }))
  return store
}
