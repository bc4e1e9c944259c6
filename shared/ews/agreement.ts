import type { Finding } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import { decidingWords } from './access-sentence.ts'
import type { ConfiguredLayer } from './configured-layer.ts'
import type { EwsForecast } from './decide-ews.ts'
import type { Layer, LayerName, LayerState } from './layer.ts'
import type { Probed } from './probed-layers.ts'

type Agreement = Pick<Layer, 'agree' | 'note'>

/** Whether what was seen and what is configured say the same of a layer, and what to make of it where they do not. */
export function agreement(
  name: LayerName,
  probed: Probed,
  configured: ConfiguredLayer,
  forecast: EwsForecast,
  findings: readonly Finding[],
): Agreement {
  const wire = name === 'organisation' || name === 'mailbox' ? wireOf(findings) : undefined
  if (wire && forecast.access.verdict === 'documents-disagree') return readingSeen(name, wire, forecast)
  if (wire === 'refuses' && forecast.access.verdict === 'answers') {
    return {
      agree: false,
      note: t`The probe was refused, and by the configuration it should not have been. ${causes()}`,
    }
  }
  const [seen, told] = [probed.state, configured.state]
  if (!isKnown(seen) || !isKnown(told)) return {}
  // What is in doubt from outside is settled by a setting that refuses.
  if (seen === told || (seen === 'doubtful' && told === 'shut')) return { agree: true }
  if (seen === 'open' && told === 'shut') {
    return { agree: false, note: t`The probe got through, and by the configuration it should not have. ${notes(name)}` }
  }
  if (seen === 'shut' && told === 'open') {
    return {
      agree: false,
      note: t`The probe did not get through, and by the configuration it should have. ${notes(name)}`,
    }
  }
  if (told === 'doubtful' && seen === 'open')
    return { note: t`The probe got through: it met none of what is in doubt. ${notes(name)}` }
  return {}
}

function isKnown(state: LayerState): boolean {
  return state === 'open' || state === 'doubtful' || state === 'shut'
}

/** What EWS did with the client on the wire, once it was signed in. */
function wireOf(findings: readonly Finding[]): 'refuses' | 'lets-in' | undefined {
  const outcome = findings.find(({ check }) => check === 'ews/user-agent')?.outcome
  if (outcome === 'vendor-refused' || outcome === 'everybody-refused') return 'refuses'
  return outcome === 'allowed' || outcome === 'listed' ? 'lets-in' : undefined
}

/** Where Microsoft’s documents disagree, the answer on the wire shows by which of them this server goes. */
function readingSeen(name: LayerName, wire: 'refuses' | 'lets-in', { access }: EwsForecast): Agreement {
  const level = access.decidedBy?.level
  if (level !== name || !access.decidedBy) return {}
  const deciding = decidingWords(access.decidedBy)
  return {
    note:
      wire === 'refuses'
        ? t`Microsoft’s documents disagree here. The probe was refused, so on this server ${deciding} refuses by itself, whatever the mailbox’s own setting says.`
        : t`Microsoft’s documents disagree here. The probe got through, so on this server the mailbox’s own setting has the last word over ${deciding}.`,
  }
}

/** What a setting that was read and an answer that was seen can differ by. */
function causes(): string {
  return t`Exchange may still go by what it read before the setting was changed; the mailbox or the account may be another; or a product in front answers 403 itself.`
}

function notes(name: LayerName): string {
  if (name === 'virtual-directory') {
    return t`The probe may have met a server whose setting is another, or IIS may hold what was changed there by hand, which the cmdlet does not show.`
  }
  if (name === 'extended-protection') {
    return t`The probe may have met a server whose setting is another, a device in between may open TLS, or IIS was not reset after a change.`
  }
  if (name === 'throttling') {
    return t`Limits are met only under load: a probe asks a handful of questions, and other clients of the account use up the same budget.`
  }
  return causes()
}
