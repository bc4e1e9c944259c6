import { counted, t } from '../../shared/language/translate.ts'
import { countVerdicts } from '../../shared/run/finding-groups.ts'
import { verdictWordsOf } from '../../shared/run/verdict-words.ts'

import { formatTime, type TimeStyle } from './format.ts'
import { progressOf, type RunView } from './run-view.ts'

/** The verdict line: two or three words, and the sentences that account for every check. */
export type VerdictLine = { word: string; sentence: string }

/** The verdict on a run in plain words; while it is under way, what it came to so far. Its counts add up to all checks. */
export function verdictLine(view: RunView, style: TimeStyle = {}): VerdictLine {
  const { header, findings, verdict } = view
  if (view.brokeOff) {
    const { answered, total } = progressOf(view)
    const sentence = t`${answered} of ${counted(total, 'check')} had answered when the run broke off; what was seen is kept.`
    return { word: t`Broke off`, sentence }
  }
  if (verdict === null) {
    const { fail, warn } = countVerdicts(findings)
    const parts = [fail && t`${fail} to mend`, warn && t`${warn} to look at`].filter((part) => typeof part === 'string')
    return {
      word: t`Looking`,
      sentence: parts.length > 0 ? t`So far ${parts.join(', ')}.` : t`Nothing to mend so far.`,
    }
  }
  const at = header.finishedAt && formatTime(header.finishedAt, style)
  const { word, account, remark } = verdictWordsOf({ findings: [...findings], run: header, verdict }, at)
  return { word, sentence: [account, remark].filter(Boolean).join(' ') }
}
