import type { ChangeLogs } from './change-logs.ts'
import { clientAccessCmdlets } from './cmdlets/client-access.ts'
import { type Cmdlet, type Effect, type Shell, text, toggle } from './cmdlets/cmdlet.ts'
import { deviceAccessCmdlets } from './cmdlets/device-access.ts'
import { mobileDeviceCmdlets } from './cmdlets/mobile-devices.ts'
import { readArguments } from './cmdlets/parameters.ts'
import { roleCmdlets } from './cmdlets/roles.ts'
import { throttlingCmdlets } from './cmdlets/throttling.ts'
import { virtualDirectoryCmdlets } from './cmdlets/virtual-directory.ts'
import type { ManagedOrganisation } from './managed-organisation.ts'
import { People } from './people.ts'
import type { LoggedWords, ReadScript, ScriptStep } from './read-script.ts'
import type { ScriptCommand } from './script-commands.ts'
import { type RefusalKind, ScriptRefusal } from './script-refusal.ts'

const cmdlets: Readonly<Record<string, Cmdlet>> = {
  ...clientAccessCmdlets,
  ...virtualDirectoryCmdlets,
  ...throttlingCmdlets,
  ...roleCmdlets,
  ...deviceAccessCmdlets,
  ...mobileDeviceCmdlets,
}

/** What became of one command. */
export interface StepResult {
  readonly line: number
  readonly cmdlet: string
  /** What it was done to; undefined where it only looked, or failed. */
  readonly target?: string
  readonly result: 'changed' | 'read' | 'previewed' | 'failed' | 'unchanged' | 'skipped'
  /** Why it failed. */
  readonly message?: string
  /** What the log of a script for many mailboxes says of it beside that. */
  readonly logged?: LoggedWords
}

/** What became of a script: where it was refused, nothing of it was done. */
export type ApplyResult =
  | { readonly applied: true; readonly steps: readonly StepResult[] }
  | { readonly applied: false; readonly kind: RefusalKind; readonly line?: number; readonly sentence: string }

const common = {
  WhatIf: toggle,
  Confirm: toggle,
  ErrorAction: { takes: 'choice', of: ['Stop', 'Continue'] },
  DomainController: text,
} as const

/**
 * Runs a script on an organisation, which it changes, and writes what it changed into the logs. Throws ScriptRefusal at the
 * first command that is refused, and what was changed by then has to be thrown away: only a command with -WhatIf, and one
 * mailbox among many, may be refused by Exchange without an end to the script.
 */
export function runScript(
  { steps, log, applied }: ReadScript,
  organisation: ManagedOrganisation,
  logs: ChangeLogs,
): StepResult[] {
  const shell: Shell = { organisation, people: new People(organisation) }
  if (applied !== undefined && !logs.has(applied)) {
    throw new ScriptRefusal('exchange', `The log ${applied} is not beside the script: apply did not run here.`)
  }
  if (log !== undefined) logs.write(log, [])
  return steps.flatMap((step) => {
    const results = resultsOf(step, shell, (words) => applied === undefined || logs.hasChanged(applied, words))
    if (log !== undefined) logs.write(log, results)
    return results
  })
}

/** `mayTakeBack`: whether what a line would put back was changed by apply. */
function resultsOf(step: ScriptStep, shell: Shell, mayTakeBack: (words: LoggedWords) => boolean): StepResult[] {
  if (step.is === 'words') return []
  if (step.is === 'lists') return changeList(step, shell, mayTakeBack)
  const { command } = step
  const { line, name: cmdlet } = command
  const logged = step.is === 'change' ? { logged: step.logged } : {}
  if (step.is === 'change' && !mayTakeBack(step.logged)) return [{ line, cmdlet, result: 'skipped', ...logged }]
  try {
    return [{ ...runCommand(command, shell), ...logged }]
  } catch (error) {
    if (!(error instanceof ScriptRefusal)) throw error
    const goesOn = step.is === 'change' || isPreview(command)
    if (error.kind === 'exchange' && goesOn) {
      return [{ line, cmdlet, result: 'failed', message: error.message, ...logged } satisfies StepResult]
    }
    throw new ScriptRefusal(error.kind, error.message, error.line ?? command.line)
  }
}

