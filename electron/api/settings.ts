import { defaultSettings, Settings } from '../../shared/settings/settings.ts'
import type { SettingsStore } from '../engine/store/settings-store.ts'

const KEY = 'settings'

/** What the administrator chose for this Postern. */
export type SettingsOfThis = { read(): Settings; save(settings: Settings): Settings }

/** Settings over the store. What is missing there, or is of another version and does not parse, is as it was at first. */
export function createSettings(store: SettingsStore): SettingsOfThis {
  return {
    read() {
      const kept = store.read(KEY)
      const parsed = Settings.safeParse({ ...defaultSettings, ...(isObject(kept) && kept) })
      return parsed.success ? parsed.data : defaultSettings
    },
    save(settings) {
      store.write(KEY, settings)
      return settings
    },
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
