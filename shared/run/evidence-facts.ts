import type { EvidenceValue } from '../checks/check.ts'
import type { Finding } from '../checks/finding.ts'
import { counted } from '../language/translate.ts'
import { formatMilliseconds } from './duration.ts'
import { humanKey } from './evidence-words.ts'

/** So long is a sentence, and not the name of something that the advice happens to mention. */
const SENTENCE_CHARACTERS = 40

/**
 * What a finding has seen, as rows with a name and with units. Nothing is said again: no sentence that stands in the advice
 * word for word, and no number of days that another row gives with its unit.
 */
export function evidenceFacts({ evidence, advice }: Pick<Finding, 'evidence' | 'advice'>) {
  const values = Object.values(evidence)
  const isSaid = (value: EvidenceValue) => {
    if (typeof value === 'string') return value.length >= SENTENCE_CHARACTERS && (advice?.includes(value) ?? false)
    return typeof value === 'number' && values.some((other) => other === counted(value, 'day'))
  }
  return Object.entries(evidence)
    .filter(([, value]) => !isSaid(value))
    .map(([key, value]) => ({ label: humanKey(key), value: withUnit(key, value) }))
}

function withUnit(key: string, value: EvidenceValue): EvidenceValue {
  if (typeof value !== 'number') return value
  if (/milliseconds$/i.test(key)) return formatMilliseconds(value)
  return /seconds$/i.test(key) ? `${value} s` : value
}
