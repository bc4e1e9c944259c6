import { spawnSync } from 'node:child_process'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { startLabProcess } from './lab-process.ts'
import { measure } from './measure.ts'
import { median } from './median.ts'

const checks = [
  'certificate/handshake',
  'certificate/tls-versions',
  'certificate/validity',
  'certificate/names',
  'certificate/chain',
  'certificate/key',
]

/**
 * What TLS shows of one server - each version with its cipher and curve, the chain as sent, names, dates and key - in
 * milliseconds, judged, beside testssl.sh asked for the same and no more: protocols and server defaults.
 */
export async function benchTlsFacts(rounds: number, withPeer: boolean): Promise<BenchRow[]> {
  const lab = await startLabProcess()
  try {
    const ours: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const took = await measure(async () => {
        const { findings } = await runReadiness({ organisation: lab.organisation, only: checks })
        const silent = findings.filter(({ verdict }) => verdict !== 'pass')
        if (silent.length > 0) throw new Error(`Not told: ${silent.map(({ check }) => check).join(', ')}.`)
      })
      // The first round warms up.
      if (round > 0) ours.push(took)
    }
    const theirs = withPeer ? testssl(lab.port) : undefined
    const peer = theirs === undefined ? undefined : { name: 'testssl.sh --protocols --server-defaults', value: theirs }
    const name = 'TLS facts of one server: versions, chain, names, dates, key'
    // At least fifty times as fast.
    return [rowBeside({ name, unit: 'ms', ours: median(ours), peer }, 0.02)]
  } finally {
    await lab.close()
  }
}

/** How long testssl.sh takes; undefined where it is not installed or does not come to an end. */
function testssl(port: number): number | undefined {
  const began = performance.now()
  const { stdout, error } = spawnSync(
    'testssl',
    ['--quiet', '--color', '0', '--warnings', 'batch', '--nodns', 'none', '-p', '-S', `127.0.0.1:${port}`],
    { encoding: 'utf8', timeout: 600_000, env: { ...process.env, TERM: 'dumb' } },
  )
  const answered = error === undefined && /TLS 1\.3 .*offered/.test(stdout)
  return answered ? Math.round(performance.now() - began) : undefined
}
