import { expect, it } from 'vitest'
import { languageFor } from '../../../shared/language/language-for.ts'

it.each([
  [['de-AT', 'en'], ['de'], 'de'],
  [['de-AT', 'en'], ['de', 'de-AT'], 'de-AT'],
  [['fr', 'de'], ['de'], 'de'],
  [['en-GB', 'de'], ['de'], undefined],
  [['en-XA'], ['en-XA'], 'en-XA'],
  [['pt-BR'], ['de'], undefined],
  [[], ['de'], undefined],
])('of %j, where %j is known, it is %s', (wanted, known, chosen) => {
  expect(languageFor(wanted, known)).toBe(chosen)
})
