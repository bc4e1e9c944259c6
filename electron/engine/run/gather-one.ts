import { type ArtifactName, type Artifacts, artifactSchemas } from '../../../shared/artifacts/artifacts.ts'
import { t } from '../../../shared/language/translate.ts'
import { type AnyGatherer, Blocked, type GatherContext } from '../gather/gatherer.ts'
import { ownShortage } from '../wire/own-shortage.ts'

export type GatheredRecord =
  | { state: 'gathered'; startedAt: string; milliseconds: number; value: unknown }
  | { state: 'blocked'; by: ArtifactName; reason: string }
  | { state: 'broken'; startedAt: string; milliseconds: number; message: string }
  | { state: 'cancelled'; reason: string }

/**
 * Runs one gatherer and says what became of it; never throws. What it brings back is held against its schema, so that
 * nothing of another shape gets past this point. Values are as they were seen: gatherers and checks work on them, and
 * the run redacts what it lets out. Words about a failure are redacted here.
 */
export async function gatherOne(
  gatherer: AnyGatherer,
  context: GatherContext,
  records: Partial<Record<ArtifactName, GatheredRecord>>,
  redact: <T>(value: T) => T,
  stopped: () => string | undefined,
): Promise<GatheredRecord> {
  const before = stopped()
  if (before) return { state: 'cancelled', reason: before }
  for (const name of gatherer.needs) {
    const record = records[name]
    // The first failure is the one that is named, however long the chain behind it.
    if (record?.state === 'blocked') return record
    if (record?.state === 'broken') return { ...record, milliseconds: 0 }
    if (record?.state === 'cancelled') return record
    if (record?.state !== 'gathered') return { state: 'cancelled', reason: t`${name} was not gathered.` }
  }
  const startedAt = context.now().toISOString()
  const began = context.monotonic()
  const elapsed = () => Math.round((context.monotonic() - began) * 10) / 10
  try {
    const result = await gatherer.gather(context.gathered as Artifacts, context)
    const after = stopped()
    if (result instanceof Blocked) {
      return after
        ? { state: 'cancelled', reason: after }
        : { state: 'blocked', by: result.by, reason: redact(result.reason) }
    }
    // Failures inside an artifact that was cut off would read as the server's; a stopped run keeps none of them.
    if (after) return { state: 'cancelled', reason: after }
    const value = artifactSchemas[gatherer.artifact].parse(result)
    return { state: 'gathered', startedAt, milliseconds: elapsed(), value }
  } catch (error) {
    const after = stopped()
    if (after) return { state: 'cancelled', reason: after }
    const shortage = ownShortage(error)
    if (shortage) return { state: 'cancelled', reason: t`This machine could not go on: ${shortage}.` }
    const message = redact(error instanceof Error ? error.message : String(error)).slice(0, 500)
    return { state: 'broken', startedAt, milliseconds: elapsed(), message }
  }
}
