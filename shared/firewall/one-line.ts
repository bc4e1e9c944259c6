/** Text in one line and in the characters of ASCII, at most so long: what a comment of any platform takes. */
export function oneLine(text: string, most: number): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return plain.slice(0, most).trim()
}
