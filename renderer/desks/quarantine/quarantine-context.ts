import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { QuarantineActions, QuarantineState, QuarantineStore } from './quarantine-state.ts'

export const QuarantineContext = createContext<QuarantineStore | null>(null)

/** A part of the state of the desk of devices. */
export function useQuarantine<T>(select: (state: QuarantineState & QuarantineActions) => T): T {
  const store = useContext(QuarantineContext)
  if (!store) throw new Error('The desk of devices is used outside of itself.')
  return useStore(store, select)
}
