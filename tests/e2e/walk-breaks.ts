import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { LogEntry } from '../../lab/log.ts'
import type { ArtifactName } from '../../shared/artifacts/artifacts.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import { keptRun, keptRuns } from './walk-host.ts'
import { goTo, lineOf, patience, railItem, railWords, runAll, runBy, typePassword, type Walk } from './walk-window.ts'

/** Moments in the middle of a run, each by a request that is asked and not answered yet. */
const moments = {
  beforeSignIn: ({ path, result }) => isEws(path) && result === 'no-credential',
  inSignIn: ({ path, result }) => isEws(path) && result === 'accepted',
  signedIn: ({ path, result }) => isEws(path) && result === 'kept',
} satisfies Record<string, (request: LogEntry) => boolean>
type Moment = keyof typeof moments

const isEws = (path: string) => path.toLowerCase() === '/ews/exchange.asmx'

/** Starts a run and waits for a moment of it, when the window shows some of what it has seen; what is kept by then. */
async function startUntil(moment: Moment, { host, folder, gate }: Walk): Promise<KeptRun> {
  const page = host.page()
  gate.closeAt(moments[moment])
  await page.getByRole('button', { name: /^Start(?: again)?$/ }).click()
  await expect.poll(() => gate.held(), patience).toBeGreaterThan(0)
  await page.getByText(/^[1-9]\d* of \d+ checks answered$/).waitFor()
  const run = keptRuns(folder).find(({ state }) => state === 'under-way')
  return keptRun(folder, run?.header.id ?? '')
}

/** A wrong password costs one bad sign-in, however often a run is started; the right one is ready. */
export async function walkWrongPassword(walk: Walk): Promise<void> {
  const { host, lab } = walk
  const page = host.page()
  await typePassword(page, 'Wr0ng!pass')
  const before = lab.badSignIns('alice').total
  const card = page.getByRole('region', { name: 'Password', exact: true })
  await card.getByRole('heading', { name: 'One attempt left before we stop' }).waitFor()
  const run = await runAll(walk)
  expect(run.findings).toContainEqual(expect.objectContaining({ check: 'sign-in/password', outcome: 'rejected' }))
  await page.getByRole('button', { name: /^Fails The sign-in of CONTOSO\\alice/ }).waitFor()
  const rejected = card.getByRole('heading', { name: /^This password was rejected at .* and is not sent again/ })
  await rejected.waitFor()
  expect(lab.badSignIns('alice').total).toBe(before + 1)
  await runAll(walk)
  await rejected.waitFor()
  expect(lab.badSignIns('alice').total).toBe(before + 1)
  await typePassword(page, lab.password)
  const after = await runAll(walk)
  expect(after.verdict).toBe('ready')
  expect(lab.badSignIns('alice').total).toBe(before + 1)
}

