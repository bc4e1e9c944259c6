import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { buildApp } from '../../build/build-app.ts'
import { root } from '../../build/run-tool.ts'
import { openStore } from '../../electron/engine/store/store.ts'
import { counted } from '../../shared/language/translate.ts'
import { contoso, openBrowserWindow } from '../e2e/browser-window.ts'
import { hasChromium, launchBrowser } from '../e2e/chromium.ts'
import { keepManyRuns } from '../fixtures/many-runs.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { median } from './median.ts'

const built = join(root, 'out/renderer')

/** The goals of the window: the initial code in kB of gzip, and a list of so many findings narrowed and sorted in so many ms. */
const INITIAL_KILOBYTES = 250
const LIST_MILLISECONDS = 50
const RUNS = 200
/** A screen of 60 Hz shows a picture in so many ms; a gap of half as much again has left one out. */
const FRAME_MILLISECONDS = 1000 / 60
const DROPPED_MILLISECONDS = FRAME_MILLISECONDS * 1.5
/** How long nothing is done to the window, and how much of that it may be at work for. */
const IDLE_MILLISECONDS = 5_000
const IDLE_SHARE = 0.005

/**
 * How the window feels in Chromium: what it loads before it can be used, what it does when nobody does anything, and a
 * list of more than ten thousand findings. The goal stands beside each.
 */
export async function benchUi(rounds: number, say: (line: string) => void): Promise<BenchRow[]> {
  if (!hasChromium) {
    say('There is no Chromium here, so the window is not measured.')
    return []
  }
  await buildApp()
  const browser = await launchBrowser()
  try {
    return [...(await opening(browser, rounds)), ...(await findings(browser, rounds))]
  } finally {
    await browser.close()
  }
}

async function windowWithRuns(browser: Browser, at: string) {
  const store = openStore({ directory: null })
  const id = store.organisations.put(contoso)
  store.organisations.open(id)
  keepManyRuns(store, runManyFailures, RUNS, id)
  const runReadiness = () => Promise.reject(new Error('Nothing is run here.'))
  const window = await openBrowserWindow(browser, { runReadiness, store, at })
  return { page: window.page, close: () => window.close().then(() => store.close()) }
}

/** Opens the window as it is opened every day: at a step. */
async function opening(browser: Browser, rounds: number): Promise<BenchRow[]> {
  const interactive: number[] = []
  const busy: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { page, close } = await windowWithRuns(browser, '#/steps/servers')
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    interactive.push(await untilInteractive(page))
    busy.push(await workWhileIdle(page))
    await close()
  }
  return [
    rowBeside(
      {
        name: 'ui: all code that is loaded before any page, gzip',
        unit: 'kB',
        ours: rounded((await initialBytes()) / 1_000),
        peer: { name: 'the goal', value: INITIAL_KILOBYTES },
      },
      1,
    ),
    rowBeside({
      name: 'ui: from the first paint to a step that can be used',
      unit: 'ms',
      ours: rounded(median(interactive)),
      peer: undefined,
    }),
    rowBeside(
      {
        name: `ui: at work while nothing is done for ${IDLE_MILLISECONDS / 1_000} s`,
        unit: 'ms',
        ours: rounded(median(busy)),
        peer: { name: `${IDLE_SHARE * 100} % of it`, value: IDLE_MILLISECONDS * IDLE_SHARE },
      },
      1,
    ),
  ]
}

/** Gzipped bytes of the script of the page, of the window that it loads, and of all that they import at once, not on demand. */
async function initialBytes(): Promise<number> {
  const page = await readFile(join(built, 'index.html'), 'utf8')
  const waiting = [...page.matchAll(/<script[^>]+src="([^"]+\.js)"/g)].map(([, path = '']) => join(built, path))
  const seen = new Set<string>()
  let bytes = 0
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const code = await readFile(file, 'utf8')
    bytes += gzipSync(code).length
    for (const [, path = ''] of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g))
      waiting.push(join(dirname(file), path))
    for (const [, path = ''] of code.matchAll(/import\([`"'](\.\/window-[^`"']+\.js)/g))
      waiting.push(join(dirname(file), path))
  }
  return bytes
}

/** Milliseconds from the first contentful paint to the heading of the page that was gone to. */
async function untilInteractive(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    return Math.max(0, performance.now() - (paint?.startTime ?? 0))
  })
}

