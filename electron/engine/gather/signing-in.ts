import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'

/** Who signs in beside the two sign-ins at EWS that are about the sign-in itself, and as part of what they ask. */
export const signInToAsk: readonly ArtifactName[] = [
  'autodiscover',
  'autodiscoverMobileSync',
  'autodiscoverSoap',
  'ewsGetFolder',
  'ewsOperations',
  'activeSyncOptions',
  'activeSyncSession',
]

/** Everything that goes by the account's sign-ins: makes them, or reads the record of them. */
export const goesBySignIns: readonly ArtifactName[] = [
  ...signInToAsk,
  'ntlmSignIn',
  'basicSignIn',
  'lastNtlmSignIn',
  'nodeSignIns',
  'signIns',
  'extendedProtection',
]
