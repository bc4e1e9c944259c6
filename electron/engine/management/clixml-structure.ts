import { t } from '../../../shared/language/translate.ts'
import { ClixmlReferences } from './clixml-references.ts'
import { isRecord, type ObjectSink, type RawObject, type RawProperty, type RawValue } from './raw-object.ts'
import { isKept } from './read-fields.ts'
import type { ReadLimits } from './read-limits.ts'
import { isCmdlet, isTrait } from './read-part.ts'
import { duplicateProperty, noObject, Refusal, tooManyEntries } from './read-refusal.ts'

type Attributes = Readonly<Record<string, string>>

/** An object that a cmdlet may have given back, or a container of such. */
type Item = {
  readonly kind: 'item'
  readonly line: number
  readonly cmdlet: string | undefined
  typeNames: readonly string[]
  readonly properties: Map<string, RawProperty>
  readonly traits: Set<string>
  isContainer: boolean
  /** How many objects it contains. */
  count: number
  /** What cannot be understood of it. */
  refusal?: Refusal
}
/** An object in the place of a value. */
type Thing = {
  readonly kind: 'thing'
  readonly name: string
  readonly refId: string | undefined
  text?: string
  number?: number
  items?: RawValue[]
}
type Primitive = { readonly kind: 'primitive'; readonly element: string; readonly name: string; text: string }
/** Props and MS hold properties; LST, IE, QUE and STK entries; DCT pairs. */
type Group = { readonly kind: 'properties' | 'entries' | 'pairs' }
type Pair = { readonly kind: 'pair'; key: string }
type Types = { readonly kind: 'types'; readonly refId: string | undefined; readonly names: string[] }
type Frame = Item | Thing | Primitive | Group | Pair | Types | { readonly kind: 'root' } | { readonly kind: 'skipped' }

const lists = new Set(['LST', 'IE', 'QUE', 'STK'])
const MOST_TYPE_NAMES = 50
const numbers = new Set(['By', 'SB', 'U16', 'I16', 'U32', 'I32', 'U64', 'I64', 'Sg', 'Db'])
const texts = new Set(['S', 'C', 'DT', 'TS', 'G', 'URI', 'Version', 'D', 'SD'])

/** Finds the objects in the elements of CLIXML, and keeps no more of it than they need. */
export class ClixmlStructure {
  readonly #sink: ObjectSink
  readonly #limits: ReadLimits
  readonly #references = new ClixmlReferences()
  readonly #stack: Frame[] = []
  isWhole = false
  #line = 1
  /** About how many characters the property in hand has so far. */
  #size = 0

  constructor(sink: ObjectSink, limits: ReadLimits) {
    this.#sink = sink
    this.#limits = limits
  }

  /** Whether an object was begun that is not whole. */
  get isInObject(): boolean {
    return this.#stack.some((frame) => frame.kind === 'item' && !frame.isContainer)
  }

  open(element: string, attributes: Attributes, line: number): void {
    this.#line = line
    if (this.#stack.length >= this.#limits.depth) {
      throw new Refusal('too-large', t`The file nests deeper in line ${line} than PowerShell writes.`, line)
    }
    this.#stack.push(this.#frame(element, attributes))
  }

  text(text: string): void {
    const top = this.#stack.at(-1)
    if (top?.kind !== 'primitive') return
    this.#size += text.length
    if (this.#size > this.#limits.value) throw tooManyEntries(this.#line)
    top.text += text
  }

  #frame(element: string, attributes: Attributes): Frame {
    const parent = this.#stack.at(-1)
    if (!parent) {
      if (element === 'Objs') return { kind: 'root' }
      throw new Refusal(
        'unknown-format',
        t`The file is XML, but none that Export-Clixml wrote: it begins with “${element.slice(0, 40)}”.`,
        this.#line,
      )
    }
    if (parent.kind === 'skipped' || parent.kind === 'primitive') return { kind: 'skipped' }
    if (parent.kind === 'types') return element === 'T' ? primitive(element, '') : { kind: 'skipped' }
    if (parent.kind === 'pairs') return element === 'En' ? { kind: 'pair', key: '' } : { kind: 'skipped' }
    if (parent.kind === 'item' || parent.kind === 'thing') {
      const inside = this.#inside(parent, element, attributes)
      if (inside) return inside
    }
    return this.#value(element, attributes, parent)
  }

