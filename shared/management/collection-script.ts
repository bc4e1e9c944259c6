import { t } from '../language/translate.ts'
import type { CollectionRequest } from './collection-request.ts'
import { collectionStatements } from './collection-statements.ts'
import { quoted } from './quote.ts'
import { joined, wholeForestLine } from './script.ts'
import { commentLine } from './script-comment.ts'

/** What the script calls the file that it writes, in the home folder of whoever runs it. */
const collectedFileName = 'postern-configuration.json'

/** The script that an administrator copies, runs in the Exchange Management Shell, and whose file comes back to Postern. */
export function collectionScriptText(request: CollectionRequest & { organisation: string; madeAt: string }): string {
  return joined([
    commentLine(titleOf(request)),
    commentLine(t`This only reads: it runs Get- cmdlets, and writes one file. No password is in it.`),
    ...slowness(request).map(commentLine),
    commentLine(t`Organisation: ${request.organisation}`),
    commentLine(t`Made by Postern at ${request.madeAt}.`),
    commentLine(t`Run it in the Exchange Management Shell of Exchange ${'2013'} or later, saved as a file or pasted.`),
    wholeForestLine(),
    // One statement, of which nothing runs behind the file that could not be written, pasted neither: one of an earlier day
    // must not be handed over for it.
    '& {',
    `  $file = Join-Path -Path $HOME -ChildPath ${quoted(collectedFileName)}`,
    '  & {',
    ...collectionStatements(request).map((line) => `    ${line}`),
    '  } | Set-Content -LiteralPath $file -Encoding UTF8 -ErrorAction Stop',
    `  Write-Host -Object ${quoted(t`Give this file to Postern:`)}`,
    '  Write-Host -Object $file',
    '}',
  ])
}

function titleOf({ uses = ['ews'] }: CollectionRequest): string {
  if (!uses.includes('devices')) return t`Read the configuration of Exchange that decides about EWS`
  return uses.includes('ews')
    ? t`Read the configuration of Exchange that decides about EWS and about devices of ActiveSync`
    : t`Read the configuration of Exchange that decides about devices of ActiveSync`
}

function slowness({ uses = ['ews'], statistics = false, mailboxes }: CollectionRequest): string[] {
  if (!uses.includes('devices') || mailboxes) return []
  return statistics
    ? [t`How each device has synchronised is asked mailbox by mailbox, which takes hours where there are thousands.`]
    : [t`How each device has synchronised is not asked for, because that takes hours where there are thousands.`]
}
