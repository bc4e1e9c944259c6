import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type FaultId, faults } from '../../lab/faults.ts'
import { wizardStepOf } from '../../renderer/steps/step-graph.ts'
import { waitingFor } from '../../renderer/store/verified.ts'
import { allChecks } from '../../shared/checks/all-checks.ts'
import { counted } from '../../shared/language/translate.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'

import {
  type CheckedStep,
  goTo,
  lineOf,
  patience,
  railItem,
  railWords,
  runAll,
  runBy,
  type Walk,
} from './walk-window.ts'

/** Ten faults of different areas: names, certificates, servers, the firewall, sign-in, EWS, Autodiscover and ActiveSync. */
export const walkedFaults = [
  'name-does-not-resolve',
  'certificate-expired',
  'one-node-down',
  'keep-alive-off',
  'ews-no-ntlm',
  'ews-user-agent-refused',
  'ews-disabled-mailbox',
  'autodiscover-not-published',
  'device-quarantined',
  'only-old-version',
] as const satisfies readonly FaultId[]

const railWordsOf = { fail: 'to mend', warn: 'to look at', unknown: 'unknown' } as const

/** What is expected of a fault by the lab's own table, with the words of the check for it. */
function expectedOf(id: FaultId) {
  const fault = faults.find((one) => one.id === id)
  if (!fault) throw new Error(`There is no fault ${id}.`)
  const { expected, also = [] } = fault
  const words = allChecks.find(({ meta }) => meta.id === expected.check)?.meta.outcomes[expected.outcome]
  if (!words || words.verdict === 'pass') throw new Error(`The fault ${id} leads to nothing that can be mended.`)
  return {
    ...expected,
    ...{ verdict: words.verdict, title: patternOf(words.title), step: stepOf(expected.check) },
    also: also.map((one) => `${one.check} = ${one.outcome}`),
  }
}

function stepOf(check: string): CheckedStep {
  const step = wizardStepOf(check)
  if (step === undefined || step === 'organisation' || step === 'report') throw new Error(`${check} has no step.`)
  return step
}

/** A title's words with anything in the place of what was seen. */
function patternOf(title: string): RegExp {
  const words = title.split(/\{\w+\}/).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(words.join('.+'))
}

/** From a fault to its finding with evidence; and the fault removed, by looking again, to a report that is ready. */
export async function walkFault(walk: Walk, id: FaultId): Promise<void> {
  const { host, lab } = walk
  const page = host.page()
  const { check, outcome, verdict, title, also, step } = expectedOf(id)
  await goTo(page, step)
  await lab.setFaults([id])
  const run = await runAll(walk)
  expect(run.findings).toContainEqual(expect.objectContaining({ check, outcome, verdict }))
  await expect.poll(() => railWords(page, step), patience).toContain(railWordsOf[verdict])
  await openLine(page, check, title)
  await lab.setFaults([])
  const seen = new Set<string>()
  await mend(walk, check, run, seen)
  for (const each of run.findings.filter((one) => also.includes(`${one.check} = ${one.outcome}`))) {
    await goTo(page, stepOf(each.check))
    await openLine(page, each.check)
    await mend(walk, each.check, run, seen)
  }
  await expect.poll(() => railWords(page, step), patience).toBe(walk.healthy.rail[step])
  await railItem(page, 'report').click()
  await page.getByRole('heading', { level: 1, name: 'Ready', exact: true }).waitFor()
  await goTo(page, 'servers')
  await noneOf(page, drawnFrom[id])
  await host.reload()
  await page.getByRole('tab', { name: 'Names and servers' }).waitFor()
  await noneOf(page, drawnFrom[id])
}

/** What the pictures of the servers say of a fault, and say no more when it is seen to be mended. */
const drawnFrom: Partial<Record<FaultId, RegExp>> = {
  'one-node-down': /refuses the connection/,
  'certificate-expired': /Certificates \(\d+ to look at\)|not trusted/,
}

async function noneOf(page: Page, words: RegExp | undefined): Promise<void> {
  const pictures = page.getByRole('main')
  if (words) await expect.poll(() => pictures.textContent(), patience).not.toMatch(words)
}

/** Opens the evidence of a finding. */
async function openLine(page: Page, check: string, title = /./): Promise<void> {
  const line = lineOf(page, check)
  await expect.poll(() => line.textContent(), patience).toMatch(title)
  await line.getByRole('button').first().click()
  const drawer = page.getByRole('complementary')
  await drawer.getByText(`check ${check}`).waitFor()
  await expect.poll(() => drawer.getByRole('heading', { level: 2 }).textContent(), patience).toMatch(title)
  await drawer.getByRole('heading', { name: 'What was seen' }).waitFor()
}

/** How far down a line stands once two frames have it in the same place: lines are measured after they are drawn. */
async function restingPlace(line: Locator): Promise<number | undefined> {
  const placeNow = () =>
    line.evaluate(
      (element) =>
        new Promise<[number, number]>((resolve) => {
          const first = element.getBoundingClientRect().y
          requestAnimationFrame(() => requestAnimationFrame(() => resolve([first, element.getBoundingClientRect().y])))
        }),
    )
  await expect
    .poll(async () => {
      const [first, second] = await placeNow()
      return second - first
    }, patience)
    .toBe(0)
  return (await line.boundingBox())?.y
}

/** Looks again at a finding that is open, whose line stays where it is, and then at what waited for it and was not `seen` since. */
async function mend(walk: Walk, check: string, run: KeptRun, seen: Set<string>): Promise<void> {
  const page = walk.host.page()
  const line = lineOf(page, check)
  const before = await restingPlace(line)
  const looked = await runBy(walk, () => line.getByRole('button', { name: 'Verify', exact: true }).click())
  expect(looked.findings).toMatchObject([{ check, verdict: 'pass' }])
  await line.getByText('Verified now: passes', { exact: true }).waitFor()
  await expect.poll(async () => (await line.boundingBox())?.y, patience).toBe(before)
  const waited = waitingFor(check, run.findings).filter((one) => !seen.has(one))
  const look = page.getByRole('button', { name: /^Look at the \d+ checks? that waited for it$/ })
  if (waited.length > 0) {
    const words = `Look at the ${counted(waited.length, 'check')} that waited for it`
    const followed = await runBy(walk, () => line.getByRole('button', { name: words, exact: true }).click())
    expect(followed.findings.map((one) => one.check).toSorted()).toEqual(waited.toSorted())
    for (const one of waited) seen.add(one)
  }
  await look.waitFor({ state: 'detached' })
}
