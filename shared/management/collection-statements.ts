import { command } from './cmdlets.ts'
import { collectedProperties } from './collected-properties.ts'
import type { Command } from './command.ts'
import {
  type ConfigurationCmdlet,
  type ConfigurationPart,
  type ConfigurationUse,
  cmdletsFor,
  configurationCmdlets,
  olderCmdlets,
} from './configuration.ts'
import { otherNames } from './mobile-properties.ts'
import { quoted } from './quote.ts'
import { callText } from './script.ts'

/** What is to be read. */
export type CollectionRequest = {
  /** What it is read for: EWS, where it is not said. */
  uses?: readonly ConfigurationUse[] | undefined
  /**
   * Whether it is asked how each device has synchronised. Exchange tells that by mailbox only, and opens each mailbox for
   * it, so that it takes hours where there are thousands: not, where it is not said.
   */
  statistics?: boolean | undefined
  /** These and no others, in the place of what `uses` and `statistics` come to. */
  cmdlets?: readonly ConfigurationCmdlet[] | undefined
  /** What -Identity takes for each; every mailbox, where it is not said. */
  mailboxes?: readonly string[] | undefined
  /** The account that signs in: its throttling is asked for beside that of the mailboxes named. */
  account?: string | undefined
}

/** In the order in which they are asked: the small ones first, and the slowest last. */
const parts: readonly ConfigurationPart[] = [
  'organizationConfig',
  'exchangeServers',
  'webServicesVirtualDirectories',
  'throttlingPolicies',
  'managementRoleAssignments',
  'managementScopes',
  'activeSyncOrganizationSettings',
  'activeSyncDeviceAccessRules',
  'mobileDeviceMailboxPolicies',
  'throttlingPolicyAssociations',
  'casMailboxes',
  'mobileDevices',
  'mobileDeviceStatistics',
]

function partsOf({ uses = ['ews'], statistics = false, cmdlets, mailboxes }: CollectionRequest): ConfigurationPart[] {
  const asked = cmdlets ?? cmdletsFor(uses).filter((each) => statistics || each !== 'Get-MobileDeviceStatistics')
  // Whose statistics there are to ask for is what the devices tell.
  const needed = asked.includes('Get-MobileDeviceStatistics') && !mailboxes ? ['Get-MobileDevice'] : []
  return parts.filter((part) => [...asked, ...needed].includes(configurationCmdlets[part]))
}

/** The cmdlets that the statements call, those of Exchange 2010 too: whoever opens a session needs them in it. */
export function collectedCmdlets(request: CollectionRequest): string[] {
  return partsOf(request).flatMap((part) => [configurationCmdlets[part], ...olderOf(part)])
}

function olderOf(part: ConfigurationPart): string[] {
  const older = olderCmdlets[part]
  return older === undefined ? [] : [older]
}

/**
 * Lines of PowerShell that read Exchange's configuration and change nothing. They give lines of text to the pipeline,
 * which together are the one JSON document of configuration-document.ts; to the host goes one line for each cmdlet as it
 * is asked, `Asking Get-CASMailbox`. Whoever runs them puts `& {` before, `}` behind, and the text where it is wanted:
 * collection-script.ts into a file of the administrator's, the live runner into one of its own. They need the cmdlets in
 * the session (the Exchange Management Shell, or an imported session) and nothing else.
 */
export function collectionStatements(request: CollectionRequest = {}): string[] {
  const wanted = partsOf(request)
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
  "    elseif ($kind -eq 'time') { $plain[$name] = '{0:o}' -f $value }",
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
  const cmdlet = configurationCmdlets[part]
  return [
    `Write-Host -Object ${quoted(`Asking ${cmdlet}`)}`,
    `$kinds = @{ ${kindsOf(part).join('; ')} }`,
    quoted(`"${cmdlet}":[`),
    "$before = ''",
    ...(part === 'mobileDevices' ? ['$owners = @{}'] : []),
    ...askingLines(part, request),
    "'],'",
  ]
}

function kindsOf(part: ConfigurationPart): string[] {
  return Object.entries(collectedProperties[part]).flatMap(([name, kind]) =>
    [...(otherNames[part]?.[name] ?? []), name].map((each) => `${each} = ${quoted(kind)}`),
  )
}

