import { bulkScriptText } from '../management/bulk-script.ts'
import type { Release } from '../management/cmdlet-table.ts'
import type { Configuration } from '../management/configuration.ts'
import { type ScriptHead, type ScriptPart, scriptText } from '../management/script.ts'
import { fileStem } from '../management/script-file.ts'
import type { Plan } from '../remedies/remedy.ts'
import type { DecisionPlan } from './decision-plan.ts'

/** The oldest Exchange that runs a script about devices: 2010 where there is no other. */
export function releaseOfServers({ exchangeServers = [] }: Configuration): Release {
  const is2010 = exchangeServers.map(({ adminDisplayVersion }) => /\b14\.\d/.test(adminDisplayVersion ?? ''))
  return is2010.length > 0 && is2010.every(Boolean) ? '2010' : '2013'
}

/**
 * A plan as one script. Lists of mailboxes alone are set in batches with a log, which an Exchange 2010's shell does not know
 * how to write; anything else plainly. `about` names the log.
 */
export function decisionScriptText(
  plan: DecisionPlan | Plan,
  { about, release, ...head }: ScriptHead & { part: ScriptPart; about: string; release: Release },
): string {
  const { part } = head
  if ('mailboxes' in plan && plan.mailboxes.length > 0 && plan.others.apply.length === 0 && release !== '2010') {
    const logName = `${fileStem('quarantine', about, part)}-log.csv`
    return bulkScriptText({ ...head, changes: plan.mailboxes, logName })
  }
  return scriptText({ ...head, commands: part === 'undo' ? plan.undo : plan.apply })
}
