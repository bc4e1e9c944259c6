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
const kinds: readonly (readonly FaultId[])[] = [[], ['wrong-password'], ['ews-not-found'], ['certificate-expired']]

/**
 * How many stored runs are judged again by every check in a second of processor time. The runs are those of a lab,
 * healthy and with faults, as they come out of their JSON; reading that is not part of the figure.
 */
export async function benchJudge(count = GOAL): Promise<BenchRow[]> {
  const stored = await storedRuns()
  const runs = Array.from({ length: count }, (_, at) => structuredClone(stored[at % stored.length] as Run))
  for (const run of runs.slice(0, 500)) judgeAgain(run, allChecks)
  const before = process.cpuUsage()
  let findings = 0
  for (const run of runs) findings += judgeAgain(run, allChecks).findings.length
  const { user, system } = process.cpuUsage(before)
  const perSecond = Math.round(count / ((user + system) / 1e6))
  if (findings === 0) throw new Error('Nothing was judged.')
  return [
    {
      name: `judge: stored runs judged again by ${allChecks.length} checks, a second of CPU`,
      unit: 'runs',
      ours: perSecond,
      peer: { name: 'the goal', value: GOAL },
      // More is better here, so that the ratio is the goal over ours.
      ratio: Math.round((GOAL / perSecond) * 1000) / 1000,
      limit: 1,
    },
  ]
}

async function storedRuns(): Promise<Run[]> {
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
