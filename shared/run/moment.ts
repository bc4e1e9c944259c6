import { t } from '../language/translate.ts'

/** A time of day, to the second: for a moment within a run, whose day is told with it. */
export function timeWords(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : t`${date.toISOString().slice(11, 19)} UTC`
}

/** A moment as people write it in a sentence, to the minute, which finds it in a server's log: `2026-11-24 at 10:05 UTC`. */
export function momentWords(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const [day = '', time = ''] = date.toISOString().split('T')
  return t`${day} at ${time.slice(0, 5)} UTC`
}
