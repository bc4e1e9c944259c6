import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntryRefusalCode } from '../../../shared/firewall/entry-refusal.ts'
import { readEntry } from '../../../shared/firewall/source-entry.ts'

const refused: readonly (readonly [text: string, code: EntryRefusalCode, says: string])[] = [
  ['', 'empty', 'nothing'],
  ['   ', 'empty', 'nothing'],
  ['8.8.4.4\u200b', 'hidden-character', 'U+200B'],
  ['8.8.\u202e4.4', 'hidden-character', 'U+202E'],
  ['8.8.4.4\u00008', 'hidden-character', 'U+0000'],
  ['8.8.4.4\u00a0- 8.8.4.9', 'not-ascii', 'ASCII'],
  ['8.8.4.4–8.8.4.9', 'not-ascii', 'hyphen'],
  ['８.8.4.4', 'not-ascii', 'ASCII'],
  ['müller.example.com', 'not-ascii', 'xn--'],
  ['8.8.4.4 8.8.8.8', 'spaces', 'space'],
  ['8.8.4.4, 8.8.8.8', 'spaces', 'space'],
  ['8.8.4.4,8.8.8.8', 'not-an-address', 'neither'],
  ['8.8.4.4;', 'not-an-address', 'neither'],
  ['https://api.example.com/ips', 'url', 'page'],
  ['8.8.4.4:443', 'port', 'port'],
  ['[2600:1900::1]', 'brackets', 'brackets'],
  ['[2600:1900::1]:443', 'brackets', 'brackets'],
  ['*.example.com', 'wildcard', 'each name'],
  ['8.8.4.*', 'wildcard', 'each name'],
  ['localhost', 'name-without-domain', 'whole name'],
  ['vendor', 'name-without-domain', 'whole name'],
  ['-a.example.com', 'not-an-address', 'neither'],
  ['a..example.com', 'not-an-address', 'neither'],
  ['example.com/24', 'not-an-address', 'neither'],
  ['8.8.4', 'octets', 'four numbers'],
  ['8.8.4.4.4', 'octets', 'four numbers'],
  ['8.8..4', 'octets', 'four numbers'],
  ['134743044', 'octets', 'four numbers'],
  ['8.8.4.256', 'octet-too-large', '255'],
  ['8.8.4.999/32', 'octet-too-large', '255'],
  ['010.8.4.4', 'leading-zero', 'octal'],
  ['8.8.4.04', 'leading-zero', 'octal'],
  ['8.8.00.4', 'leading-zero', 'octal'],
  ['0x08080404', 'not-decimal', 'hexadecimal'],
  ['8.8.4.4/', 'prefix-length', '/28'],
  ['8.8.4.0/x', 'prefix-length', '/28'],
  ['8.8.4.0/-1', 'prefix-length', '/28'],
  ['8.8.4.0/024', 'prefix-length', '/28'],
  ['8.8.4.0/24/24', 'prefix-length', '/28'],
  ['8.8.4.4/33', 'prefix-too-long', '32'],
  ['2600:1900::1/129', 'prefix-too-long', '128'],
  ['8.8.4.0/255.255.255.0', 'netmask', 'mask'],
  ['8.8.4.4/24', 'host-bits', 'The network is 8.8.4.0/24, the one address 8.8.4.4'],
  ['2600:1900::1/64', 'host-bits', '2600:1900::/64'],
  ['2600::1900::1', 'not-an-address', 'neither'],
  ['2600:1900:1', 'not-an-address', 'neither'],
  ['2600:19000::1', 'not-an-address', 'neither'],
  [':', 'not-an-address', 'neither'],
  ['fe80::1%eth0', 'zone-id', 'network card'],
  ['::ffff:8.8.4.4', 'ipv4-mapped', 'Write 8.8.4.4'],
  ['::ffff:808:404', 'ipv4-mapped', 'Write 8.8.4.4'],
  ['8.8.4.4-9', 'short-range', 'both addresses whole'],
  ['8.8.4.9-8.8.4.4', 'range-backwards', 'ends before'],
  ['8.8.4.4-2600:1900::1', 'range-of-two-families', 'family'],
  ['8.8.4.0/24-8.8.5.0/24', 'range-of-prefixes', 'prefixes'],
  ['8.8.4.4-8.8.4.300', 'octet-too-large', '255'],
  ['8.8.4.4-8.8.4.09', 'leading-zero', 'octal'],
  ['any', 'everything', 'everybody'],
  ['*', 'everything', 'everybody'],
  ['0.0.0.0/0', 'everything', 'everybody'],
  ['8.8.4.4/0', 'everything', 'everybody'],
  ['::/0', 'everything', 'everybody'],
  ['0.0.0.0', 'this-network', 'RFC 791'],
  ['::', 'this-network', 'RFC 4291'],
  ['0.0.0.0-255.255.255.255', 'covers-special', '0.0.0.0/8'],
  ['8.0.0.0/5', 'covers-special', '10.0.0.0/8'],
  ['2000::/3', 'covers-special', '2001:db8::/32'],
  ['9.255.255.0-10.0.0.5', 'covers-special', '10.0.0.0/8'],
  ['10.1.2.3', 'private', 'RFC 1918'],
  ['172.31.0.0/16', 'private', 'RFC 1918'],
  ['192.168.1.0/24', 'private', 'RFC 1918'],
  ['fd00::/48', 'private', 'RFC 4193'],
  ['100.64.1.1', 'shared', 'RFC 6598'],
  ['127.0.0.1', 'loopback', 'RFC 1122'],
  ['::1', 'loopback', 'RFC 4291'],
  ['169.254.1.1', 'link-local', 'RFC 3927'],
  ['fe80::1', 'link-local', 'RFC 4291'],
  ['203.0.113.0/28', 'documentation', 'RFC 5737'],
  ['2001:db8:10::/64', 'documentation', 'RFC 3849'],
  ['224.0.0.1', 'multicast', 'RFC 5771'],
  ['ff02::1', 'multicast', 'RFC 4291'],
  ['64:ff9b::808:404', 'translation', 'IPv4'],
  ['2002:808:404::/48', 'translation', 'IPv4'],
  ['255.255.255.255', 'reserved', 'RFC 1112'],
  ['198.18.0.1', 'reserved', 'RFC 2544'],
  ['2001::1', 'reserved', 'RFC 2928'],
  ['4000::/16', 'reserved', 'RFC 4291'],
  ['::8.8.4.4', 'reserved', 'RFC 4291'],
]

