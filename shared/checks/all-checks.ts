import activeSyncDeviceAccess from './active-sync/device-access.ts'
import activeSyncFolderSync from './active-sync/folder-sync.ts'
import activeSyncOptions from './active-sync/options.ts'
import activeSyncProtocolVersion from './active-sync/protocol-version.ts'
import activeSyncProvisioning from './active-sync/provisioning.ts'
import activeSyncSchemes from './active-sync/schemes.ts'
import autodiscoverActiveSyncAddress from './autodiscover/active-sync-address.ts'
import autodiscoverAddressesAnswer from './autodiscover/addresses-answer.ts'
import autodiscoverEwsAddress from './autodiscover/ews-address.ts'
import autodiscoverHttpRedirect from './autodiscover/http-redirect.ts'
import autodiscoverJson from './autodiscover/json.ts'
import autodiscoverServices from './autodiscover/services.ts'
import autodiscoverSettings from './autodiscover/settings.ts'
import autodiscoverSoap from './autodiscover/soap.ts'
import autodiscoverWellKnown from './autodiscover/well-known.ts'
import certificateChain from './certificate/chain.ts'
import certificateHandshake from './certificate/handshake.ts'
import certificateInspection from './certificate/inspection.ts'
import certificateKey from './certificate/key.ts'
import certificateNames from './certificate/names.ts'
import certificateNodes from './certificate/nodes.ts'
import certificateProtocol from './certificate/protocol.ts'
import certificateTlsVersions from './certificate/tls-versions.ts'
import certificateTrust from './certificate/trust.ts'
import certificateValidity from './certificate/validity.ts'
import type { AnyCheck } from './check.ts'
import connectionHttpsPort from './connection/https-port.ts'
import connectionKeepAlive from './connection/keep-alive.ts'
import connectionLargeRequests from './connection/large-requests.ts'
import connectionLoss from './connection/loss.ts'
import connectionNodes from './connection/nodes.ts'
import dnsAddressKind from './dns/address-kind.ts'
import dnsAutodiscoverName from './dns/autodiscover-name.ts'
import dnsMailExchanger from './dns/mail-exchanger.ts'
import dnsResolversAgree from './dns/resolvers-agree.ts'
import dnsServerName from './dns/server-name.ts'
import dnsSplitHorizon from './dns/split-horizon.ts'
import dnsSrv from './dns/srv.ts'
import dnsTtl from './dns/ttl.ts'
import ewsAnswerTimes from './ews/answer-times.ts'
import ewsAnswers from './ews/answers.ts'
import ewsAvailability from './ews/availability.ts'
import ewsCalendar from './ews/calendar.ts'
import ewsFolderHierarchy from './ews/folder-hierarchy.ts'
import ewsImpersonation from './ews/impersonation.ts'
import ewsInbox from './ews/inbox.ts'
import ewsNameResolution from './ews/name-resolution.ts'
import ewsServerVersion from './ews/server-version.ts'
import ewsSubscription from './ews/subscription.ts'
import ewsThrottling from './ews/throttling.ts'
import ewsTimeZones from './ews/time-zones.ts'
import ewsUserAgent from './ews/user-agent.ts'
import signInBasic from './sign-in/basic.ts'
import signInEwsSchemes from './sign-in/ews-schemes.ts'
import signInExtendedProtection from './sign-in/extended-protection.ts'
import signInNodes from './sign-in/nodes.ts'
import signInNtlm from './sign-in/ntlm.ts'
import signInPassword from './sign-in/password.ts'
import signInRightPasswordRefused from './sign-in/right-password-refused.ts'

/** Every check, in the order of the steps and, within a step, of what is looked at first. */
export const allChecks: readonly AnyCheck[] = [
  dnsServerName,
  dnsAutodiscoverName,
  dnsAddressKind,
  dnsResolversAgree,
  dnsSplitHorizon,
  dnsSrv,
  dnsMailExchanger,
  dnsTtl,
  connectionHttpsPort,
  connectionLoss,
  connectionLargeRequests,
  connectionKeepAlive,
  connectionNodes,
  certificateHandshake,
  certificateProtocol,
  certificateTlsVersions,
  certificateValidity,
  certificateNames,
  certificateChain,
  certificateKey,
  certificateTrust,
  certificateNodes,
  certificateInspection,
  signInEwsSchemes,
  signInPassword,
  signInNtlm,
  signInBasic,
  signInRightPasswordRefused,
  signInExtendedProtection,
  signInNodes,
  autodiscoverSettings,
  autodiscoverWellKnown,
  autodiscoverHttpRedirect,
  autodiscoverEwsAddress,
  autodiscoverActiveSyncAddress,
  autodiscoverAddressesAnswer,
  autodiscoverServices,
  autodiscoverSoap,
  autodiscoverJson,
  ewsAnswers,
  ewsServerVersion,
  ewsUserAgent,
  ewsImpersonation,
  ewsInbox,
  ewsThrottling,
  ewsAnswerTimes,
  ewsTimeZones,
  ewsFolderHierarchy,
  ewsCalendar,
  ewsAvailability,
  ewsNameResolution,
  ewsSubscription,
  activeSyncOptions,
  activeSyncSchemes,
  activeSyncProtocolVersion,
  activeSyncProvisioning,
  activeSyncFolderSync,
  activeSyncDeviceAccess,
]
