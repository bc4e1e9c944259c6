import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportHtml } from '../../shared/report/html.ts'
import { type Report, reportOf } from '../../shared/report/report.ts'
import { sourceOfRun } from '../../shared/report/report-source.ts'
import { ticketFor } from '../../shared/report/ticket.ts'
import { ticketMarkdown } from '../../shared/report/ticket-markdown.ts'
import { ticketText } from '../../shared/report/ticket-text.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { Run, type RunEvent } from '../../shared/run/run.ts'
import { halfWayEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf } from '../fixtures/run-of.ts'
import { findingOf } from '../renderer/store/finding-of.ts'
import { browserSuite } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { tooWide, violations } from './everybody.ts'
import { createRunPlayer, type RunPlayer } from './run-player.ts'

const report = reportOf(sourceOfRun(runManyFailures))
const FILE = 'postern-contoso.test-2026-11-24T22-41-07Z'

function askOf(team: string, from: Report = report) {
  const ask = from.asks.find((one) => one.team === team)
  if (!ask) throw new Error(`Nothing is asked of ${team}.`)
  return ask
}

describe.skipIf(!hasChromium)('The report', { timeout: 60_000 }, () => {
  let window: BrowserWindow
  let folder: string
  let player: RunPlayer

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postern-report-'))
  })
  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  const suite = browserSuite()

  /** The Report step of a run that has ended, or of one that is under way. */
  async function open(events: readonly RunEvent[], run?: Run, context: BrowserContextOptions = {}): Promise<Page> {
    player = createRunPlayer([], runManyFailures)
    window = await suite.open({ ...named, runReadiness: player.runReadiness, context })
    const { page } = window
    await page.getByRole('button', { name: 'Start', exact: true }).first().click()
    await expect.poll(() => player.started().count).toBe(1)
    player.tell(events)
    if (run) {
      player.end(run)
      await page.getByRole('button', { name: 'Start again' }).waitFor()
    }
    await page.evaluate(() => {
      location.hash = '#/steps/report'
    })
    await page.getByRole('group', { name: 'Save the report' }).waitFor()
    return page
  }
  const openEnded = (context?: BrowserContextOptions) => open(eventsOf(runManyFailures), runManyFailures, context)

  it('says what the run came to, and what is asked of whom', async () => {
    const page = await openEnded()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Not ready')
    const headings = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()
    expect(headings).toEqual([
      'Exchange team 9',
      'Network team 1',
      'Not reached 7',
      'As it should be 41',
      'Left on the server',
    ])
    const exchange = page.getByRole('region', { name: /^Exchange team/ })
    for (const { title } of askOf('exchange').findings) expect(await exchange.textContent()).toContain(title)
    expect(window.complaints).toEqual([])
  })

  it('copies what is asked of a team, as text and as Markdown', async () => {
    const page = await openEnded({ permissions: ['clipboard-read', 'clipboard-write'] })
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole('button', { name: 'Copy as a ticket: Exchange team' }).click()
    await page.getByRole('button', { name: 'Ticket copied: Exchange team' }).waitFor()
    expect(await copied()).toBe(ticketText(ticketFor(askOf('exchange'), report)))
    await page.getByRole('button', { name: 'As Markdown: Network team' }).click()
    await page.getByRole('button', { name: 'Markdown copied: Network team' }).waitFor()
    expect(await copied()).toBe(ticketMarkdown(ticketFor(askOf('network'), report)))
    expect(window.complaints).toEqual([])
  })

  it('says where nothing could be copied', async () => {
    const page = await openEnded()
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
    })
    await page.getByRole('button', { name: 'Copy as a ticket: Exchange team' }).click()
    await page.getByRole('button', { name: 'Could not copy: Exchange team' }).waitFor()
  })

  it.each([
    ['JSON', `${FILE}.json`, () => plainJson(Run.parse(runManyFailures), 2)],
    ['HTML', `${FILE}.html`, () => reportHtml(report)],
  ])('is saved as %s, byte for byte as it is made elsewhere', async (kind, name, expected) => {
    const page = await openEnded()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save as ${kind}` }).click(),
    ])
    expect(download.suggestedFilename()).toBe(name)
    const path = join(folder, name)
    await download.saveAs(path)
    expect(await readFile(path, 'utf8')).toBe(expected())
    await page.getByText(`Handed over as ${name}.`).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('says what was looked at again since, and asks for it no more', async () => {
    const page = await openEnded()
    const again: Run = {
      run: {
        ...runManyFailures.run,
        id: 'run-again-fixture',
        only: ['ews/user-agent'],
        verifies: runManyFailures.run.id,
        startedAt: '2026-11-25T08:00:00.000Z',
        finishedAt: '2026-11-25T08:00:01.000Z',
      },
      verdict: 'ready',
      findings: [findingOf('ews/user-agent', 'pass', { title: 'EWS lets the vendor in' })],
      artifacts: {},
    }
    const refused = page.getByRole('listitem').filter({ hasText: 'answers 403 to the user agent' })
    await refused.getByRole('button', { name: 'Verify' }).click()
    await expect.poll(() => player.started().count).toBe(2)
    player.tell(eventsOf(again))
    player.end(again)
    await page.getByText('Verified now: passes').first().waitFor()
    await page.getByText('and 1 check again, last on').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as HTML' }).click(),
    ])
    const path = join(folder, 'verified.html')
    await download.saveAs(path)
    const text = await readFile(path, 'utf8')
    expect(text).toContain('Exchange team: 2 to mend, 6 to look at')
    expect(text).toMatch(/EWS lets the vendor in .*2026-11-25.* at 08:00 UTC, when it was looked at again/)
  })

  it('is printed by the browser under its own name', async () => {
    const page = await openEnded()
    await page.evaluate(() => {
      globalThis.print = () => {
        Reflect.set(globalThis, 'printedAs', document.title)
        dispatchEvent(new Event('afterprint'))
      }
    })
    const before = await page.title()
    await page.getByRole('button', { name: 'Print or save as PDF' }).click()
    await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'printedAs'))).toBe(FILE)
    expect(await page.title()).toBe(before)
  })

  it.each(['light', 'dark'] as const)(
    'is alone on paper, whole and on white, from the %s window',
    async (colorScheme) => {
      const page = await openEnded({ colorScheme })
      await page.emulateMedia({ media: 'print' })
      const paper = await page.evaluate(() => {
        const host = document.querySelector('.printed-report')
        const shown = [...document.body.children].filter((child) => getComputedStyle(child).display !== 'none')
        const text = host?.shadowRoot?.querySelector('.report') as HTMLElement | undefined
        return {
          alone: shown.length === 1 && shown[0] === host,
          text: text?.checkVisibility() ? text.textContent : '',
          cut: document.documentElement.scrollHeight < (text?.offsetHeight ?? 0),
          scheme: getComputedStyle(document.documentElement).colorScheme,
          ground: [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor),
        }
      })
      expect(paper).toMatchObject({ alone: true, cut: false, scheme: 'light' })
      expect(new Set(paper.ground)).toEqual(new Set(['rgb(255, 255, 255)']))
      const words = paper.text.replaceAll(/\s+/g, ' ')
      for (const { title } of runManyFailures.findings) expect(words).toContain(title)
      const pdf = await page.pdf({ preferCSSPageSize: true })
      expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
      expect(pages).toBeGreaterThan(8)
      expect(window.complaints).toEqual([])
    },
  )

  it('says of a run under way that it is not whole, and keeps its file until it has ended', async () => {
    const page = await open(halfWayEvents)
    await page.getByText('this report is not whole, and grows with it', { exact: false }).waitFor()
    expect(await page.getByRole('button', { name: 'Save as JSON' }).getAttribute('aria-disabled')).toBe('true')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as HTML' }).click(),
    ])
    const path = join(folder, 'under-way.html')
    await download.saveAs(path)
    expect(await readFile(path, 'utf8')).toContain('Not all that was to be looked at has been.')
  })

  it('says what a report would be of, where nothing has been looked at', async () => {
    const { runReadiness } = createRunPlayer([], runManyFailures)
    const { page } = await suite.open({ ...named, runReadiness, at: '#/steps/report' })
    await page.getByRole('heading', { name: 'Nothing has been looked at yet' }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Report')
    expect(await page.getByRole('button', { name: 'Save as HTML' }).count()).toBe(0)
  })

  it.each(['light', 'dark'] as const)('can be used by everybody, in %s', async (colorScheme) => {
    const page = await openEnded({ colorScheme, bypassCSP: true })
    expect(await violations(page)).toEqual([])
  })

  it('the saved page can be used by everybody, and scrolls nowhere sideways', async () => {
    const context = await suite.browser().newContext({ bypassCSP: true, viewport: { width: 400, height: 800 } })
    const page = await context.newPage()
    await page.setContent(reportHtml(report))
    expect(await violations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await context.close()
  })

  it('fits into the smallest window', async () => {
    const page = await openEnded({ viewport: { width: 1024, height: 640 } })
    expect(await tooWide(page)).toEqual([])
  })
})
