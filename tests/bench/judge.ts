import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import type { FaultId } from '../../lab/faults.ts'
import { startLab } from '../../lab/lab.ts'
import { allChecks } from '../../shared/checks/all-checks.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { judgeAgain } from '../../shared/run/judge-again.ts'
import { Run } from '../../shared/run/run.ts'
import type { BenchRow } from './bench-row.ts'

/** The goal: as many stored runs judged again in a second of processor time. */
const GOAL = 10_000
/** How many runs are in memory at once, each an object of its own: 150 MB of them, more than any cache holds. */
const MOST_AT_ONCE = 1_000

/** An early failure leaves much of these unseen: more than a third of their checks skip, and a skip costs little. */
const brokenOff: readonly (readonly FaultId[])[] = [['wrong-password'], ['ews-not-found'], ['certificate-expired']]
/** In these all is gathered, and every check looks: the costliest kind. */
const gatheredWhole: readonly (readonly FaultId[])[] = [
  [],
  ['device-quarantined'],
  ['server-outdated'],
  ['name-kept-for-a-week'],
]

/**
 * How many stored runs are judged again by every check in a second of processor time, that of V8's own threads included,
 * which collect garbage and compile. The runs are those of a lab with one server, as they come out of their JSON; reading
 * that is not part of the figure. In the mix one check of seven skips, as in the mean over a run with each of the lab's
 * faults in turn. All is judged once before it counts, since V8 compiles the checks in the first thousands of runs: who
 * judges but some hundreds has a third of this speed.
 */
export async function benchJudge(count = GOAL): Promise<BenchRow[]> {
  const stored = await storedRuns([...brokenOff, ...gatheredWhole])
  const length = Math.min(count, MOST_AT_ONCE)
  const runs = Array.from({ length }, (_, at) => structuredClone(stored[at % stored.length] as Run))
  const rounds = Math.ceil(count / length)
  judgeAll(runs, rounds)
  const before = process.cpuUsage()
  judgeAll(runs, rounds)
  const { user, system } = process.cpuUsage(before)
  const perSecond = Math.round((rounds * length) / ((user + system) / 1e6))
  return [
    {
      name: `judge: stored runs judged again by ${allChecks.length} checks, a second of CPU`,
      unit: 'runs',
      better: 'more',
      ours: perSecond,
      peer: { name: 'the goal', value: GOAL },
      // More is better here, so that the ratio is the goal over ours.
      ratio: Math.round((GOAL / perSecond) * 1000) / 1000,
      limit: 1,
    },
  ]
}

function judgeAll(runs: readonly Run[], rounds: number): void {
  let findings = 0
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) findings += judgeAgain(run, allChecks).findings.length
  }
  if (findings !== rounds * runs.length * allChecks.length) throw new Error('Not every check judged every run.')
}

async function storedRuns(kinds: readonly (readonly FaultId[])[]): Promise<Run[]> {
  const lab = await startLab()
  try {
    const runs: Run[] = []
    for (const faults of kinds) {
      await lab.setFaults(faults)
      lab.unlockAll()
      const run = await runReadiness({ organisation: Organisation.parse(lab.organisation), password: lab.password })
      runs.push(Run.parse(JSON.parse(JSON.stringify(run))))
    }
    return runs
  } finally {
    await lab.close()
  }
}
