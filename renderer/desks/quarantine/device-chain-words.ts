import { t } from '../../../shared/language/translate.ts'
import type { ChainStep } from '../../../shared/quarantine/decision-chain.ts'
import { stepWords } from '../../../shared/quarantine/step-words.ts'

/** How a step came out, in a word. */
export function stepWord(outcome: ChainStep['outcome']): string {
  return {
    passes: t`goes on`,
    decides: t`decides`,
    'would-decide': t`would decide`,
    'not-read': t`not read`,
  }[outcome]
}

/** The whole of the reasoning in a sentence. */
export function chainSentence(chain: readonly ChainStep[], state: string): string {
  const unread = chain.filter(({ outcome }) => outcome === 'not-read').map(({ step }) => stepWords[step])
  const last = chain.at(-1)
  if (last?.outcome === 'decides' && unread.length === 0)
    return t`By the settings: ${state}. ${stepWords[last.step]} decides.`
  if (last?.outcome === 'decides')
    return t`By the settings: ${state}. ${stepWords[last.step]} decides, whatever was not read says (${unread.join(', ')}).`
  return t`By the settings: ${state}, since this was not read: ${unread.join(', ')}.`
}
