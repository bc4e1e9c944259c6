import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListFileRefusalCode } from '../../../shared/firewall/list-file-refusal.ts'
import { readListFile } from '../../../shared/firewall/read-list-file.ts'

const read = (text: string, { name = null, pointer = null }: { name?: string | null; pointer?: string | null } = {}) =>
  readListFile(text, { name, pointer })

const deep = (levels: number) => `${'['.repeat(levels)}"8.8.4.4"${']'.repeat(levels)}`
const wide = Array.from({ length: 1_001 }, (_each, index) => `2600:${(0x1000 + 2 * index).toString(16)}::/31`)

const unreadable: readonly (readonly [
  text: string,
  code: ListFileRefusalCode,
  says: string | RegExp,
  how?: { name?: string; pointer?: string },
])[] = [
  ['', 'empty-file', 'nothing'],
  ['\ufeff \r\n\t', 'empty-file', 'nothing'],
  ['# senders\n; old\n// none yet\n', 'no-entries', 'every sender would be removed'],
  ['[]', 'no-entries', 'every sender'],
  ['{"ip_addresses":[],"updated_at":1700000000}', 'no-entries', 'every sender'],
  ['{"data":{"ip_addresses":[]}}', 'no-entries', 'every sender'],
  ['ip_address\n', 'no-entries', 'every sender'],
  ['PK\u0003\u0004\u0014\0', 'workbook', 'CSV'],
  ['\ufffd\ufffd\u0011\ufffd\u001a\ufffd', 'workbook', 'CSV'],
  ['%PDF-1.7\n8.8.4.4', 'pdf', 'paste'],
  ['{\\rtf1\\ansi 8.8.4.4}', 'rich-text', 'plain text'],
  ['<!DOCTYPE html><title>Sign in</title>', 'page', 'sign in'],
  ['\n<html lang="en">', 'page', 'sign in'],
  ['<!-- 1 --><html>', 'page', 'sign in'],
  ['<?xml version="1.0"?><prefixes/>', 'xml', 'XML'],
  ['<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', 'page', 'sign in'],
  ['8\0.\x008\0.\x004\0.\x004\0', 'binary', 'UTF-8'],
  ['{"ip_addresses":["8.8.4.4","8.8.', 'json-cut-off', 'whole file'],
  ['{"ip_addresses":["8.8.4.4"', 'json-cut-off', 'whole file'],
  ['["8.8.4.4\\"', 'json-cut-off', 'whole file'],
  ['{"ip_addresses":["8.8.4.4"]}\n{"ip_addresses":["8.8.8.8"]}', 'json-several', 'Give one'],
  ['["8.8.4.4",]', 'json-broken', 'Mend it'],
  ['{ip_addresses:["8.8.4.4"]}', 'json-broken', 'Mend it'],
  ["['8.8.4.4']", 'json-broken', 'Mend it'],
  ['8.8.4.4', 'json-broken', 'Mend it', { name: 'list.JSON' }],
  [deep(51), 'json-too-deep', '50 levels'],
  [`{"a":${deep(50)}}`, 'json-too-deep', '50 levels'],
  ['{"message":"Invalid\u202e client secret","type":"api_error"}', 'error-answer', 'Invalid[U+202E] client secret'],
  ['{"error":{"message":"Not found"}}', 'error-answer', 'Not found'],
  ['{"error":"unauthorized"}', 'error-answer', 'unauthorized'],
  ['{"senders_of_mail":["8.8.4.4"],"count":1}', 'no-list', '“senders_of_mail”, “count”'],
  ['{"data":{"id":"1"}}', 'no-list', '“id”'],
  ['{"__proto__":["8.8.4.4"]}', 'no-list', '__proto__'],
  ['{"ip_addresses":"8.8.4.4"}', 'no-list', 'pointer'],
  ['{"ips":["8.8.4.4"],"addresses":["8.8.8.8"]}', 'several-lists', '“ips”, “addresses”'],
  ['null', 'no-pointer', 'null', { name: 'list.json' }],
  ['"8.8.4.4"', 'no-pointer', 'a text', { name: 'list.json' }],
  ['7', 'no-pointer', 'a number', { name: 'list.json' }],
  ['{"a":["8.8.4.4"]}', 'pointer-form', 'slash', { pointer: 'a' }],
  ['{"a":["8.8.4.4"]}', 'pointer-form', '~0', { pointer: '/a~2' }],
  ['{"a":["8.8.4.4"]}', 'pointer-form', '~0', { pointer: '/a~' }],
  ['8.8.4.4', 'pointer-in-text', 'no JSON', { pointer: '/a' }],
  ['{"a":{"b":["8.8.4.4"]}}', 'pointer-lost', 'no “c” at /a, but “b”', { pointer: '/a/c' }],
  ['{"a":[["8.8.4.4"]]}', 'pointer-lost', 'no “1” at /a', { pointer: '/a/1' }],
  ['{"a":[["8.8.4.4"]]}', 'pointer-lost', 'no “00” at /a', { pointer: '/a/00' }],
  ['{"a":[["8.8.4.4"]]}', 'pointer-lost', 'no “-” at /a', { pointer: '/a/-' }],
  ['{"a":[["8.8.4.4"]]}', 'pointer-lost', 'no “length” at /a', { pointer: '/a/length' }],
  ['{"a":1}', 'pointer-lost', '__proto__', { pointer: '/__proto__' }],
  ['{"a":1}', 'pointer-lost', 'constructor', { pointer: '/constructor/name' }],
  ['{"a":"8.8.4.4"}', 'pointer-lost', 'no “0” at /a', { pointer: '/a/0' }],
  ['{"a":"8.8.4.4"}', 'not-a-list', 'a text', { pointer: '/a' }],
  ['{"a":null}', 'not-a-list', 'null', { pointer: '/a' }],
  ['{"a":true}', 'not-a-list', 'true or false', { pointer: '/a' }],
  ['["8.8.4.4",["8.8.8.8"]]', 'list-in-list', 'Entry 2'],
  ['["8.8.4.4",134743044]', 'entry-not-text', 'Entry 2 of the list is a number'],
  ['[null]', 'entry-not-text', 'null'],
  ['[{"ip":{"v4":"8.8.4.4"}}]', 'entry-not-text', 'an object'],
  ['[{"ip":"8.8.4.4"},{"host":"a.example.com"}]', 'entry-without-key', /Entry 2 .*“host”/],
  ['{"data":[]}', 'no-list', '“data”'],
  ['{"data":["8.8.4.4"]}', 'no-list', '“data”'],
  ['{"data":[{"ip":"8.8.4.4"},{"host":"a.example.com"}]}', 'no-list', '“data”'],
  ['{"data":[{"ip":"8.8.4.4","cidr":"8.8.4.0/24"}]}', 'no-list', '“data”'],
  ['{"data":[{"ip":"8.8.4.4"}],"revoked":[{"ip":"8.8.8.8"}]}', 'no-list', '“data”, “revoked”'],
  ['{"data":[{"ip":{"v4":"8.8.4.4"}}]}', 'entry-not-text', 'an object'],
  ['[{}]', 'entry-without-key', 'Entry 1'],
  ['[{"ip":"8.8.4.4","cidr":"8.8.4.0/24"}]', 'entry-of-two-keys', '“ip”, “cidr”'],
  ['ip,region\n8.8.4.4,"US', 'open-quote', 'Line 2'],
  ['ip,region\n"8.8.4.4"x,US', 'stray-quote', 'Line 2'],
  ['ip,region\n8.8.4.4,U"S', 'stray-quote', 'Line 2'],
  ['ip,region\n\n8.8.4.4,US,new', 'ragged-row', 'Line 3'],
  ['region;ip\nUS;8.8.4.4\n8.8.8.8', 'ragged-row', 'Line 3'],
  ['region,where\nUS,8.8.4.4', 'no-column', '“region”, “where”'],
  ['a.example.com,b.example.com', 'no-column', 'Name one ip'],
  ['8.8.4.4,US\n8.8.8.8,EU', 'no-column', '“8.8.4.4”, “US”'],
  ['ip,address\n8.8.4.4,8.8.8.8', 'several-columns', '“ip”, “address”'],
  ['ip,ip\n8.8.4.4,8.8.8.8', 'several-columns', '“ip”'],
  ['IP,ipv6\n8.8.4.4,2600:1900::1', 'several-columns', '“IP”, “ipv6”'],
  ['8.8.4.0,8.8.4.255\n8.8.8.0,8.8.8.255', 'pairs-or-ranges', 'first-last'],
]

