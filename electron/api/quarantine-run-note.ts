import { t } from '../../shared/language/translate.ts'
import type { DeviceTrail } from '../engine/store/device-trail.ts'

type Part = 'apply' | 'undo'

/** What the trail says of a script that somebody has run elsewhere. */
export const ranWords: Readonly<Record<Part, string>> = {
  apply: t`The script that applies it was run in the Exchange Management Shell.`,
  undo: t`The script that undoes it was run in the Exchange Management Shell.`,
}

const AT_ONCE = 100

/** Why it can't be noted that a script was run: none was made, or it is noted already. Null: it can. */
export function whyNotRun(trail: Pick<DeviceTrail, 'list'>, organisationId: string, part: Part): string | null {
  for (let after: number | null = null; ; ) {
    const lines = trail.list(organisationId, { subject: null, after, limit: AT_ONCE })
    for (const { entry } of lines) {
      if (entry?.about.kind !== 'tray' && entry?.about.kind !== 'settled') continue
      if (entry.what === 'run-live' && entry.note === ranWords[part])
        return t`The trail says already that this script was run. One that is made anew can be noted again.`
      if (entry.what === 'script-made' && entry.note === part) return null
    }
    if (lines.length < AT_ONCE) break
    after = lines.at(-1)?.number ?? null
  }
  return part === 'apply'
    ? t`No script that applies it was made yet, and so none was run.`
    : t`No script that undoes it was made yet, and so none was run.`
}
