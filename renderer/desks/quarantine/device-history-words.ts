import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { stateWord } from '../../../shared/quarantine/decision-chain.ts'
import { predictedStates } from '../../../shared/quarantine/device-decision.ts'

type Standing = CallResult<'quarantine.device'>['history'][number]

/** How a device stood at a reading. */
export function standingSentence({
  standing,
  finished,
  withdrawn,
}: Pick<Standing, 'standing' | 'finished' | 'withdrawn'>): string {
  const said = standing === null ? t`It was not there any more.` : toldSentence(standing)
  if (withdrawn) return t`${said} That reading was taken back since: this counts no more.`
  return finished ? said : t`${said} Not every device of that reading has been noted yet.`
}

function toldSentence({ state, reason, rule }: NonNullable<Standing['standing']>): string {
  if (state === null) return t`Exchange told no state.`
  const known = predictedStates.find((each) => each === state)
  const word = known ? stateWord(known) : state
  if (reason === null) return t`Exchange said ${word}.`
  return rule === null ? t`Exchange said ${word} (${reason}).` : t`Exchange said ${word} (${reason}, rule “${rule}”).`
}
