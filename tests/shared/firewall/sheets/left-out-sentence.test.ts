import { describe, expect, it } from 'vitest'
import type { LeftOut } from '../../../../shared/firewall/resolved-rule.ts'
import { leftOutSentence } from '../../../../shared/firewall/sheets/left-out-sentence.ts'

const all: [LeftOut['what'], LeftOut['why'], RegExp][] = [
  ['sources-4', 'no-destination', /without 3 IPv4 prefixes of senders: the host has no address of that family\. Add/],
  ['sources-6', 'no-destination', /without 3 IPv6 prefixes of senders: the host has no address of that family\. Add/],
  ['names', 'no-destination', /without 3 senders that are names: the host has no address .* Add the host’s address/],
  ['destination-4', 'no-source', /without 3 IPv4 addresses of the host: the lists of senders have nothing/],
  ['destination-6', 'no-source', /without 3 IPv6 addresses of the host: the lists of senders have nothing/],
  ['sources-4', 'platform', /without 3 IPv4 prefixes of senders: this form of ASA does not carry that family\. Use/],
  ['sources-6', 'platform', /without 3 IPv6 prefixes of senders: this form of ASA does not carry that family\. Use/],
  ['names', 'platform', /without 3 senders that are names: ASA looks up no names\. Ask the vendor/],
  ['rule', 'platform', /is left out: ASA has no rule that denies\. Leave out/],
  ['rule', 'nothing', /is left out: no sender of it has an address .* Add senders/],
  ['rule', 'expired', /is left out: its expiry is over\. Give it a later one/],
  ['rule', 'off', /is left out: it is switched off, and ASA keeps no rule that is\. Switch it on/],
  ['sources-4', 'first-of-kind', /without 3 IPv4 prefixes of senders, the first of that kind .* Make the whole sheet/],
  ['names', 'last-of-kind', /without taking out 3 senders that are names, the last of that kind .* by hand/],
]

describe('What a sheet leaves out', () => {
  it.each(all)('is said with what to do: %s, %s', (what, why, sentence) => {
    const said = leftOutSentence({ rule: '007', what, why, count: 3 }, 'ASA')
    expect(said).toMatch(sentence)
    expect(said).toMatch(/^PSTN_R_007 is .*\.$/)
  })

  it('is a sentence of its own for each', () => {
    const said = all.map(([what, why]) => leftOutSentence({ rule: '007', what, why, count: 1 }, 'ASA'))
    expect(new Set(said).size).toBe(all.length)
  })
})
