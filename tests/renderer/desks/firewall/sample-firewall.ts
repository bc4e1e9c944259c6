import type { Overview } from '../../../../renderer/desks/firewall/firewall-state.ts'
import type { FirewallRule } from '../../../../shared/firewall/rule-set.ts'
import type { FirewallDraft, ListOffer, ToldSource } from '../../../../shared/firewall/told-firewall.ts'

export const sourceId = 'source-0123456789abcdef'

export const emptyDraft: FirewallDraft = {
  title: 'Contoso',
  ...{ hosts: [], services: [], rules: [] },
  request: {
    ...{ requester: '', department: '', contact: '', project: '', changeNumber: '', change: 'new', kind: 'normal' },
    ...{ wanted: null, expiry: null, owner: '', approver: '', implementer: '', firewall: '', justification: '' },
  },
}

export function ruleOf(id: string, part: Partial<FirewallRule> = {}): FirewallRule {
  return {
    ...{ id, sources: ['NYLAS_US'], destination: 'MAIL', services: ['HTTPS'], action: 'allow', log: true },
    ...{ enabled: false, start: null, expiry: null, owner: '', requester: '', approver: '', changeNumber: '' },
    ...{ justification: '', notes: '' },
    ...part,
  }
}

export const filledDraft: FirewallDraft = {
  ...emptyDraft,
  hosts: [
    {
      ...{ id: 'MAIL', name: 'mail.contoso.test', public: ['192.0.2.25'], internal: ['10.0.0.25'] },
      ...{ fromZone: 'untrust', toZone: 'dmz' },
    },
  ],
  services: [{ id: 'HTTPS', protocol: 'tcp', port: 443, paths: ['/EWS'] }],
  rules: [ruleOf('R001'), ruleOf('R002'), ruleOf('R003')],
}

function sourceOf(part: Partial<ToldSource> = {}): ToldSource {
  return {
    source: {
      ...{ id: sourceId, group: 'NYLAS_US', provider: 'Nylas', region: 'US' },
      ...{ road: { kind: 'typed' }, oldAfterDays: 30, checkEveryHours: null },
    },
    ...{ secretHeld: false, versions: [], warnings: [], lastLook: null, drift: null },
    ...part,
  }
}

export function overviewOf(part: Partial<Overview> = {}): Overview {
  return {
    ...{ sources: [sourceOf()], draft: emptyDraft, draftVersion: null, findings: [] },
    ...{ evidence: [], formats: [] },
    ask: { subject: 'Please', text: 'Let them in.' },
    ...part,
  }
}

export function offerOf(part: Partial<ListOffer> = {}): ListOffer {
  return {
    ...{ offerId: 'offer-1', sourceId, four: 2, six: 1, names: 0, updatedAt: null, refused: [], refusedCount: 0 },
    origin: { road: 'file', place: 'list.txt' },
    ...{ wide: [], repeated: 0, diff: null, same: false, warnings: [] },
    ...part,
  }
}
