import type { Connection } from './connection.ts'
import { jsonOf } from './stored-json.ts'

/** What was chosen, by name, as JSON; whoever reads it parses it. */
export type SettingsStore = {
  /** Undefined for what was never written. */
  read(key: string): unknown
  write(key: string, value: unknown): void
}

export function createSettingsStore(connection: Connection): SettingsStore {
  return {
    read: (key) => jsonOf(connection.get('SELECT value FROM setting WHERE key = ?', key)?.value),
    write(key, value) {
      const text = JSON.stringify(value)
      if (text === undefined) connection.run('DELETE FROM setting WHERE key = ?', key)
      else {
        connection.run(
          'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          key,
          text,
        )
      }
    },
  }
}
