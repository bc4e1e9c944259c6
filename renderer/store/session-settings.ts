import { t } from '../../shared/language/translate.ts'
import { nothingShown, type SessionActions, type SessionTools } from './session-state.ts'

type SettingsPart = Pick<SessionActions, 'saveSettings' | 'pin' | 'deleteAll'> & {
  readSettings(): Promise<void>
}

/** What was chosen for this Postern, and the certificates that are accepted for the open organisation. */
export function settingsPart({ client, set, get, attempt }: SessionTools): SettingsPart {
  return {
    async readSettings() {
      set({ settings: await client.call('settings.read', {}) })
    },
    async saveSettings(part) {
      const { settings } = get()
      if (!settings) return false
      // Shown at once: a switch that waits for an answer feels broken.
      set({ settings: { ...settings, ...part }, problem: null })
      const saved = await attempt(async () => {
        set({ settings: await client.call('settings.save', { settings: { ...settings, ...part } }) })
      })
      if (!saved) set({ settings })
      return saved
    },
    async pin(fingerprint, accept) {
      const { organisation } = get()
      if (!organisation) return false
      const { trust = {} } = organisation
      const others = (trust.pinned ?? []).filter((one) => plainHex(one) !== plainHex(fingerprint))
      const pinned = accept ? [...others, fingerprint] : others
      return attempt(async () => {
        set({ problem: null })
        const { pinned: _before, ...rest } = trust
        const changed = { ...organisation, trust: { ...rest, ...(pinned.length > 0 && { pinned }) } }
        set({ organisation: (await client.call('organisation.save', { organisation: changed })).organisation })
      })
    },
    async deleteAll() {
      return attempt(async () => {
        set({ problem: null })
        await client.call('data.deleteAll', {})
        set(nothingShown)
        await get().open()
        get().showStart()
        set({ done: t`All data of Postern on this machine is deleted.` })
      })
    },
  }
}

/** A fingerprint without colons, in small letters: however somebody wrote it. */
export function plainHex(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase()
}
