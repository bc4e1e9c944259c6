/**
 * Characters that move the cursor, hide what was said before or turn the direction of text: controls (C0, C1), the
 * separators of lines, and Unicode's bidirectional marks, embeddings, overrides and isolates (UAX #9 section 2).
 */
export const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** What a server sent, or an administrator wrote, as plain text of one line. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, '�')
}
