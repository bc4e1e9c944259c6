import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autodiscoverRequest } from '../../../../electron/engine/wire/autodiscover-message.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { findElement, findElements, parseXml, textOf } from '../../../../electron/engine/wire/xml.ts'
import { wireErrorOf } from './wire-error-of.ts'

const where = 'mail.contoso.test:443'

function read(text: string) {
  return parseXml(Buffer.from(text), where)
}

/** UTF-16 with its byte order mark, in the order of bytes that is asked for. */
function utf16(text: string, order: 'little' | 'big'): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return order === 'little' ? bytes : bytes.swap16()
}

/** What the billion laughs attack looks like: nine entities, each ten times the one before. */
const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index || ''};`.repeat(10)}">`).join('')}]><lolz>&lol9;</lolz>`

describe('what is not XML of Exchange', () => {
  it.each<[string, Uint8Array | string, RegExp]>([
    ['nothing', '', /./],
    ['white space', ' \r\n\t', /./],
    ['text alone', 'It works!', /./],
    ['a byte order mark alone', '\ufeff', /./],
    ['a declaration alone', '<?xml version="1.0"?>', /./],
    ['a comment alone', '<!-- nothing -->', /./],
    ['JSON', '{"error": "not found"}', /./],
    ['a document type', '<!DOCTYPE a><a/>', /document type/],
    ['a document type in lower case', '<!doctype html><html></html>', /document type/],
    ['a document type in mixed case', '<!DocType a SYSTEM "file:///etc/passwd"><a/>', /document type/],
    [
      'a document type behind a declaration and a comment',
      '<?xml version="1.0"?><!-- - --><!DOCTYPE a><a/>',
      /document/,
    ],
    ['a document type in UTF-16', utf16('<!DOCTYPE a><a/>', 'little'), /document type/],
    ['a document type in UTF-16, the other way round', utf16('<!DOCTYPE a><a/>', 'big'), /document type/],
    ['an entity bomb', bomb, /document type/],
    ['two roots', '<a/><b/>', /exactly one root/],
    ['text behind the root', '<a></a>text', /./],
    ['text behind an empty root', '<a/>text', /text beside its root/],
    ['marked text behind the root', '<a/><![CDATA[text]]>', /text beside its root/],
    ['text before the root', 'text<a/>', /./],
    ['an element that is not closed', '<a><b></a>', /./],
    ['an element that is closed twice', '<a></a></a>', /./],
    ['elements that are closed in another order', '<a><b></a></b>', /./],
    ['a tag that is cut', '<a', /./],
    ['an attribute that is cut', '<a b="', /./],
    ['an attribute twice', '<a b="1" b="2"/>', /./],
    ['an attribute without quotes', '<a b=1/>', /./],
    ['65 elements in each other', `${'<a>'.repeat(66)}${'</a>'.repeat(66)}`, /deeper than 64/],
    ['ten thousand elements in each other', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, /./],
    ['a name that would reach the prototype', '<a><__proto__>1</__proto__></a>', /./],
    ['an attribute that would reach the prototype', '<a __proto__="1"/>', /./],
  ])('%s', async (_name, document, detail) => {
    const failure = await wireErrorOf(() =>
      parseXml(typeof document === 'string' ? Buffer.from(document) : document, where),
    )
    expect(failure).toMatchObject({ code: 'xml-malformed', where })
    expect(failure.detail).toMatch(detail)
  })

  it('more than two mebibytes', async () => {
    const document = Buffer.from(`<a>${' '.repeat(2 * 1024 * 1024)}</a>`)
    expect((await wireErrorOf(() => parseXml(document, where))).code).toBe('response-too-large')
  })

  it('more than a hundred thousand tags', async () => {
    const failure = await wireErrorOf(() => read(`<a>${'<b/>'.repeat(99_999)}</a>`))
    expect(failure).toMatchObject({ code: 'response-too-large', detail: 'over 100000 tags of XML' })
    expect(read(`<a>${'<b/>'.repeat(9_999)}</a>`).children).toHaveLength(9_999)
  })

  it('does not reach the prototype of objects', () => {
    expect(() => read('<a><constructor><prototype x="1"/></constructor></a>')).toThrow(WireError)
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  it('arbitrary text ends in an element or in a WireError', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a>',
      '</a>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '&',
      ';',
      '&#',
      '="',
      "='",
      ' ',
      'a',
      ':',
      '<!',
      '[',
      ']',
      '\0',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (document) => expectElementOrWireError(Buffer.from(document))),
      { numRuns: 500 },
    )
  })

  it('so do arbitrary bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), expectElementOrWireError), { numRuns: 300 })
  })

  it('so does a request with some of its bytes changed', () => {
    const usual = Buffer.from(autodiscoverRequest('alice@contoso.test'))
    const change = fc.tuple(
      fc.nat(usual.length - 1),
      fc.constantFrom(...Buffer.from('<>/&;"\'=:![]?-# a\0\xff', 'latin1')),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(usual.length), (changes, cut) => {
        const bytes = Buffer.from(usual)
        for (const [at, value] of changes) bytes[at] = value
        expectElementOrWireError(bytes)
        expectElementOrWireError(bytes.subarray(0, cut))
      }),
      { numRuns: 300 },
    )
  })
})

function expectElementOrWireError(bytes: Uint8Array): void {
  try {
    expect(typeof parseXml(bytes, where).name).toBe('string')
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    expect(error.failure.code).toBe('xml-malformed')
  }
}

describe('a document', () => {
  it('is read without its prefixes, attributes and text as strings', () => {
    expect(read('<?xml version="1.0"?><s:a xmlns:s="urn:s" s:n="007"><s:b> 1.50 </s:b><s:b/></s:a>')).toEqual({
      name: 'a',
      attributes: { n: '007' },
      text: '',
      children: [
        { name: 'b', attributes: {}, text: '1.50', children: [] },
        { name: 'b', attributes: {}, text: '', children: [] },
      ],
    })
  })

  it('may nest 64 elements in each other', () => {
    expect(read(`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`).name).toBe('a')
  })

  it.each<[string, string, string]>([
    ['the five entities of XML', '&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['numbers of characters', 'Gel&#246;schte Objekte &#x1F600;', 'Gelöschte Objekte 😀'],
    ['an entity that was escaped, once', '&amp;lt;', '&lt;'],
    ['an entity that nobody declared, as it stands', '&lol;', '&lol;'],
    ['marked text, spaces and all', '<![CDATA[<b> & ]]>', '<b> & '],
    ['text around a comment', 'In<!-- - -->box', 'Inbox'],
  ])('keeps %s', (_name, inner, text) => {
    expect(read(`<a>${inner}</a>`).text).toBe(text)
  })

  it.each(['little', 'big'] as const)('is read in UTF-16, %s end first', (order) => {
    expect(parseXml(utf16('<a>Gelöscht</a>', order), where).text).toBe('Gelöscht')
  })

  it('is read in UTF-8 with a byte order mark', () => {
    expect(read('\ufeff<a>ä</a>').text).toBe('ä')
  })

  it('takes bytes that are not UTF-8 for a replacement character', () => {
    expect(parseXml(Buffer.from('<a>\xe4</a>', 'latin1'), where).text).toBe('\ufffd')
  })

  it('is searched depth first, the element itself included', () => {
    const root = read('<a><b><c>1</c></b><c>2</c><a/></a>')
    expect(findElement(root, 'a')).toBe(root)
    expect(textOf(root, 'c')).toBe('1')
    expect(findElements(root, 'c').map(({ text }) => text)).toEqual(['1', '2'])
    expect(findElements(root, 'a')).toHaveLength(2)
    expect(findElement(root, 'd')).toBeUndefined()
  })

  it('has no text where an element is missing or empty', () => {
    expect(textOf(read('<a><b/></a>'), 'b')).toBeUndefined()
    expect(textOf(read('<a/>'), 'b')).toBeUndefined()
    expect(textOf(undefined, 'b')).toBeUndefined()
  })
})
