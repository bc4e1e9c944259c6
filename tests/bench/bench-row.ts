/** One line of the benchmark's table: our value, and that of whatever was measured beside it in the same run. */
export interface BenchRow {
  name: string
  unit: string
  /** Which of two figures is the better one: less, unless it is said. */
  better?: 'less' | 'more'
  ours: number
  /** Who else was measured; none where it is not installed, or where there is nobody to compare with. */
  peer: { name: string; value: number } | undefined
  /** What the goal speaks of: ours over the peer's, or the peer's over ours where more is better; none without a peer. */
  ratio: number | undefined
  /** The most that the ratio may be, where there is a goal. */
  limit: number | undefined
}

/** A row with the ratio of its two values: the smaller, the better for us. */
export function rowBeside(row: Omit<BenchRow, 'ratio' | 'limit'>, limit?: number): BenchRow {
  const { better, ours, peer } = row
  return { ...row, ratio: peer && toPlaces(better === 'more' ? peer.value / ours : ours / peer.value), limit }
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

/**
 * The rows for programs, one JSON object a line; what there is not is null. `ratio` is ours over the peer's where `better`
 * is `less`, and the peer's over ours where it is `more`.
 */
export function asJsonLines(rows: readonly BenchRow[]): string {
  return rows
    .map(({ name, unit, better = 'less', ours, peer, ratio = null, limit = null }) =>
      JSON.stringify({
        ...{ name, unit, better, ours },
        ...{ peer: peer?.value ?? null, peerName: peer?.name ?? null, ratio, limit },
      }),
    )
    .join('\n')
}
