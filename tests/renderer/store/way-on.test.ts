import { expect, it } from 'vitest'
import { wayOn } from '../../../renderer/store/way-on.ts'
import type { PasswordStanding } from '../../../shared/run/password-standing.ts'

const at = '2026-11-24T22:41:07.000Z'

it.each<[PasswordStanding | null, string]>([
  [{ state: 'rejected', at }, 'rejected'],
  [{ state: 'unanswered', at }, 'unanswered'],
  [{ state: 'memory-unavailable' }, 'memory-unavailable'],
  [{ state: 'clear' }, 'go-on'],
  [{ state: 'accepted', at }, 'go-on'],
  [null, 'go-on'],
])('a run that broke off, whose password stands as %o, goes on by: %s', (standing, way) => {
  expect(wayOn({ hasAccount: true, holdsPassword: true, standing })).toBe(way)
})

it('a password that is not held is typed first, whatever came of an earlier one, and none where there is no account', () => {
  const standing = { state: 'rejected', at } as const
  expect(wayOn({ hasAccount: true, holdsPassword: false, standing })).toBe('type-password')
  expect(wayOn({ hasAccount: false, holdsPassword: false, standing: { state: 'no-account' } })).toBe('go-on')
})
