import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import type { FaultId } from '../../lab/faults.ts'
import { startLab } from '../../lab/lab.ts'
import { allChecks } from '../../shared/checks/all-checks.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { judgeAgain } from '../../shared/run/judge-again.ts'
import { Run } from '../../shared/run/run.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'

/** The goal: as many stored runs judged again in a second of processor time. */
const GOAL = 10_000
/** After so many times as many, V8 has compiled what it will. */
const WARMING = 4
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
 * which collect garbage and compile. The runs are those of a lab with one server. One after the other is read out of its
 * JSON and judged, as when a history is gone through: each is judged once, and its reading is not part of the figure. In
 * the mix one check of seven skips, as in the mean over a run with each of the lab's faults in turn. V8 compiles the
 * checks in the first tens of thousands of runs; so the first of a program stand beside those that come after it has.
 */
export async function benchJudge(count = GOAL): Promise<BenchRow[]> {
  const stored = await storedRuns([...brokenOff, ...gatheredWhole])
  const rounds = Math.ceil(count / stored.length)
  const perSecond = () => Math.round((rounds * stored.length) / processorTime(stored, rounds))
  const first = perSecond()
  processorTime(stored, WARMING * rounds)
  const name = `judge: stored runs judged again by ${allChecks.length} checks, a second of CPU`
  return [rowOf(`${name}, first ${rounds * stored.length} of the program`, first), rowOf(name, perSecond(), 1)]
}

function rowOf(name: string, ours: number, limit?: number): BenchRow {
  return rowBeside({ name, unit: 'runs', better: 'more', ours, peer: { name: 'the goal', value: GOAL } }, limit)
}

/** The seconds that it takes to judge each of the stored runs so many times, read anew each time. */
function processorTime(stored: readonly string[], rounds: number): number {
  let microseconds = 0
  for (let round = 0; round < rounds; round++) {
    for (const text of stored) {
      const run: Run = JSON.parse(text)
      const before = process.cpuUsage()
      const { findings } = judgeAgain(run, allChecks)
      const { user, system } = process.cpuUsage(before)
      microseconds += user + system
      if (findings.length !== allChecks.length) throw new Error('Not every check judged every run.')
    }
  }
  return microseconds / 1e6
}

/** One run of each kind, as JSON. */
async function storedRuns(kinds: readonly (readonly FaultId[])[]): Promise<string[]> {
  const lab = await startLab()
  try {
    const runs: string[] = []
    for (const faults of kinds) {
      await lab.setFaults(faults)
      lab.unlockAll()
      const run = await runReadiness({ organisation: Organisation.parse(lab.organisation), password: lab.password })
      runs.push(JSON.stringify(Run.parse(JSON.parse(JSON.stringify(run)))))
    }
    return runs
  } finally {
    await lab.close()
  }
}
