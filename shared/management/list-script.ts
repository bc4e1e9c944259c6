import { t } from '../language/translate.ts'
import { command } from './cmdlets.ts'
import type { Command } from './command.ts'
import { listFunctions } from './list-functions.ts'
import { quoted, valueText } from './quote.ts'
import { commandText, headLines, joined, type ScriptHead, type ScriptPart } from './script.ts'
import { commentLine, unseenLines } from './script-comment.ts'

/** What is added to a list of a mailbox and taken from it. */
export type ListEdit = {
  /** What -Identity takes. */
  identity: string
  list: 'ActiveSyncAllowedDeviceIDs' | 'ActiveSyncBlockedDeviceIDs'
  add: readonly string[]
  remove: readonly string[]
}

/** A command of a script about lists, with what takes it back where there is a way. `what`: what it is about, for the log. */
export type LoggedCommand = { what: string; apply: Command; undo: Command | undefined }

export type ListStep = ListEdit | LoggedCommand

export type ListScript = ScriptHead & {
  part: ScriptPart
  steps: readonly ListStep[]
  /** Files beside the script, which end with `.csv`: the log of this part, and that of apply, by which undo goes. */
  logName: string
  applyLogName: string
  /** Steps to a batch; a line is written as each begins. */
  batch?: number
}

/**
 * One script for lists of mailboxes and what goes with them: each list is read before it is changed, so that what is there
 * already is not claimed for a change, and undo takes back what the log of apply says was changed, and nothing else. A step
 * that fails does not stop the others. The dialect is docs/decisions/management-scripts.md.
 */
export function listScriptText({ part, steps, logName, applyLogName, batch = 500, ...head }: ListScript): string {
  if (!(batch >= 1)) throw new RangeError(`${batch} is no size of a batch`)
  const lines = steps.flatMap((step) => lineOf(step, part) ?? [])
  if (part === 'undo') lines.reverse()
  const batches = Array.from({ length: Math.ceil(lines.length / batch) }, (_, number) =>
    lines.slice(number * batch, (number + 1) * batch),
  )
  return joined([
    ...headLines(
      head,
      part,
      lines.map(({ does }) => does),
    ),
    commentLine(
      t`Save it as a file and run that in the Exchange Management Shell of Exchange ${'2013'} or later; don't paste it.`,
    ),
    commentLine(t`Each list is read first: what is there already is left as it is, and so are all other ids.`),
    commentLine(t`What was done stands in ${logName} beside it: a line for each id, whether it worked or not.`),
    ...(part === 'apply' ? [commentLine(t`Keep that file: undo goes by it.`)] : []),
    ...(part === 'undo'
      ? [commentLine(t`It goes by ${applyLogName}, the log of apply, and takes back only what apply changed.`)]
      : []),
    "$ErrorActionPreference = 'Stop'",
    `$log = Join-Path -Path $PSScriptRoot -ChildPath ${quoted(logName)}`,
    ...(part === 'undo' ? [`$applied = Join-Path -Path $PSScriptRoot -ChildPath ${quoted(applyLogName)}`] : []),
    ...listFunctions(part),
    ...batches.flatMap((each, number) => [
      '',
      said(
        t`Batch ${number + 1} of ${batches.length}: steps ${number * batch + 1} to ${number * batch + each.length} of ${lines.length}`,
      ),
      ...each.flatMap(({ line }) => [...unseenLines(line), line]),
    ]),
    '',
    said(t`Done. What was done stands in the log, ${logName}.`),
  ])
}

/** A line of a part, and what it does; undefined where nothing takes a step back. */
function lineOf(step: ListStep, part: ScriptPart): { does: Command; line: string } | undefined {
  if ('list' in step) return editLine(step, part)
  const { what, apply, undo } = step
  const does = part === 'undo' ? undo : apply
  if (!does) return undefined
  const stopping = part === 'preview' ? ' -ErrorAction Stop' : ''
  const [from, to] = part === 'undo' ? [what, ''] : ['', what]
  const line = [
    `Invoke-Change -Identity ${quoted(oneLine(what))} -Setting ${quoted(apply.cmdlet)}`,
    `-From ${quoted(oneLine(from))} -To ${quoted(oneLine(to))} -Change { ${commandText(does, part)}${stopping} }`,
  ]
  return { does, line: line.join(' ') }
}

function editLine({ identity, list, add, remove }: ListEdit, part: ScriptPart): { does: Command; line: string } {
  const [adding, removing] = part === 'undo' ? [remove, add] : [add, remove]
  if (adding.length + removing.length === 0) throw new RangeError(`nothing changes at ${identity}`)
  const edit = { ...(adding.length > 0 && { add: adding }), ...(removing.length > 0 && { remove: removing }) }
  const line = [
    `Invoke-ListChange -Identity ${quoted(identity)} -Setting ${quoted(list)}`,
    ...(adding.length > 0 ? [`-Add ${valueText(adding)}`] : []),
    ...(removing.length > 0 ? [`-Remove ${valueText(removing)}`] : []),
  ]
  return { does: command('Set-CASMailbox', { Identity: identity, [list]: edit }), line: line.join(' ') }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

const said = (sentence: string) => `Write-Host -Object ${quoted(sentence)}`
