import type { Command } from '../../../shared/management/command.ts'
import { UnquotableText } from '../../../shared/management/quote.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import { askedOf, type LiveConnection, redactorOf, talk } from './live-connection.ts'
import { type LiveError, liveError } from './live-error.ts'
import type { LiveErrorRecord } from './live-error-record.ts'
import { errorOfRecord } from './live-outcome.ts'
import type { LiveTask } from './live-script.ts'

/** A part of a plan, which is run after its text was shown. */
export type LivePlan = { part: ScriptPart; commands: readonly Command[] }

/**
 * What came of one command. `unclear`: it was begun, and the session ended before it was known whether it was carried out;
 * also where PowerShell calls that an error of the command. `not-run`: one before it was refused, or the session ended
 * before it.
 */
export type CommandOutcome = {
  outcome: 'done' | 'refused' | 'unclear' | 'not-run'
  /** What Exchange said; of a preview, what it would do. */
  said: readonly string[]
  errors: readonly LiveError[]
}

/** What came of a plan. Where the session as a whole failed or broke off, `error` says how. */
export type PlanAnswer = { outcomes: readonly CommandOutcome[]; error: LiveError | undefined }

/** What is done in a session to run a part of a plan; also what is shown before. */
export function planTask({ part, commands }: LivePlan): LiveTask {
  return { kind: 'run', part, commands }
}

/**
 * Runs a part of a plan in one session. A change ends at the first command that is refused; a preview goes on. Whoever
 * calls has shown the text before, and been told to.
 */
export async function runPlan(
  connection: LiveConnection,
  plan: LivePlan,
  { signal, onCommand }: { signal?: AbortSignal | undefined; onCommand?: ((number: number) => void) | undefined } = {},
): Promise<PlanAnswer> {
  const redact = redactorOf(connection)
  const onAsking = (text: string) => onCommand?.(Number(text))
  try {
    const { conversation, error } = await talk(connection, planTask(plan), { onAsking }, signal)
    const said = Map.groupBy(conversation?.said ?? [], (each) => each.number)
    const failures = Map.groupBy(
      (conversation?.failures ?? []).filter(({ stage }) => stage === 'command'),
      (each) => each.number,
    )
    return { outcomes: plan.commands.map(({ cmdlet }, index) => outcomeOf(index + 1, cmdlet)), error }

    function outcomeOf(number: number, cmdlet: string): CommandOutcome {
      if (!conversation || number > conversation.begun) return notRun
      const lines = (said.get(number) ?? []).map(({ line }) => redact(line))
      const records = failures.get(number) ?? []
      const errors = records.map((each) => errorOfRecord(each, askedOf(connection, [cmdlet])))
      const isLast = number === conversation.begun
      if (isCutOff(records, errors, isLast && conversation.isLost)) return { outcome: 'unclear', said: lines, errors }
      if (errors.length > 0) return { outcome: 'refused', said: lines, errors }
      // The next was begun, or the script came to its end in a session that was still there.
      const isKnown = !isLast || (conversation.isComplete && !error)
      return { outcome: isKnown ? 'done' : 'unclear', said: lines, errors }
    }
  } catch (error) {
    if (!(error instanceof UnquotableText)) throw error
    const why = liveError('not-quotable', { server: connection.server, detail: redact(error.message) })
    return { outcomes: plan.commands.map(() => notRun), error: why }
  }
}

/** Whether an error is that of the session which broke off, and not Exchange's word about the command: it may have been carried out. */
function isCutOff(records: readonly LiveErrorRecord[], errors: readonly LiveError[], wasLost: boolean): boolean {
  if (errors.some(({ code }) => code === 'connection-lost')) return true
  const isOfExchange = records.some(({ id, message }) => /\[FailureCategory=/.test(id + message))
  if (isOfExchange || !errors.every(({ code }) => code === 'cmdlet-refused')) return false
  return (wasLost && errors.length > 0) || records.some(({ reason }) => reason.startsWith('PSRemotingTransport'))
}

const notRun: CommandOutcome = { outcome: 'not-run', said: [], errors: [] }
