import type { LeftOut } from '../resolved-rule.ts'
import type { RuleFinding } from '../rule-finding.ts'
import type { RuleSet } from '../rule-set.ts'
import type { ToldFormat } from '../told-firewall.ts'
import type { PlatformOptions } from '../writer.ts'

/** What a sheet is made of. `delta`: only what changed from each group's `before` to its entries. `today` as 2026-11-29. */
export type SheetInput = {
  set: RuleSet
  findings: readonly RuleFinding[]
  options: PlatformOptions
  delta: boolean
  today: string
}

/** A sheet, what takes it back where it is for a firewall, and all that it does not say. */
export type MadeSheet = {
  apply: string | Uint8Array
  rollback: string
  /** Of the rollback’s file, where that is of another kind. */
  rollbackExtension?: string
  leftOut: readonly LeftOut[]
  notes: readonly string[]
  /** The name of the file, without a path: `postern-firewall-2026-11-29-nftables.nft`. */
  name: string
  mime: string
}

/** A form of a sheet, as it is offered. */
export type SheetFormat = ToldFormat & { mime: string }
