import { describe, expect, it } from 'vitest'
import { type LiveErrorCode, liveErrorSentences } from '../../../../electron/engine/management/live-error.ts'
import {
  kerberosStatuses,
  transportIds,
  transportNumbers,
} from '../../../../electron/engine/management/live-error-codes.ts'
import { liveErrorOf } from '../../../../electron/engine/management/live-error-of.ts'
import type { LiveErrorRecord } from '../../../../electron/engine/management/live-error-record.ts'

const transport = (id: string, more: Partial<LiveErrorRecord> = {}): LiveErrorRecord => ({
  stage: 'connect',
  id: `${id},PSSessionOpenFailed`,
  category: 'OpenError',
  reason: 'PSRemotingTransportException',
  errorCode: null,
  message: '',
  ...more,
})
const cmdlet = (id: string, more: Partial<LiveErrorRecord> = {}): LiveErrorRecord => ({
  stage: 'command',
  id,
  category: 'NotSpecified',
  reason: 'RemoteException',
  errorCode: null,
  message: '',
  ...more,
})

/** Where a record was seen. `general`: it is put together from what is generally known, and nobody here has seen it. */
type Source =
  | 'MicrosoftDocs/Azure-RMSDocs#869'
  | 'MicrosoftDocs/SupportArticles-docs, EMS cannot connect (back end certificate)'
  | 'MicrosoftDocs/SupportArticles-docs, EMS access denied'
  | 'Microsoft Q&A'
  | 'PowerShell/Win32-OpenSSH#2100'
  | 'dataplat/dbatools#316'
  | 'Windows Server documentation, failover clusters'
  | 'ktecv2000/ProxyShell#1'
  | 'MicrosoftDocs/office-docs-powershell#8927'
  | 'timmcmic/DLConversionV2#101'
  | 'emtunc.org, CSV_Parser.ps1 of Microsoft'
  | 'dmaasland/proxyshell-poc#4'
  | 'ImplicitRemotingCommands.cs'
  | 'general'

const rows: [LiveErrorCode, LiveErrorRecord, Source][] = [
  // Exchange's own failure categories.
  [
    'no-role',
    transport('-2144108477', {
      message:
        '[AuthZRequestId=2f19][FailureCategory=AuthZ-CmdletAccessDeniedException] The user "x" isn\'t assigned to any management roles.',
    }),
    'ktecv2000/ProxyShell#1',
  ],
  [
    'no-role',
    transport('IncorrectProtocolVersion', { message: '[FailureCategory=AuthZ-CmdletAccessDeniedException] Benutzer' }),
    'MicrosoftDocs/office-docs-powershell#8927',
  ],
  [
    'too-many-shells',
    transport('-2144108477', {
      message:
        '[FailureCategory=AuthZ-AuthorizationException] … maximum number of connections allowed : 18 for the policy party : MaxConcurrency.',
    }),
    'general',
  ],
  [
    'server-busy',
    transport('-2144108477', {
      message:
        '[FailureCategory=AuthZ-AuthorizationException] Fail to create runspace … Policy: CN=GlobalThrottlingPolicy_5b1a',
    }),
    'Microsoft Q&A',
  ],
  [
    'server-error',
    transport('IncorrectProtocolVersion', {
      message: '[FailureCategory=AuthZ-TypeInitializationException] The type initializer',
    }),
    'Microsoft Q&A',
  ],
  ['server-error', transport('-2144108477', { message: '[FailureCategory=Cafe-SendFailure]' }), 'Microsoft Q&A'],
  [
    'connection-lost',
    transport('-1', { stage: 'ask', message: '[FailureCategory=WSMan-InvalidShellID] The request for' }),
    'Microsoft Q&A',
  ],
  [
    'no-right',
    cmdlet('[Server=S,RequestId=r,TimeStamp=t] [FailureCategory=Cmdlet-CmdletAccessDeniedException] 4F,M.E.SetX'),
    'general',
  ],
  [
    'no-right',
    cmdlet('[Server=S],Write-ErrorMessage', { category: 'PermissionDenied' }),
    'timmcmic/DLConversionV2#101',
  ],
  [
    'cmdlet-refused',
    cmdlet('[Server=S] [FailureCategory=Cmdlet-RecipientTaskException] 513C7369,M.E.M.RbacTasks.NewRoleGroup'),
    'general',
  ],
  // Kerberos, by the status in the message, whatever its language.
  ['kerberos-name', transport('-2144108387', { message: 'errorcode 0x80090322 occurred' }), 'dataplat/dbatools#316'],
  [
    'kerberos-no-domain',
    transport('AuthenticationFailed', { message: 'Fehlercode 0x80090311' }),
    'Windows Server documentation, failover clusters',
  ],
  ['kerberos-clock', transport('-2144108387', { message: '0x80090324' }), 'general'],
  ['double-hop', transport('1312', { message: 'errorcode 0x8009030E' }), 'PowerShell/Win32-OpenSSH#2100'],
  ['sign-in-rejected', transport('-2144108387', { message: '0x8009030c' }), 'general'],
  // The transport.
  ['access-denied', transport('AccessDenied'), 'MicrosoftDocs/Azure-RMSDocs#869'],
  ['sign-in-rejected', transport('LogonFailure'), 'general'],
  ['account-unusable', transport('1909'), 'general'],
  [
    'server-error',
    transport('-2144108212'),
    'MicrosoftDocs/SupportArticles-docs, EMS cannot connect (back end certificate)',
  ],
  [
    'session-refused',
    transport('-2144108477', { message: 'Access is denied.' }),
    'MicrosoftDocs/SupportArticles-docs, EMS access denied',
  ],
  ['not-ws-management', transport('-2144108297'), 'Microsoft Q&A'],
  ['too-many-shells', transport('-2144108123'), 'emtunc.org, CSV_Parser.ps1 of Microsoft'],
  ['too-many-shells', transport('PSSessionOpenFailed', { errorCode: 2150859173 }), 'general'],
  ['session-refused', transport('-2144100000'), 'general'],
  // A session that is used and breaks off: what the transport says of it then is not what it says at the opening.
  ['connection-lost', transport('AccessDenied', { stage: 'ask' }), 'general'],
  ['connection-lost', transport('WinRMOperationTimeout', { stage: 'command' }), 'general'],
  ['too-many-shells', transport('-2144108123', { stage: 'ask' }), 'general'],
  // Cmdlets and parameters that are not there.
  ['right-or-version', cmdlet('CommandNotFoundException'), 'dmaasland/proxyshell-poc#4'],
  ['right-or-version', cmdlet('x', { reason: 'CommandNotFoundException' }), 'general'],
  [
    'right-or-version',
    cmdlet('ErrorNoResultsFromRemoteEnd,Microsoft.PowerShell.Commands.ImportPSSessionCommand', { stage: 'import' }),
    'ImplicitRemotingCommands.cs',
  ],
  ['parameter-missing', cmdlet('NamedParameterNotFound,Set-CASMailbox'), 'general'],
  ['cmdlet-refused', cmdlet('Whatever,Set-CASMailbox', { errorCode: 5 }), 'general'],
  [
    'policy-forbids-scripts',
    cmdlet('UnauthorizedAccess,Microsoft.PowerShell.Commands.ImportModuleCommand', { stage: 'import' }),
    'general',
  ],
]

