import { z } from 'zod'
import { type Run, RunHeader } from '../../../shared/run/run.ts'
import type { Row } from './connection.ts'
import { jsonOf } from './stored-json.ts'

const Lines = z.record(z.string(), z.unknown())

/**
 * The header of a run as it is kept. One that another Postern wrote in a shape of its own does not take the run with it:
 * what can be read of it stands in `header`, and `whole` says that it is not all.
 */
export function storedHeader(row: Row): { header: Run['run']; whole: boolean } {
  const kept = jsonOf(row.header)
  const parsed = RunHeader.safeParse(kept)
  if (parsed.success) return { header: parsed.data, whole: true }
  const lines = Lines.safeParse(kept).data ?? {}
  const readable = Object.entries(RunHeader.shape).flatMap(([name, schema]) => {
    const line = schema.safeParse(lines[name])
    return line.success && line.data !== undefined ? [[name, line.data]] : []
  })
  const header: Run['run'] = {
    format: 1,
    postern: '',
    organisation: { name: String(row.organisation_name), domain: '', mailbox: '' },
    vantage: 'inside',
    profile: '',
    ...Object.fromEntries(readable),
    id: String(row.id),
    startedAt: String(row.started_at),
  }
  return { header, whole: false }
}
