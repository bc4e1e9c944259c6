type Section = 'general' | 'office365' | 'exchange' | 'troubleshooting'

/**
 * One thing that the vendor's guide asks of an organisation, in our words. `answeredBy` names the checks that tell
 * whether it is so; where none does yet, `later` names the part of Postern that will.
 */
export type Statement = { id: string; section: Section; says: string } & (
  | { answeredBy: readonly [string, ...string[]]; later?: string }
  | { answeredBy: readonly []; later: string }
)
