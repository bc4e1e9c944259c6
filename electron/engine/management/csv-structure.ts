import { counted, t } from '../../../shared/language/translate.ts'
import type { ObjectSink, RawColumns, RawObject, RawProperties, RawProperty } from './raw-object.ts'
import { isKept } from './read-fields.ts'
import { isFormatObject, isTrait } from './read-part.ts'
import { duplicateProperty, formatObjects, Refusal } from './read-refusal.ts'
import { propertyOfColumn } from './renamed-columns.ts'

type Column = { readonly name: string; readonly lower: string }
type Header = RawColumns & {
  readonly columns: readonly (Column | undefined)[]
  readonly places: ReadonlyMap<string, number>
  readonly traits: ReadonlySet<string>
}

/** Makes objects of the records of a CSV file: the first names the properties, every other one is an object. */
export class CsvStructure {
  readonly #sink: ObjectSink
  #typeNames: readonly string[] = []
  #header: Header | undefined
  #wanted: readonly boolean[] | undefined
  #hasHeader = false

  constructor(sink: ObjectSink) {
    this.#sink = sink
  }

  /** Which columns are of use; undefined before the header, where every one is. */
  get wanted(): readonly boolean[] | undefined {
    return this.#wanted
  }

  /** Takes `#TYPE …`, which Windows PowerShell writes first; a spreadsheet fills that line up with separators. */
  typeName(line: string): boolean {
    const [, typeName] = /^"?#TYPE ([\w.`+[\]]+)\W*$/i.exec(line) ?? []
    if (typeName === undefined) return false
    this.#typeNames = [typeName]
    this.#header = undefined
    this.#wanted = undefined
    return true
  }

  /** A record of so many fields, of which the wanted ones are given. */
  record(values: readonly (string | undefined)[], fields: number, line: number): void {
    if (!this.#header) this.#begin(values as readonly string[], line)
    else if (fields !== this.#header.columns.length)
      this.#sink.refuse(otherWidth(fields, this.#header, line), this.raw(line))
    else if (!isHeader(values, this.#header)) this.#sink.object(this.raw(line, values))
  }

  /** An object of the header that is known. */
  raw(line: number, values: readonly (string | undefined)[] = []): RawObject {
    const header = this.#header
    if (!header) return { line, typeNames: this.#typeNames, properties: new Map(), traits: new Set() }
    const properties = new RecordProperties(header, values, line)
    return { line, typeNames: this.#typeNames, properties, traits: header.traits, columns: header }
  }

  #begin(fields: readonly string[], line: number): void {
    const told = fields.map((field) => field.trim())
    if (told.some(isFormatObject)) throw formatObjects(line)
    const seen = new Set<string>(told.map((name) => name.toLowerCase()).filter(isKept))
    const places = new Map<string, number>()
    const renamed: { said: string; property: string }[] = []
    const passedOver: string[] = []
    const known: string[] = []
    const columns = told.map((said, place): Column | undefined => {
      const own = isKept(said.toLowerCase()) ? said : undefined
      const property = own ?? propertyOfColumn(said)
      const lower = property?.toLowerCase()
      if (property === undefined || lower === undefined || (own === undefined && seen.has(lower))) {
        if (said !== '') passedOver.push(said)
        return undefined
      }
      if (places.has(lower)) throw duplicateProperty(said, line)
      places.set(lower, place)
      seen.add(lower)
      if (own === undefined) renamed.push({ said, property })
      else known.push(said)
      return { name: property, lower }
    })
    const traits = new Set([...told.map((name) => name.toLowerCase()), ...places.keys()].filter(isTrait))
    this.#header = { line, columns, places, traits, known, renamed, passedOver }
    this.#wanted = columns.map((column) => column !== undefined)
    this.#hasHeader = true
  }

  end(): void {
    if (this.#hasHeader) return
    throw new Refusal('broken-off', t`The file ends before the line with the names of the properties.`)
  }
}

/** What a record tells, without a copy of it. */
class RecordProperties implements RawProperties {
  readonly #header: Header
  readonly #values: readonly (string | undefined)[]
  readonly #line: number

  constructor(header: Header, values: readonly (string | undefined)[], line: number) {
    this.#header = header
    this.#values = values
    this.#line = line
  }

  has(lowerName: string): boolean {
    return this.#header.places.has(lowerName)
  }

  get(lowerName: string): RawProperty | undefined {
    const place = this.#header.places.get(lowerName)
    const name = place === undefined ? undefined : this.#header.columns[place]?.name
    return place === undefined || name === undefined
      ? undefined
      : { name, line: this.#line, value: this.#values[place] ?? '' }
  }

  *values(): Iterable<RawProperty> {
    for (const name of this.#header.places.keys()) {
      const property = this.get(name)
      if (property) yield property
    }
  }
}

/** Files that were joined with their headers have them again between the objects. */
function isHeader(values: readonly (string | undefined)[], { columns }: Header): boolean {
  let isSome = false
  for (const [place, column] of columns.entries()) {
    if (!column) continue
    if (values[place]?.trim().toLowerCase() !== column.lower) return false
    isSome = true
  }
  return isSome
}

function otherWidth(fields: number, { columns }: Header, line: number): Refusal {
  return new Refusal(
    fields < columns.length ? 'broken-off' : 'damaged',
    t`Line ${line} has ${counted(fields, 'value')} where the header has ${counted(columns.length, 'name')}. The file breaks off there, or is damaged.`,
    line,
  )
}
