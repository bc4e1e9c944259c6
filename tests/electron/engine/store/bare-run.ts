import type { ArtifactName } from '../../../../shared/artifacts/artifacts.ts'
import type { Run } from '../../../../shared/run/run.ts'
import failures from '../../../fixtures/recorded-failures.json' with { type: 'json' }

/** What a run of much trouble gathered, from small artifacts to large ones; nothing of it was judged. */
export const recorded = failures as unknown as Run['artifacts']

export const recordedNames = Object.keys(failures) as ArtifactName[]

/** The header of a run: made without a check, since a program that is started fifty times should be quick to start. */
export function bareHeader(number: number): Run['run'] {
  return {
    id: `run-${String(number).padStart(8, '0')}`,
    format: 1,
    postern: '0.1.0',
    organisation: { name: 'Contoso', domain: 'contoso.test', mailbox: 'probe@contoso.test' },
    vantage: 'inside',
    profile: 'nylas',
    startedAt: new Date(Date.parse('2026-11-24T10:00:00Z') + number * 60_000).toISOString(),
  }
}
