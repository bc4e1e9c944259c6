/** How many bytes, in the unit in which they are read easily: `820 B`, `12 KB`, `3.4 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
