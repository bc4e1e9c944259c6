import { activeSyncOptions } from './active-sync-options.ts'
import { activeSyncSession } from './active-sync-session.ts'
import { autodiscover } from './autodiscover.ts'
import { autodiscoverJson } from './autodiscover-json.ts'
import { autodiscoverMobileSync } from './autodiscover-mobile-sync.ts'
import { autodiscoverServices } from './autodiscover-services.ts'
import { autodiscoverSoap } from './autodiscover-soap.ts'
import { autodiscoverUrls } from './autodiscover-urls.ts'
import { autodiscoverWellKnown } from './autodiscover-well-known.ts'
import { certificatePaths } from './certificate-paths.ts'
import { dnsAnswers } from './dns-answers.ts'
import { dnsComparison } from './dns-comparison.ts'
import { dnsRecords } from './dns-records.ts'
import { endpoints } from './endpoints.ts'
import { ewsChallenge } from './ews-challenge.ts'
import { ewsGetFolder } from './ews-get-folder.ts'
import { ewsOperations } from './ews-operations.ts'
import { basicSignIn, ntlmSignIn } from './ews-sign-in.ts'
import { extendedProtection } from './extended-protection.ts'
import type { AnyGatherer } from './gatherer.ts'
import { lastNtlmSignIn } from './last-ntlm-sign-in.ts'
import { nodeSignIns } from './node-sign-ins.ts'
import { nodes } from './nodes.ts'
import { reachability } from './reachability.ts'
import { serverCertificates } from './server-certificates.ts'
import { serverVersion } from './server-version.ts'
import { signInOrder } from './sign-in-order.ts'
import { signIns } from './sign-ins.ts'
import { tlsHandshake } from './tls-handshake.ts'
import { tlsVersions } from './tls-versions.ts'

/** Every gatherer; the order in which they run comes from what they need. */
export const allGatherers: readonly AnyGatherer[] = [
  endpoints,
  dnsAnswers,
  dnsRecords,
  dnsComparison,
  tlsHandshake,
  tlsVersions,
  certificatePaths,
  serverCertificates,
  reachability,
  ewsChallenge,
  signInOrder,
  ntlmSignIn,
  basicSignIn,
  autodiscoverWellKnown,
  autodiscover,
  autodiscoverMobileSync,
  autodiscoverSoap,
  autodiscoverJson,
  autodiscoverUrls,
  autodiscoverServices,
  ewsGetFolder,
  ewsOperations,
  activeSyncOptions,
  activeSyncSession,
  lastNtlmSignIn,
  signIns,
  nodes,
  nodeSignIns,
  extendedProtection,
  serverVersion,
]