type ListsStep = Extract<ScriptStep, { is: 'lists' }>

/** A result for each id: what is there already is left, and what undo would put back without apply is passed over. */
function changeList(step: ListsStep, shell: Shell, mayTakeBack: (words: LoggedWords) => boolean): StepResult[] {
  const { line, identity, setting } = step
  const wanted: EditedId[] = [
    ...step.remove.map((id) => ({ id, adds: false, logged: { identity, setting, from: id, to: '' } })),
    ...step.add.map((id) => ({ id, adds: true, logged: { identity, setting, from: '', to: id } })),
  ]
  const skipped = wanted.filter(({ logged }) => !mayTakeBack(logged))
  const left = wanted.filter((each) => !skipped.includes(each))
  return [
    ...skipped.map(({ logged }) => ({ line, cmdlet: 'Set-CASMailbox', result: 'skipped', logged }) as const),
    ...(left.length > 0 ? editList(step, left, shell) : []),
  ]
}

interface EditedId {
  readonly id: string
  readonly adds: boolean
  readonly logged: LoggedWords
}

function editList(
  { line, identity, setting, isPreview }: ListsStep,
  edits: readonly EditedId[],
  shell: Shell,
): StepResult[] {
  const cmdlet = 'Set-CASMailbox'
  const list = setting.toLowerCase() === 'activesyncalloweddeviceids' ? 'allowedIds' : 'blockedIds'
  try {
    const mailbox = shell.people.mailbox(identity)
    return edits.map(({ id, adds, logged }) => {
      const isId = (each: string): boolean => each.toLowerCase() === id.toLowerCase()
      const ids = mailbox.activeSync[list]
      const told = { line, cmdlet, target: mailbox.recipient.mailbox, logged } as const
      if (ids.some(isId) === adds) return { ...told, result: 'unchanged' }
      if (isPreview) return { ...told, result: 'previewed' }
      mailbox.activeSync[list] = adds ? [...ids, id] : ids.filter((each) => !isId(each))
      return { ...told, result: 'changed' }
    })
  } catch (error) {
    if (!(error instanceof ScriptRefusal) || error.kind !== 'exchange') throw error
    return edits.map(({ logged }) => ({ line, cmdlet, result: 'failed', message: error.message, logged }))
  }
}

function runCommand(command: ScriptCommand, shell: Shell): StepResult {
  const { line } = command
  const name = Object.keys(cmdlets).find((each) => each.toLowerCase() === command.name.toLowerCase())
  const cmdlet = name === undefined ? undefined : cmdlets[name]
  if (name === undefined || !cmdlet) {
    throw new ScriptRefusal('script', `The lab has no cmdlet ${command.name.slice(0, 60)}.`)
  }
  const isReading = name.startsWith('Get-')
  const { WhatIf, Confirm, ...always } = common
  const known = { ...cmdlet.parameters, ...always, ...(isReading ? {} : { WhatIf, Confirm }) }
  const given = readArguments(command, known, name)
  const effect = cmdlet.prepare(given, shell)
  if (!effect) return { line, cmdlet: name, result: 'read' }
  if (given.flag('WhatIf')) return { line, cmdlet: name, target: effect.target, result: 'previewed' }
  if (given.flag('Confirm') ?? cmdlet.asks) {
    const said = `${name} asks whether it is meant, and nobody is there to answer; -Confirm:$false says that it is.`
    throw new ScriptRefusal('exchange', said)
  }
  return acted(effect, line, name)
}

function acted({ target, act }: Effect, line: number, cmdlet: string): StepResult {
  act()
  return { line, cmdlet, target, result: 'changed' }
}

/** A command that stops at an error would end even a preview. */
function isPreview({ parameters }: ScriptCommand): boolean {
  const has = (name: string) => parameters.find((each) => each.name.toLowerCase() === name)
  const whatIf = has('whatif')
  const isOn = whatIf !== undefined && (whatIf.value === undefined || (whatIf.value.is === 'flag' && whatIf.value.flag))
  return isOn && !has('erroraction')
}
