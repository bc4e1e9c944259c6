import { t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'
import { accountOf, runVerdictWords } from '../../shared/run/verdict-words.ts'
import { everyWords } from '../../shared/watch/every-words.ts'
import { unsettledSentences } from '../../shared/watch/turn-words.ts'
import type { WatchedFrom, WatchedRun } from '../api/watch-service.ts'

/**
 * A run of the watch as one line of a log: when it began, how it came out, what turned by it, and when the next is due.
 * Times are UTC, so that lines sort and can be compared with a server's log.
 */
export function watchLine(organisation: string, { seen, run, turns, next }: WatchedRun): string {
  const { at, verdict, unsettled } = seen
  const why = unsettled === undefined || unsettled === 'other' ? '' : ` ${unsettledSentences[unsettled]}`
  const account = run === null || unsettled === 'offline' || unsettled === 'slept' ? '' : ` ${accountOf(run.findings)}`
  const turned = turns.map(({ title, body }) => t` Turned: ${title}. ${body}`).join('')
  const then = next === null ? '' : t` Next ${toSecond(next)}.`
  return printable(`${toSecond(at)} ${organisation}: ${runVerdictWords[verdict]}.${why}${account}${turned}${then}`)
}

/** The first line of a watch, before there is a run: what is watched, how often, and when the first is. */
export function beginLine(organisation: string, everyMinutes: number, { at, next }: WatchedFrom): string {
  const first = next === 'now' ? t` The first run is under way.` : next === null ? '' : t` Next ${toSecond(next)}.`
  return printable(t`${toSecond(at)} ${organisation}: Watched ${everyWords(everyMinutes)}.${first}`)
}

function toSecond(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z')
}
