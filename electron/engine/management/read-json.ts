import { Tokenizer, type TokenType } from '@streamparser/json'
import { t } from '../../../shared/language/translate.ts'
import { JsonStructure } from './json-structure.ts'
import type { ObjectReader, ObjectSink } from './raw-object.ts'
import type { ReadLimits } from './read-limits.ts'
import { endless, Refusal } from './read-refusal.ts'

/** Reads JSON: of Postern's script, and of ConvertTo-Json in PowerShell 5.1 and 7. */
export class JsonReader implements ObjectReader {
  readonly #tokenizer = new Tokenizer()
  readonly #structure: JsonStructure
  readonly #limits: ReadLimits
  #line: number
  #sinceToken = 0

  constructor(line: number, sink: ObjectSink, limits: ReadLimits) {
    this.#line = line
    this.#limits = limits
    this.#structure = new JsonStructure(sink, limits)
    this.#tokenizer.onToken = ({ token, value }) => {
      this.#sinceToken = 0
      this.#structure.token(token as TokenType, value, this.#line)
    }
  }

  get isInObject(): boolean {
    return this.#structure.isInObject
  }

  write(text: string): void {
    // A line at a time, so that each token has its line; blanks at the beginning of the next one go along with it.
    const bytes = Buffer.from(text)
    for (let from = 0; from < bytes.length; ) {
      const { end, lines } = lineEnd(bytes, from)
      this.#sinceToken += end - from
      this.#tokenize(bytes.subarray(from, end))
      if (this.#sinceToken > this.#limits.value) throw endless(this.#line)
      this.#line += lines
      from = end
    }
  }

  #tokenize(line: Uint8Array): void {
    try {
      this.#tokenizer.write(line)
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal(
        'damaged',
        t`Line ${this.#line} is no JSON. The file is damaged or was changed by hand.`,
        this.#line,
      )
    }
  }

  end(): void {
    try {
      this.#tokenizer.end()
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw brokenOff(this.#line)
    }
    if (!this.#structure.isWhole) throw brokenOff(this.#line)
  }
}

function brokenOff(line: number): Refusal {
  return new Refusal('broken-off', t`The file breaks off in line ${line}, before its JSON ends.`, line)
}

const NEWLINE = 10

/** Where the blanks end that follow a line, and how many lines end there. */
function lineEnd(bytes: Uint8Array, from: number): { end: number; lines: number } {
  const newline = bytes.indexOf(NEWLINE, from)
  if (newline < 0) return { end: bytes.length, lines: 0 }
  let end = newline + 1
  let lines = 1
  for (let byte = bytes[end]; byte === NEWLINE || byte === 13 || byte === 32 || byte === 9; byte = bytes[end]) {
    if (byte === NEWLINE) lines += 1
    end += 1
  }
  return { end, lines }
}
