import type { ArtifactName } from '../../shared/artifacts/artifacts.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import type { RunEvent } from '../../shared/run/run.ts'
import { createEventLog, type EventLog } from './event-log.ts'

/** What a kept run told as it went, made anew; the last event is missing where it did not come to its end. */
export function eventsOfKept(kept: KeptRun): EventLog<RunEvent> {
  const { run, verdict, findings, artifacts, gatherers, checks } = kept
  const log = createEventLog<RunEvent>()
  log.append({ type: 'started', run, gatherers, checks })
  for (const artifact of Object.keys(artifacts) as ArtifactName[]) {
    const record = artifacts[artifact]
    if (record === undefined) continue
    const milliseconds = 'milliseconds' in record ? record.milliseconds : 0
    log.append({ type: 'gathered', artifact, state: record.state, milliseconds })
  }
  for (const finding of findings) log.append({ type: 'finding', finding })
  if (verdict !== null) log.append({ type: 'finished', verdict, run })
  log.end()
  return log
}
