/** A column's heading, and a cell of it for each row: lines, each of which is broken where it does not fit. */
export type Column = { heading: string; cells: readonly (readonly string[])[] }

const GAP = '  '
/** A longer word is broken, so that the name of one server does not make the table something else for all of them. */
const LONGEST_WORD = 40
/** Below this nothing can be read; a list becomes wider than was asked for. */
const NARROWEST = 8

/**
 * A table in lines of at most `width` characters; a row is as high as its highest cell. The widest columns give way first,
 * down to their longest word. Where that does not do, or takes more lines than a list, each row stands as a list below its
 * first cell. Nothing is cut.
 */
export function tableLines(
  columns: readonly Column[],
  width: number,
  strong: (line: string) => string = (line) => line,
): string[] {
  const rows = Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, row) =>
    columns.map(({ cells }) => cells[row] ?? []),
  )
  const headings = columns.map(({ heading }) => heading)
  const widths = widthsOf(columns, width - GAP.length * (columns.length - 1))
  const lists = rows.flatMap((row) => listLines(headings, row, width, strong))
  if (!widths) return lists
  const headingLines = rowLines(
    headings.map((heading) => [heading]),
    widths,
  )
  const table = rows.flatMap((row) => rowLines(row, widths))
  const isBroken = table.length > rows.reduce((sum, cells) => sum + Math.max(...cells.map(({ length }) => length)), 0)
  return isBroken && table.length > lists.length ? lists : [...headingLines.map(strong), ...table]
}

/** Undefined where there is no room for all of them without breaking words. */
function widthsOf(columns: readonly Column[], room: number): number[] | undefined {
  const texts = columns.map(({ heading, cells }) => [heading, ...cells.flat()])
  const widths = texts.map((lines) => lines.reduce((widest, { length }) => Math.max(widest, length), 0))
  const least = texts.map((lines) => lines.reduce((widest, line) => Math.max(widest, longestWordOf(line)), 0))
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const most = Math.max(...widths.filter((one, at) => one > (least[at] ?? 0)))
    if (most < 0) return undefined
    widths[widths.findIndex((one, at) => one === most && one > (least[at] ?? 0))] = most - 1
  }
  return widths
}

/** Every word but the first may come to stand on a line that goes on, which is indented. */
function longestWordOf(line: string): number {
  const lengths = line.split(' ').map(({ length }, at) => length + (at === 0 ? 0 : 1))
  return Math.min(LONGEST_WORD, Math.max(...lengths))
}

function listLines(
  headings: readonly string[],
  [first = [], ...others]: readonly (readonly string[])[],
  width: number,
  strong: (line: string) => string,
): string[] {
  const labels = headings.slice(1)
  const label = Math.max(...labels.map(({ length }) => length)) + GAP.length
  const room = Math.max(NARROWEST, width - GAP.length - label)
  const lines = others.flatMap((cell, at) =>
    brokenAt(cell.join('; '), room).map(
      (line, part) => `${GAP}${(part === 0 ? (labels[at] ?? '') : '').padEnd(label)}${line}`,
    ),
  )
  return [...brokenAt(first.join(GAP), Math.max(NARROWEST, width)).map(strong), ...lines]
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
