/**
 * Text of OpenMetrics 1.0 (its section 4 has the grammar): metric families, each with its metadata and its samples
 * together, and `# EOF` at the end. No sample has a timestamp: a scrape is of now.
 */
export type MetricFamily = {
  /** Without the suffix of its kind: `postern_runs`, whose sample is `postern_runs_total`. */
  name: string
  kind: 'gauge' | 'counter' | 'info'
  /** Where there is one, the name ends in it. */
  unit?: 'seconds'
  help: string
  samples: readonly MetricSample[]
}

export type MetricSample = { labels: Readonly<Record<string, string>>; value: number }

export const openMetricsContentType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

const suffixes: Readonly<Record<MetricFamily['kind'], string>> = { gauge: '', counter: '_total', info: '_info' }
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** Writes the families in the order given. Throws a RangeError for what the format does not have, which is our mistake. */
export function openMetricsText(families: readonly MetricFamily[]): string {
  const names = new Set<string>()
  const lines = families.flatMap((family) => {
    if (names.has(family.name)) throw new RangeError(`The metric family ${family.name} is there twice.`)
    names.add(family.name)
    return linesOf(family)
  })
  return [...lines, '# EOF', ''].join('\n')
}

function linesOf({ name, kind, unit, help, samples }: MetricFamily): string[] {
  if (!NAME.test(name)) throw new RangeError(`${name} is no name of a metric.`)
  if (unit !== undefined && !name.endsWith(`_${unit}`))
    throw new RangeError(`The name ${name} does not end in its unit.`)
  const written = new Set<string>()
  const lines = samples.map(({ labels, value }) => {
    const series = `${name}${suffixes[kind]}${labelText(labels)}`
    if (written.has(series)) throw new RangeError(`The series ${series} is there twice.`)
    written.add(series)
    if (kind === 'counter' && !(value >= 0)) throw new RangeError(`The counter ${series} is not a count.`)
    return `${series} ${numberText(value)}`
  })
  return [
    `# TYPE ${name} ${kind}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...lines,
  ]
}

/** In the order of the names, so that the same labels are the same text. */
function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.keys(labels)
    .toSorted()
    .map((name) => {
      if (!NAME.test(name) || name.startsWith('__')) throw new RangeError(`${name} is no name of a label.`)
      return `${name}="${escaped(labels[name] ?? '')}"`
    })
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

/** Backslash, quotation mark and line feed; the text is UTF-8, in which half of a surrogate pair has no place. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  return String(value)
}
