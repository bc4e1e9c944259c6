import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { placesOf } from '../../../electron/cli/sweep-targets.ts'

const places = (...texts: string[]) => placesOf(texts.map((text) => ({ text, where: '' })))
const targets = (...texts: string[]) => places(...texts).map(({ target }) => target)

describe('what is no target is refused, and the sentence says what is accepted', () => {
  test.each<[string, string, RegExp]>([
    ['nothing', '', /An empty target .*accepted/],
    ['a port', 'mail.contoso.test:8443', /names a port: .*--port/],
    ['a port of IPv6', '[::1]:8443', /names a port: .*--port/],
    ['a page', 'https://mail.contoso.test/EWS/', /is the address of a page: .*host name alone/],
    ['an account', 'user@contoso.test', /is no server: accepted are/],
    ['an option after --', '--port', /is no server: accepted are/],
    ['a wildcard', '10.0.0.*', /is no server: accepted are/],
    ['an address with too much', '10.0.0.256', /is no server: accepted are/],
    ['an address with too little', '10.0.1', /is no server: accepted are/],
    ['an address with a zero in front', '10.0.0.010', /is no server: accepted are/],
    ['a number', '2130706433', /is no server: accepted are/],
    ['a label that ends badly', 'mail-.contoso.test', /is no server: accepted are/],
    ['a name that is too long', `${'a'.repeat(63)}.`.repeat(5), /is no server: accepted are/],
    ['escapes', 'mail\u001b[2J.contoso.test', /^That text is no server: accepted are/],
    [
      'a row of a table',
      '10.0.0.1\tEXCH01',
      /^That text holds more than a target: accepted is one an argument, or one a line/,
    ],
    ['two names', 'exch01 exch02', /holds more than a target: .*Get-ExchangeServer/],
    ['a list', 'exch01,exch02', /holds more than a target/],
    ['a row of a CSV file', '"EXCH01";"exch01.contoso.test"', /holds more than a target/],
    ['a row of Format-List', 'Fqdn : exch01.contoso.test', /holds more than a target/],
    ['the line below a heading', '----', /holds more than a target/],
    ['an address in wide digits', '１０.0.0.1', /is no server: accepted are/],
    ['a link’s own address with a hidden character', '169.254.1.1\u200b', /is no server: accepted are/],
    ['a hexadecimal number', '0x7f.1', /is no server: accepted are/],
    ['every address', '0.0.0.0', /is no address of a server/],
    ['a group', '224.0.0.1', /is no address of a server/],
    ['a link’s own', 'fe80::1%eth0', /is no address of a server/],
    ['a prefix that is none', '10.0.0.0/33', /has no prefix of 0 to 32 bits/],
    ['a prefix that is no number', '10.0.0.0/x', /has no prefix of 0 to 32 bits/],
    ['a mask', '10.0.0.0/255.255.255.0', /has no prefix of 0 to 32 bits/],
    ['two prefixes', '10.0.0.0/24/24', /has no prefix of 0 to 32 bits/],
    ['a prefix of IPv6 that is none', 'fd00::/129', /has no prefix of 0 to 128 bits/],
    ['a name with a prefix', 'mail.contoso.test/24', /begins with no address: accepted/],
    ['too large a network', '10.0.0.0/8', /holds 16,777,216 addresses: accepted are at most 4,096 .*\/20/],
    ['one bit too many', '10.0.0.0/19', /holds 8,192 addresses/],
    ['far too large a network', '::/0', /holds more than a million million addresses/],
    ['a network of groups', '224.0.0.0/24', /no addresses of servers/],
    ['a range backwards', '10.0.0.9-10.0.0.1', /ends before it begins/],
    ['a short range backwards', '10.0.0.9-1', /ends before it begins/],
    ['a range of two kinds', '10.0.0.1-fd00::1', /begins and ends with different kinds/],
    ['a range past the end', '10.0.0.1-256', /ends with no address: accepted/],
    ['a range without an end', '10.0.0.1-', /ends with no address: accepted/],
    ['too large a range', '10.0.0.0-10.0.16.0', /holds 4,097 addresses/],
    ['a range into the groups', '223.255.255.255-224.0.0.0', /no addresses of servers/],
  ])('%s', (_what, text, sentence) => {
    expect(() => places(text)).toThrow(UsageError)
    expect(() => places(text)).toThrow(sentence)
  })

  test('too many in all', () => {
    expect(() => places('10.0.0.0/20', '10.1.0.1')).toThrow(/more than 4,096 targets in all: .*in parts/)
  })

  test('and where it stands', () => {
    expect(() => placesOf([{ text: '10.0.0.0/8', where: 'list.txt, line 3: ' }])).toThrow(/^list\.txt, line 3: 10\.0/)
  })
})

describe('what is a target', () => {
  test.each<[string, string, string[]]>([
    ['an address', '10.0.0.1', ['10.0.0.1']],
    ['an IPv6 address', 'FD00:0::0001', ['fd00::1']],
    ['an IPv6 address in brackets', '[fd00::1]', ['fd00::1']],
    ['an IPv4 address in IPv6', '::ffff:10.0.0.1', ['::ffff:a00:1']],
    ['a name', 'Mail.Contoso.Test', ['mail.contoso.test']],
    ['a name with its dot', 'mail.contoso.test.', ['mail.contoso.test']],
    ['a NetBIOS name', 'EXCH-01', ['exch-01']],
    ['a name of numbers before a dot', '10-0-0-1.contoso.test', ['10-0-0-1.contoso.test']],
    ['a name beyond ASCII', 'münchen.test', ['xn--mnchen-3ya.test']],
    ['a network', '10.0.0.0/30', ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3']],
    ['a network by one of its addresses', '10.0.0.3/31', ['10.0.0.2', '10.0.0.3']],
    ['a network of one', '10.0.0.3/32', ['10.0.0.3']],
    ['a network of IPv6', 'fd00::/127', ['fd00::', 'fd00::1']],
    ['a range', '10.0.0.254-10.0.1.1', ['10.0.0.254', '10.0.0.255', '10.0.1.0', '10.0.1.1']],
    ['a short range', '10.0.0.9-11', ['10.0.0.9', '10.0.0.10', '10.0.0.11']],
    ['a range of IPv6', 'fd00::ffff-fd00::1:0', ['fd00::ffff', 'fd00::1:0']],
    ['a range of one', '10.0.0.9-10.0.0.9', ['10.0.0.9']],
  ])('%s', (_what, text, expected) => {
    expect(targets(text)).toEqual(expected)
  })

  test('the largest network', () => {
    expect(targets('10.0.0.0/20')).toHaveLength(4096)
    expect(targets('fd00::/116')).toHaveLength(4096)
  })

  test('given twice is looked at once, and counts as named where it was named once', () => {
    expect(places('10.0.0.0/31', '10.0.0.1', '10.0.0.1', 'a.test', 'A.test')).toEqual([
      { target: '10.0.0.0', named: false },
      { target: '10.0.0.1', named: true },
      { target: 'a.test', named: true },
    ])
  })

  test('every address of IPv4 and IPv6 is read as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        try {
          const [target = ''] = targets(address)
          expect(targets(target)).toEqual([target])
          expect(targets(`${address}-${target}`)).toEqual([target])
        } catch (error) {
          expect(String(error)).toMatch(/is no address of a server|no addresses of servers/)
        }
      }),
    )
  })
})