describe('a remark behind #', () => {
  const both = { entries: ['8.8.4.4/32', '8.8.8.8/32'], refused: [] }

  it.each([
    ['8.8.4.4 # US, old; "main"\n8.8.8.8\n', 'text'],
    ['# Exported, by "portal"\n8.8.4.4\n8.8.8.8 # ours\n', 'text'],
    ['# Exported from "portal"\nip,region\n8.8.4.4,US\n  # the "second", of two\n8.8.8.8,EU\n', 'csv'],
    ['ip,region\r\n# "\r\n8.8.4.4,US\r\n8.8.8.8,EU\r\n# last', 'csv'],
  ])('says nothing of the list: %j', (text, form) => {
    expect(read(text)).toMatchObject({ ...both, form })
  })

  it('is a line, so that what is refused behind it is told of its own', () => {
    expect(read('ip,region\n# one\n8.8.4.4,US\n300.1.1.1,EU\n')).toMatchObject({ refused: [{ at: 4 }] })
  })
})

describe('readListFile', () => {
  for (const [text, code, says, how] of unreadable)
    it(`refuses ${JSON.stringify(text)} as ${code}`, () => {
      const reading = read(text, how)
      expect(reading).toMatchObject({ unreadable: code })
      expect('sentence' in reading && reading.sentence).toMatch(says)
    })

  it('refuses what is longer, deeper or wider than it takes', () => {
    expect(read('x'.repeat(16 * 1024 * 1024 + 1))).toMatchObject({ unreadable: 'too-long' })
    expect(read('8.8.4.4\n'.repeat(200_001))).toMatchObject({ unreadable: 'too-many-entries' })
    // Twelve megabytes of ranges would be forty million prefixes; they are not reckoned.
    const range = (at: number) =>
      `2600:${(at >> 8).toString(16)}:${(at & 255).toString(16)}::1-2600:${(at >> 8).toString(16)}:${(at & 255).toString(16)}:ffff:ffff:ffff:ffff:fffe`
    expect(read(Array.from({ length: 200_000 }, (_, at) => range(at)).join('\n'))).toMatchObject({
      unreadable: 'too-many-entries',
    })
    expect(read(`[{${Array.from({ length: 1_001 }, (_, at) => `"k${at}":1`).join(',')}}]`)).toMatchObject({
      unreadable: 'entry-without-key',
    })
    expect(read(wide.join('\n'))).toMatchObject({ unreadable: 'too-many-wide' })
    expect(read(wide.slice(1).join('\n'))).toMatchObject({ refused: [] })
    expect(read(deep(100_000))).toMatchObject({ unreadable: 'json-too-deep' })
  })

  it.each([
    ['8.8.4.4\n10.0.0.1\n', 2, 'private', '10.0.0.1'],
    ['region,ip\nUS,8.8.4.4\nEU,"8.8.4.0/33"\n', 3, 'prefix-too-long', '8.8.4.0/33'],
    ['["8.8.4.4","010.8.4.4"]', 2, 'leading-zero', '010.8.4.4'],
    ['{"prefixes":[{"ipv4Prefix":"8.8.4.1/24"}]}', 1, 'host-bits', '8.8.4.1/24'],
    ['[2600:1900::1]\n', 1, 'brackets', '[2600:1900::1]'],
    ['8.8.4.4\n8.8.\u202e8.8\n', 2, 'hidden-character', '8.8.[U+202E]8.8'],
    ['=cmd|calc\n', 1, 'not-an-address', '=cmd|calc'],
    ['8.8.4.4,10.0.0.1,8.8.8.8', 1, 'private', '10.0.0.1'],
  ])('tells of %j what is not taken, where', (text, at, code, shown) => {
    const reading = read(text)
    expect('refused' in reading && reading.refused).toMatchObject([{ at, refused: code, text: shown }])
  })

  it.each([
    ['text', '8.8.8.8\n8.8.4.4 # old\n'],
    ['csv', 'IP Address\r\n8.8.8.8\r\n8.8.4.4\r\n'],
    ['csv', 'Region;IP-Address\n"US";"8.8.8.8"\nEU;8.8.4.4\n'],
    ['csv', 'sep=\t\nregion\tcidr\nUS\t8.8.8.8/32\n# old\nEU\t8.8.4.4/32\n'],
    ['csv', '"8.8.8.8"\n"8.8.4.4"\n'],
    ['csv', 'region,ip,\nUS,8.8.8.8,\nEU,8.8.4.4,\n'],
    ['csv', '"the ""new"" one","ip"\n"a\nb, c",8.8.8.8\nEU,8.8.4.4'],
    ['csv', '8.8.8.8, 8.8.4.4'],
    ['csv', '8.8.8.8, 8.8.4.4,\n8.8.4.4'],
    ['csv', '8.8.8.8;\n8.8.4.4;\n'],
    ['json', '["8.8.8.8","8.8.4.4/32"]'],
    ['json', '[{"ip":"8.8.8.8","region":"US"},{"cidr":"8.8.4.4/32"},"8.8.4.4"]'],
    ['json', '{"data":[{"ip":"8.8.8.8","region":"US"},{"ip":"8.8.4.4"}],"next_cursor":null}'],
    ['json', '{"ip_addresses":["8.8.8.8","8.8.4.4"],"updated_at":null}'],
    ['json', '{"prefixes":[{"ip_prefix":"8.8.8.8/32","service":"A"},{"ip_prefix":"8.8.4.4/32"}]}'],
  ])('reads %s: %j', (form, text) => {
    expect(read(text)).toMatchObject({ entries: ['8.8.4.4/32', '8.8.8.8/32'], form, updatedAt: null, refused: [] })
  })

  it('reads both families of lists that keep them apart, as AWS and Google publish theirs', () => {
    const both = { entries: ['8.8.4.0/24', '2600:1900::/28'] }
    const aws = {
      createDate: '2026-11-02-03-04-05',
      prefixes: [{ ip_prefix: '8.8.4.0/24' }],
      ipv6_prefixes: [{ ipv6_prefix: '2600:1900::/28' }],
    }
    expect(read(JSON.stringify(aws))).toMatchObject({ ...both, updatedAt: '2026-11-02T03:04:05.000Z' })
    const google = { prefixes: [{ ipv4Prefix: '8.8.4.0/24' }, { ipv6Prefix: '2600:1900::/28' }] }
    expect(read(JSON.stringify(google))).toMatchObject(both)
    expect(read('ipv4,ipv6\n8.8.4.0/24,2600:1900::/28\n8.8.4.0/24,\n')).toMatchObject({ ...both, repeated: 1 })
  })

  it('knows the list of webhook senders by its shape, also behind a pointer', () => {
    const body = '{"request_id":"1","data":{"ip_addresses":["8.8.4.4"],"updated_at":1700000000}}'
    const reading = { entries: ['8.8.4.4/32'], ofWebhooks: true, updatedAt: '2023-11-14T22:13:20.000Z' }
    for (const pointer of [null, '/data', '/data/ip_addresses']) expect(read(body, { pointer })).toMatchObject(reading)
    expect(read('{"ip_addresses":["8.8.4.4"],"updated_at":1700000000}')).toMatchObject({
      ...reading,
      ofWebhooks: false,
    })
  })

  it.each([
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['1700000000000', '2023-11-14T22:13:20.000Z'],
    ['"1700000000"', '2023-11-14T22:13:20.000Z'],
    ['"2023-11-14T23:13:20+01:00"', '2023-11-14T22:13:20.000Z'],
    ['0', null],
    ['-5', null],
    ['1e400', null],
    ['"yesterday"', null],
    ['"2023-11-14T23:13:20"', null],
    ['"2023-13-44T23:13:20Z"', null],
    ['{"seconds":1}', null],
  ])('takes %s as when the vendor changed its list: %s', (written, updatedAt) => {
    expect(read(`{"ip_addresses":["8.8.4.4"],"updated_at":${written}}`)).toMatchObject({ updatedAt })
    expect(read(`{"updated_at":${written},"data":{"ip_addresses":["8.8.4.4"]}}`)).toMatchObject({ updatedAt })
    const inList = `{"updated_at":${written},"list":{"ip_addresses":["8.8.4.4"]}}`
    expect(read(inList, { pointer: '/list' })).toMatchObject({ updatedAt })
  })

  it('follows a pointer with escaped signs, through arrays, and to names that objects have of themselves', () => {
    const entries = ['8.8.4.4/32']
    expect(read('{"a/b":{"m~n":["8.8.4.4"]}}', { pointer: '/a~1b/m~0n' })).toMatchObject({ entries })
    expect(read('{"~1":["8.8.4.4"]}', { pointer: '/~01' })).toMatchObject({ entries })
    expect(read('{"values":[{"of":["8.8.4.4"]}]}', { pointer: '/values/0/of' })).toMatchObject({ entries })
    expect(read('{"__proto__":["8.8.4.4"]}', { pointer: '/__proto__' })).toMatchObject({ entries })
    expect(read('{"":["8.8.4.4"]}', { pointer: '/' })).toMatchObject({ entries })
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  it('answers whatever text it gets, and never with an entry that was not read strictly', () => {
    const part = fc.constantFrom(...'{}[]",:;\t\n\\#<0.8/-', '8.8.4.4', '"ip"', 'ip', '2600:1900::/64', 'data', '\r\n')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.option(fc.string()), (parts, pointer) => {
        const reading = read(parts.join(''), { pointer })
        if ('unreadable' in reading) expect(reading.sentence).not.toBe('')
        else expect(reading.entries.length + reading.refused.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })
})
