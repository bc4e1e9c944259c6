import type { Verdict } from '../../../shared/checks/finding.ts'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { formatMoment } from '../../store/format.ts'
import { type Again, againWords } from '../../store/verified.ts'

type Decided = Pick<CallResult<'quarantine.decisions'>, 'decidedLast' | 'probes'>

/** What the probe saw as a device, when, and whether that was after all that was decided. */
export function wireSeen(check: string, again: Again, decided: Decided) {
  const { verdict, words } = againWords(again)
  if (!('finding' in again)) return { check, verdict, text: t`${words}. ${check}` }
  const { startedAt } = again.run.header
  const at = formatMoment(startedAt)
  if (decided.decidedLast !== null && startedAt < decided.decidedLast)
    return {
      ...{ check, verdict: 'unknown' as const },
      text: t`Verified at ${at}, before the last of these was decided, and so no proof of it. Verify again.`,
    }
  const { title } = again.finding
  // Of a device that nobody decided about, an answer is no failure of what was decided.
  const told: Verdict = verdict === 'fail' && decided.probes.length === 0 ? 'warn' : verdict
  return { check, verdict: told, text: t`${words}, at ${at}. ${title}.` }
}

/** As which device the probe came, whether it is among those decided about, and what its answer proves. */
export function probeSentence(deviceId: string | undefined, { probes }: Decided): string {
  const named = deviceId ?? t`a device of its own`
  const isDecided = probes.some((each) => each.toLowerCase() === deviceId?.toLowerCase())
  return isDecided
    ? t`The probe came as ${named}, which is one of the devices decided about: its answer shows whether that decision is in force. Of the others it proves nothing; the next reading tells.`
    : t`The probe came as ${named}, Postern’s own device, which is not one of the devices decided about. Its answer shows what the rules, the default and the lists of its mailbox do with a device like it. It proves neither that what was allowed one by one is let in, nor that it is not; the next reading tells.`
}
