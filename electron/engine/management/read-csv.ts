import { CsvError, parse } from 'csv-parse/sync'
import { t } from '../../../shared/language/translate.ts'
import { CsvStructure } from './csv-structure.ts'
import type { ObjectReader, ObjectSink } from './raw-object.ts'
import type { ReadLimits } from './read-limits.ts'
import { endless, endsWithoutLine, Refusal } from './read-refusal.ts'
import { newlines } from './read-text.ts'

/**
 * Reads what Export-Csv writes, with the separator of any culture. Records are handed to the parser as soon as they are
 * whole: a line that ends outside of quotes ends one.
 */
export class CsvReader implements ObjectReader {
  readonly #structure: CsvStructure
  readonly #limits: ReadLimits
  /** What is not parsed yet, and the line in which it begins. */
  #left = ''
  #line: number
  #scanned = 0
  #isQuoted = false
  /** The end of the last whole record. */
  #whole = 0
  #separator: string | undefined

  constructor(line: number, sink: ObjectSink, limits: ReadLimits) {
    this.#line = line
    this.#limits = limits
    this.#structure = new CsvStructure(sink)
  }

  write(text: string): void {
    this.#left += text
    if (this.#separator === undefined && !this.#head(false)) return
    this.#scan()
    this.#parse(this.#whole)
    if (this.#left.length > this.#limits.value) throw endless(this.#line)
  }

  end(): void {
    if (this.#separator === undefined) this.#head(true)
    this.#scan()
    // Export-Csv ends its last line; one that ends with a quote is whole all the same.
    if (!this.#isQuoted && this.#left.length > this.#whole && !/"\s*$/.test(this.#left))
      throw endsWithoutLine(this.#lineOfEnd())
    this.#parse(this.#left.length)
    this.#structure.end()
  }

  #lineOfEnd(): number {
    return this.#line + newlines(this.#left.trimEnd())
  }

  /** Lines before the header, and the header's separator. Whether it is known now. */
  #head(ended: boolean): boolean {
    while (this.#separator === undefined) {
      const end = this.#left.indexOf('\n')
      if (end < 0 && !ended) {
        if (this.#left.length > this.#limits.value) throw endless(this.#line)
        return false
      }
      const line = (end < 0 ? this.#left : this.#left.slice(0, end)).replace(/\r$/, '')
      const [, separator] = /^"?sep=(.)"?$/i.exec(line) ?? []
      if (line.trim() !== '' && separator === undefined && !this.#structure.typeName(line)) {
        this.#separator = separatorOf(line)
        return true
      }
      this.#separator = separator
      this.#left = end < 0 ? '' : this.#left.slice(end + 1)
      this.#line += 1
      if (end < 0) return false
    }
    return true
  }

  #scan(): void {
    const text = this.#left
    for (let at = this.#scanned; at < text.length; at += 1) {
      const character = text.charCodeAt(at)
      if (character === 0x22) this.#isQuoted = !this.#isQuoted
      else if (character === 0x0a && !this.#isQuoted) this.#whole = at + 1
    }
    this.#scanned = text.length
  }

  #parse(end: number): void {
    if (end === 0) return
    const text = this.#left.slice(0, end)
    parseRecords(text, this.#separator ?? ',', this.#line, (record, line) => this.#structure.record(record, line))
    this.#left = this.#left.slice(end)
    this.#line += newlines(text)
    this.#scanned -= end
    this.#whole = 0
  }
}

/** Parses whole records, of which the first begins in a line, and hands each on with the line in which it begins. */
function parseRecords(
  text: string,
  separator: string,
  first: number,
  onRecord: (record: readonly string[], line: number) => void,
): void {
  // The parser's own count takes CR and LF for two lines in some places, so lines are counted here.
  let line = first
  try {
    parse(text.replaceAll('\r\n', '\n'), {
      delimiter: separator,
      on_record: (record: string[]) => {
        if (record.length > 1 || record[0]?.trim()) onRecord(record, line)
        line += record.reduce((count, field) => count + newlines(field), 1)
        return null
      },
      record_delimiter: '\n',
      relax_column_count: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? new Refusal(
          'broken-off',
          t`The file breaks off in the record that begins in line ${line}: a quote in it is not closed.`,
          line,
        )
      : new Refusal(
          'damaged',
          t`Line ${line} is no CSV: a quote stands where none can be. The file is damaged or was changed by hand.`,
          line,
        )
  }
}

/** What parts the names of a header: whatever follows the first that is quoted, else the separator that is there most. */
export function separatorOf(header: string): string {
  const [, quoted] = /^"(?:[^"]|"")*"(.)/.exec(header) ?? []
  if (quoted !== undefined) return quoted
  const count = (separator: string): number => header.split(separator).length
  return [';', '\t', '|', '؛', '،'].reduce((most, next) => (count(next) > count(most) ? next : most), ',')
}
