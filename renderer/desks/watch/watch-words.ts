import type { RunVerdict } from '../../../shared/checks/finding.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'

import type { CertificateEnd } from '../../../shared/watch/certificate-ends.ts'
import { everyWords } from '../../../shared/watch/every-words.ts'
import { unsettledSentences } from '../../../shared/watch/turn-words.ts'
import type { WatchRun, WatchStatus } from '../../../shared/watch/watch.ts'
import { retentionSentence } from '../../../shared/watch/watch-retention.ts'
import { formatDay, formatTime, type TimeStyle } from '../../store/format.ts'

/** How often, in the steps that are offered, in minutes. */
const usual = [5, 15, 30, 60, 120, 240, 480, 1440]

/** The steps that are offered, with the one that is chosen among them though a service or file may have another. */
export function intervals(chosen: number): number[] {
  return [...new Set([...usual, chosen])].toSorted((a, b) => a - b)
}

/** Where a watch stands, as a sentence. */
export function stateSentence(
  { state, next, watch, runs }: Pick<WatchStatus, 'state' | 'next' | 'watch' | 'runs'>,
  style: TimeStyle = {},
): string {
  switch (state) {
    case 'off':
      return t`Off. This window does not run it by itself.${serviceSentence(runs, style)}`
    case 'running':
      return t`A run is under way.`
    case 'waiting-for-turn':
      return t`The next run is due, and waits for the one that is under way.`
    case 'waiting':
      return t`Runs ${everyWords(watch.everyMinutes)}, next at ${next === null ? '' : formatTime(next, style)}.`
  }
}

/** A watch that is off here may be another program's: whether it has run at all, and when last. */
function serviceSentence(runs: readonly WatchRun[], style: TimeStyle): string {
  const last = runs.findLast(({ service }) => service)
  if (!last) return ''
  return t` “postern watch” did, last at ${formatTime(last.at, style)} on ${formatDay(last.at, style)}.`
}

/** What the strip of runs shows, for whoever does not see it. */
export function stripSentence(runs: readonly WatchRun[]): string {
  const last = runs.at(-1)
  if (!last) return t`No run yet.`
  const order: readonly RunVerdict[] = ['not-ready', 'bug', 'could-not-tell', 'ready']
  const parts = order.flatMap((verdict) => {
    const count = runs.filter((run) => run.verdict === verdict).length
    return count > 0 ? [`${count} ${inSentence(verdict)}`] : []
  })
  return t`${counted(runs.length, 'run')}: ${parts.join(', ')}. The last: ${inSentence(last.verdict)}.`
}

function inSentence(verdict: RunVerdict): string {
  return verdict === 'bug' ? t`where Postern failed` : runVerdictWords[verdict].toLowerCase()
}

/** How long the runs are kept, and of how many of these the verdict alone is left. */
export function keptSentence(runs: readonly WatchRun[]): string {
  const gone = runs.filter((run) => run.gone).length
  if (gone === 0) return retentionSentence
  return gone === 1
    ? t`Of one of these runs the verdict alone is kept. ${retentionSentence}`
    : t`Of ${gone} of these runs the verdict alone is kept. ${retentionSentence}`
}

/** Why a run says nothing of the servers; empty where it does. */
export function whyWords({ unsettled }: WatchRun): string {
  return unsettled === undefined ? '' : unsettledSentences[unsettled]
}

/** One certificate, and everywhere it is shown. */
export type ShownEnd = { end: CertificateEnd; places: string[] }

/** Each certificate once, what ends first first. */
export function byCertificate(ends: readonly CertificateEnd[]): ShownEnd[] {
  return [...Map.groupBy(ends, ({ fingerprint }) => fingerprint).values()].flatMap((same) => {
    const [end] = same
    return end
      ? [
          {
            end,
            places: [...new Set(same.map(({ host, server }) => (host === server ? host : t`${host} at ${server}`)))],
          },
        ]
      : []
  })
}
