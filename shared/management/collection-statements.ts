import { collectedProperties } from './collected-properties.ts'
import {
  type CollectionRequest,
  olderCommand,
  olderOf,
  partsOf,
  type Reading,
  readingOf,
} from './collection-request.ts'
import { type ConfigurationPart, configurationCmdlets } from './configuration.ts'
import { otherNames } from './mobile-properties.ts'
import { quoted } from './quote.ts'
import { callText } from './script.ts'

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
  const newer = askedLines(part, readingOf(part, request), request)
  const [older] = olderOf(part)
  if (older === undefined) return newer
  const has = (name: string) => `(Get-Command -Name ${quoted(name)} -ErrorAction SilentlyContinue)`
  const before = askedLines(part, { ...readingOf(part, request), command: olderCommand(part, request) }, request)
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

const indented = (line: string) => `  ${line}`
