import { describe, expect, it } from 'vitest'
import {
  broughtBack,
  changedService,
  duplicatedRule,
  emptyOfRequest,
  firstPort,
  idOf,
  isTaken,
  movedRule,
  newRule,
  nextRuleId,
  rulesOf,
  withHostByHand,
  withoutRule,
  withRequestInRules,
  withRule,
  withSeen,
} from '../../../../renderer/desks/firewall/draft-edits.ts'
import type { SeenHost } from '../../../../renderer/desks/firewall/firewall-state.ts'
import { FirewallDraft } from '../../../../shared/firewall/told-firewall.ts'
import { emptyDraft, filledDraft, ruleOf } from './sample-firewall.ts'

const seen: SeenHost = {
  ...{ name: 'mail.contoso.test', public: ['192.0.2.25'], internal: ['10.0.0.25'], why: 'EWS.' },
  services: [
    { protocol: 'tcp', port: 443, paths: ['/EWS'] },
    { protocol: 'tcp', port: 8443, paths: [] },
  ],
}
const ids = (draft: FirewallDraft) => draft.rules.map(({ id }) => id)

describe('An id', () => {
  it.each([
    ['mail.contoso.test', [], 'MAIL_CONTOSO_TEST'],
    ['mail.contoso.test', ['MAIL_CONTOSO_TEST'], 'MAIL_CONTOSO_TEST_2'],
    ['autodiscover.contoso.example', [], 'AUTODISCOVER_CONTOSO'],
    ['autodiscover.contoso.example', ['AUTODISCOVER_CONTOSO'], 'AUTODISCOVER_CONTO_2'],
    ['a_very_long_name_of__a', [], 'A_VERY_LONG_NAME_OF'],
    ['Größe', [], 'GR_SSE'],
    ['日本', [], 'X'],
    ['日本', ['X'], 'X_2'],
    ['--', [], 'X'],
  ])('of %j beside %j is %s, and one that is kept', (words, taken, id) => {
    expect(idOf(words, taken)).toBe(id)
    expect(FirewallDraft.shape.services.element.shape.id.safeParse(id).success).toBe(true)
  })

  it('of a new rule is none that is there', () => {
    expect(nextRuleId([])).toBe('R001')
    expect(nextRuleId([{ id: 'R002' }])).toBe('R003')
    expect(nextRuleId([{ id: 'R001' }, { id: 'R003' }])).toBe('R004')
  })
})

describe('Rules', () => {
  it('stay in their order at both ends, and change places in between', () => {
    expect(movedRule(filledDraft, 'R001', -1)).toBe(filledDraft)
    expect(movedRule(filledDraft, 'R003', 1)).toBe(filledDraft)
    expect(movedRule(filledDraft, 'R009', 1)).toBe(filledDraft)
    expect(ids(movedRule(filledDraft, 'R001', 1))).toEqual(['R002', 'R001', 'R003'])
    expect(ids(movedRule(filledDraft, 'R003', -1))).toEqual(['R001', 'R003', 'R002'])
  })

  it('are duplicated switched off, behind the first', () => {
    const on = { ...filledDraft, rules: [ruleOf('R001', { enabled: true, notes: 'mine' }), ruleOf('R002')] }
    const copied = duplicatedRule(on, 'R001')
    expect(ids(copied)).toEqual(['R001', 'R003', 'R002'])
    expect(copied.rules[1]).toMatchObject({ enabled: false, notes: 'mine' })
    expect(duplicatedRule(on, 'R009')).toBe(on)
  })

  it('are removed, and put back where they were', () => {
    const without = withoutRule(filledDraft, 'R002')
    expect(ids(without)).toEqual(['R001', 'R003'])
    expect(ids(withRule(without, ruleOf('R002'), 'R001'))).toEqual(['R001', 'R002', 'R003'])
  })

  it('begin switched off, with what the request says', () => {
    const request = { ...emptyDraft.request, owner: 'Messaging', wanted: '2026-12-01' }
    const rule = newRule({ ...filledDraft, request }, { sources: ['A'], destination: 'MAIL', services: ['HTTPS'] })
    expect(rule).toMatchObject({ id: 'R004', enabled: false, log: true, owner: 'Messaging', start: '2026-12-01' })
  })

  it('are known by the host and the service that they speak of', () => {
    expect(rulesOf(filledDraft, { host: 'MAIL' })).toHaveLength(3)
    expect(rulesOf(filledDraft, { host: 'HTTPS' })).toEqual([])
    expect(rulesOf(filledDraft, { service: 'HTTPS' })).toHaveLength(3)
  })

  it('are filled with what the request says, where they say nothing', () => {
    expect(emptyOfRequest(filledDraft)).toBe(0)
    const request = { ...emptyDraft.request, owner: 'Messaging', expiry: '2027-12-01' }
    const rules = [ruleOf('R001', { owner: 'Somebody', expiry: '2027-01-01' }), ruleOf('R002')]
    const draft = { ...filledDraft, rules, request }
    expect(emptyOfRequest(draft)).toBe(1)
    expect(withRequestInRules(draft).rules).toEqual([
      rules[0],
      ruleOf('R002', { owner: 'Messaging', expiry: '2027-12-01' }),
    ])
  })
})

