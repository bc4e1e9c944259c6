import type { ArtifactName, ArtifactRecords } from '../../shared/artifacts/artifacts.ts'

/** What no check judges by itself, and what explains the artifact that one does judge: it is shown beside that one. */
const explaining: Readonly<Partial<Record<ArtifactName, readonly ArtifactName[]>>> = {
  signIns: ['signInOrder', 'lastNtlmSignIn'],
  ntlmSignIn: ['signInOrder', 'lastNtlmSignIn'],
  signInOrder: ['serverCertificates'],
  certificatePaths: ['serverCertificates'],
}

/** The artifacts beside those that a finding looked at, as far as the run holds them and there is something in them. */
export function evidenceBeside(names: readonly ArtifactName[], records: ArtifactRecords): ArtifactName[] {
  const found = new Set(names)
  // What is added meanwhile is walked as well: what explains it belongs to it.
  for (const name of found) for (const other of explaining[name] ?? []) if (says(other, records)) found.add(other)
  return [...found].filter((name) => !names.includes(name))
}

function says(name: ArtifactName, records: ArtifactRecords): boolean {
  if (name !== 'lastNtlmSignIn') return records[name] !== undefined
  const { lastNtlmSignIn } = records
  // NTLM goes last only where something opens TLS; elsewhere there is nothing of it to read.
  return lastNtlmSignIn?.state === 'gathered' && lastNtlmSignIn.value.signIn !== undefined
}
