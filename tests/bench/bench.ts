import { availableParallelism } from 'node:os'
import { hasCurl } from '../lab/curl.ts'
import type { BenchRow } from './bench-row.ts'
import { benchDns } from './dns.ts'
import { benchNtlm } from './ntlm.ts'
import { benchRuns } from './run.ts'

/** Prints how long things take here, each beside something else that was measured in the same run; asserts nothing. */
console.log(
  `Medians on this machine: Node ${process.versions.node}, ${process.platform} ${process.arch}, processors: ${availableParallelism()}.`,
)
if (!hasCurl) console.log('There is no curl with NTLM here, so the run is not measured beside it.')
console.log(table([...(await benchRuns()), ...(await benchNtlm()), ...(await benchDns())]))

function table(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, unit, ours, beside }) => [
    name,
    `${ours} ${unit}`,
    `${beside.value} ${unit}`,
    beside.name,
  ])
  const head = ['What', 'Postern', 'Beside it', 'What stands beside it']
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => {
    // Figures end under each other.
    const padded = row.map((cell, column) =>
      column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    )
    return padded.join('  ').trimEnd()
  }
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}
