import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Client } from '../../shared/contract/contract.ts'
import type { Session, SessionStore } from './session-state.ts'

const SessionContext = createContext<{ session: Session; client: Client } | null>(null)

type SessionProviderProps = { session: Session; client: Client; children: ReactNode }

/** Gives the components below it one session, and the client that desks of their own ask. */
export function SessionProvider({ session, client, children }: SessionProviderProps) {
  return <SessionContext value={{ session, client }}>{children}</SessionContext>
}

/** A part of the session's state; the component renders again when that part changes. */
export function useSession<T>(select: (state: SessionStore) => T): T {
  return useStore(useProvided().session, select)
}

/** The client of this window, for what is no part of the session. */
export function useClient(): Client {
  return useProvided().client
}

function useProvided(): { session: Session; client: Client } {
  const provided = useContext(SessionContext)
  if (!provided) throw new Error('The session is used outside a SessionProvider.')
  return provided
}
