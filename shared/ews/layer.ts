import type { RemedyId } from '../remedies/remedy.ts'

/** What can shut EWS, from the outside to the inside. */
export const layerNames = [
  'network',
  'proxy',
  'virtual-directory',
  'extended-protection',
  'organisation',
  'mailbox',
  'throttling',
] as const
export type LayerName = (typeof layerNames)[number]

/** `shut` stops the integration here; `doubtful` may; `not-reached`: something before it is shut. */
export type LayerState = 'open' | 'doubtful' | 'shut' | 'not-reached' | 'not-known'

/** What one side says of a layer, as a sentence for a person. */
export type Told = { state: LayerState; sentence: string }

/** One layer: what the probe saw, what the configuration says where it is given, and whether the two agree. */
export type Layer = {
  name: LayerName
  title: string
  /** What the layer is, in plain words. */
  meaning: string
  /**
   * With the checks whose findings say so. Suspected are layers in doubt of which one stopped the probe, where it cannot
   * be seen from outside which.
   */
  probed: Told & { checks: readonly string[]; suspected?: true }
  /** With the cmdlets that told it; absent without a configuration. */
  configured?: Told & { cmdlets: readonly string[] }
  /** Undefined where one of the two does not know. */
  agree?: boolean
  /** What to make of a disagreement, and what would tell. */
  note?: string
  /** What mends it, where Postern has that. */
  remedy?: RemedyId
}
