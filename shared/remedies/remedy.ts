import type { Command } from '../management/command.ts'
import type { Configuration } from '../management/configuration.ts'

/** Every remedy, by its file. */
export const remedyIds = [
  'ews-organisation-enabled',
  'ews-mailbox-enabled',
  'ews-allow-list',
  'ews-block-list',
  'ews-urls',
  'ews-authentication',
  'ews-extended-protection',
  'ews-throttling-policy',
  'ews-impersonation',
] as const
export type RemedyId = (typeof remedyIds)[number]

/** The client for whom EWS is to answer, and for which mailboxes. */
export type RemedySubject = {
  /** What the vendor's client calls itself. */
  userAgent: string
  /** The account that signs in, as the organisation names it; and whether it acts for others by ApplicationImpersonation. */
  account?: string | undefined
  impersonates: boolean
  /** Primary addresses of the mailboxes that are meant. */
  mailboxes: readonly string[]
  /** The published EWS address that clients outside are to be told. */
  url?: string | undefined
  /** Whether the client can sign in with Basic alone. */
  basic?: boolean | undefined
}

/** One thing that changes: where, which setting, from what was read to what will be. */
export type Change = { where: string; setting: string; from: string; to: string }

/** The commands of each part; what makes text of them is shared/management/script.ts. */
export type Plan = {
  kind: 'plan'
  changes: readonly Change[]
  apply: readonly Command[]
  /** Puts back what was read, in the opposite order. */
  undo: readonly Command[]
  /** What the commands alone do not tell, of this configuration: whom it lets in besides, what stays as it is. */
  notes?: readonly string[]
}

/** Why there is nothing to hand over. */
export type NoPlan =
  /** The configuration says that it is as it should be. */
  | { kind: 'not-needed'; sentence: string }
  /** What has to be read first: without what was there before, there is no undo. */
  | { kind: 'not-read'; cmdlets: readonly string[]; sentence: string }
  /** It cannot be done by a script, or should not be. */
  | { kind: 'by-hand'; sentence: string }

/** A change of a setting that an administrator reads, runs and can take back. Words are for people; nothing here asks anybody. */
export type Remedy = {
  id: RemedyId
  /** What it does, as a verb: "Enable EWS for the organisation". */
  title: string
  why: string
  /** What else it changes, and for whom. */
  risk: string
  /** Which role has to run it. */
  who: string
  /** When it takes effect, and what it takes: the cache, IISReset or not. */
  takesEffect: string
  /** The same by hand, a step each. */
  byHand: readonly string[]
  /** Checks that are gathered and judged again afterwards. */
  verify: readonly string[]
  plan(configuration: Configuration, subject: RemedySubject): Plan | NoPlan
}
