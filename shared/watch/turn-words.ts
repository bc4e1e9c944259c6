import type { Finding } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { momentWords } from '../run/moment.ts'

import { type CertificateEnd, daysLeft } from './certificate-ends.ts'
import type { TurnKind } from './turn.ts'
import type { Observation, Unsettled } from './watched-run.ts'

type Titled = Pick<Finding, 'title'>

/** What the words of a turn tell of, as far as its kind needs it. */
export type TurnWords = {
  failing?: readonly Titled[]
  since?: string
  turns?: number
  runs?: number
  why?: Unsettled
  end?: CertificateEnd
}

/** Why a run says nothing of the servers, as a sentence. */
export const unsettledSentences: Readonly<Record<Unsettled, string>> = {
  offline: t`Nothing answered this machine: it is most likely off the network.`,
  slept: t`This machine slept in the middle of the run.`,
  'held-back': t`The password is held back, because a sign-in with it was rejected or got no answer.`,
  bug: t`Postern itself failed, which says nothing of your servers.`,
  other: t`Nothing fails, and some checks could not tell.`,
}

/** A turn in the words of a notification: a line that stands alone, and what is behind it. */
export function wordsOfTurn(
  kind: TurnKind,
  { organisation, verdict, at }: Observation,
  { failing = [], since, turns = 0, runs = 0, why = 'other', end }: TurnWords,
): { title: string; body: string } {
  const state = verdict === 'ready' ? 'ready' : t`not ready`
  switch (kind) {
    case 'worse':
      return { title: t`${organisation}: no longer ready`, body: failingSentence(failing) }
    case 'better':
      return {
        title: t`${organisation}: ready again`,
        body:
          since === undefined ? t`Nothing fails any more.` : t`Nothing fails any more, after ${spanWords(since, at)}.`,
      }
    case 'more-fails':
      return { title: t`${organisation}: more fails than before`, body: failingSentence(failing) }
    case 'unsteady':
      return {
        title: t`${organisation}: turns back and forth`,
        body: t`The verdict has turned ${counted(turns, 'time')} in six hours. You are told again when it rests.`,
      }
    case 'steady':
      return {
        title: t`${organisation}: ${state}, and at rest`,
        body: verdict === 'ready' ? t`Nothing fails.` : failingSentence(failing),
      }
    case 'cannot-tell':
      return {
        title: t`${organisation}: could not tell, ${counted(runs, 'run')} in a row`,
        body: unsettledSentences[why],
      }
    case 'tells-again':
      return {
        title: t`${organisation}: seen again, and ${state}`,
        body: verdict === 'ready' ? t`Nothing fails.` : failingSentence(failing),
      }
    case 'certificate':
      return end === undefined ? { title: organisation, body: '' } : endWords(organisation, end, Date.parse(at))
  }
}

/** How long from one moment to another, as coarse as a person says it. */
function spanWords(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  if (minutes < 120) return counted(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day')
}

function failingSentence(failing: readonly Titled[]): string {
  const [first] = failing
  if (!first) return t`No single check says why.`
  const others = failing.length - 1
  return others === 0
    ? `${first.title}.`
    : t`${first.title}; and ${counted(others, 'other check fails', 'other checks fail')}.`
}

function endWords(organisation: string, end: CertificateEnd, now: number): { title: string; body: string } {
  const left = daysLeft(end, now)
  const when = left < 0 ? t`has ended` : left === 0 ? t`ends within a day` : t`ends in ${counted(left, 'day')}`
  return {
    title: t`${organisation}: a certificate ${when}`,
    body: t`That of ${end.host}, ${left < 0 ? 'since' : 'on'} ${momentWords(end.notAfter)}.`,
  }
}
