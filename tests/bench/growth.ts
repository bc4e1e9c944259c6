import { type BenchRow, rowBeside } from './bench-row.ts'
import { startFarm } from './start-farm.ts'
import { sweepAll } from './sweep.ts'

/**
 * How time and memory for each server change as there are more of them. Every size is held against the one before it,
 * which is the peer; the process that looks keeps no results, as a sweep that writes them down would not either.
 */
export async function benchGrowth(sizes: readonly number[] = [1, 10, 100, 1_000]): Promise<BenchRow[]> {
  const farm = await startFarm(Math.max(...sizes))
  const rows: BenchRow[] = []
  try {
    // The first servers pay for what is loaded and compiled once.
    await sweepAll(farm, farm.addresses.slice(0, 200))
    let before: { size: number; time: number; memory: number } | undefined
    for (const size of sizes) {
      const now = { size, ...(await perServer(() => sweepAll(farm, farm.addresses.slice(0, size)), size)) }
      const beside = (value: number | undefined) =>
        before && value !== undefined ? { name: `${before.size} servers`, value } : undefined
      rows.push(
        rowBeside(
          { name: `growth: time for each of ${size}`, unit: 'ms', ours: now.time, peer: beside(before?.time) },
          before && 1.3,
        ),
        rowBeside(
          { name: `growth: peak memory over ${size}`, unit: 'MB', ours: now.memory, peer: beside(before?.memory) },
          before && 1.3,
        ),
      )
      before = now
    }
    return rows
  } finally {
    await farm.close()
  }
}

/** Time for each server, the best of a few rounds, and the most memory that the process held meanwhile. */
async function perServer(work: () => Promise<void>, size: number): Promise<{ time: number; memory: number }> {
  const rounds = Math.max(1, Math.min(20, Math.round(400 / size)))
  let best = Number.POSITIVE_INFINITY
  let memory = 0
  const watch = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss())
  }, 5)
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await work()
    best = Math.min(best, performance.now() - began)
  }
  clearInterval(watch)
  memory = Math.max(memory, process.memoryUsage.rss())
  return { time: Math.round((best / size) * 100) / 100, memory: Math.round(memory / 1e6) }
}
