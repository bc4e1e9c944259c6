import { strToU8, Zip, ZipDeflate } from 'fflate'

/** A ZIP archive that is being written; each file is packed as it comes, so that none is held whole. */
export type GrowingZip = {
  add(path: string, content: string | Uint8Array): void
  /** The whole archive; nothing can be added afterwards. */
  end(): Uint8Array
}

/** Begins an archive. Each file has the day of the sheet, so that the same sheet is the same archive. */
export function beginZip(today: string): GrowingZip {
  const [year = 1980, month = 1, day = 1] = today.split('-').map(Number)
  // A ZIP has local times without a zone, of 1980 or later (APPNOTE.TXT, section 4.4.6).
  const mtime = new Date(Math.max(year || 1980, 1980), (month || 1) - 1, day || 1)
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  return {
    add(path, content) {
      // A long list is some 20 MB in all forms together, and the quickest level halves the time of the usual one.
      const file = new ZipDeflate(path, { level: 1 })
      file.mtime = mtime
      zip.add(file)
      file.push(typeof content === 'string' ? strToU8(content) : content, true)
    },
    end() {
      zip.end()
      const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      return whole
    },
  }
}
