import { t } from '../../../shared/language/translate.ts'
import { CsvRecords, type RecordEnd } from './csv-records.ts'
import { CsvStructure } from './csv-structure.ts'
import type { ObjectReader, ObjectSink } from './raw-object.ts'
import type { ReadLimits } from './read-limits.ts'
import { endless, endsWithoutLine, Refusal } from './read-refusal.ts'

type WholeRecord = Extract<RecordEnd, { kind: 'whole' }>

const [QUOTE, HASH] = [0x22, 0x23]
/** Each record that cannot be read has the file looked at anew from its second line, so that there may be so many. */
const MOST_RESTARTS = 1000

/** Reads what Export-Csv writes, with the separator of any culture. Records are read as soon as they are whole. */
export class CsvReader implements ObjectReader {
  readonly #sink: ObjectSink
  readonly #structure: CsvStructure
  readonly #limits: ReadLimits
  /** What is not read yet, and the line in which it begins. */
  #left = ''
  #line: number
  #records: CsvRecords | undefined
  #restarts = 0
  /** Whether what comes belongs to a line of which nothing can be read. */
  #isLineLost = false
  /** Whether lines may be the rest of a record whose quote was not closed: those that are no record are. */
  #isInRest = false

  constructor(line: number, sink: ObjectSink, limits: ReadLimits) {
    this.#line = line
    this.#limits = limits
    this.#sink = sink
    this.#structure = new CsvStructure(sink)
  }

  get isInObject(): boolean {
    return this.#left.trim() !== ''
  }

  write(text: string): void {
    this.#left += text
    if (!this.#records && !this.#head(false)) return
    this.#read(false)
  }

  end(): void {
    if (!this.#records) this.#head(true)
    this.#read(true)
    this.#structure.end()
  }

  /** Lines before the header, and the header's separator. Whether it is known now. */
  #head(ended: boolean): boolean {
    let separator: string | undefined
    while (separator === undefined) {
      const end = this.#left.indexOf('\n')
      if (end < 0 && !ended) {
        if (this.#left.length > this.#limits.value) throw endless(this.#line)
        return false
      }
      const line = (end < 0 ? this.#left : this.#left.slice(0, end)).replace(/\r$/, '')
      separator = /^"?sep=(.)"?$/i.exec(line)?.[1]
      if (line.trim() !== '' && separator === undefined && !this.#structure.typeName(line)) {
        this.#records = new CsvRecords(separatorOf(line))
        return true
      }
      this.#left = end < 0 ? '' : this.#left.slice(end + 1)
      this.#line += 1
      if (end < 0) break
    }
    if (separator === undefined) return false
    this.#records = new CsvRecords(separator)
    return true
  }

  #read(ended: boolean): void {
    const records = this.#records
    if (!records) return
    records.text = this.#left
    let at = this.#isLineLost ? this.#nextLine(0) : 0
    while (at < this.#left.length) {
      const from = at
      const type = this.#type(from, ended)
      if (type === 'more') break
      if (type !== undefined) {
        at = type
        continue
      }
      const found = records.read(from, this.#structure.wanted, ended)
      if (found.kind === 'more') {
        if (this.#left.length - from <= this.#limits.value) break
        at = this.#restart(from, endless(this.#line), true)
      } else if (found.kind === 'whole' && found.end - from > this.#limits.value) {
        at = this.#restart(from, endless(this.#line), true)
      } else if (found.kind === 'whole') at = this.#record(records, from, found)
      else if (found.kind === 'open') at = this.#restart(from, openQuote(this.#line), true)
      else at = this.#restart(from, strayQuote(this.#line))
    }
    this.#left = this.#left.slice(at)
  }

  #record(records: CsvRecords, from: number, { end, fields, isClosed }: WholeRecord): number {
    const line = this.#line
    this.#line += linesIn(this.#left, from, end)
    if (fields === 1 && /^[\s"]*$/.test(this.#left.slice(from, end))) return end
    if (this.#isInRest && fields !== this.#structure.wanted?.length) return end
    this.#isInRest = false
    // Export-Csv ends its last line; one that ends with a quote is whole all the same.
    if (isClosed) this.#structure.record(records.values, fields, line)
    else this.#sink.refuse(endsWithoutLine(this.#line), this.#structure.raw(line))
    return end
  }

  /** Takes a line that says the type of the objects below it, and says where the next begins; undefined for any other. */
  #type(from: number, ended: boolean): number | 'more' | undefined {
    const mark = this.#left.charCodeAt(from) === QUOTE ? from + 1 : from
    if (this.#left.charCodeAt(mark) !== HASH) return undefined
    const end = this.#left.indexOf('\n', mark)
    if (end < 0 && !ended) return this.#left.length - from > this.#limits.value ? undefined : 'more'
    const line = end < 0 ? this.#left.slice(from) : this.#left.slice(from, end)
    return this.#structure.typeName(line.replace(/\r$/, '')) ? this.#nextLine(from) : undefined
  }

  /** After a record that cannot be read, the next line begins another one. */
  #restart(from: number, refusal: Refusal, hasRest = false): number {
    this.#restarts += 1
    if (!this.#structure.wanted || this.#restarts > MOST_RESTARTS) throw refusal
    this.#sink.refuse(refusal, this.#structure.raw(this.#line))
    this.#isInRest = hasRest
    return this.#nextLine(from)
  }

  #nextLine(from: number): number {
    const end = this.#left.indexOf('\n', from)
    this.#isLineLost = end < 0
    if (end < 0) return this.#left.length
    this.#line += 1
    return end + 1
  }
}

function openQuote(line: number): Refusal {
  return new Refusal(
    'broken-off',
    t`The file breaks off in the record that begins in line ${line}: a quote in it is not closed.`,
    line,
  )
}

function strayQuote(line: number): Refusal {
  return new Refusal(
    'damaged',
    t`Line ${line} is no CSV: a quote stands where none can be. The file is damaged or was changed by hand.`,
    line,
  )
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** What parts the names of a header: whatever follows the first that is quoted, else the separator that is there most. */
export function separatorOf(header: string): string {
  const [, quoted] = /^"(?:[^"]|"")*"(.)/.exec(header) ?? []
  if (quoted !== undefined) return quoted
  const count = (separator: string): number => header.split(separator).length
  return [';', '\t', '|', '؛', '،'].reduce((most, next) => (count(next) > count(most) ? next : most), ',')
}
