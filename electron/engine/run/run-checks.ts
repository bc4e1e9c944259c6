import type { AnyCheck } from '../../../shared/checks/check.ts'
import { type Organisation, wantsActiveSync } from '../../../shared/organisation/organisation.ts'

/** The checks of these ids, or all; throws a RangeError for an id that no check has. */
export function checksOf(checks: readonly AnyCheck[], only: readonly string[] | undefined): readonly AnyCheck[] {
  if (!only) return checks
  const unknown = only.find((id) => !checks.some((check) => check.meta.id === id))
  if (unknown !== undefined) throw new RangeError(`There is no check ${unknown}.`)
  return checks.filter((check) => only.includes(check.meta.id))
}

/** The checks that are left where the organisation does without ActiveSync; undefined where all of them are wanted. */
export function wantedOf(checks: readonly AnyCheck[], organisation: Organisation): string[] | undefined {
  if (wantsActiveSync(organisation)) return undefined
  return checks
    .map(({ meta }) => meta)
    .filter(({ step, id }) => step !== 'active-sync' && id !== 'autodiscover/active-sync-address')
    .map(({ id }) => id)
}
