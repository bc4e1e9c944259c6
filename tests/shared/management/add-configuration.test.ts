import { expect, test } from 'vitest'
import { addConfiguration } from '../../../shared/management/add-configuration.ts'

const a = { identity: 'contoso.com/Users/A', ewsEnabled: false }
const b = { identity: 'contoso.com/Users/B', ewsEnabled: true }

test('a part that only one of them has stays, and an object is the later one', () => {
  expect(addConfiguration({ casMailboxes: [a], organizationConfig: { name: 'Old', ewsEnabled: true } }, {})).toEqual({
    casMailboxes: [a],
    organizationConfig: { name: 'Old', ewsEnabled: true },
  })
  const later = { organizationConfig: { name: 'New' }, managementScopes: [] }
  expect(addConfiguration({ casMailboxes: [a], organizationConfig: { ewsEnabled: true } }, later)).toEqual({
    ...{ casMailboxes: [a], ...later },
  })
})

test('an entry of the same identity is the later one, in its place; others are added', () => {
  const newer = { identity: 'CONTOSO.com/users/a' }
  const { casMailboxes } = addConfiguration({ casMailboxes: [a, b] }, { casMailboxes: [{ identity: 'C' }, newer] })
  expect(casMailboxes).toEqual([newer, b, { identity: 'C' }])
})

test('the same role, held by several through a group, is one for each of them', () => {
  const held = (effectiveUserName: string, enabled: boolean) => ({ name: 'All', effectiveUserName, enabled })
  const { managementRoleAssignments } = addConfiguration(
    { managementRoleAssignments: [held('Anna', true), held('Bert', true)] },
    { managementRoleAssignments: [held('Bert', false)] },
  )
  expect(managementRoleAssignments).toEqual([held('Anna', true), held('Bert', false)])
})
