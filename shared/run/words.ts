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
  tlsHandshake: 'opening a TLS connection',
  ewsChallenge: 'asking EWS how it wants to be signed in to',
  ntlmSignIn: 'signing in with NTLM',
  basicSignIn: 'signing in with Basic',
  autodiscover: 'asking Autodiscover',
  ewsGetFolder: 'opening the inbox over EWS',
  ewsOperations: 'asking what a sync asks of EWS',
  activeSyncOptions: 'asking ActiveSync what it offers',
  signIns: 'adding up the sign-ins',
}

/** What people call each artifact. */
export const artifactNames: Readonly<Record<ArtifactName, string>> = {
  endpoints: 'Addresses that were asked',
  dnsAnswers: 'DNS answers',
  tlsHandshake: 'TLS connection and certificate',
  ewsChallenge: 'EWS, before signing in',
  ntlmSignIn: 'Sign-in with NTLM',
  basicSignIn: 'Sign-in with Basic',
  autodiscover: 'Autodiscover conversation',
  ewsGetFolder: 'EWS, opening the inbox',
  ewsOperations: 'EWS, what a sync asks',
  activeSyncOptions: 'ActiveSync conversation',
  signIns: 'Uses of the account',
}

/** Which steps an artifact belongs to: a step is under way while one of its artifacts is gathered. */
export const artifactSteps: Readonly<Record<ArtifactName, readonly Step[]>> = {
  endpoints: [],
  dnsAnswers: ['dns'],
  tlsHandshake: ['connection', 'certificate'],
  ewsChallenge: ['sign-in'],
  ntlmSignIn: ['sign-in'],
  basicSignIn: ['sign-in'],
  autodiscover: ['autodiscover'],
  ewsGetFolder: ['ews'],
  ewsOperations: ['ews'],
  activeSyncOptions: ['active-sync'],
  signIns: ['sign-in'],
}

/** `1 check`, `2 checks`: the count with its noun in the right number. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
