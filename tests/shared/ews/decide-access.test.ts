import { describe, expect, it } from 'vitest'
import { decideEwsAccess } from '../../../shared/ews/decide-access.ts'
import { type Deciding, type EwsDecision, type Reading, readings } from '../../../shared/ews/ews-decision.ts'
import type { EwsAccess } from '../../../shared/management/configuration.ts'
import { type AccessRow, accessOf, clients, everyRow, type LevelRow, type PolicyKind } from './access-table.ts'

/** What each kind of policy and lists says of the client that it was made for; null says nothing of it. */
const saying: Record<PolicyKind, boolean | null> = {
  none: null,
  'lists-without-policy': null,
  'allow-list-names-it': true,
  'allow-list-names-it-in-other-case': true,
  'allow-list-means-it': true,
  'allow-list-names-others': false,
  'allow-list-is-empty': false,
  'allow-list-though-blocked': true,
  'block-list-names-it': false,
  'block-list-means-it': false,
  'block-list-names-others': true,
  'block-list-is-empty': true,
  'block-list-though-allowed': false,
}

type Rule = [applies: (row: AccessRow) => boolean, answers: boolean, level: Deciding['level'] | 'whichever']
const off = ({ enabled }: LevelRow) => enabled === false
const refuses = ({ own, policy }: LevelRow) => own === false || (own === null && saying[policy] === false)
const allows = ({ own, policy }: LevelRow) => own === true || (own === null && saying[policy] === true)

/** The same rules, written the other way round: the first that applies decides. */
const rules: Record<Reading, readonly Rule[]> = {
  both: [
    [({ organisation }) => off(organisation), false, 'organisation'],
    [({ mailbox }) => off(mailbox), false, 'mailbox'],
    [({ impersonates }) => impersonates, true, 'whichever'],
    [({ organisation }) => refuses(organisation), false, 'organisation'],
    [({ mailbox }) => refuses(mailbox), false, 'mailbox'],
    [({ mailbox }) => allows(mailbox), true, 'mailbox'],
    [({ organisation }) => allows(organisation), true, 'organisation'],
    [() => true, true, 'whichever'],
  ],
  'mailbox-prevails': [
    [({ mailbox }) => off(mailbox), false, 'mailbox'],
    [({ organisation, mailbox }) => off(organisation) && mailbox.enabled === null, false, 'organisation'],
    [({ impersonates }) => impersonates, true, 'whichever'],
    [({ mailbox }) => refuses(mailbox), false, 'mailbox'],
    [({ mailbox }) => allows(mailbox), true, 'mailbox'],
    [({ organisation }) => refuses(organisation), false, 'organisation'],
    [({ organisation }) => allows(organisation), true, 'organisation'],
    [() => true, true, 'whichever'],
  ],
}

/** What is wrong with a decision about a row, in words; nothing where it is as the rules have it. */
function differences(row: AccessRow, decision: EwsDecision): string[] {
  const found = readings.map((reading) => {
    const [, answers, level] = rules[reading].find(([applies]) => applies(row)) ?? [undefined, undefined, undefined]
    const result = decision.byReading[reading]
    const isSame = result?.answers === answers && (level === 'whichever' || result?.decidedBy.level === level)
    return isSame
      ? []
      : [`${reading}: ${JSON.stringify(result)} instead of ${answers} by ${level}, ${JSON.stringify(row)}`]
  })
  return found.flat()
}

const decide = ({ organisation, mailbox, client, impersonates }: AccessRow) =>
  decideEwsAccess(accessOf(organisation, client), accessOf(mailbox, client), {
    userAgent: clients[client],
    impersonates,
  })

