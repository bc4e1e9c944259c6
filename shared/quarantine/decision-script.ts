import type { Release } from '../management/cmdlet-table.ts'
import type { Configuration, ConfigurationPart } from '../management/configuration.ts'
import { type ListEdit, type ListStep, listScriptText } from '../management/list-script.ts'
import { type ScriptHead, type ScriptPart, scriptText } from '../management/script.ts'
import { fileStem } from '../management/script-file.ts'
import type { Plan } from '../remedies/remedy.ts'
import type { DecisionPlan } from './decision-plan.ts'
import type { PlanStep } from './plan-part.ts'

/**
 * The oldest Exchange that runs a script about devices: 2010 where there is no other. Where no server was read, the names tell
 * by which the devices came, or else what there is besides.
 */
export function releaseOfServers(
  { exchangeServers = [], mobileDevices }: Configuration,
  older: readonly ConfigurationPart[],
): Release {
  if (exchangeServers.length === 0)
    return older.includes('mobileDevices') || (!mobileDevices && older.length > 0) ? '2010' : '2013'
  const is2010 = exchangeServers.map(({ adminDisplayVersion }) => /\b14\.\d/.test(adminDisplayVersion ?? ''))
  return is2010.length > 0 && is2010.every(Boolean) ? '2010' : '2013'
}

/** What a script of the tray is about: by it its log is named. */
export const ABOUT_TRAY = 'decisions'

/**
 * A plan as one script. Decisions are carried out in batches with a log, by which undo goes, which an Exchange 2010's shell
 * does not know how to write; there, and for anything else, it is a plain one. `about` names the log.
 */
export function decisionScriptText(
  plan: DecisionPlan | Plan,
  { about, release, ...head }: ScriptHead & { part: ScriptPart; about: string; release: Release },
): string {
  const { part } = head
  if ('steps' in plan && release !== '2010')
    return listScriptText({ ...head, steps: plan.steps.flatMap(stepsOf), ...logsOf(about, part) })
  return scriptText({ ...head, commands: part === 'undo' ? plan.undo : plan.apply })
}

/** What takes back decisions that were carried out by a script of the tray, by the log that it left. */
export function undoScriptText(steps: readonly ListStep[], head: ScriptHead): string {
  return listScriptText({ ...head, part: 'undo', steps, ...logsOf(ABOUT_TRAY, 'undo') })
}

function logsOf(about: string, part: ScriptPart): { logName: string; applyLogName: string } {
  const logOf = (each: ScriptPart) => `${fileStem('quarantine', about, each)}-log.csv`
  return { logName: logOf(part), applyLogName: logOf('apply') }
}

const lists = ['ActiveSyncBlockedDeviceIDs', 'ActiveSyncAllowedDeviceIDs'] as const

/** What is taken from a list goes first: an id on both is blocked. */
function stepsOf({ apply, undo }: PlanStep): ListStep[] {
  const { cmdlet, parameters } = apply
  const { Identity: identity, ...others } = parameters
  const edits = lists.flatMap((list) => {
    const { add = [], remove = [] } = (parameters[list] ?? {}) as Partial<Pick<ListEdit, 'add' | 'remove'>>
    return add.length + remove.length > 0 ? [{ identity: String(identity), list, add, remove }] : []
  })
  if (cmdlet === 'Set-CASMailbox' && edits.length === Object.keys(others).length) return edits
  const what = identity ?? [parameters.QueryString, `(${parameters.Characteristic})`].join(' ')
  return [{ what: String(what), apply, undo }]
}
