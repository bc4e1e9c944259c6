import type { ArtifactName, ArtifactRecords, Artifacts } from '../../../shared/artifacts/artifacts.ts'

/** The value of an artifact, where there is one. */
export function valueIn<N extends ArtifactName>(artifacts: ArtifactRecords, name: N): Artifacts[N] | undefined {
  const record = artifacts[name]
  return record?.state === 'gathered' ? record.value : undefined
}
