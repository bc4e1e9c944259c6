import fc from 'fast-check'
import type { RuleSet } from '../../../shared/firewall/rule-set.ts'
import type { PlatformOptions } from '../../../shared/firewall/writer.ts'
import { generatedRules } from './generated-rules.ts'

/** What tries to end the text that it is put into, and to begin something else. */
const hostile = fc.oneof(
  fc.constantFrom(
    'a"b',
    "a'b",
    'a\nno access-list X',
    'a\r\nend\r\nreload',
    '"; shutdown; "',
    '} delete security firewall policy x {',
    '</Zone><Zone>LAN',
    '<!--',
    ']]>',
    '&amp;',
    '$(reboot)',
    '`reboot`',
    'a\\',
    'a?',
    'DMZ zone',
    '\u202eevil',
    '-',
    '!',
    '#x',
    'ä',
  ),
  fc.string({ minLength: 1, maxLength: 64 }).filter((text) => text.trim() !== ''),
)

/** Rules whose zones and vendors have hostile names, and such options; positions as well as texts. */
export function hostileRules(): fc.Arbitrary<{ set: RuleSet; options: PlatformOptions }> {
  const option = fc.option(hostile, { nil: undefined })
  return fc
    .record({
      set: generatedRules({ members: 8 }),
      zones: fc.array(fc.tuple(hostile, hostile), { minLength: 3, maxLength: 3 }),
      provider: hostile,
      options: fc.record({ list: option, fromInterface: option, toInterface: option, position: option }),
    })
    .map(({ set, zones, provider, options }) => ({
      options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
      set: {
        ...set,
        groups: set.groups.map((group) => ({ ...group, provider, region: provider })),
        hosts: set.hosts.map((host, at) => {
          const [fromZone = 'untrust', toZone = 'dmz'] = zones[at] ?? []
          return { ...host, fromZone, toZone }
        }),
      },
    }))
}
