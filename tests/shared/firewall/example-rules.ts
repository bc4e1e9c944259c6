import { RuleSet } from '../../../shared/firewall/rule-set.ts'

/** Rules as an administrator would make them: two regions, both families, names, one rule switched on, one denied. */
export const exampleRules: RuleSet = RuleSet.parse({
  ...{ format: 'postern-rules', version: 1, title: 'Let the mail service in', madeAt: '2026-11-29T15:00:00.000Z' },
  groups: [
    {
      ...{ id: 'NYLAS_US', provider: 'Nylas', region: 'US' },
      entries: ['34.67.39.103/32', '34.68.0.0/28', '34.68.0.16/28', '2600:1900:4000::/44', 'sync.nylas.example.com'],
      list: {
        hash: 'a'.repeat(64),
        readAt: '2026-11-28T08:00:00.000Z',
        updatedAt: '2026-11-01T00:00:00.000Z',
        wrong: false,
      },
    },
    { id: 'NYLAS_EU', provider: 'Nylas', region: 'EU', entries: ['34.89.13.240/32', '35.246.81.179/32'], list: null },
  ],
  hosts: [
    {
      ...{ id: 'MAIL', name: 'mail.contoso.example', fromZone: 'untrust', toZone: 'dmz' },
      ...{ public: ['198.51.100.25', '2001:db8:25::25'], internal: ['10.20.0.25', 'fd00:20::25'] },
    },
    {
      ...{ id: 'AUTODISCOVER', name: 'autodiscover.contoso.example', fromZone: 'untrust', toZone: 'dmz' },
      ...{ public: ['198.51.100.26'], internal: ['10.20.0.26'] },
    },
  ],
  services: [
    { id: 'HTTPS', protocol: 'tcp', port: 443, paths: ['/EWS', '/Autodiscover', '/Microsoft-Server-ActiveSync'] },
    { id: 'HTTP', protocol: 'tcp', port: 80, paths: ['/Autodiscover'] },
  ],
  rules: [
    {
      ...{ id: '001', sources: ['NYLAS_US', 'NYLAS_EU'], destination: 'MAIL', services: ['HTTPS'], action: 'allow' },
      ...{ log: true, enabled: false, start: '2026-12-01', expiry: '2027-12-01', owner: 'Exchange team' },
      ...{ requester: 'Ann Lee', approver: 'Bo Diaz', changeNumber: 'CHG0012345' },
      ...{ justification: 'The mail service reads mailboxes by "EWS"; its addresses are the vendor’s.', notes: '' },
    },
    {
      ...{
        id: '002',
        sources: ['NYLAS_US'],
        destination: 'AUTODISCOVER',
        services: ['HTTPS', 'HTTP'],
        action: 'allow',
      },
      ...{ log: false, enabled: true, start: null, expiry: null, owner: '', requester: 'Ann Lee', approver: '' },
      ...{ changeNumber: 'CHG0012345', justification: 'Autodiscover, with its redirect', notes: 'Look again in June.' },
    },
    {
      ...{ id: '003', sources: ['NYLAS_EU'], destination: 'MAIL', services: ['HTTP'], action: 'deny' },
      ...{ log: true, enabled: true, start: null, expiry: null, owner: '', requester: '', approver: '' },
      ...{ changeNumber: '', justification: '', notes: '' },
    },
  ],
})

/** The groups of the example in a later version of their lists: one gone and one new of each family, and one that is the same. */
export const laterGroups: RuleSet['groups'] = exampleRules.groups.map((group) =>
  group.id === 'NYLAS_US'
    ? {
        ...group,
        entries: ['34.68.0.0/28', '34.68.0.16/28', '35.190.247.0/24', '2600:1901::/32', 'sync2.nylas.example.com'],
      }
    : { ...group, entries: ['34.89.13.240/32', '35.246.81.180/32'] },
)
