import type { Run } from '../run/run.ts'

const MOST_CHARACTERS = 80

/** What a saved report or run is called, without its ending: `postern-contoso.test-2026-11-24-224107`, the time in UTC. */
export function reportFileName({ organisation, startedAt }: Pick<Run['run'], 'organisation' | 'startedAt'>): string {
  const domain = organisation.domain.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-')
  const name = domain.slice(0, MOST_CHARACTERS).replaceAll(/^[.-]+|[.-]+$/g, '') || 'run'
  const began = new Date(startedAt)
  if (Number.isNaN(began.getTime())) return `postern-${name}`
  const [day = '', time = ''] = began.toISOString().split('T')
  return `postern-${name}-${day}-${time.slice(0, 8).replaceAll(':', '')}`
}
