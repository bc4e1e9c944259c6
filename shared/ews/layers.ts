import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { Finding } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import type { Configuration } from '../management/configuration.ts'
import { type RemedyId, type RemedySubject, remedyIds } from '../remedies/remedy.ts'
import { agreement } from './agreement.ts'
import type { ConfiguredLayer } from './configured-layer.ts'
import { decideEws, type EwsForecast } from './decide-ews.ts'
import { type Layer, type LayerName, layerNames } from './layer.ts'
import { claimsOf } from './layer-claims.ts'
import { layerWords } from './layer-words.ts'
import { type Probed, probedLayers } from './probed-layers.ts'

/** What the layers of EWS are told from: a run’s findings, and the configuration where it was read. */
export type LayerSources = {
  findings: readonly Finding[]
  artifacts?: ArtifactRecords | undefined
  configuration?: Configuration | undefined
  subject: RemedySubject
}

/**
 * The seven layers in order: what the probe saw of each, what the configuration says, and whether the two agree. It is
 * told of the subject’s first mailbox; `judgeMailboxes` tells of many.
 */
export function ewsLayers({ findings, artifacts, configuration, subject }: LayerSources): Layer[] {
  const titleOf = (name: LayerName) => layerWords[name].title
  const forecast = configuration && decideEws(configuration, questionOf(subject))
  const probed = located(probedLayers(findings, artifacts, titleOf), findings, forecast)
  return layerNames.map((name) => {
    const configured = configuredOf(forecast, name)
    const { agree, note } = configured && forecast ? agreement(name, probed[name], configured, forecast, findings) : {}
    const remedy = remedyOf(name, findings, configured)
    return {
      name,
      ...layerWords[name],
      probed: probed[name],
      ...(configured && {
        configured: { state: configured.state, sentence: configured.sentence, cmdlets: configured.cmdlets },
      }),
      ...(agree !== undefined && { agree }),
      ...(note !== undefined && { note }),
      ...(remedy && { remedy }),
    }
  })
}

function questionOf({ mailboxes, account, basic, ...client }: RemedySubject) {
  return {
    ...client,
    account,
    mailbox: mailboxes[0] ?? account ?? '',
    mailboxes: mailboxes.length,
    ...(basic && { scheme: 'basic' as const }),
  }
}

function configuredOf(forecast: EwsForecast | undefined, name: LayerName): ConfiguredLayer | undefined {
  return name === 'network' || name === 'proxy' ? undefined : forecast?.layers[name]
}

/**
 * From outside it looks the same whether the organisation or the mailbox keeps a client out; the configuration can tell
 * which of them it is.
 */
function located(
  probed: Record<LayerName, Probed>,
  findings: readonly Finding[],
  forecast: EwsForecast | undefined,
): Record<LayerName, Probed> {
  const refusal = findings.find(({ check, outcome }) => check === 'ews/user-agent' && /refused$/.test(outcome))
  if (!refusal || forecast?.access.verdict !== 'refused') return probed
  const level = forecast.access.decidedBy?.level === 'mailbox' ? 'mailbox' : 'organisation'
  const other = level === 'mailbox' ? 'organisation' : 'mailbox'
  const where = layerWords[level].title
  const { checks } = probed[level]
  const inferred = t`Seen: ${refusal.title}. Inferred from the configuration: it is “${where}” that keeps the client out.`
  const elsewhere: Probed =
    level === 'mailbox'
      ? { state: 'open', sentence: t`Inferred from the configuration: the refusal is that of “${where}”.`, checks }
      : { state: 'not-reached', sentence: t`Not reached: “${where}” comes before it.`, checks }
  return { ...probed, [level]: { state: 'shut', sentence: inferred, checks }, [other]: elsewhere }
}

/** By the setting that decides, where the configuration tells it; else what a finding at this layer names. */
function remedyOf(
  name: LayerName,
  findings: readonly Finding[],
  configured: ConfiguredLayer | undefined,
): RemedyId | undefined {
  if (configured?.remedy) return configured.remedy
  const named = findings
    .filter((finding) => claimsOf(finding).some(({ layer, state }) => layer === name && state !== 'open'))
    .map(({ remedy }) => remedy)
  return remedyIds.find((id) => named.includes(id))
}
