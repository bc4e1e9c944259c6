import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { ImportedConfiguration, KeptConfiguration } from '../../../shared/management/kept-configuration.ts'
import { problemSentence, problemToTell } from '../../store/problem-sentence.ts'
import { FileNotRead, sendFile } from './send-file.ts'

/** What became of one file: what Postern says of it, or why it never came to that. */
export type Taken = {
  name: string
  result: ImportedConfiguration | { outcome: 'failed'; sentence: string }
  /** By which what can be read of it is taken, or let go of. */
  importId?: string
}

/** The file that is being taken in, and how far that is. */
export type Taking = { name: string; sent: number; bytes: number; place: number; of: number }

/** What the window knows of the open organisation’s configuration, as plain data. */
export type ConfigurationState = {
  phase: 'loading' | 'loaded' | 'failed'
  kept: KeptConfiguration | null
  taking: Taking | null
  /** What became of the files that were given last. */
  taken: readonly Taken[]
  /** The import whose rest is being taken. */
  takingRest: string | null
  problem: string | null
}

export type ConfigurationActions = {
  read(): Promise<void>
  /** Reads again whenever it changes, or another organisation is opened, until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>
  /** Takes files in, one after the other. */
  take(files: readonly File[]): Promise<void>
  /** Takes in what can be read of one that was refused, or one that is of another organisation. */
  takeRest(taken: Taken): Promise<void>
  /** Stops taking in; what came whole is kept. */
  stop(): void
  forget(): Promise<void>
  /** Puts away what was said of the files that were given last. */
  dismiss(): void
}

export type ConfigurationStore = StoreApi<ConfigurationState & ConfigurationActions>

/** The configuration of the organisation that is open, over one Client. */
export function createConfigurationStore(client: Client): ConfigurationStore {
  return createStore<ConfigurationState & ConfigurationActions>()((set, get) => {
    let stopping: AbortController | undefined

    async function takeOne(file: File, at: { place: number; of: number }): Promise<Taken> {
      const signal = stopping?.signal ?? new AbortController().signal
      const { name, size: bytes } = file
      set({ taking: { name, sent: 0, bytes, ...at } })
      try {
        const onSent = (sent: number) => set({ taking: { name, sent, bytes, ...at } })
        const importId = await sendFile(client, { kind: 'configuration', file, onSent, signal })
        return { name, result: await client.call('configuration.import', { importId }, signal), importId }
      } catch (error) {
        const sentence = error instanceof FileNotRead ? error.message : problemSentence(error)
        return { name, result: { outcome: 'failed', sentence } }
      }
    }

    /** What was offered of files and is no longer shown need not be held. */
    function putAway(): void {
      for (const { result, importId } of get().taken) {
        const isOffer =
          result.outcome === 'other-organisation' || (result.outcome === 'refused' && result.rest !== null)
        // Postern lets go of it by itself where this does not get through.
        if (isOffer && importId !== undefined) client.call('import.abort', { importId }).catch(() => undefined)
      }
      set({ taken: [] })
    }

    return {
      phase: 'loading',
      kept: null,
      taking: null,
      taken: [],
      takingRest: null,
      problem: null,
      async read() {
        try {
          set({ kept: await client.call('configuration.read', {}), phase: 'loaded', problem: null })
        } catch (error) {
          if (error instanceof ContractError && error.code === 'no-organisation') set({ kept: null, phase: 'loaded' })
          else set(({ phase }) => ({ problem: problemToTell(error), phase: phase === 'loading' ? 'failed' : phase }))
        }
      },
      async follow(signal) {
        try {
          for await (const event of client.feed('app.events', {}, signal)) {
            if (event.type !== 'changed') continue
            if (event.what === 'organisations') putAway()
            if (event.what === 'configuration' || event.what === 'organisations') await get().read()
          }
        } catch {
          // The session says that Postern cannot be reached; what is shown stays.
        }
      },
      async take(files) {
        if (get().taking || files.length === 0) return
        stopping = new AbortController()
        putAway()
        set({ problem: null })
        for (const [place, file] of files.entries()) {
          if (stopping.signal.aborted) break
          const one = await takeOne(file, { place: place + 1, of: files.length })
          set(({ taken }) => ({ taken: [...taken, one] }))
        }
        set({ taking: null })
        await get().read()
      },
      async takeRest(offered) {
        const { importId, name } = offered
        if (get().taking || get().takingRest || importId === undefined) return
        set({ takingRest: importId, problem: null })
        const result = await client
          .call('configuration.take-rest', { importId })
          .catch((error) => ({ outcome: 'failed' as const, sentence: problemSentence(error) }))
        set(({ taken }) => ({
          takingRest: null,
          // What was agreed to may lead to another question.
          taken: taken.map((each) => (each === offered ? { name, result, importId } : each)),
        }))
        await get().read()
      },
      stop: () => stopping?.abort(),
      async forget() {
        try {
          await client.call('configuration.forget', {})
          putAway()
        } catch (error) {
          set({ problem: problemToTell(error) })
        }
        await get().read()
      },
      dismiss() {
        putAway()
        set({ problem: null })
      },
    }
  })
}

const stores = new WeakMap<Client, ConfigurationStore>()

/** The one store of a window’s client: what is being taken in goes on while somebody is elsewhere in the window. */
export function configurationStoreOf(client: Client): ConfigurationStore {
  const store = stores.get(client) ?? createConfigurationStore(client)
  stores.set(client, store)
  return store
}
