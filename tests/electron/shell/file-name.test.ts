import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileName } from '../../../electron/shell/file-name.ts'

test.each([
  ['', 'Postern.pdf'],
  ['...', 'Postern.pdf'],
  ['../../etc/passwd', 'etc passwd.pdf'],
  ['C:\\Windows\\win.ini', 'C Windows win.ini.pdf'],
  ['a\u0000b\nc', 'ab c.pdf'],
  ['report\u202Efdp.exe', 'reportfdp.exe.pdf'],
  ['CON', 'Postern CON.pdf'],
  ['nul.txt', 'Postern nul.txt.pdf'],
  ['Contoso. ', 'Contoso.pdf'],
  ['.hidden', 'hidden.pdf'],
  ['a <b> "c" | d? *', 'a b c d.pdf'],
  ['Zoë & Söhne, 2026-11-28', 'Zoë & Söhne, 2026-11-28.pdf'],
  ['x'.repeat(300), `${'x'.repeat(80)}.pdf`],
])('%j becomes %j', (suggested, expected) => {
  expect(fileName(suggested, 'pdf')).toBe(expected)
})

test('whatever is suggested, it is one name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (suggested) => {
      const name = fileName(suggested, 'pdf')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f]|^[. ]|[. ]\.pdf$/)
      expect(name).toMatch(/.\.pdf$/)
      expect(Buffer.byteLength(name)).toBeLessThan(255 * 2)
    }),
    { numRuns: 2_000 },
  )
})
