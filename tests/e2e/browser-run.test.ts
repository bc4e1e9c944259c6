import { describe, expect, it } from 'vitest'
import { viewOfRun } from '../../renderer/store/run-view.ts'
import { verdictLine } from '../../renderer/store/verdict-sentence.ts'
import { waterfall } from '../../renderer/store/waterfall.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { groupFindings } from '../../shared/run/finding-groups.ts'
import { verdictWordsOf } from '../../shared/run/verdict-words.ts'
import { gatheringWords } from '../../shared/run/words.ts'
import { halfWayEvents, secondHalfEvents } from '../fixtures/run-half-way.ts'
import { runManyFailures } from '../fixtures/run-many-failures.ts'
import { eventsOf, runOf } from '../fixtures/run-of.ts'
import { at } from '../fixtures/run-parts.ts'
import { readyArtifacts, runReady } from '../fixtures/run-ready.ts'
import { runRejected } from '../fixtures/run-rejected.ts'
import { browserSuite, playRun } from './browser-suite.ts'
import { type BrowserWindow, named } from './browser-window.ts'
import { hasChromium } from './chromium.ts'
import { createRunPlayer } from './run-player.ts'

const answered = halfWayEvents.filter(({ type }) => type === 'finding').length
const total = runManyFailures.findings.length
const halfWay = `${answered} of ${total} checks answered`
const now = halfWayEvents
  .slice(-2)
  .flatMap((event) => (event.type === 'gathering' ? [gatheringWords[event.artifact]] : []))
  .join('; ')

const { tlsHandshake, ewsGetFolder } = runManyFailures.artifacts
const chain = tlsHandshake?.state === 'gathered' ? tlsHandshake.value.chain : []
const [leaf] = chain
const refused = ewsGetFolder?.state === 'gathered' ? (ewsGetFolder.value.asVendor?.exchanges ?? []) : []

const stopped = runOf(
  'stopped',
  { dnsAnswers: readyArtifacts.dnsAnswers },
  { endedEarly: 'cancelled', finishedAt: at(300) },
)

