import { describe, expect, it } from 'vitest'
import { readRuleSet } from '../../../shared/firewall/read-rule-set.ts'
import { exampleRules } from './example-rules.ts'

const plain = JSON.parse(JSON.stringify(exampleRules))
/** The example with something else in its first group. */
const withGroup = (change: object) => ({
  ...plain,
  groups: [{ ...plain.groups[0], ...change }, ...plain.groups.slice(1)],
})
const readAt = '2026-10-01T00:00:00.000Z'

describe('A set of rules from a file', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', null, /^The file is not a set of rules: the whole: /],
    ['another document', { format: 'postern-sheet' }, /^The file is not a set of rules: /],
    ['a later version', { ...plain, version: 2 }, /: version: /],
    ['a key that is not known', { ...plain, rulez: [] }, /the whole: has a key that is not known \("rulez"\)/],
    ['a rule of an unknown group', { ...plain, groups: [] }, /: rules\.0\.sources: unknown id/],
    ['a host that is no name', { ...plain, hosts: [{ ...plain.hosts[0], name: 'a b' }] }, /: hosts\.0\.name: /],
    [
      'an address with a mask',
      { ...plain, hosts: [{ ...plain.hosts[0], public: ['1.2.3.4/24'] }] },
      /hosts\.0\.public/,
    ],
    [
      'a formula for a sender',
      withGroup({ entries: ['=1+1'] }),
      /^groups\.0\.entries\.0: “=1\+1” is neither an address/,
    ],
    [
      'a command for a sender',
      withGroup({ entries: ['1.2.3.4; flush ruleset'] }),
      /^groups\.0\.entries\.0: .* a space/,
    ],
    [
      'a line break in a sender',
      withGroup({ entries: ['34.1.2.3/32', '34.1.2.4\nadd rule'] }),
      /^groups\.0\.entries\.1: .*U\+000A/,
    ],
    ['bits behind a prefix', withGroup({ entries: ['34.1.2.3/24'] }), /^groups\.0\.entries\.0: .* bits set behind/],
    ['everybody', withGroup({ entries: ['0.0.0.0/0'] }), /^groups\.0\.entries\.0: .* every address there is/],
    ['a private sender', withGroup({ entries: ['10.0.0.0/8'] }), /^groups\.0\.entries\.0: .* is private/],
    [
      'a bad sender of the earlier list',
      withGroup({ before: { readAt, entries: ['34.1.2.3', '$(id)'] } }),
      /^groups\.0\.before\.entries\.1: “\$\(id\)”/,
    ],
    [
      'more than are told',
      withGroup({ entries: ['a', 'b', 'c', 'd', 'e'] }),
      /^groups\.0\.entries\.0: .* groups\.0\.entries\.2: .* 2 more entries are not taken\.$/,
    ],
  ])('is refused: %s', (_what, value, sentence) => {
    const read = readRuleSet(value)
    expect('sentence' in read ? read.sentence : 'taken').toMatch(sentence)
  })

  it('is taken with its senders in the forms of a list', () => {
    const read = readRuleSet(withGroup({ entries: ['34.1.2.4', 'A.Example.COM.', '34.1.2.0-34.1.2.3', '34.1.2.4/32'] }))
    if ('sentence' in read) throw new Error(read.sentence)
    expect(read.set.groups[0]?.entries).toEqual(['34.1.2.0/30', '34.1.2.4/32', 'a.example.com'])
    expect(read.wide).toEqual([])
    expect(read.set.rules).toEqual(exampleRules.rules)
  })

  it('tells what lets in very many, of either list', () => {
    const read = readRuleSet(withGroup({ entries: ['34.0.0.0/9'], before: { readAt, entries: ['35.0.0.0/8'] } }))
    expect(read).toMatchObject({ wide: ['34.0.0.0/9', '35.0.0.0/8'] })
  })
})
