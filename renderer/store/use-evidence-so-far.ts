import { useEffect } from 'react'
import type { ArtifactName } from '../../shared/artifacts/artifacts.ts'
import { useSession } from './session-context.tsx'

/** Reads the raw evidence of a run under way whenever one of these has been gathered, so that pictures grow with it. */
export function useEvidenceSoFar(names: readonly ArtifactName[]): void {
  const active = useSession((state) => state.active)
  const gathered = useSession(({ run }) =>
    names.filter((name) => run?.gatherers[name] === 'gathered' && !run.artifacts[name]).join(' '),
  )
  const readEvidence = useSession((state) => state.readEvidence)
  useEffect(() => {
    if (active && gathered !== '') void readEvidence()
  }, [active, gathered, readEvidence])
}
