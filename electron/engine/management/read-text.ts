import { t } from '../../../shared/language/translate.ts'
import { Refusal } from './read-refusal.ts'

type Encoding = 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Text, and why there is no more of it. */
export type ReadText = { readonly text: string; readonly refusal?: Refusal }

/**
 * Makes text of the bytes of a file, in pieces that may end anywhere: UTF-16 by its mark or by the zeros between its
 * letters, else UTF-8, else Windows-1252, which is what Windows PowerShell calls Default in Western Europe.
 */
export class TextReader {
  readonly #onGuess: (line: number) => void
  #encoding: Encoding | undefined
  /** Bytes of a letter that is not whole yet. */
  #held = new Uint8Array(0)
  #line = 1

  constructor(onGuess: (line: number) => void) {
    this.#onGuess = onGuess
  }

  decode(bytes: Uint8Array): ReadText {
    return this.#next(bytes, false)
  }

  end(): ReadText {
    const { text, refusal } = this.#next(new Uint8Array(0), true)
    if (refusal || this.#held.length === 0) return { text, ...(refusal && { refusal }) }
    const line = this.#line
    return {
      text,
      refusal: new Refusal('broken-off', t`The file breaks off in the middle of a letter in line ${line}.`, line),
    }
  }

  #next(bytes: Uint8Array, ended: boolean): ReadText {
    let left = this.#held.length === 0 ? bytes : joined(this.#held, bytes)
    this.#held = new Uint8Array(0)
    if (this.#encoding === undefined) {
      if (left.length < 4 && !ended) return this.#hold(left, '')
      const { encoding, skip } = encodingOf(left)
      this.#encoding = encoding
      left = left.subarray(skip)
    }
    return this.#encoding === 'ascii' ? this.#ascii(left, ended) : this.#decoded(left, this.#encoding)
  }

  /** Letters of ASCII are the same in UTF-8 and Windows-1252; the first other byte tells which of them it is. */
  #ascii(bytes: Uint8Array, ended: boolean): ReadText {
    const high = bytes.findIndex((byte) => byte >= 0x80)
    const plain = this.#counted(Buffer.from(high < 0 ? bytes : bytes.subarray(0, high)).toString('latin1'))
    if (high < 0 || plain.refusal) return plain
    const rest = bytes.subarray(high)
    if (rest.length < 4 && !ended) return this.#hold(rest, plain.text)
    this.#encoding = startsWithUtf8(rest) ? 'utf-8' : 'windows-1252'
    if (this.#encoding === 'windows-1252') this.#onGuess(this.#line)
    const more = this.#decoded(rest, this.#encoding)
    return { ...more, text: plain.text + more.text }
  }

  #hold(bytes: Uint8Array, text: string): ReadText {
    this.#held = Uint8Array.from(bytes)
    return { text }
  }

  #decoded(bytes: Uint8Array, encoding: Encoding): ReadText {
    const whole = bytes.length - unfinished(bytes, encoding)
    this.#hold(bytes.subarray(whole), '')
    const piece = bytes.subarray(0, whole)
    const { text, isWhole } = decodable(piece, encoding)
    const counted = this.#counted(text)
    if (isWhole || counted.refusal) return counted
    const line = this.#line
    const refusal = new Refusal(
      'bad-encoding',
      t`Line ${line} holds bytes that are no letters in the encoding of the rest of the file. It is damaged, or put together from files of different encodings.`,
      line,
    )
    return { text, refusal }
  }

  #counted(text: string): ReadText {
    const zero = text.indexOf('\0')
    const good = zero < 0 ? text : text.slice(0, zero)
    this.#line += newlines(good)
    if (zero < 0) return { text }
    const line = this.#line
    const refusal = new Refusal(
      'not-text',
      t`The file is no text: there is a zero byte in line ${line}. Files of different encodings that were joined look so as well.`,
      line,
    )
    return { text: good, refusal }
  }
}

function encodingOf(bytes: Uint8Array): { encoding: Encoding; skip: number } {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', skip: 2 }
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return { encoding: 'utf-16le', skip: 0 }
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return { encoding: 'utf-16be', skip: 0 }
  return { encoding: 'ascii', skip: 0 }
}

function utf8Length(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
}

/** Whether the first letter, of at most four bytes, is one of UTF-8. */
function startsWithUtf8(bytes: Uint8Array): boolean {
  return decodable(bytes.subarray(0, utf8Length(bytes[0] ?? 0)), 'utf-8').isWhole
}

/** How many bytes at the end belong to a letter that goes on behind them. */
function unfinished(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-8') {
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
      const byte = bytes[bytes.length - back] ?? 0
      if ((byte & 0xc0) !== 0x80) return utf8Length(byte) > back ? back : 0
    }
    return 0
  }
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return 0
  const odd = bytes.length % 2
  const high = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0
  return high >= 0xd8 && high <= 0xdb ? odd + 2 : odd
}

/** The text of bytes, up to the first that are no letter. */
function decodable(bytes: Uint8Array, encoding: Encoding): { text: string; isWhole: boolean } {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const units = Buffer.from(bytes)
    const text = (encoding === 'utf-16be' ? units.swap16() : units).toString('utf16le')
    const alone = text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
    return { text: alone < 0 ? text : text.slice(0, alone), isWhole: alone < 0 }
  }
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  if (encoding !== 'utf-8') return { text, isWhole: true }
  // U+FFFD stands for what is no letter, unless it is written there.
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    const before = text.slice(0, at)
    const from = Buffer.byteLength(before)
    if (bytes[from] !== 0xef || bytes[from + 1] !== 0xbf || bytes[from + 2] !== 0xbd)
      return { text: before, isWhole: false }
  }
  return { text, isWhole: true }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** How many lines end in a text. */
export function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
