import { t } from '../../shared/language/translate.ts'
import type { ScriptPart } from '../../shared/management/script.ts'
import { scriptFileText } from '../../shared/management/script-file.ts'
import { decisionScriptText } from '../../shared/quarantine/decision-script.ts'
import type { DecisionScript } from '../../shared/quarantine/quarantine-report.ts'
import type { QuarantineArguments } from './quarantine-arguments.ts'
import type { MadeDecision } from './quarantine-decision.ts'
import { earlierFile, openScriptFiles } from './script-files.ts'

/** The scripts that are asked for, in files that were found to be writable. */
export type AskedDecisionScripts = {
  /** Writes each that there is; the others are told with the reason. */
  write(made: MadeDecision, head: { organisation: string; madeAt: string }): Promise<DecisionScript[]>
}

/** Opens the way to the files of the scripts. Throws a UsageError for one that cannot be written. */
export async function openDecisionScripts(options: QuarantineArguments): Promise<AskedDecisionScripts> {
  const asked = await openScriptFiles(options)
  const { decision } = options
  return {
    async write(made, head) {
      const written: DecisionScript[] = []
      const ground = decision ? groundWords(decision) : ''
      for (const { part, path, file } of asked) {
        const none = whyNone(made, part)
        const { plan } = made
        if (none || plan.kind !== 'plan') {
          const { outcome, sentence } = none ?? { outcome: 'not-needed', sentence: '' }
          const told = `${sentence}${await earlierFile(path)}`
          written.push({ part, file: path, outcome, sentence: told, changes: 0 })
          continue
        }
        const { report, release } = made
        const title = `${report.title}. ${ground}`
        const text = decisionScriptText(plan, { ...head, part, title, about: report.kind, release })
        await file.write(scriptFileText(text))
        written.push({ part, file: path, outcome: 'written', sentence: null, changes: plan.changes.length })
      }
      return written
    },
  }
}

function whyNone(
  { report, plan }: MadeDecision,
  part: ScriptPart,
): { outcome: Exclude<DecisionScript['outcome'], 'written'>; sentence: string } | undefined {
  if (plan.kind === 'contradictory') return { outcome: 'refused', sentence: plan.sentence }
  if (plan.kind !== 'plan') return { outcome: plan.kind, sentence: plan.sentence }
  if (report.refused !== null) return { outcome: 'refused', sentence: report.refused }
  return part === 'undo' && plan.undo.length === 0
    ? { outcome: 'by-hand', sentence: t`A partnership that was removed can’t be put back: the device makes a new one.` }
    : undefined
}

function groundWords({ reason, ticket }: { reason: string; ticket: string | null }): string {
  return ticket === null ? t`Reason: ${reason}` : t`Reason: ${reason} (ticket ${ticket})`
}
