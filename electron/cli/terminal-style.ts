import type { Verdict } from '../../shared/checks/finding.ts'

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const
type Style = keyof typeof codes

export const verdictStyle: Readonly<Record<Verdict, Style>> = {
  fail: 'red',
  bug: 'magenta',
  warn: 'yellow',
  unknown: 'cyan',
  skip: 'dim',
  pass: 'green',
}

/** Puts a style around text, or leaves the text alone where colour is not wanted. */
export type Paint = (style: Style, text: string) => string

/** Colour only on a terminal, and never where NO_COLOR is set (no-color.org: whatever its value, unless empty). */
export function paintFor(
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  if (!stream.isTTY || environment.NO_COLOR || environment.TERM === 'dumb') return (_style, text) => text
  return (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`
}
