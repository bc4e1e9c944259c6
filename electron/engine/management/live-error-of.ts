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
  return (
    byFailureCategory(record) ??
    byKerberos(record, account) ??
    byTransport(record) ??
    byCmdlet(record) ??
    (record.stage === 'connect' || record.stage === 'import' ? 'session-refused' : 'cmdlet-refused')
  )
}

function byFailureCategory({ stage, id, message }: LiveErrorRecord): LiveErrorCode | undefined {
  const [, part, exception = ''] = failureCategory.exec(id) ?? failureCategory.exec(message) ?? []
  if (part === undefined) return undefined
  const isOpening = stage === 'connect' || stage === 'import'
  if (exception === 'CmdletAccessDeniedException') return isOpening ? 'no-role' : 'no-right'
  if (throttled.test(exception) || throttled.test(message) || concurrency.test(message)) {
    return concurrency.test(message) ? 'too-many-shells' : 'server-busy'
  }
  if (part === 'WSMan' && exception === 'InvalidShellID') return 'connection-lost'
  if (part === 'Cmdlet') return byCmdlet({ id, message, stage }) ?? 'cmdlet-refused'
  return isOpening ? 'server-error' : 'connection-lost'
}

function byKerberos({ message }: LiveErrorRecord, account: 'given' | 'signed-in'): LiveErrorCode | undefined {
  const status = sspiStatus.exec(message)?.[0].toLowerCase()
  const code = status === undefined ? undefined : kerberosStatuses[status]
  return code === 'double-hop' ? noCredential(account) : code
}

function byTransport({ stage, id, reason, errorCode }: LiveErrorRecord): LiveErrorCode | undefined {
  if (!reason.startsWith('PSRemotingTransport')) return undefined
  const [first = ''] = id.split(',')
  const number = /^-?\d+$/.test(first) ? Number(first) : errorCode
  const code = transportIds[first] ?? (number === null ? undefined : transportNumbers[number | 0])
  // Later than at the opening, what fails in the transport is the session that breaks off.
  const isOpening = stage === 'connect' || stage === 'import'
  return code && (isOpening || code === 'server-busy' || code === 'too-many-shells') ? code : code && 'connection-lost'
}

function byCmdlet({ stage, id, reason, category }: Partial<LiveErrorRecord>): LiveErrorCode | undefined {
  const isOpening = stage === 'connect' || stage === 'import'
  if (id !== undefined && nothingThere.test(id)) return 'right-or-version'
  if (isOpening) return id !== undefined && unauthorised.test(id) ? 'policy-forbids-scripts' : undefined
  if (id?.startsWith('CommandNotFoundException') || reason === 'CommandNotFoundException') return 'right-or-version'
  if (id?.startsWith('NamedParameterNotFound')) return 'parameter-missing'
  if (category === 'PermissionDenied') return 'no-right'
  return undefined
}

/** No credential to sign in with: the signed-in account's did not come along, or the given account is of no domain. */
function noCredential(account: 'given' | 'signed-in'): LiveErrorCode {
  return account === 'given' ? 'kerberos-no-domain' : 'double-hop'
}
