import { describe, expect, it } from 'vitest'
import { type RuleFindingCode, ruleFindingCodes } from '../../../shared/firewall/findings/finding-words.ts'
import { findingsOfRules } from '../../../shared/firewall/findings-of-rules.ts'
import { RuleFinding } from '../../../shared/firewall/rule-finding.ts'
import type {
  FirewallRule,
  NeededService,
  PublishedHost,
  RequestForm,
  RuleSet,
  SenderGroup,
} from '../../../shared/firewall/rule-set.ts'
import type { Carries, PlatformLimits, WriterMeta } from '../../../shared/firewall/writer.ts'
import { exampleRules } from './example-rules.ts'

const today = '2026-11-29'

const group = (id: string, entries: string[], readAt?: string, wrong = false): SenderGroup => ({
  ...{ id, provider: 'Vendor', region: null, entries, before: null },
  list: readAt === undefined ? null : { hash: 'a'.repeat(64), readAt, updatedAt: null, wrong },
})
const host = (id: string, outer: string[], internal: string[]): PublishedHost => ({
  ...{ id, name: `${id.toLowerCase()}.contoso.example`, public: outer, internal, fromZone: 'wan', toZone: 'dmz' },
})
const service = (id: string, port: number, more: Partial<NeededService> = {}): NeededService => ({
  ...{ id, protocol: 'tcp', port, paths: ['/EWS'] },
  ...more,
})
const rule = (id: string, more: Partial<FirewallRule> = {}): FirewallRule => ({
  ...{ id, sources: ['A'], destination: 'MAIL', services: ['HTTPS'], action: 'allow', log: false, enabled: true },
  ...{ start: null, expiry: '2027-11-29', owner: 'Mail', requester: 'Ann', approver: '', changeNumber: 'CHG1' },
  ...{ justification: 'The mail service reads mailboxes.', notes: '' },
  ...more,
})
/** A set of which nothing is to be said, and what is otherwise in it. */
const set = (more: Partial<RuleSet> = {}): RuleSet => ({
  ...{ format: 'postern-rules', version: 1, title: 'Rules', madeAt: '2026-11-29T00:00:00.000Z' },
  groups: [group('A', ['34.64.0.0/24']), group('B', ['34.64.0.0/25']), group('C', ['34.64.0.128/25'])],
  hosts: [host('MAIL', ['198.51.100.25'], ['10.0.0.25'])],
  services: [service('HTTPS', 443), service('OTHER', 8443)],
  rules: [rule('1')],
  request: null,
  evidence: [],
  ...more,
})
const rules = (...all: FirewallRule[]) => set({ rules: all })
const senders = (...entries: string[]) => set({ groups: [group('A', entries)] })
const mail = (outer: string[], internal: string[]) => set({ hosts: [host('MAIL', outer, internal)] })
const opens = (more: Partial<NeededService>) => set({ services: [service('HTTPS', 443, more)] })

