import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { RunsActions, RunsState, RunsStore } from './runs-store.ts'

export const RunsContext = createContext<RunsStore | null>(null)

/** A part of the state of the desk of runs. */
export function useRuns<T>(select: (state: RunsState & RunsActions) => T): T {
  const store = useContext(RunsContext)
  if (!store) throw new Error('The desk of runs is used outside of itself.')
  return useStore(store, select)
}
