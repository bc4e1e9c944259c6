import { describe, expect, it } from 'vitest'
import { withHostByHand, withSeen } from '../../../../renderer/desks/firewall/draft-edits.ts'
import type { SeenHost } from '../../../../renderer/desks/firewall/firewall-state.ts'
import { suggestedRules } from '../../../../renderer/desks/firewall/suggested-rules.ts'
import { emptyDraft, ruleOf } from './sample-firewall.ts'

const seen: SeenHost = {
  ...{ name: 'mail.contoso.test', public: ['192.0.2.25'], internal: ['10.0.0.25'], why: 'EWS.' },
  services: [
    { protocol: 'tcp', port: 443, paths: ['/EWS'] },
    { protocol: 'tcp', port: 8443, paths: [] },
  ],
}
const withSuggestedRules = (...given: Parameters<typeof suggestedRules>) => suggestedRules(...given).draft

describe('Suggested rules', () => {
  const draft = { ...withSeen(emptyDraft, [seen]), rules: [] }

  it('let every list in to every host, once', () => {
    const suggested = withSuggestedRules(draft, ['NYLAS_US', 'NYLAS_EU'], [seen])
    expect(suggested.rules).toMatchObject([
      {
        ...{ sources: ['NYLAS_US', 'NYLAS_EU'], destination: 'MAIL_CONTOSO_TEST' },
        ...{ services: ['HTTPS', 'TCP_8443'], enabled: false, action: 'allow' },
      },
    ])
    expect(withSuggestedRules(suggested, ['NYLAS_US', 'NYLAS_EU'], [seen])).toBe(suggested)
    expect(withSuggestedRules(suggested, ['NYLAS_US', 'NYLAS_EU', 'THIRD'], [seen]).rules[1]?.sources).toEqual([
      'THIRD',
    ])
  })

  it('have no port that the run saw not to be needed there', () => {
    const only443 = { ...seen, services: seen.services.slice(0, 1) }
    expect(withSuggestedRules(draft, ['NYLAS_US'], [only443]).rules[0]?.services).toEqual(['HTTPS'])
  })

  it('have the paths alone that were seen there, and of a host by hand the usual ones', () => {
    const at = (name: string, address: string, paths: string[]) => ({
      ...{ name, public: [address], internal: [], why: '' },
      services: [{ protocol: 'tcp' as const, port: 443, paths }],
    })
    const mail = at('mail.contoso.test', '192.0.2.1', ['/EWS'])
    const autodiscover = at('autodiscover.contoso.test', '192.0.2.2', ['/Autodiscover'])
    const taken = withSeen(emptyDraft, [mail, autodiscover, seen])
    const all = withHostByHand(taken, { name: 'hand.test', public: ['192.0.2.3'], internal: [] })
    const { rules, services } = withSuggestedRules(all, ['NYLAS_US'], [mail, autodiscover])
    const pathsOf = (ids: readonly string[]) => ids.map((id) => services.find((each) => each.id === id)?.paths)
    expect(rules.map((rule) => pathsOf(rule.services))).toEqual([
      [['/EWS']],
      [['/Autodiscover']],
      [['/EWS', '/Microsoft-Server-ActiveSync']],
    ])
  })

  it('have every service for a host by hand where none is usual', () => {
    const services = [{ id: 'X', protocol: 'tcp' as const, port: 8443, paths: [] }]
    const { hosts } = withHostByHand(emptyDraft, { name: 'hand.test', public: [], internal: [] })
    expect(withSuggestedRules({ ...emptyDraft, hosts, services }, ['NYLAS_US'], []).rules[0]?.services).toEqual(['X'])
  })

  it('are none without a list, a host or a service', () => {
    expect(withSuggestedRules(draft, [], [seen])).toBe(draft)
    expect(withSuggestedRules(emptyDraft, ['NYLAS_US'], [])).toBe(emptyDraft)
    const without = { ...draft, services: [] }
    expect(withSuggestedRules(without, ['NYLAS_US'], [seen])).toBe(without)
  })

  it('are one for hosts with the same addresses and ports, of which no finding says that it is a duplicate', () => {
    const other = { ...seen, name: 'autodiscover.contoso.test' }
    const both = { ...withSeen(emptyDraft, [seen, other]), rules: [] }
    const { draft: suggested, covered } = suggestedRules(both, ['NYLAS_US'], [seen, other])
    expect(suggested.rules).toHaveLength(1)
    expect(covered).toEqual([{ host: 'autodiscover.contoso.test', by: 'mail.contoso.test' }])
    expect(withSuggestedRules(suggested, ['NYLAS_US'], [seen, other])).toBe(suggested)
  })

  it('are of the ports alone that the rule of a host with the same addresses has not', () => {
    const other = { ...seen, name: 'autodiscover.contoso.test' }
    const first = { ...seen, services: seen.services.slice(0, 1) }
    const both = { ...withSeen(emptyDraft, [first, other]), rules: [] }
    const { draft: suggested, covered } = suggestedRules(both, ['NYLAS_US'], [first, other])
    expect(suggested.rules.map(({ services }) => services)).toEqual([['HTTPS'], ['TCP_8443']])
    expect(covered).toEqual([])
  })

  it.each([
    ['another address', { public: ['192.0.2.99'] }],
    ['one address more', { internal: ['10.0.0.25', '10.0.0.26'] }],
    ['no address yet', { public: [], internal: [] }],
  ])('are one more for a host with %s', (_how, part) => {
    const other = { ...seen, ...part, name: 'other.contoso.test' }
    const both = { ...withSeen(emptyDraft, [seen, other]), rules: [] }
    expect(withSuggestedRules(both, ['NYLAS_US'], [seen, other]).rules).toHaveLength(2)
  })

  it('take a rule that denies for none that lets in', () => {
    const denied = { ...draft, rules: [ruleOf('R001', { destination: 'MAIL_CONTOSO_TEST', action: 'deny' })] }
    expect(withSuggestedRules(denied, ['NYLAS_US'], [seen]).rules).toHaveLength(2)
  })
})
