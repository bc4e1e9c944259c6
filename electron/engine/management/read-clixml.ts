import { SaxesParser } from 'saxes'
import { t } from '../../../shared/language/translate.ts'
import { ClixmlStructure } from './clixml-structure.ts'
import type { ObjectReader, ObjectSink } from './raw-object.ts'
import type { ReadLimits } from './read-limits.ts'
import { endless, Refusal } from './read-refusal.ts'

/**
 * Reads what Export-Clixml writes (MS-PSRP section 2.2.5). No entity is known but XML's own five, and a document type is
 * refused, so that nothing can stand for more than itself.
 */
export class ClixmlReader implements ObjectReader {
  readonly #parser = new SaxesParser({ xmlns: false })
  readonly #structure: ClixmlStructure
  readonly #limits: ReadLimits
  readonly #skippedLines: number
  #sinceEvent = 0
  #ending = false
  #isOpen = false
  /** Where an element ended last. */
  #closed = 1

  constructor(skippedLines: number, sink: ObjectSink, limits: ReadLimits) {
    this.#skippedLines = skippedLines
    this.#limits = limits
    this.#structure = new ClixmlStructure(sink, limits)
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#sinceEvent = 0
      this.#isOpen = true
      this.#structure.open(name, attributes, this.#line)
    })
    this.#parser.on('closetag', () => {
      this.#sinceEvent = 0
      this.#structure.close(this.#line)
      this.#closed = this.#line
    })
    for (const event of ['text', 'cdata'] as const) {
      this.#parser.on(event, (text) => {
        this.#sinceEvent = 0
        this.#structure.text(text)
      })
    }
    this.#parser.on('doctype', () => {
      throw new Refusal(
        'damaged',
        t`The file has a document type in line ${this.#line}, which Export-Clixml never writes.`,
        this.#line,
      )
    })
    this.#parser.on('error', () => {
      throw this.#ending ? brokenOff(this.#line) : this.#noXml()
    })
  }

  get #line(): number {
    return this.#parser.line + this.#skippedLines
  }

  get isInObject(): boolean {
    return this.#structure.isInObject
  }

  #noXml(): Refusal {
    if (this.#structure.isWhole) {
      return new Refusal(
        'damaged',
        t`Something follows after line ${this.#closed}, where the XML ends. Give one file for each export.`,
        this.#closed,
      )
    }
    // Of text before the first element the parser tells no more than that it is there.
    const line = this.#isOpen ? this.#line : this.#skippedLines + 1
    return new Refusal('damaged', t`Line ${line} is no XML. The file is damaged or was changed by hand.`, line)
  }

  write(text: string): void {
    this.#sinceEvent += text.length
    this.#parser.write(text)
    if (this.#sinceEvent > this.#limits.value) throw endless(this.#line)
  }

  end(): void {
    this.#ending = true
    this.#parser.close()
    if (!this.#structure.isWhole) throw brokenOff(this.#line)
  }
}

function brokenOff(line: number): Refusal {
  return new Refusal('broken-off', t`The file breaks off in line ${line}, before its XML ends.`, line)
}
