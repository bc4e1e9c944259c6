import { createStore } from 'zustand/vanilla'
import type { Client } from '../../shared/contract/contract.ts'
import { ContractError, contractErrors } from '../../shared/contract/error-code.ts'
import { startingStep } from '../steps/step-graph.ts'
import { isSamePage, type Place } from './place.ts'
import { problemSentence, problemToTell } from './problem-sentence.ts'
import { elsewherePart, RUNS_READ } from './session-elsewhere.ts'
import { importPart } from './session-import.ts'
import { organisationPart } from './session-organisation.ts'
import { runPart } from './session-run.ts'
import { settingsPart } from './session-settings.ts'
import { signInPart } from './session-sign-in.ts'
import {
  initialState,
  isBusy,
  nothingShown,
  type Session,
  type SessionState,
  type SessionStore,
  type SessionTools,
} from './session-state.ts'

/**
 * The state of one window over one Client. A test makes its own; nothing is shared between two of them. `placeWanted`
 * is where the window's address says that it was.
 */
export function createSession(
  client: Client,
  { placeWanted = () => undefined }: { placeWanted?: () => Place | undefined } = {},
): Session {
  return createStore<SessionStore>()((set, get) => {
    const tools: SessionTools = {
      client,
      set,
      get,
      async attempt(work) {
        try {
          await work()
          return true
        } catch (error) {
          if (error instanceof ContractError && error.code === 'cancelled') return false
          set({ problem: saidByItself(get(), error) ? null : problemSentence(error) })
          return false
        }
      },
    }
    const { readOpen, ...organisation } = organisationPart(tools)
    const elsewhere = elsewherePart(tools)
    const { takeUpLast, ...run } = runPart(tools, elsewhere)
    const { readSettings, ...settings } = settingsPart(tools)
    let opened = false

    return {
      ...initialState,
      ...organisation,
      ...signInPart(tools),
      ...importPart(tools),
      ...settings,
      ...run,
      startNoMore: elsewhere.startNoMore,
      async open() {
        if (!opened) set({ phase: 'opening' })
        const read = await tools.attempt(async () => {
          const [about, { organisations }] = await Promise.all([
            client.call('app.about', {}),
            client.call('organisation.list', {}),
            readOpen(),
            readSettings(),
          ])
          set({ about, organisations })
          const { organisationId } = get()
          if (organisationId) {
            const kept = await client.call('run.list', { organisationId, limit: RUNS_READ })
            await takeUpLast(kept)
            elsewhere.noteRuns(kept)
          }
          // Read now: the address may have changed while the window was opening.
          const wanted = placeWanted()
          if (!opened) set({ place: wanted && canShow(wanted, get()) ? wanted : startOf(get()) })
          opened = true
          set({ phase: 'open' })
        })
        if (!read && !opened) set({ phase: 'failed' })
      },
      async changedElsewhere(what) {
        // It says too what becomes of a run that is under way.
        if (what === 'about' && get().phase === 'open') {
          await tools.attempt(async () => set({ about: await client.call('app.about', {}) }))
          return
        }
        // What this window itself is about to change, it reads by itself.
        if (get().phase !== 'open' || isBusy(get())) return
        await tools.attempt(async () => {
          if (what === 'settings') await readSettings()
          if (what === 'organisations') {
            const { organisations, open } = await client.call('organisation.list', {})
            set({ organisations })
            if (open === get().organisationId || isBusy(get())) return
            set(nothingShown)
            await get().open()
          }
          if (what === 'runs') {
            const { organisationId, run: shown, looksBack } = get()
            if (!organisationId) return
            const kept = await client.call('run.list', { organisationId, limit: RUNS_READ })
            elsewhere.noteRuns(kept)
            if (looksBack) return
            // A run that came by another hand does not take the place of the one that is read; one that is gone leaves it.
            if (isBusy(get()) || kept.runs.some(({ header }) => header.id === shown?.header.id)) return
            set({ run: undefined, verifications: [], selected: null })
            await takeUpLast(kept)
          }
        })
      },
      connection(connected) {
        set(({ phase, problem }) => ({
          connected,
          problem: phase === 'open' && problem === contractErrors.disconnected ? null : problem,
        }))
        if (connected && get().phase === 'failed') void get().open()
      },
      dismissProblem: () => set({ problem: null }),
      dismissDone: () => set({ done: null }),
      show: (place) =>
        set((state) => ({
          place,
          done: null,
          arrivals: state.arrivals + 1,
          selected: isSamePage(place, state.place) ? state.selected : null,
        })),
      turn: (place) => set({ place, done: null }),
      showStart: () => get().show(startOf(get())),
      group: (grouping) => set({ grouping }),
      showKeyboard: (keyboard) => set({ keyboard }),
      wantPdf: (pdfWanted) => set({ pdfWanted }),
    }
  })
}

function startOf({ organisation, run }: SessionState): Place {
  return { kind: 'step', step: startingStep({ named: organisation !== null, run }) }
}

/** Where no organisation is open, a window opens where one is named; desks and settings need none. */
function canShow(place: Place, { organisation }: SessionState): boolean {
  return organisation !== null || place.kind === 'desk' || place.kind === 'settings'
}

/** Whether the window says of itself what the error says: it does of a lost connection, once it knows of it. */
function saidByItself({ phase, connected }: SessionState, error: unknown): boolean {
  return phase === 'open' && !connected && problemToTell(error) === null
}