describe('The port that is asked about first', () => {
  it('is that of the first rule, or HTTPS where there is none', () => {
    const services = [...filledDraft.services, { id: 'X', protocol: 'udp' as const, port: 8443, paths: [] }]
    const rules = [ruleOf('R001', { services: ['X', 'HTTPS'] }), ruleOf('R002')]
    expect(firstPort({ ...filledDraft, services, rules })).toMatchObject({ protocol: 'udp', port: 8443 })
    expect(firstPort(filledDraft)).toMatchObject({ protocol: 'tcp', port: 443 })
    expect(firstPort(emptyDraft)).toEqual({ protocol: 'tcp', port: 443 })
  })
})

describe('What a run saw', () => {
  it('becomes a host and its services, and what is there stays', () => {
    const taken = withSeen(emptyDraft, [seen])
    expect(taken.hosts).toMatchObject([{ id: 'MAIL_CONTOSO_TEST', public: ['192.0.2.25'], fromZone: 'untrust' }])
    expect(taken.services.map(({ id, port }) => [id, port])).toEqual([
      ['HTTPS', 443],
      ['TCP_8443', 8443],
    ])
    expect(isTaken(taken, { name: 'MAIL.contoso.test' })).toBe(true)
    expect(withSeen(taken, [{ ...seen, public: ['192.0.2.99'] }]).hosts).toEqual(taken.hosts)
    expect(FirewallDraft.safeParse(taken).success).toBe(true)
  })

  it('is a service of its own where other paths of a port are needed, and once where the same are', () => {
    const at = (name: string, paths: string[]) => ({
      ...{ ...seen, name },
      services: [{ protocol: 'tcp' as const, port: 443, paths }],
    })
    const autodiscover = at('autodiscover.contoso.test', ['/Autodiscover'])
    const taken = withSeen(emptyDraft, [at('mail.contoso.test', ['/EWS']), autodiscover, at('b.test', ['/EWS'])])
    expect(taken.services.map(({ id, paths }) => [id, paths])).toEqual([
      ['HTTPS', ['/EWS']],
      ['HTTPS_AUTODISCOVER', ['/Autodiscover']],
    ])
    // What somebody wrote there stays.
    const written = changedService(taken, 'HTTPS', { paths: ['/EWS', '/mine'] })
    expect(withSeen(written, [at('mail.contoso.test', ['/EWS'])])).toEqual(written)
  })

  it('is not asked for a host by hand, which gets what is usual at its name', () => {
    const host = { public: ['192.0.2.1'], internal: [] }
    const mail = withHostByHand(emptyDraft, { ...host, name: 'mail.contoso.test' })
    expect(mail.services).toEqual([
      { id: 'HTTPS', protocol: 'tcp', port: 443, paths: ['/EWS', '/Microsoft-Server-ActiveSync'] },
    ])
    const both = withHostByHand(mail, { ...host, name: 'Autodiscover.contoso.test' })
    expect(both.services.slice(1).map(({ id, paths }) => [id, paths])).toEqual([
      ['HTTPS_AUTODISCOVER', ['/Autodiscover']],
    ])
    expect(both.hosts.map(({ id }) => id)).toEqual(['MAIL_CONTOSO_TEST', 'AUTODISCOVER_CONTOSO'])
  })

  it('goes to the zones of the hosts that are there', () => {
    const [host] = filledDraft.hosts
    const draft = { ...filledDraft, hosts: host ? [{ ...host, name: 'old.contoso.test', toZone: 'mail' }] : [] }
    expect(withSeen(draft, [seen]).hosts[1]?.toZone).toBe('mail')
  })
})

describe('What was taken away', () => {
  const before = [{ id: 'A' }, { id: 'B' }, { id: 'C' }]

  it.each([
    ['where it stood', ['A', 'C'], 'B', ['A', 'B', 'C']],
    ['beside what came since', ['A', 'C', 'D'], 'B', ['A', 'B', 'C', 'D']],
    ['last where others went, too', [], 'C', ['C']],
    ['once', ['A', 'B', 'C'], 'B', ['A', 'B', 'C']],
    ['never where it was not there', ['A'], 'X', ['A']],
  ])('comes back %s', (_how, now, id, after) => {
    const given = now.map((each) => ({ id: each }))
    expect(broughtBack(given, before, id).map((each) => each.id)).toEqual(after)
  })
})
