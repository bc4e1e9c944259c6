import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { type Farm, startFarm } from './start-farm.ts'
import { sweepAll } from './sweep.ts'

/**
 * How time and memory for each server change as there are more of them. Every size is held against the one before it,
 * which is the peer; whoever looks keeps no results, as a sweep that writes them down would not either. The peak of the
 * whole process stands beside it without a limit: most of it is Node.
 */
export async function benchGrowth(sizes: readonly number[] = [1, 10, 100, 1_000]): Promise<BenchRow[]> {
  const farm = await startFarm(Math.max(...sizes))
  const rows: BenchRow[] = []
  try {
    // The first servers pay for what is loaded and compiled once.
    await sweepAll(farm, farm.addresses.slice(0, 200))
    let before: { size: number; time: number; memory: number; peak: number } | undefined
    for (const size of sizes) {
      const time = await timePerServer(() => sweepAll(farm, farm.addresses.slice(0, size)), size)
      const { grownBytes, peakBytes } = await memoryOf(farm, size)
      const now = { size, time, memory: Math.round(grownBytes / size / 1e3), peak: Math.round(peakBytes / 1e6) }
      const beside = (value: number | undefined) =>
        before && value !== undefined ? { name: `${before.size} servers`, value } : undefined
      const limit = before && 1.3
      rows.push(
        rowBeside(
          { name: `growth: time for each of ${size}`, unit: 'ms', ours: time, peer: beside(before?.time) },
          limit,
        ),
        rowBeside(
          { name: `growth: memory for each of ${size}`, unit: 'kB', ours: now.memory, peer: beside(before?.memory) },
          limit,
        ),
        rowBeside({
          name: `growth: peak of the process at ${size}`,
          unit: 'MB',
          ours: now.peak,
          peer: beside(before?.peak),
        }),
      )
      before = now
    }
    return rows
  } finally {
    await farm.close()
  }
}

/** The best of a few rounds, in milliseconds. */
async function timePerServer(work: () => Promise<void>, size: number): Promise<number> {
  const rounds = Math.max(1, Math.min(20, Math.round(400 / size)))
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await work()
    best = Math.min(best, performance.now() - began)
  }
  return Math.round((best / size) * 100) / 100
}

/** In a process of its own, so that no size finds memory that another has left. */
async function memoryOf(farm: Farm, size: number): Promise<{ grownBytes: number; peakBytes: number }> {
  const asked = promisify(execFile)(process.execPath, [`${import.meta.dirname}/sweep-memory.ts`])
  const { addresses, port, authority } = farm
  asked.child.stdin?.end(JSON.stringify({ addresses: addresses.slice(0, size), port, authority }))
  return JSON.parse((await asked).stdout)
}
