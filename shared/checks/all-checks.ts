import activeSyncDeviceAccess from './active-sync/device-access.ts'
import activeSyncFolderSync from './active-sync/folder-sync.ts'
import activeSyncOptions from './active-sync/options.ts'
import activeSyncProtocolVersion from './active-sync/protocol-version.ts'
import activeSyncProvisioning from './active-sync/provisioning.ts'
import activeSyncSchemes from './active-sync/schemes.ts'
import autodiscoverEwsAddress from './autodiscover/ews-address.ts'
import autodiscoverSettings from './autodiscover/settings.ts'
import certificateChain from './certificate/chain.ts'
import certificateHandshake from './certificate/handshake.ts'
import certificateInspection from './certificate/inspection.ts'
import certificateKey from './certificate/key.ts'
import certificateNames from './certificate/names.ts'
import certificateProtocol from './certificate/protocol.ts'
import certificateTlsVersions from './certificate/tls-versions.ts'
import certificateTrust from './certificate/trust.ts'
import certificateValidity from './certificate/validity.ts'
import type { AnyCheck } from './check.ts'
import connectionHttpsPort from './connection/https-port.ts'
import dnsAutodiscoverName from './dns/autodiscover-name.ts'
import dnsServerName from './dns/server-name.ts'
import ewsAnswers from './ews/answers.ts'
import ewsInbox from './ews/inbox.ts'
import ewsUserAgent from './ews/user-agent.ts'
import signInBasic from './sign-in/basic.ts'
import signInEwsSchemes from './sign-in/ews-schemes.ts'
import signInNtlm from './sign-in/ntlm.ts'
import signInPassword from './sign-in/password.ts'

/** Every check, in the order of the steps and, within a step, of what is looked at first. */
export const allChecks: readonly AnyCheck[] = [
  dnsServerName,
  dnsAutodiscoverName,
  connectionHttpsPort,
  certificateHandshake,
  certificateProtocol,
  certificateTlsVersions,
  certificateValidity,
  certificateNames,
  certificateChain,
  certificateKey,
  certificateTrust,
  certificateInspection,
  signInEwsSchemes,
  signInPassword,
  signInNtlm,
  signInBasic,
  autodiscoverSettings,
  autodiscoverEwsAddress,
  ewsAnswers,
  ewsUserAgent,
  ewsInbox,
  activeSyncOptions,
  activeSyncSchemes,
  activeSyncProtocolVersion,
  activeSyncProvisioning,
  activeSyncFolderSync,
  activeSyncDeviceAccess,
]
