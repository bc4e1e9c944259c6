import { printable } from '../../shared/run/printable.ts'

/** Says on standard error, as a line, what is in the way of a command that goes on all the same. */
export function complain(sentence: string): void {
  process.stderr.write(`postern: ${printable(sentence)}\n`)
}
