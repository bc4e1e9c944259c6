import { t } from '../../language/translate.ts'
import { momentWords } from '../../run/moment.ts'
import type { FlowEvidence } from '../rule-set.ts'

/** A way by its published host and its service. */
export function flowKey(host: string, service: string): string {
  return `${host} ${service}`
}

/** What was seen of each way, the newest of each vantage: what, from where, when, and what came. */
export function evidenceByFlow(evidence: readonly FlowEvidence[]): ReadonlyMap<string, string> {
  const newest = new Map<string, Map<FlowEvidence['vantage'], FlowEvidence>>()
  for (const seen of evidence) {
    const key = flowKey(seen.host, seen.service)
    const ofFlow = newest.get(key) ?? new Map<FlowEvidence['vantage'], FlowEvidence>()
    const known = ofFlow.get(seen.vantage)
    if (!known || known.at < seen.at) ofFlow.set(seen.vantage, seen)
    newest.set(key, ofFlow)
  }
  return new Map([...newest].map(([key, ofFlow]) => [key, [...ofFlow.values()].map(evidenceLine).join('\n')]))
}

function evidenceLine({ vantage, seen, at, words }: FlowEvidence): string {
  const what = seenWords[seen]()
  const line = vantage === 'outside' ? t`${what} from outside` : t`${what} from inside`
  return [`${line}, ${momentWords(at)}`, words].filter((part) => part !== '').join(': ')
}

const seenWords: Readonly<Record<FlowEvidence['seen'], () => string>> = {
  open: () => t`Open`,
  refused: () => t`Refused`,
  silent: () => t`No answer`,
  'not-looked-at': () => t`Not looked at`,
}
