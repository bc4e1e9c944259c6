import { join } from 'node:path'
import type { InterruptedRun } from '../../../../electron/engine/run/run-header.ts'
import { type RunOptions, runReadiness } from '../../../../electron/engine/run/run-readiness.ts'
import { createSignInBudget, type SignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { openSignInFile } from '../../../../electron/engine/run/sign-in-file.ts'
import type { Lab } from '../../../../lab/lab.ts'
import type { ArtifactName, ArtifactRecords } from '../../../../shared/artifacts/artifacts.ts'
import type { RunEvent, RunHeader } from '../../../../shared/run/run.ts'
import { organisationOf } from './lab-run.ts'

/** The budget of each program that begins, one after the other: of an earlier one it has the file alone. */
export function programs(folder: string, name: string): () => SignInBudget {
  return () => createSignInBudget(() => new Date(), openSignInFile(join(folder, `${name}.json`)))
}

/**
 * What a store has of a run whose program is killed as soon as so many artifacts are there: what came after that moment
 * is lost, whatever the run still did.
 */
export async function killedAfter(
  lab: Lab,
  artifacts: number,
  options: Partial<RunOptions> = {},
): Promise<InterruptedRun> {
  const stop = new AbortController()
  if (artifacts === 0) stop.abort()
  const records: Partial<Record<ArtifactName, unknown>> = {}
  let header: RunHeader | undefined
  await runReadiness({
    organisation: organisationOf(lab),
    password: lab.password,
    ...options,
    signal: stop.signal,
    onRecord: (artifact, record) => {
      if (stop.signal.aborted) return
      records[artifact] = record
      if (Object.keys(records).length >= artifacts) stop.abort()
    },
    onEvent: (event) => {
      if (event.type === 'started') header = event.run
    },
  })
  if (!header) throw new Error('The run told no beginning.')
  // As it comes out of a store: as text.
  return JSON.parse(JSON.stringify({ header, records }))
}

/** Goes on with it, and gives what the lab was asked meanwhile. */
export async function resumed(lab: Lab, interrupted: InterruptedRun, options: Partial<RunOptions> = {}) {
  const before = lab.log.length
  const events: RunEvent[] = []
  const stored: ArtifactRecords = {}
  const run = await runReadiness({
    organisation: organisationOf(lab),
    password: lab.password,
    ...options,
    resume: interrupted,
    onRecord: (artifact, record) => Object.assign(stored, { [artifact]: record }),
    onEvent: (event) => events.push(structuredClone(event)),
  })
  const again = run.run.resumed?.at(-1)?.again ?? []
  const kept = (Object.keys(run.artifacts) as ArtifactName[]).filter((name) => !again.includes(name))
  return { run, events, stored, again, kept, log: lab.log.slice(before) }
}
