import { command } from './cmdlets.ts'
import { collectedProperties } from './collected-properties.ts'
import type { Command } from './command.ts'
import { type ConfigurationCmdlet, type ConfigurationPart, configurationCmdlets } from './configuration.ts'
import { quoted } from './quote.ts'
import { callText } from './script.ts'

/** What is to be read. */
export type CollectionRequest = {
  /** All of them, where it is not said. */
  cmdlets?: readonly ConfigurationCmdlet[] | undefined
  /** What -Identity takes for each; every mailbox, where it is not said. */
  mailboxes?: readonly string[] | undefined
  /** The account that signs in: its throttling is asked for beside that of the mailboxes named. */
  account?: string | undefined
}

/** In the order in which they are asked: the small ones first. */
const parts: readonly ConfigurationPart[] = [
  'organizationConfig',
  'exchangeServers',
  'webServicesVirtualDirectories',
  'throttlingPolicies',
  'managementRoleAssignments',
  'managementScopes',
  'throttlingPolicyAssociations',
  'casMailboxes',
]

/**
 * Lines of PowerShell that read Exchange's configuration and change nothing. They give lines of text to the pipeline,
 * which together are the one JSON document of configuration-document.ts; to the host goes one line for each cmdlet as it
 * is asked, `Asking Get-CASMailbox`. Whoever runs them puts `& {` before, `}` behind, and the text where it is wanted:
 * collection-script.ts into a file of the administrator's, the live runner into one of its own. They need the cmdlets in
 * the session (the Exchange Management Shell, or an imported session) and nothing else.
 */
export function collectionStatements(request: CollectionRequest = {}): string[] {
  const wanted = parts.filter((part) => !request.cmdlets || request.cmdlets.includes(configurationCmdlets[part]))
  return [...functions, ...opening(request), ...wanted.flatMap((part) => partLines(part, request)), ...closing]
}

/**
 * Through the shell's remoting an enumeration comes as an object and one element not as a list, so every property is
 * written by what it is known to be. One that this version does not have is left out: that is not the same as blank.
 */
const functions = [
  'function ConvertTo-PlainJson($Object, $Kinds) {',
  '  $plain = @{}',
  '  foreach ($property in $Object.PSObject.Properties) {',
  '    $name = $property.Name',
  '    $kind = $Kinds[$name]',
  '    $value = $property.Value',
  "    if ($kind -eq 'texts') { $plain[$name] = @(foreach ($item in $value) { [string]$item }) }",
  '    elseif ($kind -and $null -eq $value) { $plain[$name] = $null }',
  "    elseif ($kind -eq 'flag') { $plain[$name] = $value -eq $true }",
  "    elseif ($kind -eq 'limit' -and [string]$value -match '^[0-9]+$') { $plain[$name] = [long][string]$value }",
  '    elseif ($kind) { $plain[$name] = [string]$value }',
  '  }',
  '  ConvertTo-Json -InputObject $plain -Compress',
  '}',
  'function Get-Refusal($Cmdlet, $Record) {',
  "  $kind = 'other'",
  "  if ($Record.FullyQualifiedErrorId -match '^CommandNotFoundException') { $kind = 'no-such-cmdlet' }",
  "  elseif ($Record.FullyQualifiedErrorId -match '^NamedParameterNotFound') { $kind = 'no-such-parameter' }",
  "  elseif ($Record.CategoryInfo.Category -eq 'PermissionDenied') { $kind = 'access-denied' }",
  "  elseif ($Record.CategoryInfo.Reason -match 'UnauthorizedAccess|AccessDenied') { $kind = 'access-denied' }",
  "  elseif ([string]$Record -match 'INSUFF_ACCESS_RIGHTS') { $kind = 'access-denied' }",
  '  @{ cmdlet = $Cmdlet; kind = $kind; message = [string]$Record }',
  '}',
]

const opening = ({ mailboxes }: CollectionRequest) => [
  // A property that an object lacks is asked for all the same, which a strict session of the administrator's would refuse.
  'Set-StrictMode -Off',
  '$refusals = @()',
  "$header = @{ format = 'exchange-configuration'; version = 1; computer = [string]$env:COMPUTERNAME }",
  "$header['collectedAt'] = '{0:o}' -f [System.DateTime]::UtcNow",
  `$header['mailboxes'] = ${quoted(mailboxes ? 'named' : 'all')}`,
  `'{"postern":' + (ConvertTo-Json -InputObject $header -Compress) + ','`,
]

const closing = [`'"errors":' + (ConvertTo-Json -InputObject @($refusals) -Compress) + '}'`]

function partLines(part: ConfigurationPart, request: CollectionRequest): string[] {
  const { command: reading, identities } = reads(part, request)
  const cmdlet = configurationCmdlets[part]
  const kinds = Object.entries(collectedProperties[part]).map(([name, kind]) => `${name} = ${quoted(kind)}`)
  const asked = identities ? `${callText(reading)} -Identity $one` : callText(reading)
  // A proxy of a remote cmdlet may send -ErrorVariable to the server and bring a refusal back as an error that ends nothing
  // (PowerShell-Docs#1583), so errors are taken from the stream beside the objects, and from what is thrown.
  const asking = [
    'try {',
    `  ${asked} -ErrorAction Continue 2>&1 | ForEach-Object {`,
    `    if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal ${quoted(cmdlet)} $_ }`,
    '    else {',
    '      $before + (ConvertTo-PlainJson $_ $kinds)',
    "      $before = ','",
    '    }',
    '  }',
    '}',
    `catch { $refusals += Get-Refusal ${quoted(cmdlet)} $_ }`,
  ]
  return [
    `Write-Host -Object ${quoted(`Asking ${cmdlet}`)}`,
    `$kinds = @{ ${kinds.join('; ')} }`,
    quoted(`"${cmdlet}":[`),
    "$before = ''",
    ...(identities
      ? [
          '$identities = @(',
          ...identities.map(quoted),
          ')',
          'foreach ($one in $identities) {',
          ...asking.map(indented),
          '}',
        ]
      : asking),
    "'],'",
  ]
}

/** How a part is read; where there are identities, the command is given each of them in turn. */
function reads(
  part: ConfigurationPart,
  { mailboxes, account }: CollectionRequest,
): { command: Command; identities?: readonly string[] } {
  switch (part) {
    case 'casMailboxes':
      return mailboxes
        ? { command: command('Get-CASMailbox', {}), identities: mailboxes }
        : { command: command('Get-CASMailbox', { ResultSize: 'Unlimited' }) }
    case 'throttlingPolicyAssociations':
      return mailboxes
        ? {
            command: command('Get-ThrottlingPolicyAssociation', {}),
            identities: [...new Set([...(account === undefined ? [] : [account]), ...mailboxes])],
          }
        : { command: command('Get-ThrottlingPolicyAssociation', { ResultSize: 'Unlimited' }) }
    case 'managementRoleAssignments':
      return {
        command: command('Get-ManagementRoleAssignment', { Role: 'ApplicationImpersonation', GetEffectiveUsers: true }),
      }
    default:
      return { command: command(configurationCmdlets[part], {}) }
  }
}

const indented = (line: string) => `  ${line}`
