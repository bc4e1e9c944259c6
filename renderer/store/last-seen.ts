import type { RunView } from './run-view.ts'

/** When the last of a run was seen, as an ISO time: its end, where it has one, or else that of what it gathered last. */
export function lastSeenAt({ header, artifacts }: Pick<RunView, 'header' | 'artifacts'>): string {
  if (header.finishedAt) return header.finishedAt
  const times = Object.values(artifacts).flatMap((record) =>
    record.state === 'gathered' || record.state === 'broken'
      ? [Date.parse(record.startedAt) + record.milliseconds]
      : [],
  )
  const known = times.filter((time) => !Number.isNaN(time))
  return known.length > 0 ? new Date(Math.max(...known)).toISOString() : header.startedAt
}