const everything: Carries = { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' }
const platform = (limits: PlatformLimits, carries: Partial<Carries> = {}): { meta: WriterMeta } => ({
  meta: {
    ...{ id: 'wall', name: 'The Wall', extension: 'txt', limits, carries: { ...everything, ...carries } },
    ...{ side: 'internal', options: {}, basedOn: [], warnings: [] },
  },
})
const none: { meta: WriterMeta }[] = []

type Row = [
  code: RuleFindingCode,
  is: RuleSet,
  isNot: RuleSet,
  writers?: [is: { meta: WriterMeta }, isNot: { meta: WriterMeta }],
]
const limited = (is: PlatformLimits, isNot: PlatformLimits): Row[3] => [platform(is), platform(isNot)]
const lacking = (carries: Partial<Carries>): Row[3] => [platform({}, carries), platform({})]

/** For each code a set of which it is to be said, and one that is just not it. */
const table: Row[] = [
  ['duplicate', rules(rule('1'), rule('2')), rules(rule('1'), rule('2', { services: ['OTHER'] }))],
  ['shadowed', rules(rule('1'), rule('2', { sources: ['B'] })), rules(rule('1', { sources: ['B'] }), rule('2'))],
  [
    'shadowed-together',
    rules(rule('1', { sources: ['B'] }), rule('2', { sources: ['C'] }), rule('3')),
    rules(rule('1', { sources: ['B'] }), rule('2', { sources: ['C'], enabled: false }), rule('3')),
  ],
  [
    'contradictory',
    rules(rule('1'), rule('2', { action: 'deny' })),
    rules(rule('1'), rule('2', { action: 'deny', services: ['OTHER'] })),
  ],
  [
    'overruled',
    rules(rule('1'), rule('2', { action: 'deny', sources: ['B'] })),
    rules(rule('1', { expiry: '2027-01-31' }), rule('2', { action: 'deny', sources: ['B'] })),
  ],
  [
    'contradictory-in-part',
    rules(rule('1', { action: 'deny', sources: ['B'] }), rule('2')),
    rules(rule('1', { action: 'deny', sources: ['B'] }), rule('2', { sources: ['C'] })),
  ],
  ['expired', rules(rule('1', { expiry: '2026-11-28' })), rules(rule('1', { expiry: '2026-11-29' }))],
  ['expiring', rules(rule('1', { expiry: '2026-12-29' })), rules(rule('1', { expiry: '2026-12-30' }))],
  ['not-begun', rules(rule('1', { start: '2026-11-30' })), rules(rule('1', { start: '2026-11-29' }))],
  [
    'ends-before-begin',
    rules(rule('1', { start: '2027-02-01', expiry: '2027-01-31' })),
    rules(rule('1', { start: '2027-02-01', expiry: '2027-02-01' })),
  ],
  [
    'wrong-list',
    set({ groups: [group('A', ['34.64.0.0/24'], '2026-11-28T00:00:00.000Z', true)] }),
    set({
      groups: [
        group('A', ['34.64.0.0/24'], '2026-11-28T00:00:00.000Z'),
        group('B', ['34.64.1.0/24'], '2026-11-28T00:00:00.000Z', true),
      ],
    }),
  ],
  ['any-source', senders('0.0.0.0/2', '128.0.0.0/2'), senders('0.0.0.0/2', '128.0.0.0/3')],
  ['any-source', senders('2000::/4'), senders('2000::/5')],
  ['wide-source', senders('34.64.0.0/15'), senders('34.64.0.0/16')],
  ['wide-source', senders('2600:1900::/31'), senders('2600:1900::/32')],
  // Two halves are as wide as the whole.
  ['wide-source', senders('34.64.0.0/16', '34.65.0.0/16'), senders('34.65.0.0/16', '34.66.0.0/16')],
  ['empty-group', senders(), set({ groups: [group('A', ['34.64.0.0/24']), group('B', [])] })],
  ['names-as-senders', senders('34.64.0.0/24', 'a.example.com'), senders('34.64.0.0/24')],
  [
    'old-list',
    set({ groups: [group('A', ['34.64.0.0/24'], '2026-10-29T23:59:59.000Z')] }),
    set({ groups: [group('A', ['34.64.0.0/24'], '2026-10-30T00:00:00.000Z')] }),
  ],
  ['no-address', mail([], []), set({ hosts: [host('MAIL', ['198.51.100.25'], ['10.0.0.25']), host('OLD', [], [])] })],
  ['no-public-address', mail([], ['10.0.0.25']), mail(['198.51.100.25'], ['10.0.0.25'])],
  ['no-internal-address', mail(['198.51.100.25'], []), mail(['198.51.100.25'], ['198.51.100.25'])],
  ['inner-public-address', mail(['10.0.0.25'], ['10.0.0.25']), mail(['11.0.0.25'], ['10.0.0.25'])],
  ['no-host-address', mail(['198.51.100.25'], ['0.0.0.0']), mail(['198.51.100.25'], ['169.254.0.25'])],
  ['no-host-address', mail(['224.0.0.25'], ['10.0.0.25']), mail(['198.51.100.25'], ['10.0.0.25'])],
  [
    'nat-families',
    mail(['198.51.100.25', '2001:db8::25'], ['10.0.0.25']),
    mail(['198.51.100.25', '2001:db8::25'], ['10.0.0.25', 'fd00::25']),
  ],
  [
    'nat-counts',
    mail(['198.51.100.25'], ['10.0.0.25', '10.0.0.26']),
    mail(['198.51.100.25', '198.51.100.26'], ['10.0.0.25', '10.0.0.26']),
  ],
  [
    'nat-mixed',
    set({
      hosts: [host('MAIL', ['198.51.100.25'], ['10.0.0.25']), host('WEB', ['2001:db8::1'], ['2001:DB8:0::1'])],
      rules: [rule('1'), rule('2', { destination: 'WEB' })],
    }),
    set({
      hosts: [host('MAIL', ['198.51.100.25'], ['10.0.0.25']), host('WEB', ['2001:db8::1'], ['fd00::1'])],
      rules: [rule('1'), rule('2', { destination: 'WEB' })],
    }),
  ],
  [
    'senders-without-family',
    senders('34.64.0.0/24', '2600:1900::/64'),
    set({ groups: [group('A', ['34.64.0.0/24']), group('B', ['2600:1900::/64'])] }),
  ],
  [
    'host-without-family',
    mail(['198.51.100.25', '2001:db8::25'], ['10.0.0.25', 'fd00::25']),
    {
      ...mail(['198.51.100.25', '2001:db8::25'], ['10.0.0.25', 'fd00::25']),
      groups: [group('A', ['34.64.0.0/24', 'a.example.com'])],
    },
  ],
  ['no-justification', rules(rule('1', { justification: '' })), set()],
  ['no-owner', rules(rule('1', { owner: '' })), set()],
  ['no-requester', rules(rule('1', { requester: '' })), set()],
  ['no-expiry', rules(rule('1', { expiry: null })), set()],
  ['plain-http', opens({ port: 80, paths: [] }), opens({ port: 80, paths: ['/Autodiscover'] })],
  ['udp', opens({ protocol: 'udp' }), opens({ protocol: 'tcp' })],
  [
    'comment-characters',
    rules(rule('1', { justification: 'Für “EWS”' })),
    rules(rule('1', { justification: 'For "EWS"\nand more' })),
  ],
  ['comment-too-long', rules(rule('1')), rules(rule('1')), limited({ comment: 20 }, { comment: 1_000 })],
  ['rule-name-too-long', rules(rule('1')), rules(rule('1')), limited({ ruleName: 7 }, { ruleName: 8 })],
  ['object-name-too-long', set(), set(), limited({ objectName: 15 }, { objectName: 31 })],
  [
    'too-many-members',
    senders('34.64.0.0/24', '34.64.2.0/24'),
    senders('34.64.0.0/24', '34.64.1.0/24'),
    [platform({ members: 1 }), platform({ members: 1 })],
  ],
  ['too-many-rules', rules(rule('1'), rule('2')), rules(rule('1')), [platform({ rules: 1 }), platform({ rules: 1 })]],
  ['family-not-carried', senders('2600:1900::/64'), senders('2600:1900::/64'), lacking({ six: false })],
  ['family-not-carried', senders('34.64.0.0/24'), senders('34.64.0.0/24'), lacking({ four: false })],
  ['names-not-carried', senders('a.example.com'), senders('a.example.com'), lacking({ names: false })],
  [
    'deny-not-carried',
    rules(rule('1', { action: 'deny' })),
    rules(rule('1', { action: 'deny' })),
    lacking({ deny: false }),
  ],
  [
    'off-not-carried',
    rules(rule('1', { enabled: false })),
    rules(rule('1', { enabled: false })),
    [platform({}, { disabled: 'left-out' }), platform({}, { disabled: 'comment' })],
  ],
  ['log-not-carried', rules(rule('1', { log: true })), rules(rule('1', { log: true })), lacking({ log: false })],
]

const codesOf = (of: RuleSet, writers: readonly { meta: WriterMeta }[]) =>
  findingsOfRules(of, { today, writers }).map(({ code }) => code)

describe('What is said of rules', () => {
  it('is nothing of a set that is right', () => {
    expect(findingsOfRules(set(), { today, writers: [platform({})] })).toEqual([])
  })

  it.each(table)('has %s where it is so, and not where it is just not', (code, is, isNot, writers) => {
    const [writer, other] = writers ?? []
    expect(codesOf(is, writer ? [writer] : none)).toContain(code)
    expect(codesOf(isNot, other ? [other] : none)).not.toContain(code)
    for (const finding of findingsOfRules(is, { today, writers: writer ? [writer] : none })) {
      RuleFinding.parse(finding)
      expect(`${finding.title} ${finding.advice}`).not.toMatch(/undefined|null|\s\s/)
    }
  })

  it('has a row here for each of its codes', () => {
    expect(new Set(table.map(([code]) => code))).toEqual(new Set(ruleFindingCodes))
  })

  it('goes by the form of the request where a rule is silent', () => {
    const request: RequestForm = {
      ...{
        requester: 'Ann',
        department: '',
        contact: '',
        project: '',
        changeNumber: '',
        change: 'new',
        kind: 'normal',
      },
      ...{ wanted: null, expiry: '2027-11-29', owner: 'Mail', approver: '', implementer: '', firewall: '' },
      justification: 'The mail service reads mailboxes.',
    }
    const silent = rule('1', { justification: '', owner: '', requester: '', expiry: null })
    expect(codesOf(set({ rules: [silent], request }), none)).toEqual([])
    expect(codesOf(set({ rules: [silent] }), none)).toHaveLength(4)
  })

  it('takes nothing from a name that another rule lets in', () => {
    const groups = [group('A', ['a.example.com']), group('B', ['a.example.com', 'b.example.com'])]
    const both = [rule('1'), rule('2', { sources: ['B'] })]
    expect(codesOf(set({ groups, rules: both }), none)).not.toContain('shadowed')
    expect(codesOf(set({ groups, rules: both.toReversed() }), none)).toContain('shadowed')
  })

  it('names the rules and the platform that it is about', () => {
    expect(findingsOfRules(exampleRules, { today, writers: [platform({}, { six: false })] })).toContainEqual({
      ...{ code: 'family-not-carried', severity: 'warning', rule: null, other: null, platform: 'wall' },
      title: 'The Wall carries no IPv6 here, so that 2 rules will lack these senders',
      advice: 'Add them by other means, or take another form.',
    })
    const [first] = findingsOfRules(rules(rule('1'), rule('2')), { today, writers: none })
    expect(first).toMatchObject({ code: 'duplicate', rule: '2', other: '1', platform: null })
  })

  it('tells errors first, and of a hundred of a kind how many there are', () => {
    const many = Array.from({ length: 250 }, (_, at) =>
      rule(`R${at}`, { owner: '', action: at === 1 ? 'deny' : 'allow', sources: ['A'] }),
    )
    const found = findingsOfRules(rules(...many), { today, writers: none })
    expect(found[0]).toMatchObject({ code: 'contradictory', rule: 'R1', other: 'R0' })
    const ofOwner = found.filter(({ code }) => code === 'no-owner')
    expect(ofOwner).toHaveLength(100)
    expect(ofOwner.at(-1)).toMatchObject({ rule: null, title: expect.stringMatching(/^151 further findings /) })
  })
})
