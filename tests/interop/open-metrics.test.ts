import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Measured, metricsOf } from '../../shared/watch/metrics.ts'
import { openMetricsText } from '../../shared/watch/open-metrics.ts'
import { measuredContoso } from '../fixtures/measured-contoso.ts'

/**
 * The parser of Prometheus' own client for Python refuses what breaks OpenMetrics 1.0: a series twice, a unit that is
 * no suffix, text behind the end. It gives the families back as JSON.
 */
const PYTHON = '/usr/bin/python3'
const program = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
sys.stdin.reconfigure(encoding='utf-8', newline='\\n')
texts = json.load(sys.stdin)
print(json.dumps([[
  {'name': f.name, 'type': f.type, 'unit': f.unit, 'help': f.documentation,
   'samples': [{'name': s.name, 'labels': s.labels, 'value': s.value} for s in f.samples]}
  for f in text_string_to_metric_families(text)] for text in texts]))
`
const found = spawnSync(PYTHON, ['-c', 'import prometheus_client.openmetrics.parser']).status === 0
const title = 'The metrics, read by the client of Prometheus for Python'

type Family = {
  name: string
  type: string
  unit: string
  help: string
  samples: { name: string; labels: Record<string, string>; value: number }[]
}

function parsed(texts: readonly string[]): Family[][] {
  return JSON.parse(
    execFileSync(PYTHON, ['-c', program], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 64e6,
    }),
  )
}

describe.skipIf(!found)(
  found ? title : `${title} (skipped: python3-prometheus-client is missing)`,
  { timeout: 60_000 },
  () => {
    it('are what was written', () => {
      const families = metricsOf('0.1.0', [measuredContoso])
      const [read] = parsed([openMetricsText(families)])
      expect(read?.map(({ name, type, unit, help }) => ({ name, type, unit, help }))).toEqual(
        families.map(({ name, kind, unit, help }) => ({ name, type: kind, unit: unit ?? '', help })),
      )
      expect(read?.map(({ samples }) => samples.map(({ labels, value }) => ({ labels, value })))).toEqual(
        families.map(({ samples }) => samples.map(({ labels, value }) => ({ labels: { ...labels }, value }))),
      )
      expect(read?.flatMap(({ samples }) => samples.map(({ name }) => name))).toContain('postern_runs_total')
    })

    it('keep the name of any organisation, and tell two of one name apart', () => {
      const names = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), 300).map((name) => name.toWellFormed())
      const small = (organisation: string): Measured => ({ ...measuredContoso, organisation, last: null })
      const read = parsed(names.map((name) => openMetricsText(metricsOf('0.1.0', [small(name)]))))
      const labels = read.map((families) => families.find(({ name }) => name === 'postern_runs')?.samples[0]?.labels)
      expect(labels.map((each) => each?.organisation)).toEqual(names)
      const twice = metricsOf('0.1.0', [small('A'), { ...small('A'), organisationId: 'org-ffffffffffff' }])
      expect(() => parsed([openMetricsText(twice)])).not.toThrow()
    })

    it('are refused by it where they are broken, so that it can tell', () => {
      const text = openMetricsText(metricsOf('0.1.0', [measuredContoso]))
      expect(() => parsed([text.replace('# EOF', '')])).toThrow()
      expect(() => parsed([text.replace('"Contoso"', '"Con"toso"')])).toThrow()
    })
  },
)
