import type { Refusal } from './read-refusal.ts'

/** What an export wrote for a value, before it is known which property of which cmdlet it is. */
export type RawValue = null | boolean | number | string | readonly RawValue[] | RawRecord

/** An object in the place of a value: an enumeration, a list with members of its own, a directory name. */
export type RawRecord = {
  /** As PowerShell would print it (ToString). */
  readonly text?: string
  /** The number under an enumeration. */
  readonly number?: number
  readonly items?: readonly RawValue[]
  /** By name in small letters. */
  readonly members?: ReadonlyMap<string, RawValue>
}

export type RawProperty = { readonly name: string; readonly line: number; readonly value: RawValue }

export type RawProperties = {
  has(lowerName: string): boolean
  get(lowerName: string): RawProperty | undefined
  values(): Iterable<RawProperty>
}

/** The header of a table. */
export type RawColumns = {
  readonly line: number
  /** Columns that are of use for some cmdlet, under their own names. */
  readonly known: readonly string[]
  /** Columns that were read as the property that they must be. */
  readonly renamed: readonly { readonly said: string; readonly property: string }[]
  /** Columns of which nothing is read. */
  readonly passedOver: readonly string[]
}

/** One object of an export. Only what may be of use is in it. */
export type RawObject = {
  readonly line: number
  /** Of .NET, as the export gives them, the most exact first. */
  readonly typeNames: readonly string[]
  /** The cmdlet that the export names for it. */
  readonly cmdlet?: string
  /** The cmdlet that somebody typed at the prompt before it. */
  readonly typed?: string
  /** By name in small letters. */
  readonly properties: RawProperties
  /** Names in small letters that tell objects apart, whatever their values are. */
  readonly traits: ReadonlySet<string>
  /** Of a table: what stands over it, the same for each of its objects. */
  readonly columns?: RawColumns
}

/** What takes the objects of a file, in the order in which they stand in it. */
export type ObjectSink = {
  object(object: RawObject): void
  /** An object cannot be understood, and what follows can: goes on, or throws the refusal where nothing else is wanted. */
  refuse(refusal: Refusal, object?: RawObject): void
  /** A cmdlet was asked and found nothing. */
  nothing(cmdlet: string, line: number): void
  /** What Postern's script says of itself, and of what it was refused. */
  header(header: RawValue, line: number): void
  errors(errors: RawValue, line: number): void
}

/** Reads the text of one format, in pieces that may end anywhere. Throws a Refusal, and nothing else. */
export type ObjectReader = {
  write(text: string): void
  end(): void
  /** Whether an object was begun that is not whole. */
  readonly isInObject: boolean
}

export function isRecord(value: RawValue): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
