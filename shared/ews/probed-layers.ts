import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import { answeredBy } from '../checks/answered-by.ts'
import type { Finding } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { type Layer, type LayerName, layerNames } from './layer.ts'
import { type Claim, claimsOf, layersAsked, seenOrder, stopsEveryClient } from './layer-claims.ts'

export type Probed = Layer['probed']

type Heard = { finding: Finding; state: Claim['state']; others: readonly LayerName[] }

/** What the findings of a run say of each layer, from the outside to the inside. */
export function probedLayers(
  findings: readonly Finding[],
  artifacts: ArtifactRecords | undefined,
  titleOf: (layer: LayerName) => string,
): Record<LayerName, Probed> {
  const heard = heardOf(findings, artifacts)
  const probed: Partial<Record<LayerName, Probed>> = {}
  let stoppedAt: LayerName | undefined
  for (const name of layerNames) {
    const here = heard[name]
    const told = here.length > 0 ? seen(here, titleOf) : unseen(name, findings, stoppedAt && titleOf(stoppedAt))
    const stops = here.some(({ finding, state }) => state !== 'open' && stopsEveryClient(finding))
    probed[name] = stops && told.state === 'doubtful' ? { ...told, suspected: true } : told
    if (stops) stoppedAt ??= name
  }
  return probed as Record<LayerName, Probed>
}

function heardOf(findings: readonly Finding[], artifacts: ArtifactRecords | undefined): Record<LayerName, Heard[]> {
  const heard = Object.fromEntries(layerNames.map((name) => [name, []])) as unknown as Record<LayerName, Heard[]>
  for (const finding of findings) {
    const claims = [...claimsOf(finding), ...claimsInFront(finding, artifacts)]
    const doubted = claims.filter(({ state }) => state === 'doubtful').map(({ layer }) => layer)
    for (const { layer, state } of claims) {
      heard[layer].push({
        finding,
        state,
        others: state === 'doubtful' ? doubted.filter((each) => each !== layer) : [],
      })
    }
  }
  return heard
}

/** A 403 after the sign-in that bears no mark of Exchange may be that of whatever stands in front. */
function claimsInFront({ check, outcome }: Finding, artifacts: ArtifactRecords | undefined): Claim[] {
  if (check !== 'ews/user-agent' || !/^(?:everybody-refused|vendor-refused|not-compared)$/.test(outcome)) return []
  const record = artifacts?.ewsGetFolder
  const answer = record?.state === 'gathered' ? record.value.asVendor?.exchanges.at(-1) : undefined
  return answer && answeredBy(answer) === 'in-front' ? [{ layer: 'proxy', state: 'doubtful' }] : []
}

function seen(heard: readonly Heard[], titleOf: (layer: LayerName) => string): Probed {
  const state = seenOrder[Math.max(...heard.map((each) => seenOrder.indexOf(each.state)))] ?? 'open'
  const [first, ...rest] = heard.filter((each) => each.state === state)
  const checks = [...new Set(heard.map(({ finding }) => finding.check))]
  if (!first) return { state: 'not-known', sentence: '', checks }
  const title = first.finding.title
  if (state === 'open') return { state, sentence: openSentence(title, heard), checks }
  const said = [first, ...rest].map(({ finding }) => t`Seen: ${finding.title}.`)
  const others = [...new Set(first.others)]
  if (others.length > 0)
    said.push(t`It is here or at “${others.map(titleOf).join('”, “')}”; from outside it looks the same.`)
  return { state, sentence: said.join(' '), checks: [...new Set([first, ...rest].map(({ finding }) => finding.check))] }
}

function openSentence(title: string, heard: readonly Heard[]): string {
  if (heard.length === 1) return t`Seen: ${title}.`
  const others = counted(heard.length - 1, 'more finding')
  const warnings = heard.filter(({ finding }) => finding.verdict === 'warn').length
  return warnings === 0
    ? t`Seen: ${title}; ${others} with nothing in the way.`
    : t`Seen: ${title}; ${others} with nothing in the way, though ${counted(warnings, 'of them warns', 'of them warn')}.`
}

/** Why nothing was seen: something before it is shut, or its own checks came to no answer. */
function unseen(name: LayerName, findings: readonly Finding[], shut: string | undefined): Probed {
  const own = findings.filter(({ check }) => layersAsked(check).includes(name))
  const checks = own.map(({ check }) => check)
  if (shut !== undefined) return { state: 'not-reached', sentence: t`Not reached: “${shut}” comes before it.`, checks }
  const [told] = own.filter(({ verdict }) => verdict === 'unknown' || verdict === 'skip' || verdict === 'bug')
  const sentence = told ? t`Not seen: ${told.title}.` : t`Not seen: no probe has looked at it yet.`
  return { state: 'not-known', sentence, checks }
}
