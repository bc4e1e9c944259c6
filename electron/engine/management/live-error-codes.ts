import type { LiveErrorCode } from './live-error.ts'

/**
 * What the ids say that PowerShell gives to a failed connection: the first part of `AccessDenied,PSSessionOpenFailed`.
 * Source of the ids: WSManTransportManager.cs of PowerShell, table of transport error codes; a code that has no id there
 * stands as a number in its place. What each comes down to for Exchange's endpoint is general knowledge, unless a source
 * is named.
 */
export const transportIds: Readonly<Record<string, LiveErrorCode>> = {
  AccessDenied: 'access-denied',
  ServerOutOfMemory: 'server-busy',
  NetworkPathNotFound: 'server-not-found',
  ComputerNotFound: 'server-not-found',
  AuthenticationFailed: 'kerberos-no-domain',
  LogonFailure: 'sign-in-rejected',
  ImproperResponse: 'server-not-reached',
  IncorrectProtocolVersion: 'server-error',
  WinRMOperationTimeout: 'server-unanswered',
  URLNotAvailable: 'not-ws-management',
  CannotConnect: 'server-not-reached',
  InvalidResourceUri: 'not-exchange',
  InvalidAuthentication: 'kerberos-not-offered',
  ShutDownInProgress: 'connection-lost',
  RemoteSessionDisallowed: 'access-denied',
  RemoteConnectionDisallowed: 'access-denied',
  WinRMOperationAborted: 'connection-lost',
  ClientKerberosDisabled: 'kerberos-disabled',
  ServerNotTrusted: 'kerberos-name',
  WorkgroupCannotUseKerberos: 'kerberos-no-domain',
  ExplicitCredentialsRequired: 'kerberos-no-domain',
  RedirectLocationInvalid: 'redirected',
  RedirectInformationRequired: 'redirected',
  WinRMOperationNotSupportedOnServer: 'not-ws-management',
  CannotConnectWinRMService: 'server-error',
  WinRMHttpError: 'server-error',
  TargetUnknown: 'kerberos-name',
  CannotUseIPAddress: 'kerberos-name',
}

/**
 * The same by number, signed as .NET has them. Source of the numbers: WSManNativeAPI.cs of PowerShell (those that the
 * ids above stand for), CimJob code of PowerShell, "copied from wsmerror.h" (quotas), and winerror.h (sign-ins).
 */
export const transportNumbers: Readonly<Record<number, LiveErrorCode>> = {
  5: 'access-denied',
  14: 'server-busy',
  53: 'server-not-found',
  995: 'connection-lost',
  1115: 'connection-lost',
  1311: 'kerberos-no-domain',
  1312: 'double-hop',
  1326: 'sign-in-rejected',
  1722: 'server-not-reached',
  // Sign-ins of an account that exists and cannot be used: restriction, hours, workstation, password expired, disabled,
  // account expired, password must be changed, locked out (winerror.h).
  1327: 'account-unusable',
  1328: 'account-unusable',
  1329: 'account-unusable',
  1330: 'account-unusable',
  1331: 'account-unusable',
  1793: 'account-unusable',
  1907: 'account-unusable',
  1909: 'account-unusable',
  [-2146893053]: 'kerberos-name',
  [-2144108526]: 'server-not-reached',
  [-2144108250]: 'server-unanswered',
  [-2144108103]: 'server-not-found',
  [-2144108101]: 'kerberos-name',
  [-2144108269]: 'not-ws-management',
  [-2144108428]: 'not-ws-management',
  [-2144108485]: 'not-exchange',
  [-2144108542]: 'not-exchange',
  [-2144108274]: 'kerberos-not-offered',
  [-2144108318]: 'kerberos-disabled',
  [-2144108316]: 'kerberos-name',
  [-2144108276]: 'kerberos-no-domain',
  [-2144108315]: 'kerberos-no-domain',
  [-2144108105]: 'redirected',
  [-2144108270]: 'server-error',
  [-2144108176]: 'server-error',
  [-2144108116]: 'access-denied',
  [-2144108061]: 'access-denied',
  // "It cannot determine the content type of the HTTP response": Microsoft Q&A and blogs, from a virus scanner between to
  // an endpoint that is set up wrongly.
  [-2144108297]: 'not-ws-management',
  // HTTP status 403 (the id in a report of a proxy between); of IIS also where the directory asks for TLS.
  [-2144108273]: 'not-ws-management',
  // "The shell handle … is not valid": Microsoft's support article on the missing certificate of the back end.
  [-2144108212]: 'server-error',
  // Kerberos failed; which way, its own number in the message says. General knowledge.
  [-2144108387]: 'kerberos-name',
  // 0x803381A5, A6, A7, A8, AB, E4 to E6: quotas of shells, operations, the user, the system, users.
  [-2144108123]: 'too-many-shells',
  [-2144108122]: 'server-busy',
  [-2144108121]: 'server-busy',
  [-2144108120]: 'server-busy',
  [-2144108117]: 'too-many-shells',
  [-2144108060]: 'too-many-shells',
  [-2144108059]: 'too-many-shells',
  [-2144108058]: 'too-many-shells',
}

/**
 * The status of SSPI that stands in WS-Management's message about Kerberos as a number, in every language:
 * `0x80090322`. Names from winerror.h: SEC_E_WRONG_PRINCIPAL, _TARGET_UNKNOWN, _NO_AUTHENTICATING_AUTHORITY,
 * _NO_CREDENTIALS, _LOGON_DENIED, _UNKNOWN_CREDENTIALS, _TIME_SKEW, _DOWNGRADE_DETECTED.
 */
export const kerberosStatuses: Readonly<Record<string, LiveErrorCode>> = {
  '0x80090322': 'kerberos-name',
  '0x80090303': 'kerberos-name',
  '0x80090311': 'kerberos-no-domain',
  '0x8009030e': 'double-hop',
  '0x8009030c': 'sign-in-rejected',
  '0x8009030d': 'sign-in-rejected',
  '0x80090324': 'kerberos-clock',
  '0x80090350': 'kerberos-no-domain',
}
