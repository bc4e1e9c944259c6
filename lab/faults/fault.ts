import type { Settings } from '../settings.ts'

/** A finding by its check and outcome. */
export interface ExpectedFinding {
  readonly check: string
  readonly outcome: string
}

/** The parts of a conversation, in their order. */
export type Endless = 'name' | 'connecting' | 'handshake' | 'answer'

/** Something that is wrong in an organisation, as the files of this folder list it by id. */
export interface FaultEntry {
  /** One sentence: what is the matter, as somebody who knows the servers would say it. */
  readonly description: string
  /** The finding that it must lead to. */
  readonly expected: ExpectedFinding
  /** What else it leads to, for good reasons. Everything else must pass, or be skipped because of an earlier failure. */
  readonly also?: readonly ExpectedFinding[]
  /** It hits some connections and not others: what else it may lead to, in one run and not in the next. */
  readonly mayLeadTo?: readonly ExpectedFinding[]
  /** What of a conversation never comes to its end: whoever waits for it has to give up. */
  readonly endless?: Endless
  /** It is at one server among several: where their number is not given, it brings them with it. */
  readonly severalServers?: true
  /** What it changes. Two faults of the same part cannot be on together. */
  readonly part: string
  change(settings: Settings): void
}
