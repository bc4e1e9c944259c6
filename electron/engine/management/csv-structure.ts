import { counted, t } from '../../../shared/language/translate.ts'
import type { ObjectSink, RawProperty } from './raw-object.ts'
import { isKept } from './read-fields.ts'
import { isFormatObject, isTrait } from './read-part.ts'
import { duplicateProperty, formatObjects, Refusal } from './read-refusal.ts'

type Column = { readonly name: string; readonly lower: string }

/** Makes objects of the records of a CSV file: the first names the properties, every other one is an object. */
export class CsvStructure {
  readonly #sink: ObjectSink
  #typeNames: readonly string[] = []
  #width = 0
  #columns: readonly (Column | undefined)[] | undefined
  #traits: ReadonlySet<string> = new Set()
  #lastLine = 0

  constructor(sink: ObjectSink) {
    this.#sink = sink
  }

  /** Takes `#TYPE …`, which Windows PowerShell writes first; a spreadsheet fills that line up with separators. */
  typeName(line: string): boolean {
    const [, typeName] = /^"?#TYPE ([\w.`+[\]]+)\W*$/i.exec(line) ?? []
    if (typeName === undefined) return false
    this.#typeNames = [typeName]
    this.#columns = undefined
    return true
  }

  record(fields: readonly string[], line: number): void {
    this.#lastLine = line
    if (fields.length === 1 && this.typeName(fields[0] ?? '')) return
    if (this.#columns) this.#object(this.#columns, fields, line)
    else this.#header(fields, line)
  }

  #header(fields: readonly string[], line: number): void {
    const columns = fields.map((field) => ({ name: field.trim(), lower: field.trim().toLowerCase() }))
    if (columns.some(({ name }) => isFormatObject(name))) throw formatObjects(line)
    const seen = new Set<string>()
    for (const { name, lower } of columns) {
      if (isKept(lower) && seen.has(lower)) throw duplicateProperty(name, line)
      seen.add(lower)
    }
    this.#width = fields.length
    this.#traits = new Set([...seen].filter(isTrait))
    this.#columns = columns.map((column) => (isKept(column.lower) ? column : undefined))
  }

  #object(columns: readonly (Column | undefined)[], fields: readonly string[], line: number): void {
    if (fields.length !== this.#width) {
      throw new Refusal(
        fields.length < this.#width ? 'broken-off' : 'damaged',
        t`Line ${line} has ${counted(fields.length, 'value')} where the header has ${counted(this.#width, 'name')}. The file breaks off there, or is damaged.`,
        line,
      )
    }
    const properties = new Map<string, RawProperty>()
    for (const [index, column] of columns.entries()) {
      if (column) properties.set(column.lower, { name: column.name, line, value: fields[index] ?? '' })
    }
    this.#sink.object({ line, typeNames: this.#typeNames, properties, traits: this.#traits })
  }

  end(): void {
    if (this.#columns || this.#lastLine > 0) return
    throw new Refusal('broken-off', t`The file ends before the line with the names of the properties.`)
  }
}
