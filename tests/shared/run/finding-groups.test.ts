import { expect, it } from 'vitest'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { groupFindings } from '../../../shared/run/finding-groups.ts'
import { findingOf } from '../../renderer/store/finding-of.ts'

let numbered = 0
const waiting = (count: number, blockedBy: ArtifactName, reason: string): Finding[] =>
  Array.from({ length: count }, () => {
    numbered += 1
    return findingOf(`ews/${numbered}`, 'skip', { blockedBy, advice: `Mend this first: ${reason}` })
  })
const refused = findingOf('sign-in/password', 'fail', { title: 'The sign-in is rejected', artifacts: ['signIns'] })
const skips = [
  ...waiting(9, 'signIns', 'it is never sent again.'),
  ...waiting(12, 'ntlmSignIn', 'the sign-in was rejected.'),
  ...waiting(3, 'autodiscover', 'none was sent.'),
]
const sentences = (findings: readonly Finding[]) =>
  groupFindings(findings, 'urgency')
    .find(({ id }) => id === 'skip')
    ?.folds.map(({ sentence }) => sentence)

it('checks that wait for a refused sign-in are one line, whatever they would have asked in its name', () => {
  expect(sentences([refused, ...skips])).toEqual([
    '24 checks were not reached. Mend this first: The sign-in is rejected.',
  ])
})

it('checks that wait for what has a finding of its own stay apart from it', () => {
  const circle = findingOf('autodiscover/x', 'warn', { title: 'It goes in a circle', artifacts: ['autodiscover'] })
  expect(sentences([refused, circle, ...skips])).toEqual([
    '21 checks were not reached. Mend this first: The sign-in is rejected.',
    '3 checks were not reached. Mend this first: none was sent.',
  ])
})

it('checks that wait for the name of a server do not wait for the sign-in', () => {
  expect(sentences([refused, ...skips, ...waiting(3, 'dnsAnswers', 'the name.')])).toContain(
    '3 checks were not reached. Mend this first: the name.',
  )
})

it('where nothing waits for the sign-ins, each waits for what it names', () => {
  expect(sentences(waiting(3, 'ntlmSignIn', 'no answer.'))).toEqual([
    '3 checks were not reached. Mend this first: no answer.',
  ])
  expect(sentences([refused, ...waiting(3, 'autodiscover', 'none was sent.')])).toEqual([
    '3 checks were not reached. Mend this first: none was sent.',
  ])
})
