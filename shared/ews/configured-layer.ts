import type { ConfigurationCmdlet } from '../management/configuration.ts'
import type { RemedyId } from '../remedies/remedy.ts'
import type { Told } from './layer.ts'

/** What the configuration says of one layer, and which cmdlets told it. */
export type ConfiguredLayer = Told & {
  cmdlets: readonly ConfigurationCmdlet[]
  /** What mends it, where Postern has that. */
  remedy?: RemedyId
  /** What was not read, without which this cannot be said. */
  missing: readonly string[]
}
