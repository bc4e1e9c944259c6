import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { buildApp } from '../../build/build-app.ts'
import { figure } from '../../shared/language/translate.ts'
import { hasChromium, launchBrowser } from '../e2e/chromium.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import type { DeskHostAnswer, DeskHostQuestion } from './desk-host.ts'
import { scrollOn, scrollThrough, timeOfKey, timeUntil } from './desk-page.ts'
import { writeDeviceExport } from './device-export.ts'
import type { Hold } from './hold-watch.ts'
import { median } from './median.ts'

const run = promisify(execFile)
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The goals, in milliseconds: from a key to its picture; for how long the window's host may be held; from opening to rows. */
const [KEY, HELD, OPENED] = [50, 50, 6_000]
/** A screen of 60 Hz shows a picture in so many ms; a gap of half as much again has left one out. */
const DROPPED_MILLISECONDS = (1000 / 60) * 1.5
const FRAMES = 240
/** Each finds another number of devices than the one before. */
const searched = ['person 2', 'person 21', 'pixel', 'pixel person 3', '']

/**
 * The desk of so many devices: for how long it holds up whatever else its process has to do, while they are read, indexed,
 * looked through, noted and deleted; and how the window feels in Chromium over the loopback host, a process of its own.
 */
export async function benchDesk(count: number, rounds: number, say: (line: string) => void): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-bench-'))
  try {
    const [first, second] = [join(folder, 'Get-MobileDevice.csv'), join(folder, 'later.csv')]
    await writeDeviceExport(first, count)
    await writeDeviceExport(second, count, 1)
    const held = await holds(count, join(folder, 'holds'), [first, second])
    if (!hasChromium) {
      say('There is no Chromium here, so the window is not measured.')
      return held
    }
    await buildApp()
    const browser = await launchBrowser()
    try {
      return [...held, ...(await inWindow(browser, count, rounds, join(folder, 'kept'), first))]
    } finally {
      await browser.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function holds(count: number, directory: string, files: readonly string[]): Promise<BenchRow[]> {
  const { stdout } = await run(process.execPath, [here('hold-desk.ts'), directory, ...files])
  return Object.entries(JSON.parse(stdout) as Record<string, Hold>).map(([what, { longest, atWork }]) =>
    row(count, `held while ${what} (at work ${rounded(atWork)})`, longest, HELD),
  )
}

async function inWindow(
  browser: Browser,
  count: number,
  rounds: number,
  directory: string,
  file: string,
): Promise<BenchRow[]> {
  const status = `${figure(count)} devices`
  const host = await startHost(directory)
  const { page, close } = await openAt(browser, host.url)
  await page.getByLabel('Files of configuration').setInputFiles(file)
  await page.getByText(status, { exact: true }).waitFor({ timeout: 120_000 })
  await host.ask('settled')
  const keys: number[] = []
  const sorts: number[] = []
  const panels: number[] = []
  const groups: number[] = []
  const firstRow = 'main [role=table] [data-line="0"]'
  await host.ask('held')
  for (let round = 0; round < rounds; round += 1) {
    for (const text of searched) keys.push(await timeOfKey(page, text))
    for (let way = 0; way < 3; way += 1)
      sorts.push(await timeUntil(page, { clicked: 'main [role=columnheader] button', below: 'main [role=rowgroup]' }))
    panels.push(await timeUntil(page, { clicked: firstRow, below: '#app', wanted: 'aside h3' }))
    await page.getByRole('button', { name: 'Close the device' }).click()
    await page.getByRole('combobox', { name: 'Group by' }).click()
    await page.getByRole('option', { name: 'User agent', exact: true }).waitFor()
    await page.evaluate(() => {
      const option = [...document.querySelectorAll('[role=option]')].find((each) => each.textContent === 'User agent')
      option?.setAttribute('data-bench', 'group')
    })
    groups.push(
      await timeUntil(page, {
        clicked: '[data-bench=group]',
        below: '#app',
        wanted: '[role=table][aria-label="Groups of devices"] [data-line]',
      }),
    )
    await page.getByRole('combobox', { name: 'Group by' }).click()
    await page.getByRole('option', { name: 'Not grouped' }).click()
    await page.locator(firstRow).waitFor()
  }
  const asked = await host.ask('held')
  const wheel = await scrollOn(page, FRAMES)
  const whole = await scrollThrough(page, FRAMES)
  const scrolled = await host.ask('held')
  await close()
  await host.end()
  const opened: number[] = []
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    const again = await startHost(directory)
    const began = performance.now()
    const window = await openAt(browser, again.url)
    await window.page.locator(firstRow).waitFor({ timeout: 120_000 })
    opened.push(performance.now() - began)
    await window.close()
    await again.end()
  }
  const dropped = (gaps: readonly number[]) =>
    `${gaps.filter((gap) => gap > DROPPED_MILLISECONDS).length} of ${gaps.length} left one out`
  return [
    row(count, 'from a program that has just begun to the first rows', median(opened), OPENED),
    row(count, 'from a key to the picture of its rows', median(keys), KEY),
    row(count, 'the slowest of these', Math.max(...keys), KEY),
    row(count, 'from a head to the sorted rows', median(sorts), KEY),
    row(count, 'from a row to its device', median(panels), KEY),
    row(count, 'from a choice to the groups', median(groups), KEY),
    row(count, `longest frame of a wheel’s scroll (${dropped(wheel)})`, Math.max(...wheel), DROPPED_MILLISECONDS),
    row(
      count,
      `longest frame from top to bottom (${dropped(whole.gaps)})`,
      Math.max(...whole.gaps),
      DROPPED_MILLISECONDS,
    ),
    row(count, 'from the end of that to the last row', whole.untilRows, 100),
    row(count, `host held while all of that was asked (at work ${rounded(asked.atWork)})`, asked.longest, HELD),
    row(count, `host held while it was scrolled (at work ${rounded(scrolled.atWork)})`, scrolled.longest, HELD),
  ]
}

async function openAt(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${url}#/desks/quarantine`)
  return { page, close: () => context.close() }
}

async function startHost(directory: string) {
  const child = fork(here('desk-host.ts'), [directory], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const answer = async (): Promise<DeskHostAnswer> => (await once(child, 'message'))[0]
  const told = await answer()
  if (!('url' in told)) throw new Error('The host told no address.')
  return {
    url: told.url,
    async ask(question: DeskHostQuestion): Promise<Hold> {
      const answered = answer()
      child.send(question)
      const held = await answered
      if ('url' in held) throw new Error('The host told an address again.')
      return held
    },
    async end() {
      const ended = once(child, 'exit')
      child.send('end' satisfies DeskHostQuestion)
      await ended
    },
  }
}

function row(count: number, what: string, ours: number, goal: number): BenchRow {
  const name = `desk: ${count} devices, ${what}`
  return rowBeside({ name, unit: 'ms', ours: rounded(ours), peer: { name: 'the goal', value: rounded(goal) } }, 1)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