describe('Which error a record is', () => {
  it.each(rows)('%s: %j (%s)', (code, record) => {
    expect(liveErrorOf(record, 'signed-in')).toBe(code)
  })

  it('goes by no word of any language: the same records with other words are the same errors', () => {
    for (const [code, record] of rows) {
      const kept = record.message.match(
        /\[FailureCategory=[^\]]+\]|0x8009[0-9a-f]{4}|MaxConcurrency|CN=GlobalThrottlingPolicy/gi,
      )
      expect(liveErrorOf({ ...record, message: `Ошибка ${kept?.join(' ') ?? ''} 错误` }, 'signed-in')).toBe(code)
    }
  })

  it('asks a given account for its domain where the signed-in one is a hop too far', () => {
    expect(liveErrorOf(transport('1312', { message: '0x8009030e' }), 'given')).toBe('kerberos-no-domain')
    expect(liveErrorOf(transport('1312'), 'given')).toBe('kerberos-no-domain')
    expect(liveErrorOf(transport('1312'), 'signed-in')).toBe('double-hop')
  })

  it('has a sentence for every code that is in its tables, and every code of the set is reached or told by the runner', () => {
    const byRunner = [
      'not-windows',
      'no-powershell',
      'language-constrained',
      'not-quotable',
      'password-in-answer',
      'sign-in-withheld',
      'cmdlet-missing-on-version',
      'timed-out',
      'cancelled',
      'too-much-output',
      'broke-off',
      'bad-document',
    ]
    const reached = [
      ...rows.map(([code]) => code),
      ...Object.values(transportIds),
      ...Object.values(transportNumbers),
      ...Object.values(kerberosStatuses),
      ...byRunner,
    ]
    expect([...new Set(reached)].toSorted()).toEqual(Object.keys(liveErrorSentences).toSorted())
  })

  it('says where and what in each sentence, and never an empty place', () => {
    for (const sentence of Object.values(liveErrorSentences)) {
      const said = sentence({ server: 'exch01', what: 'Get-CASMailbox', detail: 'Zugriff verweigert' })
      expect(said).toMatch(/^\S.*\S$/)
      expect(`${said}${sentence({ server: 'exch01' })}`).not.toMatch(/undefined|\{|\}/)
    }
  })
})
