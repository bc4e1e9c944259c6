import { useEffect } from 'react'
import type { PasswordStanding } from '../../shared/run/password-standing.ts'
import { useSession } from './session-context.tsx'
import { isBusy } from './session-state.ts'

/** How the password stands, asked anew when a run begins or ends, and when the password or the organisation changes. */
export function useStanding(): PasswordStanding | null {
  const standing = useSession((state) => state.standing)
  const readStanding = useSession((state) => state.readStanding)
  const busy = useSession(isBusy)
  const connected = useSession((state) => state.connected)
  const reference = useSession((state) => state.secret?.reference)
  const organisation = useSession((state) => state.organisation)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what became of the password changes with these, and is asked anew
  useEffect(() => {
    if (connected && organisation) void readStanding()
  }, [readStanding, connected, organisation, busy, reference])
  // Another Postern tells nobody when its sign-in has come to its end.
  const isElsewhere = standing?.state === 'under-way' && !busy
  useEffect(() => {
    if (!isElsewhere || !connected) return
    const timer = setInterval(() => void readStanding(), AGAIN_MILLISECONDS)
    return () => clearInterval(timer)
  }, [isElsewhere, connected, readStanding])
  return standing
}

const AGAIN_MILLISECONDS = 2_000
