import { countVerdicts } from '../../shared/run/finding-groups.ts'
import { counted } from '../../shared/run/words.ts'
import { formatTime, type TimeStyle } from './format.ts'
import { progressOf, type RunView } from './run-view.ts'

/** The verdict line: two or three words, and the sentences that account for every check. */
export type VerdictLine = { word: string; sentence: string }

/** The verdict on a run in plain words; while it is under way, what it came to so far. Its counts add up to all checks. */
export function verdictLine(view: RunView, style: TimeStyle = {}): VerdictLine {
  if (view.brokeOff) {
    const { answered, total } = progressOf(view)
    const sentence = `${answered} of ${counted(total, 'check')} had answered when the run broke off; what was seen is kept.`
    return { word: 'Broke off', sentence }
  }
  if (view.verdict === null) {
    const { fail, warn } = countVerdicts(view.findings)
    const parts = [fail && `${fail} to mend`, warn && `${warn} to look at`].filter((part) => typeof part === 'string')
    return { word: 'Looking', sentence: parts.length > 0 ? `So far ${parts.join(', ')}.` : 'Nothing to mend so far.' }
  }
  const words = { ready: 'Ready', 'not-ready': 'Not ready', 'could-not-tell': 'Could not tell', bug: 'Postern failed' }
  return { word: words[view.verdict], sentence: [account(view), ending(view, style)].filter(Boolean).join(' ') }
}

function account(view: RunView): string {
  const counts = countVerdicts(view.findings)
  const total = view.findings.length
  if (total === 0) return 'No check had answered.'
  if (counts.pass === total) return total === 1 ? 'The one check passes.' : `All ${total} checks pass.`
  const parts = [
    counts.fail && `${counts.fail} to mend`,
    counts.bug && `${counts.bug} where Postern itself failed`,
    counts.warn && `${counts.warn} to look at`,
    counts.unknown && `${counts.unknown} that could not tell`,
    counts.skip && `${counts.skip} not reached`,
    counts.pass && `${counts.pass} as it should be`,
  ].filter((part) => typeof part === 'string')
  return `Of ${counted(total, 'check')}: ${parts.join(', ')}.`
}

function ending(view: RunView, style: TimeStyle): string {
  const counts = countVerdicts(view.findings)
  const at = view.header.finishedAt ? ` at ${formatTime(view.header.finishedAt, style)}` : ''
  if (view.header.endedEarly === 'cancelled') return `The run was stopped${at}; what was seen before is kept.`
  if (view.header.endedEarly === 'deadline') {
    return `The run reached its time limit${at}; what was seen before is kept.`
  }
  if (view.verdict === 'bug') return 'That says nothing about your servers.'
  if (view.verdict === 'not-ready' && counts.skip > 0)
    return 'Mend what is in the way, then start again to reach the rest.'
  if (view.verdict === 'ready' && counts.warn > 0) return 'Nothing fails; look at what is listed before you rely on it.'
  return ''
}
