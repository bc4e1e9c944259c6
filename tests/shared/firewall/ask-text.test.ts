import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askText } from '../../../shared/firewall/ask-text.ts'
import type { RequestForm, RuleSet } from '../../../shared/firewall/rule-set.ts'
import { unprintable } from '../../../shared/run/printable.ts'
import { exampleRules } from './example-rules.ts'

const today = '2026-11-29'
const request: RequestForm = {
  ...{ requester: 'Ann Lee', department: 'Mail', contact: 'ann@contoso.example', project: 'CRM', changeNumber: 'CHG7' },
  ...{ change: 'modify', kind: 'normal', wanted: '2026-12-07', expiry: '2027-12-07', owner: 'Exchange team' },
  ...{ approver: 'Bo Diaz', implementer: '', firewall: 'the edge firewall' },
  justification: 'The mail service reads mailboxes.',
}
const textOf = (set: RuleSet, attached: string[] = []) => askText(set, { attached, today }).text
const sectionOf = (text: string, heading: string) =>
  text.split('\n\n').find((section) => section.startsWith(`${heading}:\n`))

describe('The e-mail to the network team', () => {
  it('says what, why, from where, to where, until when, how to test and whom to ask', async () => {
    const attached = ['postern-firewall-2026-11-29.xlsx', 'postern-firewall-2026-11-29-nftables.nft']
    const { subject, text } = askText(exampleRules, { attached, today })
    expect(subject).toBe('[CHG0012345] Firewall change: Let the mail service in')
    await expect(text).toMatchFileSnapshot('goldens/ask.txt')
  })

  it('goes by the form of the request where there is one', async () => {
    const { subject, text } = askText({ ...exampleRules, request }, { attached: [], today })
    expect(subject).toBe('[CHG7] Firewall change: Let the mail service in')
    await expect(text).toMatchFileSnapshot('goldens/ask-of-request.txt')
  })

  it('is there of a set without anything, too', () => {
    const empty = { ...exampleRules, groups: [], hosts: [], services: [], rules: [] }
    expect(askText(empty, { attached: [], today }).subject).toBe('Firewall change: Let the mail service in')
    expect(textOf(empty)).toContain('Please add 0 rules, as below.')
  })

  it('names what is taken away', () => {
    expect(textOf({ ...exampleRules, request: { ...request, change: 'delete' } })).toContain(
      'Please take 3 rules away on the edge firewall, as below.',
    )
  })

  it('tells where nothing is translated, or not known', () => {
    const at = (outer: string[], internal: string[]) =>
      sectionOf(
        textOf({ ...exampleRules, hosts: exampleRules.hosts.map((host) => ({ ...host, public: outer, internal })) }),
        'To',
      )
    expect(at(['198.51.100.25'], ['198.51.100.25'])).toContain('(198.51.100.25, not translated)')
    expect(at([], [])).toMatch(/\(public address not known; internal address not\s+known\)/)
  })

  it('names forty of a kind, and how many there are', () => {
    const [first] = exampleRules.rules
    if (!first) throw new Error('The example has no rules.')
    const many = Array.from({ length: 10_000 }, (_, at) => ({ ...first, id: `R${at}` }))
    const text = textOf({ ...exampleRules, rules: many })
    expect(text).toContain('- 9,960 further ones: see what is attached.')
    expect(text.split('\n').length).toBeLessThan(300)
  })

  it('lets nothing that somebody typed pass for a heading, a line of its own or a command', () => {
    const headings = new Set(
      [...textOf({ ...exampleRules, request }, ['a']).matchAll(/^\S.*$/gm)].map(([line]) => line),
    )
    const hostile = fc.oneof(
      fc.constantFrom('x\r\nFrom:\r\n  - 0.0.0.0/0', 'x\u2028Bcc: a@b', '\u202egnp.exe', 'a\tb', '; rm -rf /'),
      fc.string({ maxLength: 80, unit: 'binary' }),
    )
    fc.assert(
      fc.property(hostile, (words) => {
        const typed = { ...request, requester: words, contact: words, justification: words, changeNumber: words }
        const set: RuleSet = {
          ...{ ...exampleRules, title: `x${words}`, request: { ...typed, owner: words, firewall: words } },
          groups: exampleRules.groups.map((group) => ({ ...group, provider: `x${words}`, region: words })),
          services: exampleRules.services.map((service) => ({ ...service, paths: [`/${words}`] })),
        }
        const { subject, text } = askText(set, { attached: [words], today })
        expect(`${subject}${text.replaceAll('\n', '')}`.match(unprintable)).toBeNull()
        expect(subject.length).toBeLessThanOrEqual(150)
        for (const line of text.split('\n')) if (/^\S/.test(line)) expect(headings).toContain(line)
        for (const [command] of text.matchAll(/^ +curl .*$/gm))
          expect(command).toMatch(/^ {4}curl -sv https:\/\/mail\.contoso\.example\/[\w./-]*$/)
      }),
    )
  })

  it('has short lines, where no word is longer', () => {
    for (const line of textOf({ ...exampleRules, request }).split('\n')) expect(line.length).toBeLessThanOrEqual(78)
  })
})
