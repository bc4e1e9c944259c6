/**
 * Whether a text is what a pattern means, in which `*` stands for any characters and case does not count: an entry of
 * EwsAllowList, or -like of a recipient filter.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  return wildcard(pattern)(text)
}

/**
 * The same for many texts. Each piece between two stars is looked for once, from where the one before it ended, so that no
 * pattern is slow.
 */
export function wildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...pieces] = pattern.toLowerCase().split('*')
  const last = pieces.pop()
  if (last === undefined) return (text) => text.toLowerCase() === first
  return (text) => {
    const lower = text.toLowerCase()
    if (!lower.startsWith(first)) return false
    let from = first.length
    for (const piece of pieces) {
      const found = lower.indexOf(piece, from)
      if (found < 0) return false
      from = found + piece.length
    }
    return lower.length - last.length >= from && lower.endsWith(last)
  }
}
