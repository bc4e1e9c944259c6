import type { AddressSide, ResolvedGroup, ResolvedRule } from './resolved-rule.ts'
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

/** What a platform carries; whatever of a rule it does not is told, never dropped in silence. */
export type Carries = {
  four: boolean
  six: boolean
  names: boolean
  deny: boolean
  log: boolean
  /**
   * A rule that is not enabled: the platform keeps it, switched off; it stands in the file as a comment; or it is left out,
   * where the file has no comments.
   */
  disabled: 'switch' | 'comment' | 'left-out'
}

export type WriterMeta = {
  /** As `--format` names it. */
  id: string
  /** The platform by its maker's name. */
  name: string
  /** Of the file that is written: `txt`, `xml`, `json`. */
  extension: string
  limits: PlatformLimits
  carries: Carries
  /** Which address of a published host its rules look at. */
  side: AddressSide
  /** What of the options it reads, each with what it is there and what is taken without it. */
  options: Readonly<Partial<Record<keyof PlatformOptions, { label: string; usual: string }>>>
  /** What it is written from, and what of that nobody has confirmed. */
  basedOn: readonly string[]
  /** What somebody must know before it is applied, in whatever case. */
  warnings: readonly string[]
}

/** What a platform's own names are where no rule tells them. */
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
  /** Of the rollback’s file, where that is of another kind: commands, where a template takes nothing away. */
  rollbackExtension?: string
  /** What was shortened or has to be done by hand. */
  notes: readonly string[]
}

/** How a group differs from what an earlier sheet wrote of it: members that come in and go out, as they are written. */
export type GroupChange = {
  before: ResolvedGroup
  after: ResolvedGroup
  added: GroupMembers
  removed: GroupMembers
}
export type GroupMembers = Pick<ResolvedGroup, 'four' | 'six' | 'names'>

/**
 * A writer of one firewall's syntax. What it gets is only what `meta.carries` says: families, names and rules beyond that were
 * taken out and told before. Senders are written group by group (`ResolvedGroup.four`, `.six`, `.names`), so that a change finds
 * the members that an earlier sheet made.
 */
export type Writer = {
  meta: WriterMeta
  write(rules: readonly ResolvedRule[], options: PlatformOptions, set: RuleSet): Written
} & (GroupwiseChange | WholeChange)

type GroupwiseChange = {
  /**
   * Only what is added to and removed from what `write` made of an earlier version of the lists. `rules`: those that have one
   * of the groups, as they are now. A group has members of each family before and after, or in neither. `standing`: the other
   * groups that the earlier sheet wrote, as it wrote them, whose objects are there and stay.
   */
  writeChange(
    changes: readonly GroupChange[],
    rules: readonly ResolvedRule[],
    options: PlatformOptions,
    set: RuleSet,
    standing: readonly ResolvedGroup[],
  ): Written
}

/** For a platform where a change can't be told group by group: a new file takes the place of the old one, or rules share what they need. */
type WholeChange = {
  /** What leads from all rules with the earlier lists to all rules with those of now; a family may come or go. */
  writeBetween(
    rules: { before: readonly ResolvedRule[]; after: readonly ResolvedRule[] },
    options: PlatformOptions,
    set: RuleSet,
  ): Written
}

/** Checks nothing by itself: it gives the parts of a writer their types. */
export function defineWriter(writer: Writer): Writer {
  return writer
}
