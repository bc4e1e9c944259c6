import { expect, it } from 'vitest'
import { placeOf } from '../../../shared/run/place-of.ts'

it.each([
  [{}, undefined],
  [{ days: 12 }, undefined],
  [{ url: '' }, undefined],
  [{ names: ['a'] }, undefined],
  [{ server: 'mail.contoso.test:443', days: 12 }, 'mail.contoso.test:443'],
  [{ server: 'mail.contoso.test', url: 'https://mail.contoso.test/EWS' }, 'https://mail.contoso.test/EWS'],
])('finds where in %o', (evidence, place) => {
  expect(placeOf({ evidence: evidence as Parameters<typeof placeOf>[0]['evidence'] })).toBe(place)
})
