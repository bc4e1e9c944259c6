import type { ArtifactName } from '../artifacts/artifacts.ts'
import type { Step } from '../checks/check.ts'
import type { Verdict } from '../checks/finding.ts'

/** What people call each step. */
export const stepNames: Readonly<Record<Step, string>> = {
  dns: 'Names in DNS',
  connection: 'Connection',
  certificate: 'Certificate',
  'sign-in': 'Sign-in',
  autodiscover: 'Autodiscover',
  ews: 'Web Services (EWS)',
  'active-sync': 'ActiveSync',
}

/** The word beside the icon of a finding. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  fail: 'Fails',
  bug: 'Our bug',
  warn: 'Warning',
  unknown: 'Unknown',
  skip: 'Not reached',
  pass: 'Passes',
}

/** The heading over all findings of one verdict. */
export const verdictHeadings: Readonly<Record<Verdict, string>> = {
  fail: 'To mend',
  bug: 'Postern’s own fault',
  warn: 'To look at',
  unknown: 'Could not tell',
  skip: 'Not reached',
  pass: 'As it should be',
}

/** What is being done while an artifact is gathered. */
export const gatheringWords: Readonly<Record<ArtifactName, string>> = {
  endpoints: 'working out the addresses',
  dnsAnswers: 'asking DNS',
  dnsRecords: 'asking DNS for mail and Autodiscover records',
  dnsComparison: 'comparing the resolvers',
  tlsHandshake: 'opening a TLS connection',
  tlsVersions: 'offering one version of TLS after the other',
  certificatePaths: 'comparing the certificates of each way in',
  serverCertificates: 'comparing the certificate of each server',
  reachability: 'knocking ten times, and sending a large request',
  ewsChallenge: 'asking EWS how it wants to be signed in to',
  signInOrder: 'looking which sign-in goes first',
  ntlmSignIn: 'signing in with NTLM',
  basicSignIn: 'signing in with Basic',
  autodiscoverWellKnown: 'going every way to Autodiscover',
  autodiscover: 'asking Autodiscover',
  autodiscoverMobileSync: 'asking Autodiscover as a phone does',
  autodiscoverSoap: 'asking Autodiscover over SOAP',
  autodiscoverJson: 'asking Autodiscover for JSON',
  autodiscoverUrls: 'looking at the addresses that Autodiscover gave',
  autodiscoverServices: 'looking where free/busy times and the address book are',
  ewsGetFolder: 'opening the inbox over EWS',
  ewsOperations: 'asking what a sync asks of EWS',
  activeSyncOptions: 'asking ActiveSync what it offers',
  activeSyncSession: 'signing in to ActiveSync as a device',
  lastNtlmSignIn: 'signing in with NTLM after all else',
  signIns: 'adding up the sign-ins',
  nodes: 'asking each server by its own address',
  nodeSignIns: 'signing in at each server',
  extendedProtection: 'finding out about Extended Protection',
  serverVersion: 'asking the server who it is',
}

/** What people call each artifact. */
export const artifactNames: Readonly<Record<ArtifactName, string>> = {
  endpoints: 'Addresses that were asked',
  dnsAnswers: 'DNS answers',
  dnsRecords: 'DNS records for mail and Autodiscover',
  dnsComparison: 'DNS answers by resolver',
  tlsHandshake: 'TLS connection and certificate',
  tlsVersions: 'Versions of TLS, and the chain as sent',
  certificatePaths: 'Certificates by each way in',
  serverCertificates: 'Certificates at each server’s own address',
  reachability: 'How connections come about and last',
  ewsChallenge: 'EWS, before signing in',
  signInOrder: 'Which sign-in goes first',
  ntlmSignIn: 'Sign-in with NTLM',
  basicSignIn: 'Sign-in with Basic',
  autodiscoverWellKnown: 'Ways to Autodiscover',
  autodiscover: 'Autodiscover conversation',
  autodiscoverMobileSync: 'Autodiscover, for phones',
  autodiscoverSoap: 'Autodiscover, over SOAP',
  autodiscoverJson: 'Autodiscover, as JSON',
  autodiscoverUrls: 'Addresses that Autodiscover gave',
  autodiscoverServices: 'Autodiscover, other services',
  ewsGetFolder: 'EWS, opening the inbox',
  ewsOperations: 'EWS, what a sync asks',
  activeSyncOptions: 'ActiveSync conversation',
  activeSyncSession: 'ActiveSync, as a device',
  lastNtlmSignIn: 'Sign-in with NTLM, after all else',
  signIns: 'Uses of the account',
  nodes: 'Each server by its own address',
  nodeSignIns: 'Sign-in at each server',
  extendedProtection: 'Sign-ins for Extended Protection',
  serverVersion: 'What the server tells of itself',
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

/** `1 check`, `2 checks`: the count with its noun in the right number. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
