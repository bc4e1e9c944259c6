import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allTags } from '../../../../../electron/engine/wire/wbxml/code-pages.ts'
import { decodeWbxml, defaultWbxmlLimits } from '../../../../../electron/engine/wire/wbxml/decode-wbxml.ts'
import { encodeWbxml } from '../../../../../electron/engine/wire/wbxml/encode-wbxml.ts'
import {
  descend,
  element,
  holds,
  textAt,
  type WbxmlElement,
} from '../../../../../electron/engine/wire/wbxml/wbxml-element.ts'
import { WireError } from '../../../../../electron/engine/wire/wire-error.ts'
import { wireErrorOf } from '../wire-error-of.ts'

const WHERE = 'mail.contoso.test:443'
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const read = (hex: string) => decodeWbxml(bytes(hex), WHERE)

describe('a message that is refused', () => {
  it.each<[string, string, RegExp]>([
    ['no bytes', '', /cut after 0 bytes/],
    ['a header that is cut', '03 01 6A', /cut after 3 bytes/],
    ['a header and nothing else', '03 01 6A 00', /cut/],
    ['WBXML 1.1', '01 01 6A 00 05', /byte 0 of its header/],
    ['another public identifier', '03 02 6A 00 05', /byte 1/],
    ['ASCII', '03 01 03 00 05', /byte 2/],
    ['a string table', '03 01 6A 03 61 62 00 05', /byte 3/],
    ['a page for people', '3C 68 74 6D 6C 3E', /byte 0/],
    ['an element that does not end', '03 01 6A 00 45', /cut after 5/],
    ['a page that is not named', '03 01 6A 00 00', /cut/],
    ['a page that there is not', '03 01 6A 00 00 1A 05', /0x5 on page 26/],
    ['a tag that there is not', '03 01 6A 00 11', /0x11 on page 0/],
    ['attributes', '03 01 6A 00 85 01', /0x85/],
    ['a reference to the string table', '03 01 6A 00 45 83 00 01', /0x83/],
    ['an entity', '03 01 6A 00 45 02 41 01', /0x2 on/],
    ['a literal tag', '03 01 6A 00 04 00', /0x4 on/],
    ['a processing instruction', '03 01 6A 00 43 05 01 05', /0x43/],
    ['an extension', '03 01 6A 00 45 C0 01', /0xc0/],
    ['a string that does not end', '03 01 6A 00 45 03 61 62 63', /string does not end/],
    ['a string at the top', '03 01 6A 00 03 61 00', /beside elements/],
    ['a string before an element', '03 01 6A 00 45 03 61 00 0B 01', /beside elements/],
    ['a string after an element', '03 01 6A 00 45 0B 03 61 00 01', /beside elements/],
    ['a string that is not UTF-8', '03 01 6A 00 45 03 FF 00 01', /not UTF-8/],
    ['an overlong form of UTF-8', '03 01 6A 00 45 03 C0 80 00 01', /not UTF-8/],
    ['opaque data past the end', '03 01 6A 00 45 C3 05 61 01', /5 bytes reach past the end/],
    ['a lying length of 4 GiB', '03 01 6A 00 45 C3 8F FF FF FF 7F 61 01', /4294967295 bytes/],
    ['a length of 35 bits', '03 01 6A 00 45 C3 FF FF FF FF 7F 01', /32 bits/],
    ['a length that does not end', '03 01 6A 00 45 C3 80 80 80 80 80 80 00 01', /32 bits/],
    ['a length that is cut', '03 01 6A 00 45 C3 80', /cut/],
    ['opaque data beside a string', '03 01 6A 00 45 03 61 00 C3 00 01', /beside something else/],
    ['opaque data twice', '03 01 6A 00 45 C3 00 C3 00 01', /beside something else/],
    ['opaque data at the top', '03 01 6A 00 C3 00', /beside something else/],
    ['an end without a beginning', '03 01 6A 00 01', /did not begin/],
    ['bytes after the end', '03 01 6A 00 45 01 01', /1 bytes follow/],
    ['bytes after an empty root', '03 01 6A 00 05 05', /1 bytes follow/],
  ])('%s', async (_, hex, detail) => {
    const failure = await wireErrorOf(() => read(hex))
    expect(failure).toMatchObject({ code: 'wbxml-malformed', where: WHERE })
    expect(failure.detail).toMatch(detail)
  })

  it.each<[string, Buffer, RegExp]>([
    ['too deep', bytes(`03016A00${'45'.repeat(33)}${'01'.repeat(33)}`), /32 deep/],
    ['too many elements', bytes(`03016A0045${'05'.repeat(50_000)}01`), /50000 elements/],
    ['too long', Buffer.alloc(defaultWbxmlLimits.bytes + 1), /longer than/],
  ])('%s', async (_, message, detail) => {
    const failure = await wireErrorOf(() => decodeWbxml(message, WHERE))
    expect(failure.detail).toMatch(detail)
  })

  it('up to the limits it is read', () => {
    expect(decodeWbxml(bytes(`03016A00${'45'.repeat(32)}${'01'.repeat(32)}`), WHERE).name).toBe('AirSync:Sync')
    expect(decodeWbxml(bytes(`03016A0045${'05'.repeat(49_999)}01`), WHERE).content).toHaveLength(49_999)
  })

  it('arbitrary bytes end in an element or in wbxml-malformed, and in nothing else', () => {
    const headed = fc.uint8Array({ maxLength: 400 }).map((tail) => Buffer.concat([bytes('03016A00'), tail]))
    fc.assert(
      fc.property(fc.oneof(headed, fc.uint8Array({ maxLength: 400 })), (message) => {
        try {
          expect(decodeWbxml(message, WHERE).name).toMatch(/^\w+:\w+$/)
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
          expect((error as WireError).failure.code).toBe('wbxml-malformed')
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('a whole message that is cut anywhere is refused', () => {
    for (let length = 0; length < contactBytes.length; length += 1) {
      expect(() => decodeWbxml(contactBytes.subarray(0, length), WHERE)).toThrow(WireError)
    }
  })
})

describe('what cannot be written', () => {
  it.each([
    ['a tag that there is not', element('AirSync:Nothing')],
    ['a NUL in a text', element('AirSync:SyncKey', 'a\0b')],
    ['a wrong tag inside', element('AirSync:Sync', [element('Sync')])],
  ])('%s', (_, root) => {
    expect(() => encodeWbxml(root)).toThrow(RangeError)
  })
})

// MS-ASWBXML section 3: the server's response with a new contact, with its own byte-by-byte description.
const contactBytes = bytes(
  '03 01 6A 00 45 5C 4F 50 03 43 6F 6E 74 61 63 74 73 00 01 4B 03 32 00 01 52 03 32 00 01 4E 03 31 00 01 56 47 4D ' +
    '03 32 3A 31 00 01 5D 00 11 4A 46 03 31 00 01 4C 03 30 00 01 4D 03 31 00 01 01 00 01 5E 03 46 75 6E 6B 2C 20 44 ' +
    '6F 6E 00 01 5F 03 44 6F 6E 00 01 69 03 46 75 6E 6B 00 01 00 11 56 03 31 00 01 01 01 01 01 01 01',
)
const contact = element('AirSync:Sync', [
  element('AirSync:Collections', [
    element('AirSync:Collection', [
      element('AirSync:Class', 'Contacts'),
      element('AirSync:SyncKey', '2'),
      element('AirSync:CollectionId', '2'),
      element('AirSync:Status', '1'),
      element('AirSync:Commands', [
        element('AirSync:Add', [
          element('AirSync:ServerId', '2:1'),
          element('AirSync:ApplicationData', [
            element('AirSyncBase:Body', [
              element('AirSyncBase:Type', '1'),
              element('AirSyncBase:EstimatedDataSize', '0'),
              element('AirSyncBase:Truncated', '1'),
            ]),
            element('Contacts:FileAs', 'Funk, Don'),
            element('Contacts:FirstName', 'Don'),
            element('Contacts:LastName', 'Funk'),
            element('AirSyncBase:NativeBodyType', '1'),
          ]),
        ]),
      ]),
    ]),
  ]),
])

describe('bytes of the specifications', () => {
  it.each<[string, string, WbxmlElement]>([
    [
      'FolderSync with key 0 (MS-ASCMD 2.2.1.5, in the tokens of MS-ASWBXML 2.1.2.1.8)',
      '03 01 6A 00 00 07 56 52 03 30 00 01 01',
      element('FolderHierarchy:FolderSync', [element('FolderHierarchy:SyncKey', '0')]),
    ],
    [
      'a mb_u_int32 of two bytes (WAP-192 section 5.1: 0xA0 is 81 20)',
      `03 01 6A 00 00 15 50 C3 81 20 ${'00 '.repeat(0xa0)}01`,
      element('ComposeMail:Mime', new Uint8Array(0xa0)),
    ],
    ['an empty tag', '03 01 6A 00 00 0E 4C 0B 01', element('Provision:RemoteWipe', [element('Provision:Status')])],
    ['a new contact (MS-ASWBXML section 3)', contactBytes.toString('hex'), contact],
  ])('%s', (_, hex, root) => {
    expect(encodeWbxml(root).toString('hex')).toBe(bytes(hex).toString('hex'))
    expect(read(hex)).toEqual(root)
  })

  it('strings one after another are one text, and a page may be switched where it is already', () => {
    expect(read('03 01 6A 00 00 00 00 07 52 03 61 00 03 C3 A9 00 01')).toEqual(element('FolderHierarchy:SyncKey', 'aé'))
  })
})

it('what is written is read as the same', () => {
  const { tree } = fc.letrec<{ tree: WbxmlElement }>((tie) => ({
    tree: fc.record({
      name: fc.constantFrom(...allTags),
      content: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
        fc.uint8Array({ maxLength: 300 }),
        fc.array(tie('tree'), { maxLength: 4 }),
      ),
    }),
  }))
  fc.assert(
    fc.property(tree, (root) => {
      expect(decodeWbxml(encodeWbxml(root), WHERE, { ...defaultWbxmlLimits, depth: 1_000 })).toEqual(root)
    }),
    { numRuns: 500 },
  )
})

describe('a way through a message', () => {
  it('that leads to nothing', () => {
    expect(textAt(contact, 'AirSync:Status')).toBeUndefined()
    expect(textAt(contact, 'AirSync:Collections')).toBeUndefined()
    expect(textAt(contact, 'AirSync:Collections', 'AirSync:Collection', 'AirSync:Status', 'AirSync:Status')).toBe(
      undefined,
    )
    expect(textAt(undefined, 'AirSync:Status')).toBeUndefined()
    expect(holds(contact, 'Provision:RemoteWipe')).toBe(false)
  })

  it('that leads to a text', () => {
    expect(textAt(contact, 'AirSync:Collections', 'AirSync:Collection', 'AirSync:SyncKey')).toBe('2')
    expect(descend(contact)).toBe(contact)
    expect(holds(contact, 'AirSyncBase:Truncated')).toBe(true)
  })
})
