import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AddressKind, kindOfAddress } from '../../../shared/artifacts/address-kind.ts'

test.each([
  '',
  'mail.contoso.test',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.1.2',
  ' 10.0.0.1',
  '10.0.0.1%eth0x:',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8:9',
  '12345::',
  'g::1',
  '::ffff:10.0.0.999',
])('%j is no address', (text) => expect(kindOfAddress(text)).toBe('no-address'))

// First and last of each range, and what stands just outside of it.
test.each<[text: string, kind: AddressKind]>([
  ['0.0.0.0', 'unusable'],
  ['0.255.255.255', 'unusable'],
  ['1.0.0.0', 'public'],
  ['9.255.255.255', 'public'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['11.0.0.0', 'public'],
  ['100.63.255.255', 'public'],
  ['100.64.0.0', 'shared'],
  ['100.127.255.255', 'shared'],
  ['100.128.0.0', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.255', 'loopback'],
  ['169.253.255.255', 'public'],
  ['169.254.0.0', 'link-local'],
  ['169.254.255.255', 'link-local'],
  ['172.15.255.255', 'public'],
  ['172.16.0.0', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', 'public'],
  ['192.0.2.1', 'documentation'],
  ['192.167.255.255', 'public'],
  ['192.168.0.0', 'private'],
  ['192.169.0.0', 'public'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.25', 'documentation'],
  ['223.255.255.255', 'public'],
  ['224.0.0.1', 'unusable'],
  ['255.255.255.255', 'unusable'],
  ['::', 'unusable'],
  ['::1', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback'],
  ['::2', 'public'],
  ['fbff::1', 'public'],
  ['fc00::', 'private'],
  ['fdff:ffff::1', 'private'],
  ['FD00::14', 'private'],
  ['fe00::1', 'public'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['febf::1', 'link-local'],
  ['fec0::1', 'private'],
  ['ff02::1', 'unusable'],
  ['2001:db8::1', 'documentation'],
  ['2001:db9::1', 'public'],
  ['2a00:1450:4001:81b::200e', 'public'],
  ['::ffff:10.0.0.1', 'private'],
  ['::ffff:8.8.8.8', 'public'],
  ['0:0:0:0:0:ffff:7f00:1', 'loopback'],
  ['64:ff9b::8.8.8.8', 'public'],
  ['1:2:3:4:5:6:7:8', 'public'],
  ['1:2:3:4:5:6:7::', 'public'],
])('%s is %s', (text, kind) => expect(kindOfAddress(text)).toBe(kind))

test('every IPv4 address is one, and so is each in the clothes of IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const kind = kindOfAddress(text)
      expect(isIPv4(text)).toBe(true)
      expect(kind).not.toBe('no-address')
      expect(kindOfAddress(`::ffff:${text}`)).toBe(kind)
    }),
  )
})

test('text is an address exactly where Node says so', () => {
  const almost = fc.stringMatching(/^[0-9a-f:.]{0,24}$/)
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), almost), (text) => {
      expect(kindOfAddress(text) !== 'no-address').toBe(isIPv4(text) || isIPv6(text))
    }),
    { numRuns: 2_000 },
  )
})
