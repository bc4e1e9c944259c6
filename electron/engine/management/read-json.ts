import { Tokenizer, type TokenType } from '@streamparser/json'
import { t } from '../../../shared/language/translate.ts'
import { JsonStructure } from './json-structure.ts'
import type { ObjectReader, ObjectSink } from './raw-object.ts'
import type { ReadLimits } from './read-limits.ts'
import { endless, Refusal } from './read-refusal.ts'
import { newlines } from './read-text.ts'

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

  write(text: string): void {
    // A line at a time, so that each token has its line; blank lines go along with the one before them.
    const lines = /[^\n]*(?:\n\s*|$)/gy
    for (let from = 0; from < text.length; from = lines.lastIndex) {
      lines.lastIndex = from
      const [line = ''] = lines.exec(text) ?? []
      this.#sinceToken += line.length
      this.#tokenize(line)
      if (this.#sinceToken > this.#limits.value) throw endless(this.#line)
      this.#line += newlines(line)
    }
  }

  #tokenize(text: string): void {
    try {
      this.#tokenizer.write(text)
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
