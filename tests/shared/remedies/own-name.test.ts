import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOwnName, ownName } from '../../../shared/remedies/own-name.ts'

test.each([
  ['CONTOSO\\svc-sync', 'Postern EWS svc-sync'],
  ['svc-sync@contoso.test', 'Postern EWS svc-sync'],
  ['svc-sync', 'Postern EWS svc-sync'],
  ["o'brien,ou=x", 'Postern EWS o-brien-ou-x'],
  ['', 'Postern EWS account'],
])('%s makes %s', (account, name) => {
  expect(ownName(account, [])).toBe(name)
})

test('a name is new, no longer than Exchange takes, and known again', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 90 }), fc.nat(12), (account, made) => {
      const taken: string[] = []
      for (let each = 0; each <= made; each += 1) taken.push(ownName(account, taken))
      expect(new Set(taken).size).toBe(taken.length)
      for (const name of taken) {
        expect(name.length).toBeLessThanOrEqual(64)
        expect(isOwnName(name, account)).toBe(true)
      }
    }),
  )
})

test.each(['Postern EWS other', 'Postern EWS svc-sync-2', 'Sync', 'Postern EWS svc-sync 2b'])(
  '%s is not its name',
  (name) => {
    expect(isOwnName(name, 'CONTOSO\\svc-sync')).toBe(false)
  },
)
