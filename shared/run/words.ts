import type { ArtifactName } from '../artifacts/artifacts.ts'
import type { Step } from '../checks/check.ts'
import type { Verdict } from '../checks/finding.ts'
import { t } from '../language/translate.ts'

/** What people call each step. */
export const stepNames: Readonly<Record<Step, string>> = {
  dns: t`Names in DNS`,
  connection: t`Connection`,
  certificate: t`Certificate`,
  'sign-in': t`Sign-in`,
  autodiscover: t`Autodiscover`,
  ews: t`Web Services (EWS)`,
  'active-sync': 'ActiveSync',
}

/** The word beside the icon of a finding. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  fail: t`Fails`,
  bug: t`Our bug`,
  warn: t`Warning`,
  unknown: t`Unknown`,
  skip: t`Not reached`,
  pass: t`Passes`,
}

/** The heading over all findings of one verdict. */
export const verdictHeadings: Readonly<Record<Verdict, string>> = {
  fail: t`To mend`,
  bug: t`Postern’s own fault`,
  warn: t`To look at`,
  unknown: t`Could not tell`,
  skip: t`Not reached`,
  pass: t`As it should be`,
}

/** What is being done while an artifact is gathered. */
export const gatheringWords: Readonly<Record<ArtifactName, string>> = {
  endpoints: t`working out the addresses`,
  dnsAnswers: t`asking DNS`,
  dnsRecords: t`asking DNS for mail and Autodiscover records`,
  dnsComparison: t`comparing the resolvers`,
  tlsHandshake: t`opening a TLS connection`,
  tlsVersions: t`offering one version of TLS after the other`,
  certificatePaths: t`comparing the certificates of each way in`,
  serverCertificates: t`comparing the certificate of each server`,
  reachability: t`knocking ten times, and sending a large request`,
  ewsChallenge: t`asking EWS how it wants to be signed in to`,
  signInOrder: t`looking which sign-in goes first`,
  ntlmSignIn: t`signing in with NTLM`,
  basicSignIn: t`signing in with Basic`,
  autodiscoverWellKnown: t`going every way to Autodiscover`,
  autodiscover: t`asking Autodiscover`,
  autodiscoverMobileSync: t`asking Autodiscover as a phone does`,
  autodiscoverSoap: t`asking Autodiscover over SOAP`,
  autodiscoverJson: t`asking Autodiscover for JSON`,
  autodiscoverUrls: t`looking at the addresses that Autodiscover gave`,
  autodiscoverServices: t`looking where free/busy times and the address book are`,
  ewsGetFolder: t`opening the inbox over EWS`,
  ewsOperations: t`asking what a sync asks of EWS`,
  activeSyncOptions: t`asking ActiveSync what it offers`,
  activeSyncSession: t`signing in to ActiveSync as a device`,
  lastNtlmSignIn: t`signing in with NTLM after all else`,
  signIns: t`adding up the sign-ins`,
  nodes: t`asking each server by its own address`,
  nodeSignIns: t`signing in at each server`,
  extendedProtection: t`finding out about Extended Protection`,
  serverVersion: t`asking the server who it is`,
}

/** What people call each artifact. */
export const artifactNames: Readonly<Record<ArtifactName, string>> = {
  endpoints: t`Addresses that were asked`,
  dnsAnswers: t`DNS answers`,
  dnsRecords: t`DNS records for mail and Autodiscover`,
  dnsComparison: t`DNS answers by resolver`,
  tlsHandshake: t`TLS connection and certificate`,
  tlsVersions: t`Versions of TLS, and the chain as sent`,
  certificatePaths: t`Certificates by each way in`,
  serverCertificates: t`Certificates at each server’s own address`,
  reachability: t`How connections come about and last`,
  ewsChallenge: t`EWS, before signing in`,
  signInOrder: t`Which sign-in goes first`,
  ntlmSignIn: t`Sign-in with NTLM`,
  basicSignIn: t`Sign-in with Basic`,
  autodiscoverWellKnown: t`Ways to Autodiscover`,
  autodiscover: t`Autodiscover conversation`,
  autodiscoverMobileSync: t`Autodiscover, for phones`,
  autodiscoverSoap: t`Autodiscover, over SOAP`,
  autodiscoverJson: t`Autodiscover, as JSON`,
  autodiscoverUrls: t`Addresses that Autodiscover gave`,
  autodiscoverServices: t`Autodiscover, other services`,
  ewsGetFolder: t`EWS, opening the inbox`,
  ewsOperations: t`EWS, what a sync asks`,
  activeSyncOptions: t`ActiveSync conversation`,
  activeSyncSession: t`ActiveSync, as a device`,
  lastNtlmSignIn: t`Sign-in with NTLM, after all else`,
  signIns: t`Uses of the account`,
  nodes: t`Each server by its own address`,
  nodeSignIns: t`Sign-in at each server`,
  extendedProtection: t`Sign-ins for Extended Protection`,
  serverVersion: t`What the server tells of itself`,
}

/** What people call what a gatherer of this name brings back; a name that is not known stays as it is. */
export function gathererWords(name: string): string {
  return Object.hasOwn(artifactNames, name) ? artifactNames[name as ArtifactName] : name
}

/** Which steps an artifact belongs to: a step is under way while one of its artifacts is gathered. */
export const artifactSteps: Readonly<Record<ArtifactName, readonly Step[]>> = {
  endpoints: [],
  dnsAnswers: ['dns'],
  dnsRecords: ['dns'],
  dnsComparison: ['dns'],
  tlsHandshake: ['connection', 'certificate'],
  tlsVersions: ['certificate'],
  certificatePaths: ['certificate'],
  serverCertificates: ['certificate'],
  reachability: ['connection'],
  ewsChallenge: ['sign-in'],
  signInOrder: ['sign-in'],
  ntlmSignIn: ['sign-in'],
  basicSignIn: ['sign-in'],
  autodiscoverWellKnown: ['autodiscover'],
  autodiscover: ['autodiscover'],
  autodiscoverMobileSync: ['autodiscover'],
  autodiscoverSoap: ['autodiscover'],
  autodiscoverJson: ['autodiscover'],
  autodiscoverUrls: ['autodiscover'],
  autodiscoverServices: ['autodiscover'],
  ewsGetFolder: ['ews'],
  ewsOperations: ['ews'],
  activeSyncOptions: ['active-sync'],
  activeSyncSession: ['active-sync'],
  lastNtlmSignIn: ['sign-in'],
  signIns: ['sign-in'],
  nodes: ['connection', 'certificate'],
  nodeSignIns: ['sign-in'],
  extendedProtection: ['sign-in'],
  serverVersion: ['ews'],
}
