import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RuleSet } from '../../../shared/firewall/rule-set.ts'
import { exampleRules, laterGroups } from '../../shared/firewall/example-rules.ts'
import { changedEntries, generatedRules } from '../../shared/firewall/generated-rules.ts'
import type { Change } from './packets/expected.ts'
import { FIREWALLS } from './packets/firewalls.ts'
import { canPlay, passage } from './packets/passage.ts'

const [allowed, redirect, denied] = exampleRules.rules
/** Everything switched on; a port denied to some that a later rule opens to them; one rule that is off. */
const SET = RuleSet.parse({
  ...exampleRules,
  hosts: exampleRules.hosts.map((host) =>
    host.id === 'MAIL' ? { ...host, internal: ['10.20.0.25', '10.20.0.27', 'fd00:20::25'] } : host,
  ),
  rules: [
    { ...allowed, enabled: true },
    { ...redirect, enabled: true },
    denied,
    { ...allowed, id: '004', services: ['HTTP'], enabled: true, log: false },
    { ...allowed, id: '005', sources: ['NYLAS_EU'], destination: 'AUTODISCOVER', enabled: false },
  ],
})
const EXAMPLE: Change = {
  ...{ set: SET, later: { ...SET, groups: laterGroups } },
  published: { '198.51.100.25': '10.20.0.25', '198.51.100.26': '10.20.0.26', '2001:db8:25::25': 'fd00:20::25' },
}

/** Generated rules of which more come to something: each but the second on, each service of TCP, each host with both families. */
const busyRules = generatedRules({ members: 5 }).map(
  (set): RuleSet => ({
    ...set,
    hosts: set.hosts.map((host, at) => ({ ...host, internal: [`10.0.0.${at + 1}`, `fd00::${at + 1}`] })),
    services: set.services.map((service) => ({ ...service, protocol: 'tcp' })),
    rules: set.rules.map((rule, at) => ({ ...rule, enabled: at !== 1 })),
  }),
)

describe.each(FIREWALLS)('packets through $name', (firewall) => {
  const isThere = canPlay(firewall)

  it.skipIf(!isThere)('pass from the senders to the services and from nobody else, before and after a change', () => {
    const { seen, said } = passage(firewall, EXAMPLE)
    expect(seen).toEqual(said)
    const ends = said.map(({ went }) => new Set(went.map((line) => line.replace(/.*: /, ''))))
    expect(ends.map((each) => [...each].toSorted())).toEqual([
      ['refused'],
      ['connected', 'refused', 'silent'],
      ['connected', 'refused', 'silent'],
      ['connected', 'refused', 'silent'],
      ['refused'],
    ])
    for (const one of ['34.67.39.103 to 198.51.100.25 port 443', '2600:1900:4000:: to 2001:db8:25::25 port 443'])
      expect(said.map(({ went }) => went.find((line) => line.startsWith(`${one}:`))?.replace(/.*: /, ''))).toEqual([
        ...['refused', 'connected', 'refused', 'connected', 'refused'],
      ])
  })

  it.skipIf(!isThere)('go as generated rules say', () => {
    fc.assert(
      fc.property(
        busyRules.chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
        ([set, groups]) => {
          const { seen, said } = passage(firewall, { set, later: { ...set, groups }, published: {} })
          expect(seen).toEqual(said)
        },
      ),
      { numRuns: 6 },
    )
  })
})
