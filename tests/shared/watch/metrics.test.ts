import { describe, expect, it } from 'vitest'
import { type Measured, metricsOf } from '../../../shared/watch/metrics.ts'
import { openMetricsText } from '../../../shared/watch/open-metrics.ts'
import { measuredContoso } from '../../fixtures/measured-contoso.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'

const { findings } = runManyFailures
const linesOf = (...measured: Measured[]) => openMetricsText(metricsOf('0.1.0', measured)).split('\n')

describe('The metrics of a watch', () => {
  const lines = linesOf(measuredContoso)

  it('tell the verdict, the checks and when', () => {
    for (const line of [
      'postern_build_info{version="0.1.0"} 1',
      'postern_run_verdict{organisation="Contoso",verdict="not-ready"} 1',
      'postern_run_verdict{organisation="Contoso",verdict="ready"} 0',
      'postern_run_offline{organisation="Contoso"} 0',
      `postern_checks{organisation="Contoso",verdict="fail"} ${findings.filter((one) => one.verdict === 'fail').length}`,
      'postern_run_start_timestamp_seconds{organisation="Contoso"} 1795560067',
      'postern_runs_total{organisation="Contoso",verdict="not-ready"} 2',
      'postern_watch_next_run_timestamp_seconds{organisation="Contoso"} 1795561867',
    ]) {
      expect(lines).toContain(line)
    }
  })

  it('tell each check in exactly one state', () => {
    const states = lines.filter((line) => line.startsWith('postern_check_state{'))
    expect(states).toHaveLength(findings.length * 6)
    expect(states.filter((line) => line.endsWith(' 1'))).toHaveLength(findings.length)
  })

  it('tell when each certificate ends', () => {
    const ends = lines.filter((line) => line.startsWith('postern_certificate_not_after_seconds{'))
    expect(ends).toHaveLength(measuredContoso.last?.certificates.length ?? 0)
    expect(ends[0]).toMatch(
      /fingerprint="[0-9A-F:]{95}",host="[^"]+",organisation="Contoso",server="[^"]+"\} \d{10}(\.\d+)?$/,
    )
  })

  it('say nothing of a last run before the first, and tell two organisations of one name apart', () => {
    const before: Measured = { ...measuredContoso, organisationId: 'org-000000000001', last: null, next: null }
    const both = linesOf(measuredContoso, before)
    expect(both).toContain('postern_runs_total{organisation="Contoso (org-000000000001)",verdict="ready"} 0')
    expect(both.filter((line) => line.startsWith('postern_watch_next'))).toHaveLength(1)
    expect(linesOf()).toContain('# EOF')
  })

  it('give a run that a clock set back made shorter than nothing no length', () => {
    const last = measuredContoso.last && { ...measuredContoso.last, finishedAt: '2026-11-24T22:00:00.000Z' }
    expect(linesOf({ ...measuredContoso, last })).toContain('postern_run_duration_seconds{organisation="Contoso"} 0')
  })
})
