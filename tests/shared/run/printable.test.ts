import { expect, test } from 'vitest'
import { printable } from '../../../shared/run/printable.ts'

test.each([
  ['an escape sequence', '\u001b[2Jgone', '�[2Jgone'],
  ['one of C1', '\u009b31mred', '�31mred'],
  ['a line', 'one\ntwo\r\u2028three', 'one�two��three'],
  ['a text that turns around', 'mail\u202etset.osotnoc\u202c', 'mail�tset.osotnoc�'],
  ['an isolate and a mark', '\u2066a\u2069\u200f\u061c', '�a���'],
  ['a zero and a delete', 'a\0b\u007f', 'a�b�'],
])('%s', (_what, text, expected) => {
  expect(printable(text)).toBe(expected)
})

test('leaves what people write as it is', () => {
  expect(printable('Zoë’s “Postfach” – 邮箱 📬')).toBe('Zoë’s “Postfach” – 邮箱 📬')
})
