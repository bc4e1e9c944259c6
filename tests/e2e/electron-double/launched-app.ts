import type { Page } from 'playwright-core'

/** A function of a test that runs in the main process; it gets the `electron` module and may use nothing from outside. */
export type MainFunction<A, R> = (electron: typeof import('electron'), argument: A) => R | Promise<R>

/** What lasts of Postern, outside of Electron's own folder, is kept in `folder`, and not where this machine's is. */
export function stateIn(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { ...Object.fromEntries(inherited), XDG_STATE_HOME: folder, LOCALAPPDATA: folder }
}

/** Postern, started by a test: on the double and on a real Electron alike. */
export type LaunchedApp = {
  page: Page
  evaluate<A, R>(call: MainFunction<A, R>, argument: A): Promise<R>
  /** What the main process has written to its error output so far. */
  errorOutput(): string
  /** What the double has complained about; always empty on a real Electron. */
  failures(): readonly string[]
  /** The exit code, once the process has ended. */
  exited: Promise<number | null>
  /** Ends the process at once, as a lack of memory or a power cut would. */
  kill(): Promise<void>
  /** Ends the process if it has not ended, and removes its folder, unless it was given one. */
  close(): Promise<void>
}
