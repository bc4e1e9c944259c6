const LONGEST = 500

/** The words of another program, short enough for a sentence and without what would break its line. */
export function inOneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length > LONGEST
    ? `${line
        .slice(0, LONGEST)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : line
}
