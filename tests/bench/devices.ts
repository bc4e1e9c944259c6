import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { writeDeviceExport } from './device-export.ts'
import { median } from './median.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('read-devices.ts', import.meta.url))

/** The goals: so long for a hundred thousand devices, and so much memory of the process that reads. */
const [GOAL_MILLISECONDS, GOAL_MEGABYTES] = [6_000, 400]

type Reading = { milliseconds: number; peakBytes: number; longestGap: number; devices: number }

/**
 * How long an export of devices takes to read, and what the process that reads it holds at most, the export's objects and
 * Node itself included: each in a process of its own, and beside csv-parse, which only makes objects of the same file.
 */
export async function benchDevices(count: number, rounds: number): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-bench-'))
  const path = join(folder, 'Get-MobileDevice.csv')
  try {
    const bytes = await writeDeviceExport(path, count)
    const [ours, peers]: [Reading[], Reading[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await read(path, count))
      peers.push(await read(path, count, '--peer'))
    }
    const name = `devices: ${count} from ${Math.ceil(bytes / 1e6)} MB of CSV`
    const peer = 'csv-parse alone on the same file'
    const of = (all: readonly Reading[], value: (reading: Reading) => number) => Math.round(median(all.map(value)))
    const time = of(ours, ({ milliseconds }) => milliseconds)
    const memory = of(ours, ({ peakBytes }) => peakBytes / 1e6)
    const row = (name: string, unit: string, ours: number, peer: { name: string; value: number }, limit?: number) =>
      rowBeside({ name, unit, ours, peer }, limit)
    return [
      row(name, 'ms', time, { name: 'the goal', value: GOAL_MILLISECONDS }, 1),
      row(name, 'ms', time, { name: peer, value: of(peers, ({ milliseconds }) => milliseconds) }),
      row(`${name}, peak of the process`, 'MB', memory, { name: 'the goal', value: GOAL_MEGABYTES }, 1),
      row(`${name}, peak of the process`, 'MB', memory, {
        name: peer,
        value: of(peers, ({ peakBytes }) => peakBytes / 1e6),
      }),
      row(
        `${name}, longest wait of others in the process`,
        'ms',
        of(ours, ({ longestGap }) => longestGap),
        {
          name: peer,
          value: of(peers, ({ longestGap }) => longestGap),
        },
      ),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function read(path: string, count: number, ...more: string[]): Promise<Reading> {
  const { stdout } = await run(process.execPath, [program, path, ...more])
  const reading = JSON.parse(stdout) as Reading
  if (reading.devices !== count) throw new Error(`${reading.devices} of ${count} devices were read.`)
  return reading
}