/** Exchange 2010 has an older cmdlet for some parts; later releases have both, of which the newer tells more. */
function askingLines(part: ConfigurationPart, request: CollectionRequest): string[] {
  const newer = askedLines(part, read(part, request), request)
  const [older] = olderOf(part)
  if (older === undefined) return newer
  const has = (name: string) => `(Get-Command -Name ${quoted(name)} -ErrorAction SilentlyContinue)`
  const before = askedLines(part, { ...read(part, request), command: olderCommand(part, request) }, request)
  return [
    `if (-not ${has(configurationCmdlets[part])} -and ${has(older)}) {`,
    ...before.map(indented),
    '}',
    'else {',
    ...newer.map(indented),
    '}',
  ]
}

function askedLines(part: ConfigurationPart, reading: Reading, request: CollectionRequest): string[] {
  const cmdlet = configurationCmdlets[part]
  const { command: asking, each, identities } = reading
  const asked = each === undefined ? callText(asking) : `${callText(asking)} -${each} $one`
  const refusal = `$refusals += Get-Refusal ${quoted(cmdlet)} $_`
  // So many are read; of the statistics, which come last, there may be one for each mailbox.
  const refused = part === 'mobileDeviceStatistics' ? `if ($refusals.Count -lt 100) { ${refusal} }` : refusal
  const owner = `$owners[([string]$_.Identity -replace '[\\\\/]ExchangeActiveSyncDevices[\\\\/].*$', '')] = $true`
  // A proxy of a remote cmdlet may send -ErrorVariable to the server and bring a refusal back as an error that ends nothing
  // (PowerShell-Docs#1583), so errors are taken from the stream beside the objects, and from what is thrown.
  const lines = [
    'try {',
    `  ${asked} -ErrorAction Continue 2>&1 | ForEach-Object {`,
    `    if ($_.FullyQualifiedErrorId) { ${refused} }`,
    '    else {',
    '      $before + (ConvertTo-PlainJson $_ $kinds)',
    "      $before = ','",
    ...(part === 'mobileDevices' && !request.mailboxes ? [`      ${owner}`] : []),
    '    }',
    '  }',
    '}',
    `catch { ${refused} }`,
  ]
  if (each === undefined) return lines
  if (identities) {
    return [
      '$identities = @(',
      ...identities.map(quoted),
      ')',
      'foreach ($one in $identities) {',
      ...lines.map(indented),
      '}',
    ]
  }
  return [
    '$asked = 0',
    'foreach ($one in $owners.Keys) {',
    "  if ($asked % 100 -eq 0) { Write-Host -Object ('{0} / {1}' -f $asked, $owners.Count) }",
    '  $asked += 1',
    ...lines.map(indented),
    '}',
  ]
}

/** How a part is read. `each`: by which parameter it is given each of the identities in turn, or each mailbox with devices. */
type Reading = { command: Command; each?: 'Identity' | 'Mailbox'; identities?: readonly string[] }

function read(part: ConfigurationPart, { mailboxes, account }: CollectionRequest): Reading {
  switch (part) {
    case 'casMailboxes':
      return mailboxes
        ? { command: command('Get-CASMailbox', {}), each: 'Identity', identities: mailboxes }
        : { command: command('Get-CASMailbox', { ResultSize: 'Unlimited' }) }
    case 'throttlingPolicyAssociations':
      return mailboxes
        ? {
            command: command('Get-ThrottlingPolicyAssociation', {}),
            each: 'Identity',
            identities: [...new Set([...(account === undefined ? [] : [account]), ...mailboxes])],
          }
        : { command: command('Get-ThrottlingPolicyAssociation', { ResultSize: 'Unlimited' }) }
    case 'managementRoleAssignments':
      return {
        command: command('Get-ManagementRoleAssignment', { Role: 'ApplicationImpersonation', GetEffectiveUsers: true }),
      }
    case 'mobileDevices':
      return mailboxes
        ? { command: command('Get-MobileDevice', {}), each: 'Mailbox', identities: mailboxes }
        : { command: command('Get-MobileDevice', { ResultSize: 'Unlimited' }) }
    case 'mobileDeviceStatistics':
      return {
        command: command('Get-MobileDeviceStatistics', {}),
        each: 'Mailbox',
        ...(mailboxes && { identities: mailboxes }),
      }
    default:
      return { command: command(configurationCmdlets[part], {}) }
  }
}

/** The same question in the words of Exchange 2010. */
function olderCommand(part: ConfigurationPart, { mailboxes }: CollectionRequest): Command {
  if (part === 'mobileDeviceStatistics') return command('Get-ActiveSyncDeviceStatistics', {})
  if (part === 'mobileDeviceMailboxPolicies') return command('Get-ActiveSyncMailboxPolicy', {})
  return command('Get-ActiveSyncDevice', mailboxes ? {} : { ResultSize: 'Unlimited' })
}

const indented = (line: string) => `  ${line}`
