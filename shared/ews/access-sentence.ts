import { t } from '../language/translate.ts'
import type { EwsClient } from './access-level.ts'
import type { Deciding, EwsDecision } from './ews-decision.ts'

/** What a decision comes to, for a person. */
export function accessSentence(decision: Omit<EwsDecision, 'sentence'>, client: EwsClient): string {
  const { verdict, decidedBy, missing, byReading } = decision
  const { userAgent } = client
  if (verdict === 'not-known' || !decidedBy) {
    return t`Whether EWS lets ${userAgent} in cannot be said without ${missing.join(', ')}.`
  }
  if (verdict === 'documents-disagree') {
    const prevailing = Object.values(byReading).find((result) => result?.answers)
    const allowing = prevailing ? decidingWords(prevailing.decidedBy) : ''
    return t`Microsoft’s documents disagree about ${userAgent}: ${decidingWords(decidedBy)} refuses it, and by another page ${allowing} lets it in. A probe tells.`
  }
  const passesBy = client.impersonates
    ? t` Impersonation is seen to pass the lists by, which no document promises.`
    : ''
  if (decidedBy.level === 'default') return t`EWS lets ${userAgent} in: nothing is configured against it.${passesBy}`
  return verdict === 'answers'
    ? t`EWS lets ${userAgent} in by ${decidingWords(decidedBy)}.${passesBy}`
    : t`EWS refuses ${userAgent} by ${decidingWords(decidedBy)}.`
}

/** The setting that decides, with what it says and where it is: `EwsEnabled ($false) of the organisation`. */
export function decidingWords(deciding: Deciding): string {
  if (deciding.level === 'default') return t`what Exchange does where nothing is configured`
  const where = deciding.level === 'organisation' ? t`the organisation` : t`the mailbox`
  return t`${deciding.setting} (${shortened(deciding.value)}) of ${where}`
}

/** A list can be longer than a sentence. */
const LONGEST_VALUE = 120

function shortened(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value
}
