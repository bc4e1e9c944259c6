/** A list that an export wrote as one text: its entries, or why they cannot be told. */
export type ListText =
  | { readonly entries: string[] }
  | { readonly lost: 'list-unclear' | 'list-cut' }
  | { readonly broken: true }

/**
 * `{a, b}` as Format-List prints a multi-valued property, or `a, b` as its ToString and -join write it. A comma inside
 * brackets belongs to the entry, as in `(KHTML, like Gecko)`. Without braces and commas, blanks may part entries ($OFS)
 * or stand inside of one, as semicolons may, so that such a text is one of the two and nobody knows which.
 */
export function listFromText(text: string): ListText {
  const trimmed = text.trim()
  if (trimmed === '') return { entries: [] }
  if (!trimmed.startsWith('{')) return bareList(trimmed)
  if (!trimmed.endsWith('}')) return { broken: true }
  const inside = trimmed.slice(1, -1).trim()
  if (inside === '') return { entries: [] }
  if (/(\.\.\.|…)$/.test(inside)) return { lost: 'list-cut' }
  const { parts, balanced } = partsOf(inside, /[,]/)
  return balanced && parts.every(Boolean) ? { entries: parts } : { lost: 'list-unclear' }
}

function bareList(text: string): ListText {
  if (/(\.\.\.|…)$/.test(text)) return { lost: 'list-cut' }
  const { parts, balanced } = partsOf(text, /[,\n]/)
  if (!balanced || !parts.every(Boolean)) return { lost: 'list-unclear' }
  const unclear = parts.some((part) => partsOf(part, /[;|]/).parts.length > 1)
  const one = parts.length === 1 && partsOf(text, /\s/).parts.length > 1
  return unclear || one ? { lost: 'list-unclear' } : { entries: parts }
}

/** A text at what parts it, outside of round and square brackets. */
function partsOf(text: string, separator: RegExp): { parts: string[]; balanced: boolean } {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '(' || character === '[') depth += 1
    else if (character === ')' || character === ']') depth -= 1
    else if (depth === 0 && separator.test(character)) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
    if (depth < 0) return { parts, balanced: false }
  }
  parts.push(text.slice(from).trim())
  return { parts, balanced: depth === 0 }
}
