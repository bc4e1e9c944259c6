import { t } from '../language/translate.ts'
import { command, type ParametersOf } from './cmdlets.ts'
import type { Command, ParameterValue } from './command.ts'
import { quoted, valueText } from './quote.ts'
import { commandText, headLines, joined, type ScriptHead, type ScriptPart } from './script.ts'
import { commentLine, unseenLines } from './script-comment.ts'

/** Settings of a mailbox, as Set-CASMailbox takes them. */
export type MailboxSettings = Omit<ParametersOf<'Set-CASMailbox'>, 'Identity'>

/** What changes at one mailbox. */
export type MailboxChange = {
  /** What -Identity takes. */
  identity: string
  to: MailboxSettings
  /** The same settings as they were read: what undo puts back. */
  from: MailboxSettings
}

export type BulkScript = ScriptHead & {
  part: ScriptPart
  changes: readonly MailboxChange[]
  /** The log's file, beside the script; it ends with `.csv`. */
  logName: string
  /** Mailboxes to a batch; a line is written as each begins. */
  batch?: number
}

/**
 * One script for many mailboxes: a line each, in batches, with a log of what was changed. A mailbox that fails does not
 * stop the others. The dialect is docs/decisions/management-scripts.md.
 */
export function bulkScriptText({ part, changes, logName, batch = 500, ...head }: BulkScript): string {
  if (!(batch >= 1)) throw new RangeError(`${batch} is no size of a batch`)
  const rows = changes.map((change) => rowOf(change, part))
  if (part === 'undo') rows.reverse()
  const batches = Array.from({ length: Math.ceil(rows.length / batch) }, (_, number) =>
    rows.slice(number * batch, (number + 1) * batch),
  )
  return joined([
    ...headLines(
      head,
      part,
      rows.map(({ set }) => set),
    ),
    commentLine(
      t`Save it as a file and run that in the Exchange Management Shell of Exchange ${'2013'} or later; don't paste it.`,
    ),
    commentLine(t`What was done stands in ${logName} beside it: a line for each mailbox, whether it worked or not.`),
    "$ErrorActionPreference = 'Stop'",
    `$log = Join-Path -Path $PSScriptRoot -ChildPath ${quoted(logName)}`,
    ...changeFunctions(part),
    ...batches.flatMap((mailboxes, number) => [
      '',
      said(
        t`Batch ${number + 1} of ${batches.length}: mailboxes ${number * batch + 1} to ${number * batch + mailboxes.length} of ${rows.length}`,
      ),
      ...mailboxes.flatMap((row) => [...unseenLines(row.line), row.line]),
    ]),
    '',
    said(t`Done. What was done stands in the log, ${logName}.`),
  ])
}

/**
 * The fixed part of a bulk script. The log is begun before anything is changed, so that one that can't be written ends
 * the script there; each change looks for it again, since lines that are pasted after a failed one run all the same. What
 * is pasted has no file, and `throw` ends a change whatever a session has in `$log` and `$ErrorActionPreference`. A
 * refusal may come back from a server as an error that ends nothing, whatever -ErrorAction says
 * (PowerShell-Docs#1583), so the stream of errors is read as well as what is thrown. Written for constrained language
 * too: no method is called, and only `[string]` is cast to.
 */
export function changeFunctions(part: ScriptPart): string[] {
  return [
    'function Write-Change($Identity, $Setting, $From, $To, $Result, $Message) {',
    "  $line = @{ time = Get-Date -Format 'o'; identity = $Identity; setting = $Setting; from = $From; to = $To }",
    "  $line['result'] = $Result",
    "  $line['message'] = $Message",
    '  New-Object -TypeName PSObject -Property $line |',
    "    Select-Object -Property 'time', 'identity', 'setting', 'from', 'to', 'result', 'message' |",
    '    Export-Csv -LiteralPath $log -Append -NoTypeInformation -Encoding UTF8',
    '}',
    'function Invoke-Change($Identity, $Setting, $From, $To, $Change) {',
    `  if (-not $PSScriptRoot) { throw ${quoted(t`Save this script as a file and run that: pasted, it has no log and changes nothing.`)} }`,
    '  Get-Item -LiteralPath $log | Out-Null',
    `  $result = '${part === 'preview' ? 'previewed' : 'changed'}'`,
    "  $message = ''",
    '  try {',
    '    & $Change 2>&1 | ForEach-Object {',
    "      if ($_.FullyQualifiedErrorId) { $result = 'failed'; $message = [string]$_ }",
    '    }',
    '  }',
    "  catch { $result = 'failed'; $message = [string]$_ }",
    '  Write-Change -Identity $Identity -Setting $Setting -From $From -To $To -Result $result -Message $message',
    '}',
    "Write-Change -Result 'begun'",
  ]
}

function rowOf({ identity, to, from }: MailboxChange, part: ScriptPart): { set: Command; line: string } {
  const [before, after] = part === 'undo' ? [to, from] : [from, to]
  const names = Object.keys(to) as (keyof MailboxSettings)[]
  if (names.length === 0) throw new RangeError(`nothing changes at ${identity}`)
  const unread = names.find((name) => from[name] === undefined)
  if (unread) throw new RangeError(`${unread} of ${identity} was not read, so nothing could put it back`)
  const set = command('Set-CASMailbox', {
    Identity: identity,
    ...Object.fromEntries(names.map((name) => [name, after[name]])),
  })
  const told = (settings: MailboxSettings) => quoted(names.map((name) => logged(settings[name])).join('; '))
  const line = [
    `Invoke-Change -Identity ${quoted(identity)} -Setting ${quoted(names.join('; '))}`,
    `-From ${told(before)} -To ${told(after)} -Change { ${stopping(commandText(set, part), part)} }`,
  ]
  return { set, line: line.join(' ') }
}

/** A preview, too, has to fail where it is refused, or the log would say that it worked. */
function stopping(text: string, part: ScriptPart): string {
  return part === 'preview' ? `${text} -ErrorAction Stop` : text
}

/** A value in the log, as the shell writes it, in one line. What is added or taken away is told in words. */
function logged(value: ParameterValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return oneLine(valueText(value))
  const { add = [], remove = [] } = value as { add?: readonly string[]; remove?: readonly string[] }
  return [
    ...(add.length > 0 ? [t`with ${oneLine(valueText(add))}`] : []),
    ...(remove.length > 0 ? [t`without ${oneLine(valueText(remove))}`] : []),
  ].join(', ')
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

const said = (sentence: string) => `Write-Host -Object ${quoted(sentence)}`
