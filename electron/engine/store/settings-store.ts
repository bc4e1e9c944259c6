import type { Connection } from './connection.ts'
import { jsonOf } from './stored-json.ts'

/** What was chosen, by name, as JSON; whoever reads it parses it. */
export type SettingsStore = {
  /** Undefined for what was never written. */
  read(key: string): unknown
  write(key: string, value: unknown): void
  /** Writes what `change` makes of what is kept; no other program writes in between. Where it throws, nothing is written. */
  change(key: string, change: (kept: unknown) => unknown): void
}

export function createSettingsStore(connection: Connection): SettingsStore {
  function read(key: string): unknown {
    return jsonOf(connection.get('SELECT value FROM setting WHERE key = ?', key)?.value)
  }

  function write(key: string, value: unknown): void {
    const text = JSON.stringify(value)
    if (text === undefined) connection.run('DELETE FROM setting WHERE key = ?', key)
    else {
      connection.run(
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        text,
      )
    }
  }

  return {
    read,
    write,
    change: (key, change) => connection.transaction(() => write(key, change(read(key)))),
  }
}
