import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MetricFamily, openMetricsText } from '../../../shared/watch/open-metrics.ts'

const gauge = (samples: MetricFamily['samples'], more: Partial<MetricFamily> = {}): MetricFamily => ({
  name: 'postern_checks',
  kind: 'gauge',
  help: 'Checks.',
  samples,
  ...more,
})

describe('The text of OpenMetrics', () => {
  it('has the metadata before the samples, the suffix of the kind behind the name, and its end', () => {
    const text = openMetricsText([
      {
        name: 'postern_build',
        kind: 'info',
        help: 'Which "Postern"\nthis \\ is.',
        samples: [{ labels: { version: '0.1.0' }, value: 1 }],
      },
      {
        name: 'postern_runs',
        kind: 'counter',
        help: 'Runs.',
        samples: [{ labels: { verdict: 'ready', organisation: 'A' }, value: 3 }],
      },
      gauge([{ labels: {}, value: 1.5 }], { name: 'postern_run_duration_seconds', unit: 'seconds' }),
      gauge([]),
    ])
    expect(text).toBe(`# TYPE postern_build info
# HELP postern_build Which \\"Postern\\"\\nthis \\\\ is.
postern_build_info{version="0.1.0"} 1
# TYPE postern_runs counter
# HELP postern_runs Runs.
postern_runs_total{organisation="A",verdict="ready"} 3
# TYPE postern_run_duration_seconds gauge
# UNIT postern_run_duration_seconds seconds
# HELP postern_run_duration_seconds Checks.
postern_run_duration_seconds 1.5
# TYPE postern_checks gauge
# HELP postern_checks Checks.
# EOF
`)
  })

  it.each([
    ['a family that is there twice', [gauge([]), gauge([])]],
    [
      'a series that is there twice',
      [
        gauge([
          { labels: { a: 'x', b: 'y' }, value: 1 },
          { labels: { b: 'y', a: 'x' }, value: 2 },
        ]),
      ],
    ],
    ['a name that is none', [gauge([], { name: 'postern-checks' })]],
    ['a label that is none', [gauge([{ labels: { 'a b': 'x' }, value: 1 }])]],
    ['a label that Prometheus keeps for itself', [gauge([{ labels: { __name__: 'x' }, value: 1 }])]],
    ['a unit that the name does not end in', [gauge([], { unit: 'seconds' })]],
    ['a counter below nothing', [gauge([{ labels: {}, value: -1 }], { kind: 'counter' })]],
  ])('refuses %s', (_words, families) => {
    expect(() => openMetricsText(families)).toThrow(RangeError)
  })

  it.each([
    [0, '0'],
    [1e21, '1e+21'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('writes %d as the format does', (value, written) => {
    expect(openMetricsText([gauge([{ labels: {}, value }])]).split('\n')[2]).toBe(`postern_checks ${written}`)
  })

  it('keeps any name of an organisation: one line, whose label reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (organisation) => {
        const lines = openMetricsText([gauge([{ labels: { organisation }, value: 1 }])]).split('\n')
        expect(lines).toHaveLength(5)
        expect(readLabel(lines[2] ?? '')).toBe(organisation.toWellFormed())
      }),
    )
  })

  it('writes no half of a surrogate pair, which UTF-8 has no place for', () => {
    const text = openMetricsText([gauge([{ labels: { organisation: 'a\ud800b\udc00c\u{1f4ee}' }, value: 1 }])])
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
    expect(text).toContain('"a\ufffdb\ufffdc\u{1f4ee}"')
  })
})

/** The grammar of an escaped string, read by itself: never the writer's own code backwards. */
function readLabel(line: string): string | undefined {
  const [, inside] = /^postern_checks\{organisation="((?:[^\\"\n]|\\[n"\\])*)"\} 1$/u.exec(line) ?? []
  return inside?.replaceAll(/\\([n"\\])/g, (_all, letter) => (letter === 'n' ? '\n' : letter))
}
