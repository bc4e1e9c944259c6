import { strToU8, type Zippable, zipSync } from 'fflate'

/** Files as a ZIP archive. Each has the day of the sheet, so that the same sheet is the same archive. */
export function zipOf(files: readonly { path: string; content: string | Uint8Array }[], today: string): Uint8Array {
  const [year = 1980, month = 1, day = 1] = today.split('-').map(Number)
  // A ZIP has local times without a zone, of 1980 or later (APPNOTE.TXT, section 4.4.6).
  const mtime = new Date(Math.max(year || 1980, 1980), (month || 1) - 1, day || 1)
  const entries: Zippable = {}
  // A workbook is an archive already.
  for (const { path, content } of files)
    entries[path] = typeof content === 'string' ? [strToU8(content), { mtime }] : [content, { mtime, level: 0 }]
  // A long list is some 20 MB in all forms together, and the quickest level halves the time of the usual one.
  return zipSync(entries, { level: 1 })
}