describe('every combination of what both levels can hold', () => {
  it('is decided as the ordered rules decide it, in both readings', () => {
    const wrong: string[] = []
    let rows = 0
    for (const row of everyRow()) {
      rows += 1
      if (wrong.length < 5) wrong.push(...differences(row, decide(row)))
    }
    expect(wrong).toEqual([])
    expect(rows).toBe(2 * (39 ** 2 + 3 * 45 ** 2))
  })

  it('has a verdict that follows from the two readings, a sentence, and nothing missing', () => {
    for (const row of everyRow()) {
      const { verdict, byReading, decidedBy, sentence, missing } = decide(row)
      const [both, prevails] = [byReading.both?.answers, byReading['mailbox-prevails']?.answers]
      const expected = both === prevails ? (both ? 'answers' : 'refused') : 'documents-disagree'
      if (verdict !== expected || missing.length > 0 || !decidedBy) throw new Error(JSON.stringify({ row, verdict }))
      if (!sentence.includes(clients[row.client]) || /undefined|null|NaN/.test(sentence)) throw new Error(sentence)
    }
  })
})

const blank: EwsAccess = {
  ewsEnabled: null,
  ewsApplicationAccessPolicy: null,
  ewsAllowList: [],
  ewsBlockList: [],
  ewsAllowOutlook: null,
  ewsAllowMacOutlook: null,
  ewsAllowEntourage: null,
}
const allowing = (...ewsAllowList: string[]): EwsAccess => ({
  ...blank,
  ewsApplicationAccessPolicy: 'EnforceAllowList',
  ewsAllowList,
})
const blocking = (...ewsBlockList: string[]): EwsAccess => ({
  ...blank,
  ewsApplicationAccessPolicy: 'EnforceBlockList',
  ewsBlockList,
})
const switched = (ewsEnabled: boolean, access = blank): EwsAccess => ({ ...access, ewsEnabled })
const vendor = clients.vendor

type Told = [
  why: string,
  organisation: EwsAccess | undefined,
  mailbox: EwsAccess | undefined,
  verdict: EwsDecision['verdict'],
  by?: string,
]

const told = (decidedBy: Deciding | undefined) =>
  decidedBy &&
  (decidedBy.level === 'default' ? 'default' : `${decidedBy.level} ${decidedBy.setting} ${decidedBy.value}`)