async function workWhileIdle(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  // What came of loading is over first.
  await page.waitForTimeout(1_000)
  const before = await taskSeconds(session)
  await page.waitForTimeout(IDLE_MILLISECONDS)
  const spent = (await taskSeconds(session)) - before
  await session.detach()
  return spent * 1_000
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

/** The list of the findings of all runs: narrowed, sorted and scrolled through. */
async function findings(browser: Browser, rounds: number): Promise<BenchRow[]> {
  const { page, close } = await windowWithRuns(browser, '#/desks/runs')
  await page.getByRole('tab', { name: 'Findings of all runs' }).click()
  const total = RUNS * runManyFailures.findings.length
  await page.getByText(counted(total, 'finding'), { exact: true }).waitFor()
  const filters: number[] = []
  const sorts: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    filters.push(await timeToFilter(page, round % 2 === 0 ? 'certificate' : 'ews answers'))
    filters.push(await timeToFilter(page, ''))
    for (const head of ['Finding', 'Verdict', 'When']) sorts.push(await timeToSort(page, head))
  }
  const gaps = await scrollGaps(page)
  await close()
  const limit = { name: 'the goal', value: LIST_MILLISECONDS }
  const dropped = gaps.filter((gap) => gap > DROPPED_MILLISECONDS).length
  return [
    rowBeside(
      { name: `ui: ${total} findings narrowed by words`, unit: 'ms', ours: rounded(median(filters)), peer: limit },
      1,
    ),
    rowBeside({ name: `ui: ${total} findings sorted`, unit: 'ms', ours: rounded(median(sorts)), peer: limit }, 1),
    rowBeside(
      {
        name: `ui: longest gap between two frames while scrolling (${dropped} of ${gaps.length} left one out)`,
        unit: 'ms',
        ours: rounded(Math.max(...gaps)),
        peer: { name: 'a frame and a half', value: rounded(DROPPED_MILLISECONDS) },
      },
      1,
    ),
  ]
}

/** From the letter to the frame in which the list is another. */
function timeToFilter(page: Page, text: string): Promise<number> {
  return page.evaluate(async (value) => {
    const box = document.querySelector<HTMLInputElement>('input[aria-label="Search the findings"], [role=searchbox]')
    if (!box) throw new Error('There is no box to search in.')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    await new Promise(requestAnimationFrame)
    const began = performance.now()
    set?.call(box, value)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    // React draws it before the next frame; the time until that frame is not its own.
    await new Promise((resolve) => setTimeout(resolve))
    document.body.getBoundingClientRect()
    return performance.now() - began
  }, text)
}

function timeToSort(page: Page, head: string): Promise<number> {
  return page.evaluate(async (name) => {
    const button = [...document.querySelectorAll<HTMLElement>('[role=columnheader] button')].find(
      (one) => one.textContent === name,
    )
    if (!button) throw new Error(`There is no head ${name}.`)
    await new Promise(requestAnimationFrame)
    const began = performance.now()
    button.click()
    await new Promise((resolve) => setTimeout(resolve))
    document.body.getBoundingClientRect()
    return performance.now() - began
  }, head)
}

/** The times between frames while the list is scrolled by a screen's third in each. */
function scrollGaps(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const box = document.querySelector('[role=table]')?.parentElement
    if (!box) throw new Error('There is no list.')
    const gaps: number[] = []
    let last = await new Promise(requestAnimationFrame)
    for (let frame = 0; frame < 180; frame += 1) {
      box.scrollTop += box.clientHeight / 3
      const now = await new Promise(requestAnimationFrame)
      gaps.push((now as number) - (last as number))
      last = now
    }
    // The first frames still have what came before them.
    return gaps.slice(10)
  })
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
