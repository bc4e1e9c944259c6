import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoted, UnquotableText, valueText } from '../../../shared/management/quote.ts'
import { anyText } from './any-text.ts'

describe('A value as PowerShell writes it', () => {
  it.each([
    ['text', 'NylasClient/1.0', "'NylasClient/1.0'"],
    ['no text', '', "''"],
    ['the straight quote', "it's", "'it''s'"],
    [
      'each of the smart single quotes',
      '\u2018\u2019\u201a\u201b',
      "'\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'",
    ],
    ['double quotes, straight and smart', '"\u201c\u201d\u201e', `'"\u201c\u201d\u201e'`],
    ['what double quotes would expand', '$(Get-Date) $env:x `n', "'$(Get-Date) $env:x `n'"],
    ['line breaks', 'a\r\nb\nc', "'a\r\nb\nc'"],
    ['yes', true, '$true'],
    ['no', false, '$false'],
    ['blank', null, '$null'],
    ['a number', 27, '27'],
    ['nothing', 0, '0'],
    ['a list', ['a', "b'"], "'a','b'''"],
    ['a list of one, as its text', ['a'], "'a'"],
    ['an empty list, as what clears one', [], '$null'],
    ['what is added', { add: ['a', 'b'] }, "@{Add='a','b'}"],
    ['what is taken away', { remove: ['a'] }, "@{Remove='a'}"],
    ['both', { remove: ['c'], add: ['a'] }, "@{Add='a'; Remove='c'}"],
    ['only what there is to remove', { add: [], remove: ['c'] }, "@{Remove='c'}"],
  ])('writes %s', (_, value, written) => {
    expect(valueText(value)).toBe(written)
  })

  it.each([
    ['half a character', '\ud83d'],
    ['the other half', 'a\ude00b'],
    ['NUL', 'a\0b'],
    ['Escape', '\u001b[31m'],
    ['the interrupt key', '\u0003'],
    ['backspace', 'a\b'],
    ['delete', '\u007f'],
    ['a control character of the upper half', '\u009b'],
    ['next line', '\u0085'],
  ])('refuses %s with a sentence for whoever gave it', (_, text) => {
    expect(() => quoted(text)).toThrow(UnquotableText)
    expect(() => valueText(['fine', text])).toThrow(/^A text holds .*\.$/)
    expect(() => valueText({ add: [text] })).toThrow(UnquotableText)
  })

  it.each([[-1], [1.5], [Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53], [{}], [{ add: [], remove: [] }]])(
    'takes %o for a bug of ours',
    (value) => {
      expect(() => valueText(value)).toThrow(RangeError)
    },
  )

  it('refuses a text or gives back one that ends where it ends, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let written: string
        try {
          written = quoted(text)
        } catch (error) {
          expect(error).toBeInstanceOf(UnquotableText)
          expect(!text.isWellFormed() || /\p{Cc}/u.test(text)).toBe(true)
          return
        }
        expect(written.slice(1, -1).replace(/(['\u2018\u2019\u201a\u201b]){2}/g, '')).not.toMatch(
          /['\u2018\u2019\u201a\u201b]/,
        )
      }),
      { numRuns: 2_000 },
    )
  })
})
