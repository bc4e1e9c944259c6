import { expect, it } from 'vitest'
import { deadlineOf } from '../../../../electron/engine/run/run-clock.ts'

it.each([
  ['three minutes', {}, 180_000],
  ['so much later as a silence takes that was asked for', { idleSeconds: 600 }, 780_000],
])('a run ends after %s', (_name, organisation, milliseconds) => {
  expect(deadlineOf(organisation)).toBe(milliseconds)
})