describe('the vendor’s client', () => {
  it.each<Told>([
    ['off for the organisation', switched(false), blank, 'refused', 'organisation EwsEnabled $false'],
    ['off for the mailbox', blank, switched(false), 'refused', 'mailbox EwsEnabled $false'],
    [
      'off for the mailbox, on for the organisation',
      switched(true),
      switched(false),
      'refused',
      'mailbox EwsEnabled $false',
    ],
    [
      'off for both: the organisation’s is named first',
      switched(false),
      switched(false),
      'refused',
      'organisation EwsEnabled $false',
    ],
    [
      'off for the organisation, on for the mailbox: one page says off, another on',
      switched(false),
      switched(true),
      'documents-disagree',
      'organisation EwsEnabled $false',
    ],
    [
      'off for the organisation, whatever a list of the mailbox says',
      switched(false),
      allowing('*'),
      'refused',
      'organisation EwsEnabled $false',
    ],
    [
      'off for the mailbox, whose allow list is not looked at',
      blank,
      switched(false, allowing(vendor)),
      'refused',
      'mailbox EwsEnabled $false',
    ],
    [
      'an allow list without it',
      allowing('MacOutlook/*'),
      blank,
      'refused',
      'organisation EwsAllowList {MacOutlook/*}',
    ],
    ['an empty allow list, which lets in nobody', allowing(), blank, 'refused', 'organisation EwsAllowList {}'],
    [
      'an allow list without it, though EWS is switched on',
      switched(true, allowing('Foobar')),
      blank,
      'refused',
      'organisation EwsAllowList {Foobar}',
    ],
    ['an allow list of the mailbox without it', blank, allowing('Foobar'), 'refused', 'mailbox EwsAllowList {Foobar}'],
    ['a block list with it', blocking(vendor), blank, 'refused', `organisation EwsBlockList ${vendor}`],
    [
      'a block list whose entry means it, with a star',
      blocking('Other', 'python*'),
      blank,
      'refused',
      'organisation EwsBlockList python*',
    ],
    [
      'a block list in another case',
      blocking('PYTHON-eas-CLIENT*'),
      blank,
      'refused',
      'organisation EwsBlockList PYTHON-eas-CLIENT*',
    ],
    ['a block list of the mailbox with it', blank, blocking('*'), 'refused', 'mailbox EwsBlockList *'],
    [
      'two allow lists, of which the mailbox’s leaves it out',
      allowing(vendor),
      allowing('Foobar'),
      'refused',
      'mailbox EwsAllowList {Foobar}',
    ],
    [
      'two allow lists, of which the organisation’s leaves it out',
      allowing('Foobar'),
      allowing(vendor),
      'documents-disagree',
      'organisation EwsAllowList {Foobar}',
    ],
    [
      'blocked by the organisation, allowed by the mailbox',
      blocking(vendor),
      allowing(vendor),
      'documents-disagree',
      `organisation EwsBlockList ${vendor}`,
    ],
    [
      'blocked by the organisation, and not by the mailbox’s empty block list',
      blocking(vendor),
      blocking(),
      'documents-disagree',
      `organisation EwsBlockList ${vendor}`,
    ],
    [
      'allowed by the organisation, blocked by the mailbox',
      allowing(vendor),
      blocking(vendor),
      'refused',
      `mailbox EwsBlockList ${vendor}`,
    ],
    [
      'an allow list without it, which the mailbox’s switch does not outvote',
      allowing('Foobar'),
      switched(true),
      'refused',
      'organisation EwsAllowList {Foobar}',
    ],
    ['a list without a policy, which means nothing', { ...blank, ewsBlockList: [vendor] }, blank, 'answers', 'default'],
    [
      'the list of the other policy, which means nothing',
      { ...blocking(), ewsAllowList: ['Foobar'] },
      blank,
      'answers',
      'organisation EwsBlockList {}',
    ],
    ['nothing configured', blank, blank, 'answers', 'default'],
    ['switched on by both', switched(true), switched(true), 'answers', 'mailbox EwsEnabled $true'],
    ['switched on by the organisation alone', switched(true), blank, 'answers', 'organisation EwsEnabled $true'],
    ['an allow list with it', allowing('Foobar', vendor), blank, 'answers', `organisation EwsAllowList ${vendor}`],
    [
      'an allow list with a star, which means everybody',
      allowing('*'),
      blank,
      'answers',
      'organisation EwsAllowList *',
    ],
    ['a block list without it', blocking('Foobar'), blank, 'answers', 'organisation EwsBlockList {Foobar}'],
    [
      'a part of its name without a star, which means another',
      allowing('python-EAS-Client'),
      blank,
      'refused',
      'organisation EwsAllowList {python-EAS-Client}',
    ],
    [
      'settings for Microsoft’s own clients, which are none of its business',
      { ...blank, ewsAllowOutlook: false, ewsAllowMacOutlook: false, ewsAllowEntourage: false },
      blank,
      'answers',
      'default',
    ],
    [
      'the organisation was not read, the mailbox is off',
      undefined,
      switched(false),
      'refused',
      'mailbox EwsEnabled $false',
    ],
    ['the mailbox was not read, the organisation is off', switched(false), undefined, 'not-known'],
    ['the mailbox was not read', blank, undefined, 'not-known'],
    ['nothing was read', undefined, undefined, 'not-known'],
    [
      'a policy whose list was not read',
      { ...blank, ewsApplicationAccessPolicy: 'EnforceAllowList', ewsAllowList: undefined },
      blank,
      'not-known',
    ],
    [
      'a list of the other policy that was not read',
      { ...blocking(), ewsAllowList: undefined },
      blank,
      'answers',
      'organisation EwsBlockList {}',
    ],
    [
      'a policy that was not read, of an organisation that is off',
      { ...switched(false), ewsApplicationAccessPolicy: undefined },
      blank,
      'refused',
      'organisation EwsEnabled $false',
    ],
    [
      'a switch that was not read, of an organisation that blocks it',
      { ...blocking(vendor), ewsEnabled: undefined },
      blank,
      'refused',
      `organisation EwsBlockList ${vendor}`,
    ],
  ])('%s', (_, organisation, mailbox, verdict, by) => {
    const decision = decideEwsAccess(organisation, mailbox, { userAgent: vendor, impersonates: false })
    expect(decision.verdict).toBe(verdict)
    expect(told(decision.decidedBy)).toBe(by)
    expect(decision.missing.length > 0).toBe(verdict === 'not-known')
  })
})

