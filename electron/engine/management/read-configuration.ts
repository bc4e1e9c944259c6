import { t } from '../../../shared/language/translate.ts'
import type { ConfigurationFormat, ConfigurationReading } from '../../../shared/management/configuration-reading.ts'
import { ConfigurationBuilder } from './configuration-builder.ts'
import type { ObjectReader } from './raw-object.ts'
import { detectFormat } from './read-format.ts'
import { defaultReadLimits, type ReadLimits } from './read-limits.ts'
import { Refusal } from './read-refusal.ts'
import { type ReadText, TextReader } from './read-text.ts'

/**
 * Reads a file of configuration as its bytes come, in pieces that may end anywhere. Nothing is given back before its end:
 * a file is taken as a whole or not at all; or, where the rest is wanted, without the objects that cannot be understood and
 * up to where it breaks off. Throws a Refusal, and nothing else.
 */
export class ConfigurationReader {
  readonly #limits: ReadLimits
  readonly #takesRest: boolean
  readonly #builder: ConfigurationBuilder
  readonly #text: TextReader
  #bytes = 0
  /** What came before the format was known. */
  #head = ''
  #format: ConfigurationFormat | undefined
  #reader: ObjectReader | undefined
  /** Why nothing more is read. */
  #ended: Refusal | undefined

  constructor(name: string | undefined, limits: Partial<ReadLimits> = {}, takesRest = false) {
    this.#limits = { ...defaultReadLimits, ...limits }
    this.#takesRest = takesRest
    this.#builder = new ConfigurationBuilder(name, this.#limits, takesRest)
    this.#text = new TextReader((line) => this.#builder.encodingGuessed(line))
  }

  /** Whether what still comes makes a difference. */
  get wantsMore(): boolean {
    return this.#ended === undefined
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    if (this.#bytes > this.#limits.bytes) {
      throw new Refusal('too-large', t`The file is larger than the ${this.#limits.bytes} bytes that are read of one.`)
    }
    if (!this.#ended) this.#toEnd(() => this.#read(this.#text.decode(bytes), false))
  }

  end(): ConfigurationReading {
    if (!this.#ended) {
      this.#toEnd(() => {
        this.#read(this.#text.end(), true)
        this.#reader?.end()
      })
    }
    return this.#builder.end(this.#format ?? 'csv', this.#ended)
  }

  /** Where the rest is wanted, a file that cannot be read on ends there, and with it the object that was begun. */
  #toEnd(read: () => void): void {
    try {
      read()
    } catch (error) {
      const isEnd = error instanceof Refusal && error.refusal.line !== undefined && this.#takesRest && this.#reader
      if (!isEnd) throw error
      this.#ended = error
      if (this.#reader?.isInObject) this.#builder.refuse(error)
    }
  }

  #read({ text, refusal }: ReadText, ended: boolean): void {
    this.#take(text, ended && !refusal)
    if (refusal) throw refusal
  }

  #take(text: string, ended: boolean): void {
    if (this.#reader) {
      if (text !== '') this.#reader.write(text)
      return
    }
    this.#head += text
    const found = detectFormat(this.#head, ended, this.#builder, this.#limits)
    if (!found) return
    this.#format = found.format
    this.#reader = found.reader
    this.#reader.write(this.#head.slice(found.from))
    this.#head = ''
  }
}
