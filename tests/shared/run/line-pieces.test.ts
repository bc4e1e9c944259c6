import { describe, expect, it } from 'vitest'
import { linePieces } from '../../../shared/run/line-pieces.ts'

/** A text with | where a line may end beside the usual places, and what is kept whole in brackets. */
function marked(text: string): string {
  return linePieces(text)
    .map(({ text: piece, whole, breaks }) => (whole ? `[${piece}]` : piece) + (breaks ? '|' : ''))
    .join('')
}

describe('A line', () => {
  it.each([
    ['', ''],
    ['nothing to break', 'nothing to break'],
    ['well-known names', 'well-known names'],
    ['https://x', 'https://x'],
    ['a - b', 'a - b'],
    ['1-2 - and --', '1-2 - and --'],
  ])('ends as ever in %o', (text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  it.each([
    ['https://mail.contoso.test/EWS/Exchange.asmx', 'https://mail.contoso.test/|EWS/|Exchange.asmx'],
    ['TLS_AES_256', 'TLS_|AES_|256'],
    ['SHA-256 67:17:ED:51', '[SHA-256] 67:|17:|ED:|51'],
    ['/Microsoft-Server-ActiveSync', '/Microsoft-Server-ActiveSync'],
  ])('may end inside of %o', (text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  it.each([
    ['on 2026-12-15.', 'on [2026-12-15].'],
    ['with Get-CASMailbox and Set-CASMailbox', 'with [Get-C]ASMailbox and [Set-C]ASMailbox'],
    ['(Get-ADUser NAME -Properties badPwdCount)', '([Get-A]DUser NAME [-P]roperties badPwdCount)'],
    ['10 of 10, in 1.5 ms each', '10 of 10, in [1.5 ms] each'],
    ['5 servers', '5 servers'],
    ['postern probe --try-again in', 'postern probe [--try-again] in'],
    ['others (CVE-2024-21410).', 'others ([CVE-2024-21410]).'],
    ['SHA-256 67:17:ED…', '[SHA-256 67:17:ED…]'],
    ['the sign-in (sign-in/password)', 'the [sign-in] ([sign-in]/|password)'],
  ])('does not end inside of what is whole in %o', (text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  it.each(['a/b/c', 'Get-CASMailbox -Identity x', 'SHA-256 67:17:ED…\nuntil 2026-12-15', ' '])(
    'loses nothing of %o',
    (text) => {
      expect(
        linePieces(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    },
  )
})