describe('an account that acts for the mailbox', () => {
  const acting = { userAgent: vendor, impersonates: true }

  it.each<Told>([
    ['passes an allow list by, as was seen', allowing('Foobar'), blank, 'answers', 'default'],
    ['passes a block list of the mailbox by', blank, blocking('*'), 'answers', 'default'],
    [
      'is kept out where EWS is off for the organisation',
      switched(false),
      blank,
      'refused',
      'organisation EwsEnabled $false',
    ],
    ['is kept out where EWS is off for the mailbox', blank, switched(false), 'refused', 'mailbox EwsEnabled $false'],
    ['needs no list to be read', { ewsEnabled: null }, { ewsEnabled: true }, 'answers', 'mailbox EwsEnabled $true'],
  ])('%s', (_, organisation, mailbox, verdict, by) => {
    const decision = decideEwsAccess(organisation, mailbox, acting)
    expect(decision.verdict).toBe(verdict)
    expect(told(decision.decidedBy)).toBe(by)
  })

  it('is told what is only seen and nowhere promised', () => {
    expect(decideEwsAccess(allowing('Foobar'), switched(true), acting).sentence).toContain('no document promises')
  })
})

describe('Microsoft’s own clients', () => {
  it.each<
    [
      why: string,
      userAgent: string,
      organisation: EwsAccess,
      mailbox: EwsAccess,
      verdict: EwsDecision['verdict'],
      by: string,
    ]
  >([
    [
      'let in by its setting before the list',
      clients.outlook,
      { ...allowing('Foobar'), ewsAllowOutlook: true },
      blank,
      'answers',
      'organisation EwsAllowOutlook $true',
    ],
    [
      'kept out by its setting before the list',
      clients.mac,
      { ...allowing('*'), ewsAllowMacOutlook: false },
      blank,
      'refused',
      'organisation EwsAllowMacOutlook $false',
    ],
    [
      'kept out by the setting of the mailbox',
      clients.entourage,
      blank,
      { ...blank, ewsAllowEntourage: false },
      'refused',
      'mailbox EwsAllowEntourage $false',
    ],
    [
      'allowed by the mailbox, not by the organisation',
      clients.outlook,
      { ...blank, ewsAllowOutlook: false },
      { ...blank, ewsAllowOutlook: true },
      'documents-disagree',
      'organisation EwsAllowOutlook $false',
    ],
    [
      'without a setting, by the list like anybody',
      clients.outlook,
      allowing('Foobar'),
      blank,
      'refused',
      'organisation EwsAllowList {Foobar}',
    ],
    [
      'off, whatever its setting',
      clients.outlook,
      { ...switched(false), ewsAllowOutlook: true },
      blank,
      'refused',
      'organisation EwsEnabled $false',
    ],
  ])('%s', (_, userAgent, organisation, mailbox, verdict, by) => {
    const decision = decideEwsAccess(organisation, mailbox, { userAgent, impersonates: false })
    expect(decision.verdict).toBe(verdict)
    expect(told(decision.decidedBy)).toBe(by)
  })

  it('are not known where their setting was not read', () => {
    const { ewsAllowOutlook: _, ...rest } = blank
    const decision = decideEwsAccess(rest, blank, { userAgent: clients.outlook, impersonates: false })
    expect(decision).toMatchObject({ verdict: 'not-known', missing: ['Get-OrganizationConfig EwsAllowOutlook'] })
  })
})

it('names each setting that was not read by its cmdlet', () => {
  const { missing, sentence } = decideEwsAccess({ ewsEnabled: null }, undefined, {
    userAgent: vendor,
    impersonates: false,
  })
  expect(missing).toEqual([
    'Get-OrganizationConfig EwsApplicationAccessPolicy',
    'Get-CASMailbox EwsEnabled',
    'Get-CASMailbox EwsApplicationAccessPolicy',
  ])
  expect(sentence).toBe(`Whether EWS lets ${vendor} in cannot be said without ${missing.join(', ')}.`)
})
