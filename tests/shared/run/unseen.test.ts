import { expect, it } from 'vitest'
import { hasUnseen, withUnseen } from '../../../shared/run/unseen.ts'

it.each([
  ['\u202eevil', '[U+202E]evil'],
  ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
  ['zero\u200bwidth', 'zero[U+200B]width'],
  ['\ufeffmark', '[U+FEFF]mark'],
  ['soft\u00adhyphen', 'soft[U+00AD]hyphen'],
  ['tag\u{e0041}', 'tag[U+E0041]'],
  ['filler\u3164', 'filler[U+3164]'],
  ['joined\u200d', 'joined[U+200D]'],
])('What cannot be seen is shown: %j', (text, shown) => {
  expect(withUnseen(text)).toBe(shown)
  expect(hasUnseen(text)).toBe(true)
})

it.each(['Hans Müller', 'שלום', '田中 太郎', '👩\u200d💻', 'a\tb\nc', 'e\u0301'])('What is seen stays: %j', (text) => {
  expect(withUnseen(text)).toBe(text)
  expect(hasUnseen(text)).toBe(false)
})
