import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeWbxml,
  element,
  encodeWbxml,
  textAt,
  type WbxmlElement,
  WbxmlRefusal,
} from '../../../lab/exchange/wbxml.ts'
import { tokenOf } from '../../../lab/exchange/wbxml-code-pages.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

describe('reads what a client sends, and writes it the same (MS-ASWBXML section 2.1.2)', () => {
  it.each<[string, string, WbxmlElement]>([
    [
      'FolderSync with key 0',
      '03016a00 0007 56 52 03 3000 01 01',
      element('FolderHierarchy:FolderSync', [element('FolderHierarchy:SyncKey', '0')]),
    ],
    [
      'the first round of Provision',
      `03016a00 000e 45 46 47 48 03 ${Buffer.from('MS-EAS-Provisioning-WBXML\0').toString('hex')} 01 01 01 01`,
      element('Provision:Provision', [
        element('Provision:Policies', [
          element('Provision:Policy', [element('Provision:PolicyType', 'MS-EAS-Provisioning-WBXML')]),
        ]),
      ]),
    ],
    [
      'two code pages, an empty element and opaque bytes',
      '03016a00 45 1e 0002 76 c3 03 00ff7f 01 0000 0f 01',
      element('AirSync:Sync', [
        element('AirSync:DeletesAsMoves'),
        element('Email:MIMEData', Buffer.from([0, 255, 127])),
        element('AirSync:Collection'),
      ]),
    ],
  ])('%s', (_what, hex, document) => {
    expect(decodeWbxml(bytes(hex))).toEqual(document)
    expect(encodeWbxml(document)).toEqual(bytes(hex))
  })

  it('writes lengths above 127 in several bytes', () => {
    const data = Buffer.alloc(300, 7)
    const written = encodeWbxml(element('Email:MIMEData', data))
    expect(written.subarray(0, 10)).toEqual(bytes('03016a00 0002 76 c3 822c'))
    expect(decodeWbxml(written)).toEqual(element('Email:MIMEData', data))
  })
})

describe('refuses', () => {
  it.each([
    ['nothing', ''],
    ['another version', '02016a00 05'],
    ['another character set', '03010300 05'],
    ['a string table', '03016a0001 00 05'],
    ['no root', '03016a00'],
    ['an element without an end', '03016a00 45'],
    ['a string without an end', '03016a00 45 03 4142'],
    ['opaque data longer than the rest', '03016a00 45 c3 04 414243'],
    ['a length in five bytes', '03016a00 45 c3 8080808001 01'],
    ['attributes', '03016a00 85 01'],
    ['a global token for a tag', '03016a00 04'],
    ['text beside elements', '03016a00 45 03 4100 07 01'],
    ['a second root', '03016a00 05 05'],
    ['more than 32 levels', `03016a00 ${'45'.repeat(40)}`],
  ])('%s', (_what, hex) => {
    expect(() => decodeWbxml(bytes(hex))).toThrow(WbxmlRefusal)
  })

  it('whatever is no WBXML, with a refusal and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
        try {
          decodeWbxml(Buffer.concat([bytes('03016a00'), rest]))
        } catch (error) {
          expect(error).toBeInstanceOf(WbxmlRefusal)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

it('reads back whatever it writes', () => {
  const name = fc.constantFrom(...tokenOf.keys())
  const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !value.includes('\0'))
  const { tree } = fc.letrec<{ tree: WbxmlElement }>((tie) => ({
    tree: fc.record({
      name,
      content: fc.oneof({ maxDepth: 5 }, text, fc.array(tie('tree'), { maxLength: 4 })),
    }),
  }))
  fc.assert(
    fc.property(tree, (document) => {
      expect(decodeWbxml(encodeWbxml(document))).toEqual(document)
    }),
  )
})

it('finds text by a path', () => {
  const document = element('Ping:Ping', [element('Ping:Status', '1')])
  expect(textAt(document, 'Ping:Status')).toBe('1')
  expect(textAt(document, 'Ping:Folders', 'Ping:Folder')).toBeUndefined()
})
