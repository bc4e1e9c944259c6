/**
 * A value for a parameter of a cmdlet. `null` is $null, which takes a setting back to "not configured". A list replaces
 * what is there; `add` and `remove` change a multi-valued property and leave the rest of it as it is: @{Add='…'}.
 */
export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly add?: readonly string[]; readonly remove?: readonly string[] }

/** One call of a cmdlet. Scripts are made of these alone, and never of text that is pasted together. */
export type Command = {
  readonly cmdlet: string
  readonly parameters: Readonly<Record<string, ParameterValue>>
  /** What it does, as a comment above it. */
  readonly comment?: string
}
