/** One line of the benchmark's table: our value, and that of whatever was measured beside it in the same run. */
export interface BenchRow {
  name: string
  unit: string
  ours: number
  /** Who else was measured; none where it is not installed, or where there is nobody to compare with. */
  peer: { name: string; value: number } | undefined
  /** What the goal speaks of: ours over the peer's, unless the row says otherwise; none without a peer. */
  ratio: number | undefined
  /** The most that the ratio may be, where there is a goal. */
  limit: number | undefined
}

/** A row whose ratio is our value over the peer's. */
export function rowBeside(row: Pick<BenchRow, 'name' | 'unit' | 'ours' | 'peer'>, limit?: number): BenchRow {
  return { ...row, ratio: row.peer && toPlaces(row.ours / row.peer.value), limit }
}

function toPlaces(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The rows for people, figures under each other. */
export function asTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, unit, ours, peer, ratio, limit }) => [
    name,
    `${ours} ${unit}`,
    peer ? `${peer.value} ${unit}` : '',
    ratio === undefined ? '' : `${ratio}`,
    limit === undefined ? '' : `${limit}`,
    peer?.name ?? '',
  ])
  const head = ['What', 'Postern', 'Beside it', 'Ratio', 'Limit', 'What stands beside it']
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => {
    const padded = row.map((cell, column) =>
      column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    return padded.join('  ').trimEnd()
  }
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}

/** The rows for programs, one JSON object a line; what there is not is null. */
export function asJsonLines(rows: readonly BenchRow[]): string {
  return rows
    .map(({ name, unit, ours, peer, ratio = null, limit = null }) =>
      JSON.stringify({ name, unit, ours, peer: peer ?? null, ratio, limit }),
    )
    .join('\n')
}
