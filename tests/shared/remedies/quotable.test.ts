import { expect, test } from 'vitest'
import { quotable } from '../../../shared/remedies/quotable.ts'
import type { Plan, Remedy } from '../../../shared/remedies/remedy.ts'
import { planOf } from './planned.ts'

const remedyOf = (plan: Remedy['plan']): Remedy => ({
  ...{ id: 'ews-urls', title: '', why: '', risk: '', who: '', takesEffect: '', byHand: [], verify: [] },
  plan,
})
const planWith = (value: string): Plan => ({
  kind: 'plan',
  changes: [],
  apply: [{ cmdlet: 'Set-OrganizationConfig', parameters: { EwsAllowList: { add: [value] } } }],
  undo: [],
})

test.each([
  ['a keystroke', 'Vendor\u0008', /control character/],
  ['half a character', '\ud800', /half a character/],
])('a plan with %s in it is none', (_, value, says) => {
  const outcome = quotable(remedyOf(() => planWith(value))).plan({}, {} as never)
  expect(outcome).toMatchObject({ kind: 'by-hand', sentence: expect.stringMatching(says) })
})

test('whatever else is in it stays', () => {
  const plan = planWith('It’s `$(x)`')
  expect(quotable(remedyOf(() => plan)).plan({}, {} as never)).toBe(plan)
})

test('what is our bug is thrown', () => {
  const broken = { ...planWith(''), apply: [{ cmdlet: 'Set-X', parameters: { A: -1 } }] }
  expect(() => quotable(remedyOf(() => broken)).plan({}, {} as never)).toThrow(RangeError)
})

test('the remedies are such', () => {
  expect(() => planOf('ews-allow-list', { subject: { userAgent: 'Vendor\u0008' } })).toThrow(/control character/)
})
