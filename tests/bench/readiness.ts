import type { GathererTrace } from '../../electron/engine/run/gatherer-trace.ts'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { type ChainLink, criticalPath } from './critical-path.ts'
import { type LabProcess, startLabProcess } from './lab-process.ts'
import { median } from './median.ts'

const ROUND_TRIP_MILLISECONDS = 40
const LIMIT = 1.25

interface Measured {
  wall: number
  chain: number
  ratio: number
  links: readonly ChainLink[]
}

/**
 * A whole readiness run against a lab that is 40 ms away, in milliseconds, over its longest chain of dependent round
 * trips at 40 ms each: what stands above 1 is waiting that nothing asked for, and the processor's time. `say` is told the
 * chain of the median round.
 */
export async function benchReadiness(rounds = 9, say: (line: string) => void = () => undefined): Promise<BenchRow[]> {
  const lab = await startLabProcess(['--round-trip', String(ROUND_TRIP_MILLISECONDS)])
  try {
    // The first round warms up.
    await measure(lab)
    const measured: Measured[] = []
    for (let round = 0; round < rounds; round++) measured.push(await measure(lab))
    const ratio = median(measured.map((each) => each.ratio))
    const typical = measured.toSorted((one, other) => Math.abs(one.ratio - ratio) - Math.abs(other.ratio - ratio))[0]
    if (!typical) return []
    const steps = typical.links.map(({ artifact, roundTrips }) => `${artifact} ${roundTrips}`)
    say(`The longest chain of the run, in round trips: ${steps.join(', ')}.`)
    const chain = { name: `its longest chain at ${ROUND_TRIP_MILLISECONDS} ms a round trip`, value: typical.chain }
    const name = `readiness run, ${ROUND_TRIP_MILLISECONDS} ms away`
    return [rowBeside({ name, unit: 'ms', ours: typical.wall, peer: chain }, LIMIT)]
  } finally {
    await lab.close()
  }
}

async function measure(lab: LabProcess): Promise<Measured> {
  const traces: GathererTrace[] = []
  const began = performance.now()
  const { organisation, password } = lab
  const run = await runReadiness({ organisation, password, onTrace: (trace) => traces.push(trace) })
  const wall = Math.round(performance.now() - began)
  if (run.verdict !== 'ready') throw new Error(`The run against the healthy lab is ${run.verdict}.`)
  const { links, roundTrips } = criticalPath(traces)
  const chain = roundTrips * ROUND_TRIP_MILLISECONDS
  return { wall, chain, ratio: wall / chain, links: links.filter((link) => link.roundTrips > 0) }
}
