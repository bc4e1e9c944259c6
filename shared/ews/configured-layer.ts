import type { ConfigurationCmdlet } from '../management/configuration.ts'
import type { RemedyId } from '../remedies/remedy.ts'
import type { LayerState, Told } from './layer.ts'

/** What the configuration says of one layer, and which cmdlets told it. */
export type ConfiguredLayer = Told & {
  cmdlets: readonly ConfigurationCmdlet[]
  /** What mends it, where Postern has that. */
  remedy?: RemedyId | undefined
  /** What was not read, without which this cannot be said. */
  missing: readonly string[]
}

/** One thing that is said of a layer, and what it makes of it. */
export type Remark = Told & { remedy?: RemedyId | undefined; missing?: readonly string[] }

/** From the best to the worst; what is not known is worse than what is open, since nobody may rely on it. */
const order: readonly LayerState[] = ['open', 'not-known', 'doubtful', 'shut']

/** The layer of several remarks: as bad as the worst of them, which comes first and says what mends it. */
export function layerOf(cmdlets: readonly ConfigurationCmdlet[], remarks: readonly Remark[]): ConfiguredLayer {
  const worstFirst = remarks.toSorted((left, right) => order.indexOf(right.state) - order.indexOf(left.state))
  return {
    state: worstFirst[0]?.state ?? 'open',
    sentence: worstFirst.map(({ sentence }) => sentence).join(' '),
    cmdlets,
    remedy: worstFirst.find(({ remedy }) => remedy)?.remedy,
    missing: worstFirst.flatMap(({ missing = [] }) => missing),
  }
}
