/** The signs that word processors put in the place of those of ASCII. */
const STEADS = [
  [/[‘’‛′]/g, "'"],
  [/[“”„″]/g, '"'],
  [/[‐-―−]/g, '-'],
] as const

/** Text in one line and in the characters of ASCII, at most so long: what a comment of any platform takes. */
export function oneLine(text: string, most: number): string {
  let plain = text
  for (const [signs, stead] of STEADS) plain = plain.replaceAll(signs, stead)
  return plain
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .slice(0, most)
    .trim()
}
