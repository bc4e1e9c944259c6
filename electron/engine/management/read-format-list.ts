import { t } from '../../../shared/language/translate.ts'
import type { ObjectReader, ObjectSink, RawObject, RawProperty } from './raw-object.ts'
import { isKept } from './read-fields.ts'
import type { ReadLimits } from './read-limits.ts'
import { isFormatObject, isTrait } from './read-part.ts'
import { duplicateProperty, endless, endsWithoutLine, formatObjects, Refusal, shown } from './read-refusal.ts'
import { unwrapped } from './unwrapped.ts'

type Property = { readonly name: string; readonly line: number; readonly lines: string[] }

/** A name, padded to the longest of its object, and a colon. */
const firstLine = /^([^\s:][^:]*?)\s+:(?: |$)/
/** What a console shows between objects: prompts, and what cmdlets say beside their output. */
const between = /^(\[PS\]|PS [A-Z]:|>> |WARNING:|VERBOSE:|Creating a new |Connecting to )/i

/** `[PS] C:\\>Get-CASMailbox alice | Format-List`. */
const prompt = /^(?:\[PS\] [A-Z]:|PS [A-Z]:)[^>]*>(.*)$/i

/** Reads what Format-List prints: `Name : value` in lines, an object after each blank one. */
export class FormatListReader implements ObjectReader {
  readonly #sink: ObjectSink
  readonly #limits: ReadLimits
  #line: number
  #left = ''
  /** Of the object in hand: where its colons stand, and what it has. */
  #column = 0
  #properties: Property[] = []
  #size = 0
  /** The last cmdlet that was typed at the prompt before. */
  #typed: string | undefined
  /** Whether a blank line came since, so that a name begins another object. */
  #isBlank = true
  /** Whether what comes belongs to an object that was refused. */
  #isRefused = false
  /** The names of the object before, in their order. */
  #earlier: readonly string[] = []

  constructor(line: number, sink: ObjectSink, limits: ReadLimits) {
    this.#line = line
    this.#sink = sink
    this.#limits = limits
  }

  get isInObject(): boolean {
    return this.#properties.length > 0 || this.#left.trim() !== ''
  }

  write(text: string): void {
    const all = this.#left + text
    let from = 0
    for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
      this.#take(all.slice(from, end).replace(/\r$/, ''))
      from = end + 1
    }
    this.#left = all.slice(from)
    if (this.#left.length > this.#limits.value) throw endless(this.#line)
  }

  end(): void {
    if (this.#left.trim() !== '') {
      const line = this.#line
      this.#take(this.#left)
      const last = this.#properties.at(-1)
      if (last && isKept(last.name.toLowerCase())) {
        this.#refuse(endsWithoutLine(line))
        return
      }
    }
    const names = this.#properties.map(({ name }) => name)
    const isPart = names.length < this.#earlier.length && names.every((name, index) => name === this.#earlier[index])
    if (isPart && names.length > 0) {
      const line = Math.max(1, this.#line - 1)
      const last = shown(names.at(-1) ?? '')
      this.#refuse(
        new Refusal(
          'broken-off',
          t`The file breaks off in line ${line}: the last object ends after ${last}, and the one before it goes on.`,
          line,
        ),
      )
      return
    }
    this.#objectEnds()
  }

  #take(line: string): void {
    this.#size = this.#properties.length === 0 ? 0 : this.#size + line.length + 1
    if (this.#size > this.#limits.value) throw endless(this.#properties[0]?.line ?? this.#line)
    if (line.trim() === '') {
      this.#isBlank = true
      this.#isRefused = false
    } else if (this.#isRefused) this.#size = 0
    else if (this.#isContinued(line)) this.#continue(line)
    else if (this.#isBlank) this.#begin(line)
    else this.#property(line)
    this.#line += 1
  }

  #isContinued(line: string): boolean {
    return (
      this.#properties.length > 0 && line.slice(0, this.#column + 2).trim() === '' && line.length > this.#column + 2
    )
  }

  #continue(line: string): void {
    this.#properties.at(-1)?.lines.push(line.slice(this.#column + 2))
    this.#isBlank = false
  }

  #begin(line: string): void {
    this.#objectEnds()
    if (between.test(line)) {
      const typed = prompt.exec(line)?.[1]
      if (typed !== undefined) this.#typed = typed.match(/\bget-[a-z]+\b/gi)?.at(-1)
      return
    }
    const found = firstLine.exec(line)
    if (!found) {
      this.#refuse(this.#noLine(line))
      return
    }
    this.#column = line.indexOf(':', found[0].trimEnd().length - 1)
    this.#isBlank = false
    this.#property(line)
  }

  #property(line: string): void {
    const name = line.slice(0, this.#column).trim()
    const isOne =
      line.charAt(this.#column) === ':' && line.charAt(this.#column - 1) === ' ' && /^\S/.test(line) && name !== ''
    if (!isOne) {
      this.#refuse(this.#noLine(line))
      return
    }
    if (isFormatObject(name)) throw formatObjects(this.#line)
    const value = line.slice(this.#column + 1).replace(/^ /, '')
    this.#properties.push({ name, line: this.#line, lines: [value] })
  }

  #noLine(line: string): Refusal {
    return new Refusal(
      'damaged',
      t`Line ${this.#line}, “${shown(line)}”, is neither a property as Format-List prints it nor the rest of one.`,
      this.#line,
    )
  }

  /** The object in hand is none; another one begins after the next blank line. */
  #refuse(refusal: Refusal): void {
    const object = this.#objectInHand()
    this.#properties = []
    this.#isRefused = true
    this.#sink.refuse(refusal, object?.raw)
  }

  #objectEnds(): void {
    const object = this.#objectInHand()
    if (!object) return
    this.#earlier = this.#properties.map(({ name }) => name)
    this.#properties = []
    this.#size = 0
    if (object.refusal) this.#sink.refuse(object.refusal, object.raw)
    else this.#sink.object(object.raw)
  }

  #objectInHand(): { raw: RawObject; refusal: Refusal | undefined } | undefined {
    const [first] = this.#properties
    if (!first) return undefined
    let refusal: Refusal | undefined
    const properties = new Map<string, RawProperty>()
    const traits = new Set<string>()
    const width = this.#properties.reduce((most, { lines }) => Math.max(most, ...lines.map(({ length }) => length)), 0)
    for (const { name, line, lines } of this.#properties) {
      const lower = name.toLowerCase()
      if (isTrait(lower)) traits.add(lower)
      if (!isKept(lower)) continue
      if (properties.has(lower)) refusal ??= duplicateProperty(name, line)
      properties.set(lower, { name, line, value: unwrapped(lines, width) })
    }
    const typed = this.#typed === undefined ? {} : { typed: this.#typed }
    return { raw: { line: first.line, typeNames: [], ...typed, properties, traits }, refusal }
  }
}
