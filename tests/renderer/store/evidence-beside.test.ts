import { expect, it } from 'vitest'
import { evidenceBeside } from '../../../renderer/store/evidence-beside.ts'
import type { ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { artifactNames } from '../../../shared/run/words.ts'
import { readyArtifacts } from '../../fixtures/run-ready.ts'

const { ntlmSignIn } = readyArtifacts
if (ntlmSignIn?.state !== 'gathered') throw new Error('The run of the fixtures signs in with NTLM.')
const bridged: ArtifactRecords = {
  ...readyArtifacts,
  lastNtlmSignIn: { ...ntlmSignIn, value: { signIn: ntlmSignIn.value } },
}

it('says nothing of what the run does not hold', () => {
  expect(evidenceBeside(['signIns', 'certificatePaths'], {})).toEqual([])
})

it('adds nothing to what nothing explains, and nothing twice', () => {
  expect(evidenceBeside(['dnsAnswers', 'tlsHandshake'], readyArtifacts)).toEqual([])
  expect(evidenceBeside(['signIns', 'signInOrder', 'serverCertificates'], readyArtifacts)).toEqual([])
})

it('adds why a sign-in goes first, with the certificates that this was told from', () => {
  expect(evidenceBeside(['ntlmSignIn', 'signIns'], readyArtifacts)).toEqual(['signInOrder', 'serverCertificates'])
})

it('adds the last NTLM sign-in only where there was one', () => {
  expect(evidenceBeside(['signIns'], bridged)).toEqual(['signInOrder', 'lastNtlmSignIn', 'serverCertificates'])
})

it('leaves no artifact that cannot be opened from any finding', () => {
  const opened = new Set(allChecks.flatMap(({ meta }) => [...meta.needs, ...evidenceBeside(meta.needs, bridged)]))
  expect((Object.keys(artifactNames) as ArtifactName[]).filter((name) => !opened.has(name))).toEqual([])
})
