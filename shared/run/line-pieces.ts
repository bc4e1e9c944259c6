/** A piece of a text: `whole` where no line ends inside of it, `breaks` where one may end after it. */
export type LinePiece = { text: string; whole?: true; breaks?: true }

/**
 * What no line ends in the middle of: a date, a number with its unit, the number of a vulnerability, a shortened fingerprint, an option of a
 * command line, a sign-in; and the hyphen of a cmdlet’s name or of its parameter, whose words may be too long for a line.
 */
const WHOLE = [
  /\b\d{4}-\d\d-\d\d\b/,
  /\b\d[\d.,]* (?:ms|s|min|h|KB|MB)\b/,
  /\bCVE-\d{4}-\d+\b/,
  /\bSHA-256(?: [0-9A-F]{2}(?::[0-9A-F]{2}){1,2}…)?/,
  /(?<![\w-])--[a-z][a-z-]*/,
  /\b[Ss]ign-ins?\b/,
  /(?<![\w/-])[A-Z][a-z]+-[A-Z](?=[A-Za-z])/,
  /(?<![^\s(])-[A-Z](?=[A-Za-z])/,
]
/** After a slash of a path (not of ://), between the pairs of a fingerprint, and after a cipher suite’s _. */
const BREAKS = [/(?<=[^:/]\/)(?=\w)/, /(?<=\b[0-9A-Fa-f]{2}:)(?=[0-9A-Fa-f]{2}\b)/, /(?<=[A-Za-z0-9]_)(?=[A-Za-z0-9])/]
const SEAMS = new RegExp(`(${sources(WHOLE)})|${sources(BREAKS)}`)

function sources(patterns: readonly RegExp[]): string {
  return patterns.map(({ source }) => source).join('|')
}

/** A text in pieces, so that long addresses break where it reads well, and dates and commands do not. */
export function linePieces(text: string): LinePiece[] {
  // Between two pieces stands what is whole, or nothing where a line may end.
  const parts = text.split(SEAMS) as (string | undefined)[]
  return parts.flatMap((part = '', at): LinePiece[] => {
    if (part === '') return []
    if (at % 2 === 1) return [{ text: part, whole: true }]
    return [at + 1 < parts.length && parts[at + 1] === undefined ? { text: part, breaks: true } : { text: part }]
  })
}
