import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import type { RunSummary } from '../../shared/run/run-summary.ts'

/** Postern as a person has it: a program that keeps what it saw, and a window on it. */
export type WalkHost = {
  /** The window as it is now: another one after each start. */
  page(): Page
  /** Starts Postern, and opens its window, on what an earlier start kept. */
  start(): Promise<void>
  /** Ends it at once, as a lack of memory or a power cut would. */
  kill(): Promise<void>
  /** Ends it as people do. */
  quit(): Promise<void>
  /** Loads its window again. */
  reload(): Promise<void>
  /** Opens another window beside the first, where the host has more than one. */
  openAnother?(): Promise<Page>
  /** What the windows' consoles said as warnings or errors, and what the host says was not right. */
  complaints(): readonly string[]
  close(): Promise<void>
}

/** Starts a host on a folder that holds all that it keeps. */
export type OpenHost = (folder: string) => Promise<WalkHost>

/** The runs that are kept in a host's folder, the newest first. */
export function keptRuns(folder: string): RunSummary[] {
  return fromStore(folder, ({ runs }) => runs.list())
}

/** One of them, with all that is kept of it. */
export function keptRun(folder: string, id: string): KeptRun {
  const run = fromStore(folder, ({ runs }) => runs.read(id))
  if (run === undefined || run === 'unreadable') throw new Error(`The run ${id} cannot be read.`)
  return run
}

function fromStore<T>(folder: string, read: (store: Store) => T): T {
  const store = openStore({ directory: join(folder, 'postern') })
  try {
    return read(store)
  } finally {
    store.close()
  }
}

/** Takes down what a window's console says as a warning or an error. */
export function listenTo(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}
