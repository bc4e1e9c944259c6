import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeHtml, html, prose } from '../../../shared/report/html-text.ts'
import { printable } from '../../../shared/run/printable.ts'
import { hostileText } from './hostile-text.ts'
import { attributeOf, elementsOf, nodesOf, parsedPiece, textOf } from './parsed-html.ts'

/** What comes back of a text: itself, but for what moves other text or is no character. */
const asShown = (text: string) => printable(text).toWellFormed()

it.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  [`"><img src=x onerror='x'>`, '&quot;&gt;&lt;img src=x onerror=&#39;x&#39;&gt;'],
  ['&lt;', '&amp;lt;'],
  ['a\u202eb\0c\ud800', 'a�b�c�'],
  ['Zoë 邮箱 📬', 'Zoë 邮箱 📬'],
])('%j is text', (text, escaped) => {
  expect(escapeHtml(text)).toBe(escaped)
  expect(prose(text).html.replaceAll('<wbr>', '')).toBe(escaped)
})

it('keeps a date whole, and lets an address be broken', () => {
  expect(prose('on 2026-12-15').html).toBe('on <span class="whole">2026-12-15</span>')
  expect(prose('x.test/owa/<b>').html).toBe('x.test/<wbr>owa/&lt;b&gt;')
})

it('puts text, pieces, lists and nothing where they belong', () => {
  expect(html`<p>${'<'}${html`<b>${'&'}</b>`}${[html`1`, html`2`]}${undefined}</p>`.html).toBe(
    '<p>&lt;<b>&amp;</b>12</p>',
  )
})

it('gives any text back as it was, from between tags and from an attribute', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const piece = parsedPiece(html`<ul><li class="${text}">${text}</li><li>${prose(text)}</li></ul>`.html)
      const [list, first, second, ...added] = elementsOf(piece)
      expect([list?.tagName, first?.tagName, second?.tagName]).toEqual(['ul', 'li', 'li'])
      expect(
        added.filter(
          ({ tagName, attrs }) => !(tagName === 'wbr' || (tagName === 'span' && attrs[0]?.value === 'whole')),
        ),
      ).toEqual([])
      expect(nodesOf(piece).filter(({ nodeName }) => nodeName === '#comment')).toEqual([])
      expect(first && [attributeOf(first, 'class'), textOf(first)]).toEqual([asShown(text), asShown(text)])
      expect(second && textOf(second)).toBe(asShown(text))
    }),
    { numRuns: 500 },
  )
})
