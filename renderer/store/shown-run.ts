import { useMemo } from 'react'
import type { RunView } from './run-view.ts'
import { useSession } from './session-context.tsx'
import { withSeenAgain } from './verified.ts'

/** The run that is shown, with what was verified since laid over it. */
export function useShownRun(): RunView | undefined {
  const run = useSession((state) => state.run)
  const verifications = useSession((state) => state.verifications)
  return useMemo(() => run && withSeenAgain(run, verifications), [run, verifications])
}
