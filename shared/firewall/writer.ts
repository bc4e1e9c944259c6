import type { AddressSide, LeftOut, ResolvedRule } from './resolved-rule.ts'
import type { RuleSet } from './rule-set.ts'

/** What a platform takes. A number is the most that it takes; undefined where no source tells. */
export type PlatformLimits = {
  /** Characters of the name of a rule, of an object, and of a comment. */
  ruleName?: number
  objectName?: number
  comment?: number
  /** Members of one group, and rules of one list. */
  members?: number
  rules?: number
}

export type WriterMeta = {
  /** As `--format` names it. */
  id: string
  /** The platform by its maker's name. */
  name: string
  /** Of the file that is written: `txt`, `xml`, `json`. */
  extension: string
  limits: PlatformLimits
  /** What it carries; whatever of a rule it does not is told, never dropped in silence. */
  carries: { four: boolean; six: boolean; names: boolean; deny: boolean; log: boolean; disabled: boolean }
  /** Which address of a published host its rules look at. */
  side: AddressSide
  /** What it is written from, and what of that nobody has confirmed. */
  basedOn: readonly string[]
  /** What somebody must know before it is applied, in whatever case. */
  warnings: readonly string[]
}

/** What a platform's own names are where no rule tells them. Each writer says in its docs which it reads. */
export type PlatformOptions = {
  /** The access list, chain, layer or policy that the rules go into. */
  list?: string
  /** The interface or port that the vendor's servers come in by, and the one behind which the host is. */
  fromInterface?: string
  toInterface?: string
  /** Where in the order: the number or the name that the platform knows. */
  position?: string
}

/** A configuration that only adds, and what takes away exactly what it added. */
export type Written = {
  apply: string
  rollback: string
  leftOut: readonly LeftOut[]
  /** What was shortened or has to be done by hand. */
  notes: readonly string[]
}

export type Writer = {
  meta: WriterMeta
  write(rules: readonly ResolvedRule[], options: PlatformOptions, set: RuleSet): Omit<Written, 'leftOut'>
}

/** Checks nothing by itself: it gives the parts of a writer their types. */
export function defineWriter(writer: Writer): Writer {
  return writer
}
