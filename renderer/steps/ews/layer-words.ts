import type { Verdict } from '../../../shared/checks/finding.ts'
import type { Layer, LayerState, Told } from '../../../shared/ews/layer.ts'
import { t } from '../../../shared/language/translate.ts'

/** What a layer is to the client that comes to it. */
export const stateWords: Readonly<Record<LayerState, string>> = {
  open: t`Open`,
  doubtful: t`Doubtful`,
  shut: t`Shut`,
  'not-reached': t`Not reached`,
  'not-known': t`Not known`,
}

/** The verdict whose icon and colour stand for a state. */
export const stateVerdicts: Readonly<Record<LayerState, Verdict>> = {
  open: 'pass',
  doubtful: 'warn',
  shut: 'fail',
  'not-reached': 'skip',
  'not-known': 'unknown',
}

/** By whom a layer is known to be as it is shown. */
export type Source = 'probe' | 'configuration'

const KNOWS = new Set<LayerState>(['open', 'doubtful', 'shut'])

/** How a layer is shown: as the probe saw it; where that says nothing, as it is configured. */
export function shownState({ probed, configured }: Pick<Layer, 'probed' | 'configured'>): {
  state: LayerState
  source: Source
} {
  if (KNOWS.has(probed.state) || !configured || !KNOWS.has(configured.state)) {
    return { state: probed.state, source: 'probe' }
  }
  return { state: configured.state, source: 'configuration' }
}

/** The layer at which the way breaks off: the first that was seen to be shut, or else that is configured so. */
export function breakOf(layers: readonly Layer[]): Layer | undefined {
  const seen = layers.find(({ probed }) => probed.state === 'shut')
  return seen ?? layers.find((layer) => shownState(layer).state === 'shut')
}

/** The layers of which one stopped the probe, where none is known to be the one. */
export function suspectsOf(layers: readonly Layer[]): Layer[] {
  return breakOf(layers) ? [] : layers.filter(({ probed }) => probed.suspected)
}

/** What mends the first of the layers that are shut, or may be the one that is, and can be mended from here. */
export function remedyOfBreak(layers: readonly Layer[]): Layer['remedy'] {
  const shut = layers.filter((layer) => shownState(layer).state === 'shut')
  return [breakOf(layers), ...shut, ...suspectsOf(layers)].find((layer) => layer?.remedy)?.remedy
}

/** Whether the two sides say the same, in words; undefined where one of them does not know. */
export function agreementWords({ agree }: Pick<Layer, 'agree'>): string | undefined {
  if (agree === undefined) return undefined
  return agree ? t`They agree` : t`They differ`
}

/** The whole picture in a sentence or two. */
export function layersSentence(layers: readonly Layer[]): string {
  const shut = breakOf(layers)
  const suspects = suspectsOf(layers)
  const further = layers.filter((layer) => layer !== shut && shownState(layer).state === 'shut')
  const doubtful = layers.filter((layer) => shownState(layer).state === 'doubtful' && !suspects.includes(layer))
  const differ = layers.filter(({ agree }) => agree === false)
  return [
    shut ? shutSentence(shut) : suspects.length > 0 ? suspectedSentence(suspects) : openSentence(layers),
    ...(further.length > 0 ? [t`Shut further in: ${titlesOf(further)}.`] : []),
    ...(doubtful.length > 0 ? [t`In doubt: ${titlesOf(doubtful)}.`] : []),
    ...(differ.length > 0 ? [t`What was seen and what is configured differ at: ${titlesOf(differ)}.`] : []),
  ].join(' ')
}

function titlesOf(layers: readonly Layer[]): string {
  return layers.map(({ title }) => title).join(', ')
}

function shutSentence(layer: Layer): string {
  return shownState(layer).source === 'probe'
    ? t`EWS is shut at “${layer.title}”, as seen by the probe.`
    : t`EWS is shut at “${layer.title}”, as it is configured; the probe has not seen that.`
}

function suspectedSentence([first, ...others]: readonly Layer[]): string {
  const last = others.pop()
  if (!first) return ''
  if (!last) {
    return t`The probe came as far as “${first.title}”; whether that is what stopped it cannot be told from outside.`
  }
  const listed = [first, ...others].map(({ title }) => title).join('”, “')
  return t`EWS is shut at “${listed}” or at “${last.title}”: from outside it cannot be told which.`
}

function openSentence(layers: readonly Layer[]): string {
  const known = layers.filter(({ probed }) => KNOWS.has(probed.state))
  if (known.length === 0) return t`No layer of EWS has been probed yet.`
  return known.length === layers.length
    ? t`The probe found no layer shut.`
    : t`The probe found no layer shut; ${layers.length - known.length} of ${layers.length} it cannot tell of.`
}

/** The picture as a table. */
export function layerRows(layers: readonly Layer[]): string[][] {
  return layers.map((layer) => [
    layer.title,
    toldWords(layer.probed),
    layer.configured ? toldWords(layer.configured) : '',
    [agreementWords(layer), layer.note].filter(Boolean).join('. '),
  ])
}

function toldWords({ state, sentence }: Told): string {
  return `${stateWords[state]}: ${sentence}`
}
