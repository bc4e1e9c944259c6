/** A property of an object that a cmdlet shows; null is what the shell leaves blank. */
export type ShownValue = string | number | boolean | null | readonly string[]

/** An object as a cmdlet shows it, with the cmdlet's names of properties. */
export type ShownObject = Readonly<Record<string, ShownValue>>
