import { expect } from 'vitest'
import { wizardStepNames } from '../../renderer/steps/step-words.ts'
import { wizardSteps } from '../../renderer/store/place.ts'
import { runOf } from '../../shared/run/kept-run.ts'
import { readRunFile } from '../../shared/run/run-file.ts'
import { railWords, runAll, savedBy, typeOrganisation, type Walk } from './walk-window.ts'

/** From nothing named to a report: the organisation is typed, looked at, walked through step by step, and saved. */
export async function walkToReady(walk: Walk): Promise<void> {
  const { host, lab } = walk
  const page = host.page()
  const [first, ...others] = wizardSteps
  expect(await railWords(page, first)).toBe('To be named')
  await typeOrganisation(page, lab)
  const heading = (step: (typeof wizardSteps)[number]) =>
    page.getByRole('heading', { level: 1, name: step === 'report' ? 'Ready' : wizardStepNames[step], exact: true })
  await heading('servers').waitFor()
  const run = await runAll(walk)
  for (const [at, step] of others.entries()) {
    await heading(step).waitFor()
    const next = others[at + 1]
    if (next) await page.getByRole('button', { name: `Next: ${wizardStepNames[next]}`, exact: true }).click()
  }
  expect(await railWords(page, 'report')).toBe('Ready')
  expect(run.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'warn')).toEqual([])
  await page
    .getByRole('button', { name: /^Copy as a ticket/ })
    .first()
    .waitFor()
  expect(readRunFile(await savedBy(page, 'Save as JSON'))).toEqual({ run: runOf(run) })
}