/** Any character, those that can't be seen more often. */
const unit = fc.oneof(
  fc.constantFrom('\u0000', '\u200b', '\u202e', '\u2028', '\ue000', '\ud83d\ude00', '\u00e9'),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
)

describe('readEntry', () => {
  it.each(refused)('does not take %j: %s', (text, code, says) => {
    const reading = readEntry(text)
    expect(reading).toEqual({ refused: code, sentence: expect.stringContaining(says) })
  })

  it.each([
    ['8.8.4.4', ['8.8.4.4/32']],
    [' 8.8.4.4/32 ', ['8.8.4.4/32']],
    ['8.8.4.0/24', ['8.8.4.0/24']],
    ['2600:1900:0:0::', ['2600:1900::/128']],
    ['2600:1900:ABCD::/48', ['2600:1900:abcd::/48']],
    ['8.8.4.4-8.8.4.4', ['8.8.4.4/32']],
    ['8.8.4.0 - 8.8.4.255', ['8.8.4.0/24']],
    ['8.8.4.1-8.8.4.6', ['8.8.4.1/32', '8.8.4.2/31', '8.8.4.4/31', '8.8.4.6/32']],
    ['2600:1900::-2600:1900::ffff', ['2600:1900::/112']],
  ])('reads %j as %j', (text, cidrs) => {
    const family = text.includes(':') ? 6 : 4
    expect(readEntry(text)).toEqual({ entries: cidrs.map((cidr) => ({ kind: 'prefix', family, cidr })), wide: false })
  })

  it.each([
    ['Mail-Out.Example.COM', 'mail-out.example.com'],
    ['8.8.4.4-pool.example.com', '8.8.4.4-pool.example.com'],
    ['a.example.com.', 'a.example.com'],
  ])('reads %j as a name', (text, name) => {
    expect(readEntry(text)).toEqual({ entries: [{ kind: 'name', name }], wide: false })
  })

  it.each([
    ['34.64.0.0/16', false],
    ['34.64.0.0/15', true],
    ['34.64.0.0-34.64.255.255', false],
    ['34.64.0.0-34.65.0.0', true],
    ['34.64.0.0-34.65.255.255', true],
    ['2600:1900::/32', false],
    ['2600:1900::/31', true],
  ])('says of %j whether it has to be confirmed: %j', (text, wide) => {
    expect(readEntry(text)).toMatchObject({ wide })
  })

  it('shows what it refuses in one line, and short', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), (text) => {
        const reading = readEntry(text)
        if (!('sentence' in reading)) return
        expect(reading.sentence).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
        expect(reading.sentence.length).toBeLessThan(900)
      }),
    )
  })
})
