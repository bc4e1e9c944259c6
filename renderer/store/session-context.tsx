import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Session, SessionActions, SessionState } from './session.ts'

const SessionContext = createContext<Session | null>(null)

/** Gives the components below it one session. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** A part of the session's state; the component renders again when that part changes. */
export function useSession<T>(select: (state: SessionState & SessionActions) => T): T {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is used outside a SessionProvider.')
  return useStore(session, select)
}