/** The servers are gone in the middle of a run, which ends by itself and says so, and are back for the next one. */
export async function walkLabKilled(walk: Walk): Promise<void> {
  const { host, lab, gate } = walk
  await goTo(host.page(), 'ews')
  let before: KeptRun | undefined
  let switchOn = async (): Promise<void> => undefined
  const run = await runBy(walk, async () => {
    before = await startUntil('signedIn', walk)
    switchOn = await lab.cutPower()
    gate.open()
  })
  expect(run.run.endedEarly).toBeUndefined()
  expect(run.verdict).toBe('not-ready')
  expect(run.findings).toEqual(expect.arrayContaining(before?.findings ?? []))
  expect(run.findings.filter(({ verdict }) => verdict === 'bug')).toEqual([])
  expect(JSON.stringify(run.artifacts)).toContain('"code":"connection-refused"')
  const page = host.page()
  const failed = run.findings.filter(({ verdict }) => verdict === 'fail')
  expect(failed.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual(['connection/loss stopped'])
  await goTo(page, 'firewall')
  await lineOf(page, 'connection/loss')
    .getByText(failed[0]?.title ?? '', { exact: true })
    .waitFor()
  await expect.poll(() => railWords(page, 'report'), patience).toBe('Not ready')
  await switchOn()
  const after = await runAll(walk)
  expect(outcomes(after)).toEqual(outcomes(walk.healthy.run))
}

/** Postern is gone in the middle of a run; started again, it says so, and goes on with what is kept. */
export async function walkAppKilled(walk: Walk): Promise<void> {
  const kept = await endIn('beforeSignIn', () => walk.host.kill(), walk)
  await goOnBy('Go on with it', kept, walk)
}

/** Nobody can know what came of a sign-in that was under way, so the password is sent again when that is asked for alone. */
export async function walkAppKilledInSignIn(walk: Walk): Promise<void> {
  const kept = await endIn('inSignIn', () => walk.host.kill(), walk)
  const page = walk.host.page()
  await page.getByRole('heading', { name: /^A sign-in with this password got no clear answer/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Go on with it' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Go on without a sign-in' }).waitFor()
  await goTo(page, 'ews')
  // By then so much is kept that the lab itself can tell that it was not asked again.
  expect(await goOnBy('Try this password again', kept, walk)).not.toEqual([])
}

/** Postern is closed in the middle of a run, as people close it. */
export async function walkAppQuit(walk: Walk): Promise<void> {
  const kept = await endIn('beforeSignIn', () => walk.host.quit(), walk)
  await goOnBy('Go on with it', kept, walk)
}

/** Ends Postern at a moment of a run, starts it again and types the password anew; what was kept until then. */
async function endIn(moment: Moment, end: () => Promise<void>, walk: Walk): Promise<KeptRun> {
  const { host, lab, gate } = walk
  await goTo(host.page(), 'servers')
  const kept = await startUntil(moment, walk)
  await end()
  gate.open()
  await host.start()
  const page = host.page()
  await page.getByText(/^This run broke off on .* had answered, and all that was seen is kept\.$/).waitFor()
  await typePassword(page, lab.password)
  return kept
}

/**
 * Goes on by a button, to what a run in one piece comes to, and asks nothing again of what is kept. Returns what of it the
 * lab would have seen, had it been asked.
 */
async function goOnBy(button: string, kept: KeptRun, walk: Walk): Promise<ArtifactName[]> {
  const { host, lab, healthy } = walk
  const already = lab.log.length
  const run = await runBy(walk, () => host.page().getByRole('button', { name: button }).click())
  expect(run.run.id).toBe(kept.run.id)
  expect(run.verdict).toBe(healthy.run.verdict)
  expect(outcomes(run)).toEqual(outcomes(healthy.run))
  const { at = '', again = run.gatherers } = run.run.resumed?.at(-1) ?? {}
  const notAgain = run.gatherers.filter((name) => !again.includes(name))
  expect(notAgain).toEqual(expect.arrayContaining(['endpoints', 'dnsAnswers']))
  const fresh = notAgain.filter((name) => {
    const record = run.artifacts[name]
    return record?.state !== 'gathered' || record.startedAt >= at
  })
  expect(fresh).toEqual([])
  const asked = lab.log.slice(already)
  const provable = notAgain.filter((name) => askedFor[name])
  for (const name of provable) expect(asked.filter((request) => askedFor[name]?.(request))).toEqual([])
  return provable
}

/** By what the lab knows that an artifact was asked for, where nothing else asks the same. */
const askedFor: Partial<Record<ArtifactName, (request: LogEntry) => boolean>> = {
  nodes: ({ path }) => path.endsWith('/healthcheck.htm'),
  autodiscoverWellKnown: ({ server }) => server === 'HTTP',
  autodiscoverJson: ({ path }) => path.endsWith('/autodiscover.json'),
}

/** A window that is loaded again, or closed and opened again, shows the run that is under way, to its end. */
export async function walkReload(walk: Walk): Promise<void> {
  const { host, gate } = walk
  await goTo(host.page(), 'ews')
  const isUnderWay = (page: Page) => page.getByText(/^[1-9]\d* of \d+ checks answered$/).waitFor()
  const pages = [host.page()]
  const run = await runBy(walk, async () => {
    await startUntil('signedIn', walk)
    await host.reload()
    await isUnderWay(host.page())
    if (host.openAnother) {
      const closed = await host.openAnother()
      await isUnderWay(closed)
      await closed.close()
      const another = await host.openAnother()
      await isUnderWay(another)
      pages.push(another)
    }
    gate.open()
  })
  expect(outcomes(run)).toEqual(outcomes(walk.healthy.run))
  for (const page of pages) {
    await railItem(page, 'report').click()
    await page.getByRole('heading', { level: 1, name: 'Ready', exact: true }).waitFor()
  }
  await pages[1]?.close()
}

const outcomes = ({ findings }: Pick<KeptRun, 'findings'>) =>
  findings.map(({ check, outcome, verdict }) => `${check} = ${outcome} (${verdict})`)
