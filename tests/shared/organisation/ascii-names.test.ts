import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { asciiDomain, asciiMailbox, withAsciiNames } from '../../../shared/organisation/ascii-names.ts'

test.each([
  ['nothing', ''],
  ['a blank', 'mül ler.example'],
  ['an address of a page', 'https://müller.example/'],
  ['a port', 'müller.example:443'],
  ['a user', 'a@müller.example'],
  ['what a URL would decode', 'm%C3%BCller.example'],
  ['an empty label', 'müller..example'],
  ['an A-label that decodes to nothing, beside a U-label', 'xn--a.müller.example'],
  ['a label that gets too long', `${'ü'.repeat(60)}.example`],
  ['a name that gets too long', `${'müller.'.repeat(30)}example`],
  ['a final dot, as none is taken in ASCII', 'müller.example.'],
  ['an address in full-width digits', '１０.０.０.１'],
  ['letters of two directions', 'aא.example'],
  ['a hyphen that is invisible', 'müller\u00ad.example'],
])('is no name of DNS: %s', (_what, text) => {
  expect(asciiDomain(text)).toBeUndefined()
})

test.each([
  ['a name in ASCII, as it is written', 'Contoso.Test', 'Contoso.Test'],
  ['one label', 'localhost', 'localhost'],
  ['an underscore', '_dmarc.contoso.test', '_dmarc.contoso.test'],
  ['an A-label', 'xn--mller-kva.example', 'xn--mller-kva.example'],
  ['a U-label', 'müller.example', 'xn--mller-kva.example'],
  ['a U-label in capitals', 'MÜLLER.Example', 'xn--mller-kva.example'],
  ['a U-label in two parts, letter and mark', 'mu\u0308ller.example', 'xn--mller-kva.example'],
  ['a U-label that is a deviation of IDNA 2003', 'straße.example', 'xn--strae-oqa.example'],
  ['U-labels throughout', '例え.テスト', 'xn--r8jz45g.xn--zckzah'],
])('is a name of DNS: %s', (_what, text, ascii) => {
  expect(asciiDomain(text)).toBe(ascii)
})

test.each([
  ['no domain', 'probe', undefined],
  ['no user', '@müller.example', undefined],
  ['a user outside ASCII, which Exchange knows none of', 'jörg@müller.example', undefined],
  ['two domains', 'a@b@müller.example', undefined],
  ['a domain that is none', 'probe@müller..example', undefined],
  ['an address in ASCII, as it is written', 'Probe@Contoso.test', 'Probe@Contoso.test'],
  ['an apostrophe and a U-label', "o'neill@müller.example", "o'neill@xn--mller-kva.example"],
])('a mailbox: %s', (_what, text, ascii) => {
  expect(asciiMailbox(text)).toBe(ascii)
})

it('asks for an organisation by the names that DNS and Exchange have, and for one in ASCII as it is', () => {
  const written = { format: 1, name: 'Müller', domain: 'müller.example', mailbox: 'probe@müller.example' } as const
  expect(withAsciiNames(written)).toEqual({
    ...written,
    domain: 'xn--mller-kva.example',
    mailbox: 'probe@xn--mller-kva.example',
  })
  const ascii = { ...written, domain: 'Contoso.test', mailbox: 'Probe@contoso.test' }
  expect(withAsciiNames(ascii)).toEqual(ascii)
})

it('makes of any text a name of ASCII letters, digits, hyphens, underscores and dots, or none; and once is enough', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.domain()), (text) => {
      const ascii = asciiDomain(text)
      if (ascii === undefined) return
      expect(ascii).toMatch(/^[a-z0-9._-]{1,253}$/i)
      expect(asciiDomain(ascii)).toBe(ascii)
    }),
  )
})
