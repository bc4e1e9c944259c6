import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesWildcard } from '../../../shared/ews/wildcard.ts'
import { allowedPattern } from '../../../shared/remedies/allowed-pattern.ts'

test.each([
  ['Mozilla/5.0', 'Mozilla/5.0'],
  ['Mozilla/5.0 (Windows NT 10.0) VendorSync/2.1', 'Mozilla/5.0 (Windows NT 10.0) VendorSync/2.1'],
  ['ExchangeServicesClient/15.00.0913.015', 'ExchangeServicesClient/15.00.0913.015'],
  ['Java/1.8', 'Java/1.8'],
  ['VendorSync', 'VendorSync'],
  ['2.0/1.5', '2.0/1.5'],
  ['VendorSync/latest', 'VendorSync/latest'],
  ['VendorSync/2.1 (Linux)', 'VendorSync/2.1 (Linux)'],
  ['VendorSync/2.1', 'VendorSync/*'],
  ['VendorSync/v2', 'VendorSync/v*'],
  ['python-EAS-Client 1.0', 'python-EAS-Client *'],
  ['Vendor Sync 2.1.7', 'Vendor Sync *'],
])('%s becomes %s', (userAgent, entry) => {
  expect(allowedPattern(userAgent).entry).toBe(entry)
})

test('an entry means the client for which it is made, and says why it is that one', () => {
  fc.assert(
    fc.property(fc.string(), (userAgent) => {
      const { entry, sentence } = allowedPattern(userAgent)
      expect(matchesWildcard(entry, userAgent)).toBe(true)
      expect(sentence).toMatch(/^The entry is /)
    }),
  )
})

test('an entry with a star has a name before it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z /0-9.-]{0,20}$/), (userAgent) => {
      const { entry } = allowedPattern(userAgent)
      if (entry !== userAgent) expect(entry).toMatch(/^[^*]*\p{L}[^*]*[/ ]v?\*$/u)
    }),
  )
})
