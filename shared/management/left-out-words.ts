import { figure, t } from '../language/translate.ts'
import type { ReadingCounts } from './configuration-reading.ts'
import type { ReadingProblem } from './kept-configuration.ts'

/** Objects of a file that are neither understood nor refused, a sentence each, so that what is said of it adds up. */
export function otherObjects({ twice, ofNoUse }: Pick<ReadingCounts, 'twice' | 'ofNoUse'>): string[] {
  return [
    ...(twice > 0 ? [t`The same is there again of ${figure(twice)}.`] : []),
    ...(ofNoUse > 0 ? [t`Postern has no use for ${figure(ofNoUse)}.`] : []),
  ]
}

/** What is wrong in a file, with its line; most sentences say that themselves. */
export function withLine({ line, sentence }: ReadingProblem): string {
  return line === null || new RegExp(`\\b${line}\\b`).test(sentence) ? sentence : t`Line ${line}: ${sentence}`
}
