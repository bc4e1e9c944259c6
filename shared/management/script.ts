import { t } from '../language/translate.ts'
import type { Cmdlet } from './cmdlet-table.ts'
import { checkCommand, cmdletOf, sinceRelease } from './cmdlets.ts'
import type { Command } from './command.ts'
import { valueText } from './quote.ts'
import { commentLine, unseenLines } from './script-comment.ts'

export const scriptParts = ['preview', 'apply', 'undo'] as const
export type ScriptPart = (typeof scriptParts)[number]

/** What stands at the head of every script. */
export type ScriptHead = {
  /** What it does, as a verb: "Enable EWS for the organisation". */
  title: string
  organisation: string
  /** When Postern made it: ISO 8601, UTC. */
  madeAt: string
}

export type Script = ScriptHead & { part: ScriptPart; commands: readonly Command[] }

/** A script of commands and literals alone, which also runs where a session's language is restricted to them. */
export function scriptText({ part, commands, ...head }: Script): string {
  return joined([
    ...headLines(head, part, commands),
    commentLine(t`Run it in the Exchange Management Shell of Exchange ${sinceRelease(commands)} or later.`),
    ...(part === 'preview' && commands.some(({ cmdlet }) => cmdlet.startsWith('New-'))
      ? [
          commentLine(
            t`A command that builds on one before it may say that something is missing: nothing was made yet.`,
          ),
        ]
      : []),
    ...(part === 'undo' && commands.length > 1
      ? [
          commentLine(
            t`It ends at the first command that is refused. Where apply ended early, begin behind the commands that take back what was never run.`,
          ),
        ]
      : []),
    ...commands.flatMap((command) => {
      const text = commandText(command, part)
      return ['', ...commentOf(command), ...unseenLines(text), text]
    }),
  ])
}

/** The lines at the head of a script that changes something. */
export function headLines(head: ScriptHead, part: ScriptPart, commands: readonly Command[]): string[] {
  const what = {
    preview: t`Preview: every command only says what it would do. Nothing is changed.`,
    apply: t`Apply: this changes Exchange. Run the preview first.`,
    undo: t`Undo: this puts back what was read before the change.`,
  }[part]
  const unasked = part !== 'preview' && commands.some((command) => cmdletOf(command).effect === 'asks')
  return [
    commentLine(head.title),
    commentLine(what),
    commentLine(t`Organisation: ${head.organisation}`),
    commentLine(t`Made by Postern at ${head.madeAt}.`),
    ...(unasked ? [commentLine(t`What is removed is removed without a question: -Confirm:$false stands there.`)] : []),
    ...policyLines(commands),
    ...(commands.some(({ cmdlet }) => ofRecipients.has(cmdlet)) ? [wholeForestLine()] : []),
  ]
}

/** A new session sees the recipients of one domain, and says of all others that they are not there. */
export function wholeForestLine(): string {
  const command = 'Set-ADServerSettings -ViewEntireForest $true'
  return commentLine(t`Where the forest has several domains, run this first to see them all: ${command}`)
}

const ofRecipients: ReadonlySet<string> = new Set([
  'Set-CASMailbox',
  'Set-ThrottlingPolicyAssociation',
  'New-ManagementRoleAssignment',
])

/**
 * A list is refused without its policy, so it is given as it was read; where somebody has set another one since, the
 * command would turn the old one on again, and commands alone cannot look.
 */
function policyLines(commands: readonly Command[]): string[] {
  const given = new Set(commands.map(({ parameters }) => parameters.EwsApplicationAccessPolicy))
  return [
    ...(given.has('EnforceAllowList')
      ? [
          commentLine(
            t`Look first that EwsApplicationAccessPolicy still is EnforceAllowList there: where it is not, changing the list turns it on, and shuts out every client that is not on it.`,
          ),
        ]
      : []),
    ...(given.has('EnforceBlockList')
      ? [
          commentLine(
            t`Look first that EwsApplicationAccessPolicy still is EnforceBlockList there: where it is not, changing the list turns it on, and lets in every client that is not on it.`,
          ),
        ]
      : []),
  ]
}

/** One command as a part of a script has it. */
export function commandText(command: Command, part: ScriptPart): string {
  return [callText(command), ...ending(cmdletOf(command).effect, part)].join(' ')
}

/** The cmdlet with its parameters. What the table of cmdlets does not know is refused. */
export function callText(command: Command): string {
  checkCommand(command)
  const { parameters } = cmdletOf(command)
  const given = Object.entries(command.parameters).flatMap(([name, value]) => {
    if (parameters[name]?.type === 'switch') return value ? [`-${name}`] : []
    return [`-${name} ${valueText(value)}`]
  })
  return [command.cmdlet, ...given].join(' ')
}

function ending(effect: Cmdlet['effect'], part: ScriptPart): string[] {
  if (part === 'preview') return effect === 'reads' ? [] : ['-WhatIf']
  return [...(effect === 'asks' ? ['-Confirm:$false'] : []), '-ErrorAction Stop']
}

function commentOf({ comment }: Command): string[] {
  return comment === undefined ? [] : [commentLine(comment)]
}

/** Lines as a file of Windows has them; a line break inside a literal stays what it is. */
export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('')
}
