import { expect, it } from 'vitest'
import { planDefault } from '../../../shared/quarantine/default-plan.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { whatIfDefault } from '../../../shared/quarantine/what-if.ts'
import { carriedOut } from './carried-out.ts'
import { manyDevices, now } from './example.ts'

const desk = openDesk(manyDevices(30), now)

it('has no plan where the default was not read, or is as wanted', () => {
  const unread = openDesk({ ...manyDevices(30), activeSyncOrganizationSettings: undefined }, now)
  expect(planDefault(unread, whatIfDefault(unread, 'Block')).kind).toBe('not-read')
  expect(planDefault(desk, whatIfDefault(desk, 'Quarantine')).kind).toBe('not-needed')
})

it('is refused where others are hit than somebody was shown', () => {
  const shown = whatIfDefault(openDesk(manyDevices(29), now), 'Block')
  expect(planDefault(desk, shown).kind).toBe('by-hand')
})

it('cannot be made without anybody having been shown whom it hits', () => {
  // @ts-expect-error: only whatIfDefault makes one
  expect(planDefault(desk, { accessLevel: 'Block', before: 'Quarantine', hits: [], notKnown: 0 }).kind).toBe('by-hand')
})

it('sets the default, says how many it hits, and puts it back', () => {
  const plan = planDefault(desk, whatIfDefault(desk, 'Block'))
  if (plan.kind !== 'plan') throw new Error(plan.sentence)
  expect(plan.notes?.[0]).toContain('27 devices at once')
  const after = carriedOut(desk.configuration, plan.apply)
  expect(after.activeSyncOrganizationSettings?.defaultAccessLevel).toBe('Block')
  expect(carriedOut(after, plan.undo)).toEqual(desk.configuration)
})
