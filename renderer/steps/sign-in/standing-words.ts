import type { Verdict } from '../../../shared/checks/finding.ts'
import { t } from '../../../shared/language/translate.ts'
import type { PasswordStanding } from '../../../shared/run/password-standing.ts'
import { formatDay, formatTime, type TimeStyle } from '../../store/format.ts'

/** How the password stands, as a line with its mark, and what follows from it. */
export type StandingWords = { verdict: Verdict; title: string; sentence: string; tryAgain: boolean }

/** A password's standing in words; `today` is when it is read, so that a time of today needs no day. */
export function standingWords(
  standing: PasswordStanding | null,
  username: string | undefined,
  today: string,
  style: TimeStyle = {},
): StandingWords {
  const at = (time: string) => momentWords(time, today, style)
  switch (standing?.state) {
    case undefined:
      return {
        verdict: 'unknown',
        title: t`How the password stands is not known`,
        sentence: t`Postern has not said yet whether it would be sent.`,
        tryAgain: false,
      }
    case 'no-account':
      return {
        verdict: 'skip',
        title: t`The organisation names no account`,
        sentence: t`A run looks at what can be seen without a sign-in, and leaves out the rest.`,
        tryAgain: false,
      }
    case 'no-password':
      return {
        verdict: 'skip',
        title: t`No password is kept${username ? t` for ${username}` : ''}`,
        sentence: t`A run looks at names, connection and certificate, and leaves out what needs a sign-in.`,
        tryAgain: false,
      }
    case 'clear':
      return {
        verdict: 'unknown',
        title: t`One attempt left before we stop`,
        sentence: t`Nothing is held against this password, and it has not been accepted since Postern was started. Should it be rejected, it is not sent again: a run never costs the account more than one bad sign-in.`,
        tryAgain: false,
      }
    case 'accepted':
      return {
        verdict: 'pass',
        title: t`This password was accepted at ${at(standing.at)}`,
        sentence: t`Should it be rejected from now on, it is not sent again until it changes.`,
        tryAgain: false,
      }
    case 'rejected':
      return {
        verdict: 'fail',
        title: t`This password was rejected at ${at(standing.at)} and is not sent again unless you ask for it`,
        sentence: t`No attempt is left for it, so that the account is not locked. Type another password, or mend the account and say that this one may be tried again.`,
        tryAgain: true,
      }
    case 'unanswered':
      return {
        verdict: 'warn',
        title: t`A sign-in with this password got no clear answer${standing.at ? t` at ${at(standing.at)}` : ''}`,
        sentence: t`It may have counted as a bad one, and a second would be one too many: the password is not sent again unless you ask for it.`,
        tryAgain: true,
      }
    case 'under-way':
      return {
        verdict: 'unknown',
        title: t`Another sign-in of this account is under way`,
        sentence: t`It began at ${at(standing.at)}, in this Postern or another one of yours. Sign-ins of one account take turns.`,
        tryAgain: false,
      }
    case 'memory-unavailable':
      return {
        verdict: 'warn',
        title: t`Whether this password was rejected before cannot be told`,
        sentence: t`Postern’s file sign-ins.json, which keeps what sign-ins came to, cannot be read or written, so nothing is sent with this password unless you say so.`,
        tryAgain: true,
      }
  }
}

/** A time of today as a time; one of another day with its day. */
function momentWords(time: string, today: string, style: TimeStyle): string {
  const day = formatDay(time, style)
  const clock = formatTime(time, style)
  return day === formatDay(today, style) ? clock : t`${clock} on ${day}`
}
