import { Buffer } from 'node:buffer'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Cuts what a program prints into lines, whatever pieces it comes in. A line that is longer than `longest` bytes is given
 * in parts of that length, so that a flood without a line's end is not held.
 */
export function createLines(longest: number, onLine: (line: Buffer) => void) {
  let held: Buffer[] = []
  let length = 0

  function give(): void {
    const line = Buffer.concat(held)
    held = []
    length = 0
    onLine(line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line)
  }

  return {
    add(piece: Buffer): void {
      let rest = piece
      while (rest.length > 0) {
        const end = rest.indexOf(LINE_FEED)
        const taken = rest.subarray(0, Math.min(end < 0 ? rest.length : end, longest - length))
        held.push(taken)
        length += taken.length
        const isLine = end === taken.length
        if (isLine || length === longest) give()
        rest = rest.subarray(taken.length + (isLine ? 1 : 0))
      }
    },
    end(): void {
      if (length > 0) give()
    },
  }
}
