import { TokenType } from '@streamparser/json'
import { t } from '../../../shared/language/translate.ts'
import type { ObjectSink, RawObject, RawProperty, RawRecord, RawValue } from './raw-object.ts'
import { isKept } from './read-fields.ts'
import type { ReadLimits } from './read-limits.ts'
import { isCmdlet, isFormatObject, isTrait } from './read-part.ts'
import { duplicateProperty, formatObjects, noObject, Refusal, tooManyEntries } from './read-refusal.ts'

type Scalar = null | boolean | number | string

/** An object that a cmdlet may have given back, as far as it is read. */
type Candidate = {
  readonly kind: 'candidate'
  readonly line: number
  readonly cmdlet: string | undefined
  readonly isRoot: boolean
  readonly properties: Map<string, RawProperty>
  readonly traits: Set<string>
  /** It holds objects under the names of cmdlets or `value`, and is none itself. */
  isContainer: boolean
  key: string
  /** What cannot be understood of it. */
  refusal?: Refusal
}
type Items = { readonly kind: 'items'; readonly line: number; readonly cmdlet: string | undefined; count: number }
type List = { readonly kind: 'list'; readonly items: RawValue[] }
type Members = { readonly kind: 'members'; readonly members: Map<string, RawValue>; record: RawRecord; key: string }
type Skipped = { readonly kind: 'skipped'; readonly isArray: boolean }
type Frame = Candidate | Items | List | Members | Skipped

/** Finds the objects in the tokens of a JSON text, wherever they stand in it, and keeps no more of it than they need. */
export class JsonStructure {
  readonly #sink: ObjectSink
  readonly #limits: ReadLimits
  readonly #stack: Frame[] = []
  readonly #lowered = new Map<string, string>()
  #expects: 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' | 'nothing' = 'value'
  #line = 1
  /** About how many characters the property in hand has so far. */
  #size = 0

  constructor(sink: ObjectSink, limits: ReadLimits) {
    this.#sink = sink
    this.#limits = limits
  }

  get isWhole(): boolean {
    return this.#expects === 'nothing'
  }

  /** Whether an object was begun that is not whole. */
  get isInObject(): boolean {
    return this.#stack.some((frame) => frame.kind === 'candidate' && !frame.isContainer && frame.properties.size > 0)
  }

  token(token: TokenType, value: unknown, line: number): void {
    this.#line = line
    if (this.#expects === 'nothing') {
      throw new Refusal(
        'damaged',
        t`Something follows in line ${line} after the end of the JSON. Give one file for each export.`,
        line,
      )
    }
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#open(token === TokenType.LEFT_BRACKET)
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET)
      this.#close(token === TokenType.RIGHT_BRACKET)
    else if (token === TokenType.COLON) this.#expect('colon', 'value')
    else if (token === TokenType.COMMA) this.#comma()
    else if (this.#expects === 'key' || this.#expects === 'first-key') this.#key(token, value)
    else this.#scalar(value as Scalar)
  }

