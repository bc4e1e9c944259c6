import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useClient } from '../../store/session-context.tsx'
import { type ConfigurationActions, type ConfigurationState, configurationStoreOf } from './configuration-store.ts'

/** A part of what the window knows of the configuration; the component renders again when that part changes. */
export function useConfiguration<T>(select: (state: ConfigurationState & ConfigurationActions) => T): T {
  return useStore(configurationStoreOf(useClient()), select)
}

/** Reads the configuration, and follows it while the page that asks is there. */
export function useFollowedConfiguration(): void {
  const client = useClient()
  useEffect(() => {
    const store = configurationStoreOf(client)
    const gone = new AbortController()
    void store.getState().read()
    void store.getState().follow(gone.signal)
    return () => gone.abort()
  }, [client])
}