describe.skipIf(!hasChromium)('A run in the browser', { timeout: 60_000 }, () => {
  let window: BrowserWindow

  const suite = browserSuite()

  async function open(opening = halfWayEvents) {
    const player = createRunPlayer(opening, stopped)
    window = await suite.open({ ...named, runReadiness: player.runReadiness, at: '#/everything' })
    return { page: window.page, player, complaints: window.complaints }
  }

  it('shows progress while it runs, and the verdict with all its findings at the end', async () => {
    const { page, player, complaints } = await open()
    await page.getByRole('heading', { name: 'Nothing has been looked at yet' }).waitFor()
    await page.getByRole('button', { name: 'Start' }).click()

    await page.getByText(halfWay).waitFor()
    await page.getByText(`Now ${now}.`).waitFor()
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe(String(answered))
    await page.getByText(/^So far (\d+ to mend, )?\d+ to look at\.$/).waitFor()
    await page.getByText(`${total - answered} checks have not answered yet.`).waitFor()
    expect(await page.getByRole('button', { name: /^Web Services/ }).textContent()).toMatch(/\d+ of \d+ answered$/)

    player.tell(secondHalfEvents)
    player.end(runManyFailures)
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    await page
      .getByText(verdictLine(viewOfRun(runManyFailures)).sentence, { exact: true })
      .first()
      .waitFor()
    const groups = groupFindings(runManyFailures.findings, 'urgency').map(({ heading, total }) => `${heading} ${total}`)
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([...groups, 'Left on the server'])
    expect(await page.getByRole('progressbar').count()).toBe(0)
    expect(player.started()).toMatchObject({ count: 1, password: 'hunter2' })
    expect(complaints).toEqual([])
  })

  it('keeps the lines still under a pointer in the list, so that a click meets the line that was aimed at', async () => {
    const { page, player } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    const line = page.getByRole('button', { name: /expires in 20 days/ })
    await line.hover()
    const before = await line.boundingBox()
    if (!before) throw new Error('The line is not there.')
    player.tell(secondHalfEvents)
    player.end(runManyFailures)
    await page.getByRole('heading', { level: 1, name: 'Not ready' }).waitFor()
    expect((await line.boundingBox())?.y).toBeCloseTo(before.y, 0)
    await page.getByText(`${total - answered} checks have answered meanwhile`, { exact: false }).waitFor()
    await page.mouse.down()
    await page.mouse.up()
    await page.getByRole('complementary', { name: /expires in 20 days/ }).waitFor()

    await page.getByRole('complementary').hover()
    await page.getByRole('heading', { name: 'To mend' }).waitFor()
    expect(await page.getByText('answered meanwhile', { exact: false }).count()).toBe(0)
  })

  it('shows the top again when the pointer has left, with what has come to stand there', async () => {
    const { page, player } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: /expires in 20 days/ }).hover()
    player.tell(secondHalfEvents)
    player.end(runManyFailures)
    const verdict = page.getByRole('heading', { level: 1, name: 'Not ready' })
    await verdict.waitFor()
    await page.getByRole('button', { name: 'Start again' }).hover()
    await page.getByRole('heading', { name: 'To mend' }).waitFor()
    expect(await page.evaluate(() => document.getElementById('findings')?.scrollTop)).toBe(0)
  })

  it('leaves the line that is being read where it is when results arrive above it', async () => {
    const { page, player } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    const line = page.getByRole('button', { name: /expires in 20 days/ })
    await line.click()
    await page.getByRole('complementary').hover()
    const before = await line.boundingBox()
    player.tell(secondHalfEvents)
    player.end(runManyFailures)
    await page.getByRole('heading', { name: 'To mend' }).waitFor()
    expect((await line.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)
  })

  it('opens the evidence of a finding beside the list, never over it', async () => {
    const { page, player } = await open(eventsOf(runManyFailures))
    await playRun(page, player, runManyFailures)
    // Lines are held still from when the pointer is there, and not while the test is still looking for the place.
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    const line = page.getByRole('button', { name: /expires in 20 days/ })
    await line.click()
    const drawer = page.getByRole('complementary', { name: /The certificate of mail.contoso.test expires/ })
    const list = await line.boundingBox()
    const beside = await drawer.boundingBox()
    expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(beside?.x ?? 0)
    await drawer.getByRole('heading', { name: 'Why it matters' }).waitFor()
    await drawer.getByRole('img', { name: /Life of the certificate. 20 of \d+ days left/ }).waitFor()
    await drawer.getByRole('button', { name: 'Details, mail.contoso.test' }).click()
    await drawer.getByText(leaf?.sha256 ?? 'no certificate', { exact: false }).waitFor()
    expect(await drawer.getByRole('listitem').count()).toBe(chain.length)
  })

  it('shows a conversation with its headers, and where its time went as a picture and a table', async () => {
    const { page, player } = await open(eventsOf(runManyFailures))
    await playRun(page, player, runManyFailures)
    // Lines are held still from when the pointer is there, and not while the test is still looking for the place.
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    await page.getByRole('button', { name: /answers 403 to the user agent/ }).click()
    const drawer = page.getByRole('complementary')
    await drawer
      .getByRole('img', { name: /^Where the time went. 1. POST \/EWS\/Exchange.asmx 403: \d+ ms \(/ })
      .waitFor()
    await drawer.getByRole('button', { name: 'Times as a table' }).first().click()
    const { rows } = waterfall(refused)
    const totals = rows.map((row) => [row.name, formatMilliseconds(row.total)])
    const cells = await drawer
      .getByRole('row')
      .filter({ hasText: 'POST /EWS/Exchange.asmx 403' })
      .last()
      .getByRole('cell')
      .allTextContents()
    expect([cells[0], cells.at(-1)]).toEqual(totals.at(-1))
    const headers = `What came back: ${refused[0]?.headers.length} headers, request 1`
    await drawer.getByRole('button', { name: headers }).first().click()
    await drawer.getByText('Microsoft-IIS/10.0').waitFor()
  })

  it('stops when it is asked to, and says that what was seen is kept', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page
      .getByText(/The run was stopped at .*; what was seen before is kept./)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
  })

  it('is taken up again by a window that reloads, while it runs and after it', async () => {
    const { page, player } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText(halfWay).waitFor()
    await page.reload()
    await page.getByText(halfWay).waitFor()
    player.tell(secondHalfEvents)
    player.end(runManyFailures)
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Not ready' }).waitFor()
    expect(player.started().count).toBe(1)
  })

  it('says that it is our bug when the run breaks off', async () => {
    const { page, player } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText(halfWay).waitFor()
    player.breakOff(new Error('boom'))
    await page.getByText('Postern itself failed. This is our bug, not the server’s.').waitFor()
    await page.getByRole('button', { name: 'Start again' }).waitFor()
    await page.getByRole('heading', { level: 1, name: 'Broke off' }).waitFor()
    expect(await page.getByText('boom').count()).toBe(0)
  })

  it('says that the connection is lost when Postern has ended, and keeps what was seen', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText(halfWay).waitFor()
    const line = page.getByRole('button', { name: /expires in 20 days/ })
    await line.hover()
    const before = await line.boundingBox()
    await window.endHost()
    await page.getByText(/^The connection to Postern was lost. It is tried again by itself/).waitFor()
    await expect.poll(async () => (await line.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)
    expect(await page.getByRole('button', { name: 'Stop' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('folds the passes into one line with their count, which unfolds', async () => {
    const { page, player } = await open(eventsOf(runReady))
    await playRun(page, player, runReady)
    const { account, remark } = verdictWordsOf(runReady)
    expect(account).toBe(`All ${runReady.findings.length} checks pass.`)
    await page.getByText(`${account} ${remark}`, { exact: true }).first().waitFor()
    expect(await page.getByRole('button', { name: /completes the TLS|TLS handshake/ }).count()).toBe(0)
    await page.getByRole('button', { name: `Passes ${runReady.findings.length} checks pass` }).click()
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(runReady.findings.length + 1)
  })

  it('says before a run what it would leave behind, and leaves it out on request', async () => {
    const { page, player } = await open(eventsOf(runReady))
    await page.getByText('The run leaves a mobile device').waitFor()
    await page
      .getByRole('region', { name: 'What a run leaves on a server', exact: true })
      .getByText('Remove-MobileDevice')
      .waitFor()
    expect(player.started().count).toBe(0)
    await page.getByRole('switch', { name: 'Leave no trace' }).click()
    await page.getByText('Nothing stays on a server').waitFor()
    expect(await page.getByRole('region', { name: 'What a run leaves on a server', exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => player.started().organisation?.activeSync).toEqual({ leaveNoTrace: true })
  })

  it('sends a password again that was rejected, when it is told to, and not before', async () => {
    const { page, player } = await open(eventsOf(runRejected))
    await playRun(page, player, runRejected)
    const again = page
      .getByRole('region', { name: 'Password' })
      .getByRole('button', { name: 'Try this password again' })
    await again.waitFor()
    expect(player.started()).toMatchObject({ count: 1, tryAgain: undefined })
    await again.click()
    await expect.poll(() => player.started()).toMatchObject({ count: 2, tryAgain: true })
  })
})
