import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { Finding } from '../checks/finding.ts'
import type { Configuration } from '../management/configuration.ts'
import type { RemedySubject } from '../remedies/remedy.ts'
import { type Layer, layerNames } from './layer.ts'

/** What the layers of EWS are told from: a run’s findings, and the configuration where it was read. */
export type LayerSources = {
  findings: readonly Finding[]
  artifacts?: ArtifactRecords | undefined
  configuration?: Configuration | undefined
  subject: RemedySubject
}

/** The seven layers in order: what the probe saw of each, what the configuration says, and whether the two agree. */
export function ewsLayers(_sources: LayerSources): Layer[] {
  return layerNames.map((name) => ({
    name,
    title: name,
    meaning: '',
    probed: { state: 'not-known', sentence: '', checks: [] },
  }))
}
