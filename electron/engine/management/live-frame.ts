import { Buffer } from 'node:buffer'

/** What the script tells, by kind. */
export const frameKinds = ['phase', 'policy', 'asking', 'failure', 'said', 'document', 'end'] as const
export type FrameKind = (typeof frameKinds)[number]

/** `last` is false while more of the same comes in the next frame of the kind. */
export type Frame = { kind: FrameKind; last: boolean; bytes: Buffer }

/**
 * The lines by which the script speaks on standard output: a mark that only this run knows, the kind (with `+` where more
 * of it follows), and its UTF-8 in base64. All of it is ASCII, since Windows writes there in the code page of the console;
 * a line is short enough that nothing wraps it. What does not begin with the mark was printed by somebody else, such as
 * the text of -WhatIf: it is told as what was said.
 */
export function frameOf(line: string, mark: string): Frame | undefined {
  const [, kind = '', more, text = ''] =
    frame.exec(line.startsWith(`${mark} `) ? line.slice(mark.length + 1) : '') ?? []
  const known = frameKinds.find((each) => each === kind)
  return known && { kind: known, last: more === '', bytes: Buffer.from(text, 'base64') }
}

const frame = /^([a-z]+)(\+?) ((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/
