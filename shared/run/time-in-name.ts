/**
 * A moment as part of a file's name, which on Windows has no colons: `2026-11-28T19-08-34Z`. The Z says that it is UTC and
 * not the time of whoever reads it, so that a file is called the same wherever it is saved.
 */
export function timeInName(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
}