  #misplaced(): Refusal {
    return new Refusal(
      'damaged',
      t`Line ${this.#line} is no JSON. The file is damaged or was changed by hand.`,
      this.#line,
    )
  }

  #expect(now: 'colon', next: 'value'): void {
    if (this.#expects !== now) throw this.#misplaced()
    this.#expects = next
  }

  #comma(): void {
    if (this.#expects !== 'comma') throw this.#misplaced()
    this.#expects = this.#isInArray() ? 'value' : 'key'
  }

  #isInArray(): boolean {
    const top = this.#stack.at(-1)
    return top?.kind === 'items' || top?.kind === 'list' || (top?.kind === 'skipped' && top.isArray)
  }

  #key(token: TokenType, value: unknown): void {
    if (token !== TokenType.STRING || typeof value !== 'string') throw this.#misplaced()
    this.#expects = 'colon'
    const top = this.#stack.at(-1)
    if (top?.kind === 'candidate' || top?.kind === 'members') top.key = value
  }

  #needValue(): void {
    if (this.#expects !== 'value' && this.#expects !== 'first-value') throw this.#misplaced()
  }

  #scalar(value: Scalar): void {
    this.#needValue()
    const top = this.#stack.at(-1)
    this.#expects = top ? 'comma' : 'nothing'
    if (!top) {
      if (value !== null) throw noObject(String(value), this.#line)
    } else if (top.kind === 'items') {
      if (value !== null) this.#noItem(top, String(value))
    } else if (top.kind === 'candidate' && top.isRoot && isCmdlet(top.key)) {
      if (value !== null) throw noObject(String(value), this.#line)
      top.isContainer = true
      this.#sink.nothing(top.key, this.#line)
    } else this.#place(top, value)
  }

  #open(isArray: boolean): void {
    this.#needValue()
    if (this.#stack.length >= this.#limits.depth) {
      throw new Refusal('too-large', t`The file nests deeper in line ${this.#line} than PowerShell writes.`, this.#line)
    }
    this.#stack.push(this.#frame(isArray))
    this.#expects = isArray ? 'first-value' : 'first-key'
  }

  #frame(isArray: boolean): Frame {
    const top = this.#stack.at(-1)
    if (!top) return this.#objects(isArray, undefined)
    if (top.kind === 'skipped') return { kind: 'skipped', isArray }
    if (top.kind === 'items') {
      if (isArray) {
        this.#noItem(top, '[')
        return { kind: 'skipped', isArray }
      }
      top.count += 1
      return this.#candidate(top.cmdlet, false)
    }
    if (top.kind === 'candidate') {
      const lower = this.#lower(top.key)
      if (top.isRoot && isCmdlet(top.key)) {
        top.isContainer = true
        return this.#objects(isArray, top.key)
      }
      if (lower === 'value' && isArray) {
        top.isContainer = true
        return this.#objects(true, top.cmdlet)
      }
      const isOwn = top.isRoot && (lower === 'postern' || lower === 'errors')
      if (!isOwn && !isKept(lower)) {
        this.#trait(top)
        return { kind: 'skipped', isArray }
      }
    }
    return isArray ? { kind: 'list', items: [] } : { kind: 'members', members: new Map(), record: {}, key: '' }
  }

  /** A text stands in the place of one of many objects. */
  #noItem(items: Items, found: string): void {
    items.count += 1
    const { cmdlet } = items
    const object = { line: this.#line, typeNames: [], properties: new Map(), traits: new Set<string>() }
    this.#sink.refuse(noObject(found, this.#line), cmdlet === undefined ? undefined : { ...object, cmdlet })
  }

  #objects(isArray: boolean, cmdlet: string | undefined): Frame {
    if (isArray) return { kind: 'items', line: this.#line, cmdlet, count: 0 }
    return this.#candidate(cmdlet, this.#stack.length === 0)
  }

  #candidate(cmdlet: string | undefined, isRoot: boolean): Candidate {
    const line = this.#line
    return {
      kind: 'candidate',
      line,
      cmdlet,
      isRoot,
      properties: new Map(),
      traits: new Set(),
      isContainer: false,
      key: '',
    }
  }

  #close(isArray: boolean): void {
    const isOpen = this.#expects === 'comma' || this.#expects === (isArray ? 'first-value' : 'first-key')
    if (!isOpen || this.#stack.length === 0 || this.#isInArray() !== isArray) throw this.#misplaced()
    const closed = this.#stack.pop()
    const parent = this.#stack.at(-1)
    this.#expects = parent ? 'comma' : 'nothing'
    if (closed?.kind === 'candidate') this.#candidateEnds(closed)
    else if (closed?.kind === 'items') this.#itemsEnd(closed)
    else if (closed?.kind === 'list' && parent) this.#place(parent, closed.items)
    else if (closed?.kind === 'members' && parent) this.#place(parent, { ...closed.record, members: closed.members })
  }

  #candidateEnds({ isContainer, line, cmdlet, properties, traits, refusal }: Candidate): void {
    if (isContainer) return
    const object: RawObject = { line, typeNames: [], properties, traits, ...(cmdlet !== undefined && { cmdlet }) }
    if (refusal) this.#sink.refuse(refusal, object)
    else this.#sink.object(object)
  }

  #itemsEnd({ count, cmdlet, line }: Items): void {
    if (count === 0 && cmdlet !== undefined) this.#sink.nothing(cmdlet, line)
  }

  /** Puts a value that is whole where it belongs. */
  #place(frame: Frame, value: RawValue): void {
    this.#size += typeof value === 'string' ? value.length + 1 : 1
    if (this.#size > this.#limits.value) throw tooManyEntries(this.#line)
    if (frame.kind === 'list') frame.items.push(value)
    else if (frame.kind === 'members') this.#member(frame, value)
    else if (frame.kind === 'candidate') this.#property(frame, value)
  }

  /** Windows PowerShell writes an enumeration that came over the network as `{"value": 0, "Value": "EnforceAllowList"}`. */
  #member(frame: Members, value: RawValue): void {
    const name = frame.key.toLowerCase()
    if (name === 'value' && typeof value === 'string') frame.record = { ...frame.record, text: value }
    if (name === 'value' && typeof value === 'number') frame.record = { ...frame.record, number: value }
    frame.members.set(name, value)
  }

  #property(frame: Candidate, value: RawValue): void {
    this.#size = 0
    if (isFormatObject(frame.key)) throw formatObjects(this.#line)
    const lower = this.#lower(frame.key)
    if (frame.isRoot && (lower === 'postern' || lower === 'errors')) {
      frame.isContainer ||= lower === 'postern'
      if (lower === 'postern') this.#sink.header(value, this.#line)
      else this.#sink.errors(value, this.#line)
      return
    }
    this.#trait(frame)
    if (!isKept(lower)) return
    if (frame.properties.has(lower)) frame.refusal ??= duplicateProperty(frame.key, this.#line)
    frame.properties.set(lower, { name: frame.key, line: this.#line, value })
  }

  #trait(frame: Candidate): void {
    const lower = this.#lower(frame.key)
    if (isTrait(lower)) frame.traits.add(lower)
  }

  /** The few names of properties come once for each object. */
  #lower(name: string): string {
    const known = this.#lowered.get(name)
    if (known !== undefined) return known
    const lower = name.toLowerCase()
    if (this.#lowered.size < 1000 && name.length < 100) this.#lowered.set(name, lower)
    return lower
  }
}
