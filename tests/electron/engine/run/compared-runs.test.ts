import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { ArtifactRecords } from '../../../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../../../shared/checks/all-checks.ts'
import { compareRuns } from '../../../../shared/run/compare-runs.ts'
import { movingEvidence } from '../../../../shared/run/moving-evidence.ts'
import { dressed } from '../../../fixtures/dress-recording.ts'
import { recordings } from '../../../fixtures/recordings.ts'
import { runOf } from '../../../fixtures/run-of.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab | undefined
afterEach(async () => {
  await lab?.close()
})

const told = ({ changes }: ReturnType<typeof compareRuns>) =>
  changes.map(({ check, kind, evidence }) => [check, kind, ...evidence.map(({ key }) => key)])

describe('two runs one after the other', () => {
  // One server has what every organisation has; with three, a balancer has a choice.
  it.each([...recordings, { file: 'no recording: one server', nodes: 1, faults: [] }])(
    'are unchanged, with what is wrong in $file',
    async ({ nodes, faults }) => {
      lab = await startLab({ nodes, faults })
      const first = await runAgainst(lab)
      const second = await runAgainst(lab)
      expect(told(compareRuns(first.run, second.run))).toEqual([])
      expect(compareRuns(first.run, second.run).caveats).toEqual([])
    },
  )

  it('are unchanged, where the second does not spend the deliberate bad sign-in again', async () => {
    lab = await startLab()
    const budget = createSignInBudget()
    const first = await runAgainst(lab, { budget })
    const second = await runAgainst(lab, { budget })
    expect(second.run.artifacts.extendedProtection).toMatchObject({ value: { foundEarlier: expect.any(String) } })
    expect(told(compareRuns(first.run, second.run))).toEqual([])
  })

  it('tell what broke between them, and what is hidden behind it, and what was mended', async () => {
    lab = await startLab()
    const healthy = await runAgainst(lab)
    await lab.setFaults(['wrong-password'])
    const broken = await runAgainst(lab)
    const worse = compareRuns(healthy.run, broken.run)
    expect(worse.changes[0]).toMatchObject({ check: 'sign-in/password', kind: 'worse' })
    expect(worse.changes.find(({ check }) => check === 'ews/inbox')?.kind).toBe('hidden')
    // Only who has signed in is told it.
    const other = told(worse).filter(([, kind]) => kind === 'other-evidence')
    expect(other).toEqual([
      ['autodiscover/addresses-answer', 'other-evidence', 'given'],
      ['ews/server-version', 'other-evidence', 'backEndBuild'],
    ])
    const better = compareRuns(broken.run, healthy.run)
    expect(better.counts).toMatchObject({ better: worse.counts.worse, uncovered: worse.counts.hidden, worse: 0 })
  })
})

it('a run of today differs from the one that was recorded by its certificate alone', async () => {
  lab = await startLab({ nodes: 3 })
  const { run } = await runAgainst(lab)
  const today = runOf('today', dressed(run.artifacts, run.run.startedAt, organisationOf(lab)))
  const text = await readFile(join(import.meta.dirname, '../../../fixtures/recorded-healthy.json'), 'utf8')
  const recorded = runOf('recorded', ArtifactRecords.parse(JSON.parse(text)))
  const changed = compareRuns(recorded, today).changes
  expect(new Set(changed.map(({ kind }) => kind))).toEqual(new Set(['other-evidence']))
  const keys = changed.flatMap(({ check, evidence }) => evidence.map(({ key }) => `${check} ${key}`))
  expect(keys.toSorted()).toEqual(
    expect.arrayContaining(['certificate/trust sha256', 'sign-in/ntlm channelBinding'].toSorted()),
  )
  const ofCertificate =
    /^(?:certificate\/(?:trust sha256|validity valid(?:From|To)|nodes certificates)|sign-in\/ntlm channelBinding)$/
  expect(keys.filter((key) => !ofCertificate.test(key))).toEqual([])
})

it('what is said to move is of a check that there is', () => {
  const ids = allChecks.map(({ meta }) => meta.id)
  const named = Object.keys(movingEvidence).filter((name) => name.includes(' '))
  expect(named.filter((name) => !ids.includes(name.split(' ')[0] ?? ''))).toEqual([])
})
