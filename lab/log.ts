import type { SignInLog } from './sign-in/sign-in.ts'

/** One HTTP request that the lab was asked. It never holds a password, a hash or an Authorization header. */
export interface LogEntry extends SignInLog {
  /** ISO 8601, by the lab's clock. */
  time: string
  server: string
  /** Counts TLS connections from 1: requests of one connection share it. */
  connection: number
  method: string
  host: string
  /** Without its query. */
  path: string
  userAgent: string
  status: number
  /** Of an answer that is no HTTP: how many bytes of it have gone out so far. */
  raw?: { readonly bytes: number }
}

const MOST_ENTRIES = 10_000

/** Keeps the last 10,000 entries. */
export class RequestLog {
  readonly #entries: LogEntry[] = []

  add(entry: LogEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > MOST_ENTRIES) this.#entries.shift()
  }

  get entries(): readonly LogEntry[] {
    return [...this.#entries]
  }
}
