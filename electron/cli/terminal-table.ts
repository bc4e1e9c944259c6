/** A column's heading, and a cell of it for each row: lines, each of which is broken where it does not fit. */
export type Column = { heading: string; cells: readonly (readonly string[])[] }

const GAP = '  '
/** Below this nothing can be read; the table becomes wider than was asked for. */
const NARROWEST = 8

/**
 * A table in lines of at most `width` characters; a row is as high as its highest cell. The widest columns give way first,
 * and nothing is cut: a word that is wider than its column is broken.
 */
export function tableLines(columns: readonly Column[], width: number): string[] {
  const widths = widthsOf(columns, width - GAP.length * (columns.length - 1))
  const rows = columns[0]?.cells.length ?? 0
  const lines = rowLines(
    columns.map(({ heading }) => [heading]),
    widths,
  )
  for (let row = 0; row < rows; row++) {
    lines.push(
      ...rowLines(
        columns.map(({ cells }) => cells[row] ?? []),
        widths,
      ),
    )
  }
  return lines
}

function widthsOf(columns: readonly Column[], room: number): number[] {
  const widths = columns.map(({ heading, cells }) =>
    cells.flat().reduce((widest, { length }) => Math.max(widest, Math.min(length, room)), heading.length),
  )
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const most = Math.max(...widths)
    if (most <= NARROWEST) break
    widths[widths.indexOf(most)] = most - 1
  }
  return widths
}

function rowLines(cells: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const broken = cells.map((lines, at) => lines.flatMap((line) => brokenAt(line, widths[at] ?? 1)))
  const height = Math.max(...broken.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) =>
    broken
      .map((lines, at) => (lines[line] ?? '').padEnd(widths[at] ?? 1))
      .join(GAP)
      .trimEnd(),
  )
}

/** At spaces where there are some; what goes on is indented by one. */
function brokenAt(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const end = space > 1 ? space : width
    lines.push(rest.slice(0, end))
    rest = ` ${rest.slice(end).trimStart()}`
  }
  return [...lines, rest]
}
