import { expect, test } from 'vitest'
import { isExternalLink } from '../../../electron/shell/external-links.ts'

test.each([
  ['http://learn.microsoft.com/'],
  ['https://example.invalid/'],
  ['https://learn.microsoft.com.example.invalid/'],
  ['https://evil-learn.microsoft.com/'],
  ['https://user@learn.microsoft.com/'],
  ['https://:password@learn.microsoft.com/'],
  ['https://learn.microsoft.com:8443/'],
  ['https://learn.microsoft.com@example.invalid/'],
  ['file:///etc/passwd'],
  ['javascript:alert(1)'],
  ['ms-settings:'],
  ['learn.microsoft.com'],
  [''],
])('%j stays here', (address) => {
  expect(isExternalLink(address)).toBe(false)
})

test.each([['https://learn.microsoft.com/exchange/'], ['https://LEARN.microsoft.com:443/a?b#c']])(
  '%j may go',
  (address) => {
    expect(isExternalLink(address)).toBe(true)
  },
)
