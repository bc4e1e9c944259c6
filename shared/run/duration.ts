import { t } from '../language/translate.ts'
/** A duration in the unit that a person would choose: `84 ms`, `1.2 s`, `2 min 5 s`. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < 1) return t`<1 ms`
  if (milliseconds < 1000) return t`${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return t`${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
