import fc from 'fast-check'
import { familyOfEntry } from '../../../shared/firewall/list-entry.ts'
import { type RuleSet, RuleSet as RuleSetSchema } from '../../../shared/firewall/rule-set.ts'

const four = fc
  .tuple(fc.integer({ min: 1, max: 0xdfffffff }), fc.integer({ min: 9, max: 32 }))
  .map(([number, bits]) => {
    const network = bits === 0 ? 0 : Math.floor(number / 2 ** (32 - bits)) * 2 ** (32 - bits)
    return `${[24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.')}/${bits}`
  })
const six = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 125n - 1n }), fc.integer({ min: 16, max: 128 }))
  .map(([number, bits]) => {
    const host = BigInt(128 - bits)
    const network = (((1n << 125n) + number) >> host) << host
    const groups = Array.from({ length: 8 }, (_, at) => (network >> BigInt(112 - 16 * at)) & 0xffffn)
    return `${new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]`).hostname.slice(1, -1)}/${bits}`
  })
const name = fc.constantFrom('a.example.com', 'mail-out.example.net', 'x1.example.org')
const id = fc.stringMatching(/^[A-Z0-9]([A-Z0-9_]{0,10}[A-Z0-9])?$/)
const text = fc.oneof(
  fc.constantFrom(
    '',
    'CHG0012345',
    'quote " and \' and `',
    'back\\slash $(x) %x% ; & | < > # ,',
    'naïve – “ça”',
    '\u202etxt',
  ),
  fc.string({ maxLength: 300 }),
)

/** Sets of rules of every shape: both families, names, nothing, up to `members` senders in a group. */
export function generatedRules({ members = 40 }: { members?: number } = {}): fc.Arbitrary<RuleSet> {
  const entries = fc.uniqueArray(fc.oneof({ weight: 6, arbitrary: four }, { weight: 3, arbitrary: six }, name), {
    maxLength: members,
  })
  const ids = (least: number, most: number) => fc.uniqueArray(id, { minLength: least, maxLength: most })
  return fc.record({ groups: ids(1, 3), hosts: ids(1, 3), services: ids(1, 3), rules: ids(0, 6) }).chain((all) =>
    fc
      .record({
        groups: fc.tuple(
          ...all.groups.map((each) =>
            fc.record({
              id: fc.constant(each),
              provider: fc.constant('Vendor'),
              region: fc.constantFrom(null, 'US'),
              entries,
              list: fc.constant(null),
            }),
          ),
        ),
        hosts: fc.tuple(
          ...all.hosts.map((each, at) =>
            fc
              .constantFrom(
                { public: [`198.51.100.${at + 1}`], internal: [`10.0.0.${at + 1}`] },
                {
                  public: [`198.51.100.${at + 1}`, `2001:db8::${at + 1}`],
                  internal: [`10.0.0.${at + 1}`, `fd00::${at + 1}`],
                },
                { public: [`2001:db8::${at + 1}`], internal: [`fd00::${at + 1}`, `fd00::1:${at + 1}`] },
                { public: [], internal: [] },
              )
              .map((addresses) => ({
                ...{ id: each, name: `host${at}.example.com`, fromZone: 'untrust', toZone: 'dmz' },
                ...addresses,
              })),
          ),
        ),
        services: fc.tuple(
          ...all.services.map((each) =>
            fc.record({
              id: fc.constant(each),
              protocol: fc.constantFrom('tcp' as const, 'udp' as const),
              port: fc.oneof(fc.constantFrom(443, 80), fc.integer({ min: 1, max: 65_535 })),
              paths: fc.constant(['/EWS']),
            }),
          ),
        ),
        rules: fc.tuple(
          ...all.rules.map((each) =>
            fc.record({
              id: fc.constant(each),
              sources: fc.subarray(all.groups, { minLength: 1 }),
              destination: fc.constantFrom(...all.hosts),
              services: fc.subarray(all.services, { minLength: 1 }),
              action: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const),
              log: fc.boolean(),
              enabled: fc.boolean(),
              start: fc.constantFrom(null, '2026-01-01'),
              expiry: fc.constantFrom(null, '2027-12-31'),
              owner: text.map((each) => each.slice(0, 200).trim()),
              requester: fc.constant('Ann'),
              approver: fc.constant(''),
              changeNumber: text.map((each) => each.slice(0, 200).trim()),
              justification: text.map((each) => each.trim()),
              notes: fc.constant(''),
            }),
          ),
        ),
      })
      .map((parts) =>
        RuleSetSchema.parse({
          ...{ format: 'postern-rules', version: 1, title: 'Generated', madeAt: '2026-11-29T00:00:00.000Z' },
          ...parts,
        }),
      ),
  )
}

/** The groups of a set in a later version of their lists: some entries gone, some new, none of a kind that was not there. */
export function changedEntries(set: RuleSet): fc.Arbitrary<RuleSet['groups']> {
  return fc.tuple(
    ...set.groups.map((group) =>
      fc
        .tuple(fc.subarray(group.entries), fc.uniqueArray(fc.oneof(four, six, name), { maxLength: 10 }))
        .map(([kept, fresh]) => {
          const kinds = Map.groupBy(group.entries, familyOfEntry)
          const mixed = [...new Set([...kept, ...fresh])].filter((entry) => kinds.has(familyOfEntry(entry)))
          // The last of a kind stays: without any member of it, a change is no matter of members alone.
          const lost = [...kinds].flatMap(([kind, [first]]) =>
            first === undefined || mixed.some((entry) => familyOfEntry(entry) === kind) ? [] : [first],
          )
          return { ...group, entries: [...mixed, ...lost] }
        }),
    ),
  )
}