  /** What is no value and stands in an object. */
  #inside(parent: Item | Thing, element: string, attributes: Attributes): Frame | undefined {
    if (element === 'TN') return { kind: 'types', refId: attributes.RefId, names: [] }
    if (element === 'TNRef') {
      if (parent.kind === 'item') parent.typeNames = this.#references.types(attributes.RefId)
      return { kind: 'skipped' }
    }
    if (element === 'ToString') return primitive('ToString', '')
    if (element === 'Props' || element === 'MS') return { kind: parent.kind === 'item' ? 'properties' : 'skipped' }
    if (element === 'DCT') {
      if (parent.kind === 'thing') return { kind: 'skipped' }
      parent.isContainer = true
      return { kind: 'pairs' }
    }
    if (!lists.has(element)) return undefined
    if (parent.kind === 'item') parent.isContainer = true
    else parent.items = []
    return { kind: 'entries' }
  }

  #value(element: string, attributes: Attributes, parent: Frame): Frame {
    const name = unescaped(attributes.N ?? '')
    if (element === 'Ref') {
      this.#place(this.#references.value(attributes.RefId), name)
      return { kind: 'skipped' }
    }
    if (element === 'Nil') {
      this.#place(null, name)
      return { kind: 'skipped' }
    }
    if (element !== 'Obj') return primitive(element, name)
    if (this.#isAmongItems(parent)) return this.#item(parent)
    return { kind: 'thing', name, refId: attributes.RefId }
  }

  /** Whether an object there is one of those that were exported, and not a value of one. */
  #isAmongItems(parent: Frame): boolean {
    if (parent.kind === 'root') return true
    const holder = this.#stack.findLast(({ kind }) => kind === 'item' || kind === 'thing')
    return holder?.kind === 'item' && (parent.kind === 'entries' || parent.kind === 'pair')
  }

  #item(parent: Frame): Item {
    const holder = this.#stack.findLast((frame) => frame.kind === 'item')
    const own = parent.kind === 'pair' && isCmdlet(parent.key) ? parent.key : undefined
    if (holder) holder.count += 1
    return {
      kind: 'item',
      line: this.#line,
      cmdlet: own ?? holder?.cmdlet,
      typeNames: [],
      properties: new Map(),
      traits: new Set(),
      isContainer: false,
      count: 0,
    }
  }

  close(line: number): void {
    this.#line = line
    const closed = this.#stack.pop()
    if (closed?.kind === 'root') this.isWhole = true
    else if (closed?.kind === 'types') this.#typesEnd(closed)
    else if (closed?.kind === 'item') this.#itemEnds(closed)
    else if (closed?.kind === 'thing') {
      const { kind: _, name, refId, ...record } = closed
      this.#references.keep(refId, record)
      this.#place(record, name)
    } else if (closed?.kind === 'primitive') this.#primitiveEnds(closed)
  }

  #typesEnd({ refId, names }: Types): void {
    this.#references.keepTypes(refId, names, this.#line)
    const top = this.#stack.at(-1)
    if (top?.kind === 'item') top.typeNames = names
  }

  #itemEnds({ isContainer, count, line, cmdlet, typeNames, properties, traits, refusal }: Item): void {
    this.#size = 0
    if (isContainer && properties.size === 0) {
      if (count === 0 && cmdlet !== undefined) this.#sink.nothing(cmdlet, line)
      return
    }
    const object: RawObject = { line, typeNames, properties, traits, ...(cmdlet !== undefined && { cmdlet }) }
    if (refusal) this.#sink.refuse(refusal, object)
    else this.#sink.object(object)
  }

  #primitiveEnds({ element, name, text }: Primitive): void {
    const top = this.#stack.at(-1)
    if (top?.kind === 'types') {
      if (top.names.length < MOST_TYPE_NAMES) top.names.push(unescaped(text))
    } else if (element === 'ToString') {
      if (top?.kind === 'thing') top.text = unescaped(text)
    } else if (top?.kind === 'pair' && name === 'Key') top.key = unescaped(text)
    else this.#place(primitiveValue(element, text), name)
  }

  /** Puts a value that is whole where it belongs. */
  #place(value: RawValue, name: string): void {
    const top = this.#stack.at(-1)
    if (top?.kind === 'properties') this.#property(name, value)
    else if (top?.kind === 'thing') {
      if (typeof value === 'number') top.number = value
      else if (typeof value === 'string') top.text ??= value
    } else if (top?.kind === 'entries') this.#entry(value)
    else if (top?.kind === 'pair' && isCmdlet(top.key)) this.#pair(top, value)
    else if (top?.kind === 'root') this.#needNothing(value)
  }

  #entry(value: RawValue): void {
    const holder = this.#stack.at(-2)
    if (holder?.kind === 'item') this.#needNothing(value)
    if (holder?.kind !== 'thing') return
    this.#size += 1
    if (this.#size > this.#limits.value) throw tooManyEntries(this.#line)
    holder.items?.push(value)
  }

  #pair({ key }: Pair, value: RawValue): void {
    this.#needNothing(value)
    this.#sink.nothing(key, this.#line)
  }

  /** A text in the place of an object is what -Depth leaves of one. */
  #needNothing(value: RawValue): void {
    if (value === null || (isRecord(value) && value.text === undefined)) return
    this.#sink.refuse(noObject(isRecord(value) ? `${value.text}` : String(value), this.#line))
  }

  #property(name: string, value: RawValue): void {
    this.#size = 0
    const holder = this.#stack.at(-2)
    if (holder?.kind !== 'item') return
    const lower = name.toLowerCase()
    if (isTrait(lower)) holder.traits.add(lower)
    if (!isKept(lower)) return
    // A member that a script added (MS) covers the one of the object (Props).
    if (holder.properties.has(lower)) holder.refusal ??= duplicateProperty(name, this.#line)
    holder.properties.set(lower, { name, line: this.#line, value })
  }
}

function primitive(element: string, name: string): Primitive {
  return { kind: 'primitive', element, name, text: '' }
}

function primitiveValue(element: string, text: string): RawValue {
  if (texts.has(element)) return unescaped(text)
  if (element === 'B') return text === 'true' ? true : text === 'false' ? false : text
  if (numbers.has(element) && /^-?\d{1,15}$/.test(text)) return Number(text)
  // Bytes, secure strings and whatever else is of no use in any property that is read.
  return { text: unescaped(text) }
}

/** `_x000A_` stands for a character that XML can't hold, and `_x005F_` for the underscore before what would look so. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
