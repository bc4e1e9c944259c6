import type { Run } from '../run/run.ts'
import { timeInName } from '../run/time-in-name.ts'

const MOST_CHARACTERS = 80

/** What a saved report or run is called, without its ending: `postern-contoso.test-2026-11-24T22-41-07Z`. */
export function reportFileName({ organisation, startedAt }: Pick<Run['run'], 'organisation' | 'startedAt'>): string {
  const domain = organisation.domain.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-')
  const name = domain.slice(0, MOST_CHARACTERS).replaceAll(/^[.-]+|[.-]+$/g, '') || 'run'
  const began = new Date(startedAt)
  if (Number.isNaN(began.getTime())) return `postern-${name}`
  return `postern-${name}-${timeInName(began)}`
}
