import { figure, t } from '../../shared/language/translate.ts'
import { type LiveCounts, type LiveRefusal, mostLiveCommands } from '../../shared/quarantine/told-live.ts'
import type { LiveError, LiveErrorCode } from '../engine/management/live-error.ts'

type Refused = Exclude<LiveRefusal['code'], 'contradictory' | 'not-needed' | 'not-read' | 'by-hand'>

const refusals: Readonly<Record<Refused, string>> = {
  'not-windows': t`Decisions can be carried out from here only on Windows, with the PowerShell that comes with it. Run the script in the Exchange Management Shell instead.`,
  busy: t`Something is being run from here already. Wait for its end, or stop it.`,
  stale: t`This is no longer what was shown. Look at it again before it is run.`,
  'too-many-commands': t`At most ${figure(mostLiveCommands)} commands are run from here: more take longer than a session may. The script does them in batches with a log; or withdraw some decisions, and decide about them when these are done.`,
  'not-quotable': t`What is to be run holds a text that no script can hold, and nobody was asked.`,
  'not-previewed': t`Nothing is applied before its preview has ended here without a refusal, and each preview is good for once. Run the preview first.`,
  'previewed-other': t`What was previewed is not what would be applied: other commands, another server or another account. Run the preview of this first.`,
  'nothing-to-undo': t`Nothing that was applied from here is left to take back.`,
}

/** Why something is not run. */
export function refusal(code: Refused): LiveRefusal {
  return { outcome: 'refused', code, sentence: refusals[code] }
}

const byHand = () => t`Run the script in the Exchange Management Shell instead.`
const below = () => t`What each command came to is told one by one.`

/** What differs from a question that only reads: something may have been done, and the way by hand is another script. */
const ofRuns: { readonly [C in LiveErrorCode]?: (server: string, detail: string) => string } = {
  'no-powershell': (_, detail) =>
    t`Windows PowerShell 5.1 was not found on this computer, or Windows does not let it start (${detail}). ${byHand()}`,
  'policy-forbids-scripts': (_, detail) =>
    t`A Group Policy sets PowerShell’s execution policy on this computer to ${detail}, and the cmdlets of a remote session cannot be loaded then. Nobody was asked. ${byHand()}`,
  'language-constrained': () =>
    t`A policy of this computer (AppLocker or App Control) holds PowerShell in constrained language, in which the session cannot be opened from here. Nobody was asked. ${byHand()}`,
  'no-role': (server) =>
    t`${server} let the account in, but no management role is assigned to it. To change something it needs one that holds these cmdlets, such as those of Organization Management.`,
  'no-right': (server) =>
    t`The account has no right to it: the management roles that it has on ${server} do not hold the cmdlet. Those of Organization Management do.`,
  'connection-lost': (server) => t`The session to ${server} ended in the middle. ${below()}`,
  'timed-out': (server, detail) => t`PowerShell was given up (${detail}) while ${server} was at work. ${below()}`,
  cancelled: () => t`It was stopped. What was done before that stays done. ${below()}`,
  'too-much-output': (server) => t`PowerShell sent more than Postern is willing to read of ${server}. ${below()}`,
  'broke-off': (_, detail) => t`PowerShell ended before it had said how it went (${detail}). ${below()}`,
}

/** An error of a session or of a command, as it is said of a run. */
export function runErrorSentence({ code, sentence, detail }: LiveError, server: string): string {
  return ofRuns[code]?.(server, detail ?? t`no more is known`) ?? sentence
}

/** How many commands came to what. */
export function countsSentence({ done, refused, unclear, 'not-run': notRun }: LiveCounts): string {
  return t`${done} done, ${refused} refused, ${unclear} not clear, ${notRun} not run`
}

/** As whom. */
export function asWhom(username: string | undefined): string {
  return username === undefined ? t`as whoever is signed in to Windows` : t`as ${username}`
}

/** What was done is done, and is told; only the trail does not hold it. */
export function trailTrouble(): { code: string; sentence: string } {
  const sentence = t`What came of it could not be written into the trail. Save what is told here, and look whether the disk is full.`
  return { code: 'trail-not-written', sentence }
}
