/** A moment as part of a file's name, which on Windows has no colons: `2026-11-28T19-08-34Z`. */
export function timeInName(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
}
