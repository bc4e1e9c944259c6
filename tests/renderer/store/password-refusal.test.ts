import { expect, it } from 'vitest'
import { isOfferedAbove } from '../../../renderer/store/password-refusal.ts'

const everything = { kind: 'everything' } as const
const signIn = { kind: 'step', step: 'sign-in' } as const

it.each([
  ['rejected', everything, true],
  ['unanswered', everything, false],
  ['unanswered', signIn, true],
  ['rejected', signIn, true],
] as const)('another try with a password that is %s at %o is offered above: %s', (outcome, place, expected) => {
  expect(isOfferedAbove({ check: 'sign-in/password', outcome }, place)).toBe(expected)
})

it('another try for Extended Protection is offered nowhere else', () => {
  expect(isOfferedAbove({ check: 'sign-in/extended-protection', outcome: 'held-back' }, signIn)).toBe(false)
})
