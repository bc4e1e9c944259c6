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

/** One object of an export. Only what may be of use is in it. */
export type RawObject = {
  readonly line: number
  /** Of .NET, as the export gives them, the most exact first. */
  readonly typeNames: readonly string[]
  /** The cmdlet that the export names for it. */
  readonly cmdlet?: string
  /** By name in small letters. */
  readonly properties: ReadonlyMap<string, RawProperty>
  /** Names in small letters that tell objects apart, whatever their values are. */
  readonly traits: ReadonlySet<string>
}

/** What takes the objects of a file, in the order in which they stand in it. */
export type ObjectSink = {
  object(object: RawObject): void
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
}

export function isRecord(value: RawValue): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
