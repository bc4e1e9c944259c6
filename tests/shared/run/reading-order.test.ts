import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../shared/checks/finding.ts'
import { countVerdicts, groupFindings, inReadingOrder } from '../../../shared/run/finding-groups.ts'
import { findingOf } from '../../renderer/store/finding-of.ts'

const mixed = [
  findingOf('ews/a', 'pass'),
  findingOf('ews/b', 'fail'),
  findingOf('dns/a', 'unknown'),
  findingOf('dns/b', 'warn'),
  findingOf('dns/c', 'fail'),
  findingOf('certificate/a', 'bug'),
  findingOf('sign-in/a', 'skip'),
  findingOf('dns/d', 'pass'),
]

describe('Reading order', () => {
  it('puts failures first, then our bugs, warnings, unknowns, skips and passes, each in walking order', () => {
    expect(inReadingOrder(mixed).map(({ check }) => check)).toEqual([
      'dns/c',
      'ews/b',
      'certificate/a',
      'dns/b',
      'dns/a',
      'sign-in/a',
      'dns/d',
      'ews/a',
    ])
  })

  it('leaves what it was given as it was', () => {
    const before = [...mixed]
    inReadingOrder(mixed)
    expect(mixed).toEqual(before)
  })
})

describe('Groups', () => {
  it('are none for no findings', () => {
    expect(groupFindings([], 'urgency')).toEqual([])
    expect(groupFindings([], 'step')).toEqual([])
  })

  it.each(['urgency', 'step'] as const)('by %s hold each finding exactly once, and count it', (by) => {
    const groups = groupFindings(mixed, by)
    const held = groups.flatMap(({ shown, folds }) => [...shown, ...folds.flatMap(({ findings }) => findings)])
    expect(held.map(({ check }) => check).toSorted()).toEqual(mixed.map(({ check }) => check).toSorted())
    expect(groups.reduce((sum, { total }) => sum + total, 0)).toBe(mixed.length)
  })

  it('fold passes into one line with their count', () => {
    expect(
      groupFindings(mixed, 'urgency')
        .at(-1)
        ?.folds.map(({ sentence }) => sentence),
    ).toEqual(['2 checks pass: Names in DNS 1, Web Services (EWS) 1'])
    expect(groupFindings(mixed, 'step')[0]?.folds.map(({ sentence }) => sentence)).toEqual(['1 check passes'])
  })

  it('fold three and more checks that wait for the same thing, and no fewer', () => {
    const skips = (count: number) =>
      Array.from({ length: count }, (_, index) => findingOf(`ews/${index}`, 'skip', { advice: 'Mend this first: it.' }))
    expect(groupFindings(skips(2), 'urgency')[0]).toMatchObject({ total: 2, folds: [] })
    expect(groupFindings(skips(3), 'urgency')[0]?.folds).toMatchObject([
      { sentence: '3 checks were not reached. Mend this first: it.' },
    ])
    const others = findingOf('ews/other', 'skip', { advice: 'Mend another first.' })
    expect(groupFindings([...skips(3), others], 'urgency')[0]?.shown).toEqual([others])
  })

  it('name the finding that is in the way where checks wait for one artifact for several reasons', () => {
    const skips = ['a', 'b', 'c'].map((name) =>
      findingOf(`ews/${name}`, 'skip', { blockedBy: 'autodiscover', advice: `Mend this first: ${name}.` }),
    )
    const sentenceOf = (others: Finding[]) =>
      groupFindings([...skips, ...others], 'urgency').find(({ id }) => id === 'skip')?.folds[0]?.sentence
    expect(sentenceOf([])).toBe('3 checks were not reached. Mend this first: a.')
    const cause = findingOf('autodiscover/x', 'warn', { title: 'It goes in a circle', artifacts: ['autodiscover'] })
    expect(sentenceOf([cause])).toBe('3 checks were not reached. Mend this first: It goes in a circle.')
    expect(sentenceOf([{ ...cause, verdict: 'pass' }])).toBe('3 checks were not reached. Mend this first: a.')
  })

  it('by step come in the order in which an administrator walks', () => {
    expect(groupFindings(mixed, 'step').map(({ id }) => id)).toEqual(['dns', 'certificate', 'sign-in', 'ews'])
  })
})

describe('Counts', () => {
  it('counts every verdict, also those that are not there', () => {
    expect(countVerdicts(mixed)).toEqual({ fail: 2, bug: 1, warn: 1, unknown: 1, skip: 1, pass: 2 })
  })
})
