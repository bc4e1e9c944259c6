import type { LiveErrorCode } from './live-error.ts'
import { kerberosStatuses, transportIds, transportNumbers } from './live-error-codes.ts'
import type { LiveErrorRecord } from './live-error-record.ts'

/** `[FailureCategory=AuthZ-CmdletAccessDeniedException]`: which part of Exchange refused, and by which exception. */
const failureCategory = /\[FailureCategory=([A-Za-z]+)-([A-Za-z0-9_]+)\]/
/** `0x80090322`, which is a number in every language. */
const sspiStatus = /0x8009[0-9a-f]{4}/i
/** Exchange names the part of the policy that is exceeded by its own name: "policy party : MaxConcurrency". */
const concurrency = /MaxConcurrency/
const throttled = /ThrottlingPolicy|OverBudget|ThrottlingRejected/
/** What Import-PSSession says where the session has none of the cmdlets that it was asked for (ImplicitRemotingCommands.cs). */
const nothingThere =
  /^(ErrorNoResultsFromRemoteEnd|ErrorNoCommandsImportedBecauseOfSkipping|ErrorRequiredRemoteCommandNotFound)\b/
/** A script file that the execution policy refuses: the id of the exception that PowerShell throws. */
const unauthorised = /^UnauthorizedAccess\b/

/**
 * Which error a record of PowerShell is. Goes by Exchange's failure category, the id and number of the transport, and
 * the status of Kerberos, in this order: what is nearest to the cause comes first.
 */
export function liveErrorOf(record: LiveErrorRecord, account: 'given' | 'signed-in'): LiveErrorCode {
  const code =
    byFailureCategory(record) ??
    byKerberos(record) ??
    byTransport(record) ??
    byCmdlet(record) ??
    (isOpening(record) ? 'session-refused' : 'cmdlet-refused')
  // No credential to sign in with: the signed-in account's did not come along, or the given account is of no domain.
  return code === 'double-hop' && account === 'given' ? 'kerberos-no-domain' : code
}

function isOpening({ stage }: Pick<LiveErrorRecord, 'stage'>): boolean {
  return stage === 'connect' || stage === 'import'
}

function byFailureCategory(record: LiveErrorRecord): LiveErrorCode | undefined {
  const { id, message } = record
  const [, part, exception = ''] = failureCategory.exec(id) ?? failureCategory.exec(message) ?? []
  if (part === undefined) return undefined
  if (exception === 'CmdletAccessDeniedException') return isOpening(record) ? 'no-role' : 'no-right'
  if (throttled.test(exception) || throttled.test(message) || concurrency.test(message)) {
    return concurrency.test(message) ? 'too-many-shells' : 'server-busy'
  }
  if (part === 'WSMan' && exception === 'InvalidShellID') return 'connection-lost'
  if (part === 'Cmdlet') return byCmdlet(record) ?? 'cmdlet-refused'
  return isOpening(record) ? 'server-error' : 'connection-lost'
}

function byKerberos({ message }: LiveErrorRecord): LiveErrorCode | undefined {
  const status = sspiStatus.exec(message)?.[0].toLowerCase()
  return status === undefined ? undefined : own(kerberosStatuses, status)
}

function byTransport(record: LiveErrorRecord): LiveErrorCode | undefined {
  const { id, reason, errorCode } = record
  if (!reason.startsWith('PSRemotingTransport')) return undefined
  const [first = ''] = id.split(',')
  const number = /^-?\d+$/.test(first) ? Number(first) : errorCode
  const code = own(transportIds, first) ?? (number === null ? undefined : own(transportNumbers, number | 0))
  // Later than at the opening, what fails in the transport is the session that breaks off.
  if (code === undefined || isOpening(record) || code === 'server-busy' || code === 'too-many-shells') return code
  return 'connection-lost'
}

function byCmdlet(record: LiveErrorRecord): LiveErrorCode | undefined {
  const { id, reason, category } = record
  if (nothingThere.test(id)) return 'right-or-version'
  if (isOpening(record)) return unauthorised.test(id) ? 'policy-forbids-scripts' : undefined
  if (id.startsWith('CommandNotFoundException') || reason === 'CommandNotFoundException') return 'right-or-version'
  if (id.startsWith('NamedParameterNotFound')) return 'parameter-missing'
  return category === 'PermissionDenied' ? 'no-right' : undefined
}

/** An entry of a table, and nothing that every object has: the key came from PowerShell. */
function own(table: Readonly<Record<string | number, LiveErrorCode>>, key: string | number): LiveErrorCode | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
