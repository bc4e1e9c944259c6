import { describe, expect, it } from 'vitest'
import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { foldLackingPassword, groupFindings, isMended } from '../../../shared/run/finding-groups.ts'
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

it('checks of one step wait for what is found in another, and are one line there', () => {
  const before = findingOf('sign-in/password', 'unknown', { title: 'It was rejected earlier', artifacts: ['signIns'] })
  const ofStep = [...waiting(3, 'signIns', 'it is not sent.'), ...waiting(8, 'ewsGetFolder', 'it was rejected.')]
  const [group] = groupFindings(ofStep, 'urgency', { all: [before, ...ofStep], mended: new Set() })
  expect(group?.folds.map(({ sentence }) => sentence)).toEqual([
    '11 checks were not reached. Mend this first: It was rejected earlier.',
  ])
})

it('lines that would say the same of what to mend are one', () => {
  const both = [...waiting(3, 'dnsAnswers', 'the name.'), ...waiting(4, 'tlsHandshake', 'the name.')]
  expect(sentences(both)).toEqual(['7 checks were not reached. Mend this first: the name.'])
})

describe('Checks that were not reached', () => {
  const trust = findingOf('certificate/trust', 'warn', { artifacts: ['tlsHandshake'] })
  const expired = findingOf('certificate/expiry', 'fail', { artifacts: ['tlsHandshake'] })
  const skips = waiting(2, 'tlsHandshake', 'the certificate is not trusted.')
  const [skip = expired] = skips
  const first = [trust, expired, ...skips]
  const mended = [trust, { ...expired, verdict: 'pass' as const }, ...skips]

  it('are to be mended while what fails about it fails, or nobody has looked again', () => {
    expect(isMended(skip, first, first)).toBe(false)
    const another = findingOf('certificate/names', 'fail', { artifacts: ['tlsHandshake'] })
    expect(isMended(skip, [...first, another], [...mended, another])).toBe(false)
    expect(isMended(findingOf('ews/x', 'skip', { blockedBy: 'ewsChallenge' }), first, mended)).toBe(false)
  })

  it('can be looked at once that passes, and say so, however few they are', () => {
    expect(isMended(skip, first, mended)).toBe(true)
    const context = { all: mended, mended: new Set(skips.map(({ check }) => check)) }
    expect(groupFindings(skips, 'urgency', context)).toMatchObject([
      {
        shown: [],
        folds: [
          {
            sentence: '2 checks were not reached. What was in the way is mended, and they were not looked at again.',
            mended: true,
          },
        ],
      },
    ])
  })
})

describe('What only a password would tell', () => {
  const reason = 'No password was given.'
  const untold = (check: string, artifacts: ArtifactName[]) =>
    findingOf(check, 'unknown', { artifacts, evidence: { reason }, advice: `${reason} A sign-in would tell.` })
  const findings = [untold('sign-in/password', ['signIns']), untold('ews/inbox', ['ewsGetFolder'])]

  it('is one line, and what could not be told for another reason is none of it', () => {
    const other = findingOf('dns/ttl', 'unknown', { evidence: { reason: 'DNS did not answer.' } })
    const [group] = groupFindings([...findings, other], 'urgency').map(foldLackingPassword)
    expect(group?.shown).toEqual([other])
    expect(group?.folds.map(({ sentence }) => sentence)).toEqual(['2 checks could not tell. No password was given.'])
  })

  it('is in the way of what waits for it, in whichever place it was missing', () => {
    const all = [...findings, ...waiting(3, 'ewsGetFolder', reason), ...waiting(3, 'signIns', 'none was sent.')]
    expect(sentences(all)).toEqual(['6 checks were not reached. No password was given.'])
  })
})
