import { t } from '../language/translate.ts'
import type { Deciding, EwsDecision } from './ews-decision.ts'

/** What a decision comes to, for a person. `passed` is what only impersonation passes by. */
export function accessSentence(
  { verdict, decidedBy, missing, byReading }: Omit<EwsDecision, 'sentence'>,
  userAgent: string,
  passed: Deciding | undefined,
): string {
  if (verdict === 'not-known' || !decidedBy) {
    return t`Whether EWS lets ${userAgent} in cannot be said without ${missing.join(', ')}.`
  }
  if (verdict === 'documents-disagree') {
    const prevailing = Object.values(byReading).find((result) => result?.answers)
    const allowing = prevailing ? decidingWords(prevailing.decidedBy) : ''
    return t`Microsoft’s documents disagree about ${userAgent}: ${decidingWords(decidedBy)} refuses it, and by another page ${allowing} lets it in. A probe tells.`
  }
  if (verdict === 'refused') return t`EWS refuses ${userAgent} by ${decidingWords(decidedBy)}.`
  if (passed) {
    return t`EWS lets ${userAgent} in as it acts for the mailbox: impersonation is seen to pass ${decidingWords(passed)} by, which no document promises.`
  }
  return decidedBy.level === 'default'
    ? t`EWS lets ${userAgent} in: nothing is configured against it.`
    : t`EWS lets ${userAgent} in by ${decidingWords(decidedBy)}.`
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
