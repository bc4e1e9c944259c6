import type { RawValue } from './raw-object.ts'

/**
 * Puts the lines together over which Format-List wrapped a value. It breaks behind a blank, which may stay at the end of
 * the line, or in the middle of a word that is longer than a whole line. Where no blank is left, the break was behind one
 * if the words on both sides would have fitted into a line together; else nobody can tell, and the value is lost. Lines are
 * as wide as `width` at least.
 */
export function unwrapped(lines: readonly string[], width: number): RawValue {
  let text = lines[0] ?? ''
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const before = lines[index - 1] ?? ''
    if (before === '' || /\s$/.test(before)) text += line
    else if (wordAtEnd(before) + wordAtStart(line) < width) text += ` ${line}`
    else return {}
  }
  return text.trim()
}

function wordAtEnd(line: string): number {
  return line.length - 1 - line.lastIndexOf(' ')
}

function wordAtStart(line: string): number {
  const end = line.indexOf(' ')
  return end < 0 ? line.length : end
}
