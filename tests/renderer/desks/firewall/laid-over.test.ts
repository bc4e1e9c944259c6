import { describe, expect, it } from 'vitest'
import {
  changedHost,
  changedRule,
  changedService,
  movedRule,
  withoutRule,
  withRule,
  withSeen,
} from '../../../../renderer/desks/firewall/draft-edits.ts'
import { laidOver } from '../../../../renderer/desks/firewall/laid-over.ts'
import type { FirewallDraft } from '../../../../shared/firewall/told-firewall.ts'
import { emptyDraft, filledDraft, ruleOf } from './sample-firewall.ts'

type Edit = (draft: FirewallDraft) => FirewallDraft
const laid = (mine: Edit, theirs: Edit, base = filledDraft) => laidOver(base, mine(base), theirs(base))
const ids = ({ rules }: FirewallDraft) => rules.map(({ id }) => id)
const asked =
  (part: Partial<FirewallDraft['request']>): Edit =>
  (draft) => ({ ...draft, request: { ...draft.request, ...part } })
const unruled = { ...filledDraft, rules: [] }
const added =
  (id: string, after?: string): Edit =>
  (draft) =>
    withRule(draft, ruleOf(id), after)

describe('What was edited in one window, laid over what another kept', () => {
  it('has the fields of both', () => {
    const { draft, problems } = laid(
      (before) => changedHost(asked({ owner: 'mine' })(before), 'MAIL', { public: [] }),
      (before) => ({
        ...changedHost(asked({ project: 'theirs' })(before), 'MAIL', { toZone: 'mail' }),
        title: 'Theirs',
      }),
    )
    expect(draft).toMatchObject({ title: 'Theirs', request: { owner: 'mine', project: 'theirs' } })
    expect(draft.hosts).toMatchObject([{ public: [], internal: ['10.0.0.25'], toZone: 'mail' }])
    expect(problems).toEqual([])
  })

  it('keeps what was set of each platform', () => {
    const { draft } = laid(
      (before) => ({ ...before, options: { panos: { list: 'mine' } } }),
      (before) => ({ ...before, options: { nftables: { list: 'theirs' } } }),
    )
    expect(draft.options).toEqual({ panos: { list: 'mine' }, nftables: { list: 'theirs' } })
  })

  it('tells of a field that both wrote, unless they wrote the same', () => {
    const owner = (name: string) => (before: FirewallDraft) => changedRule(before, 'R001', { owner: name })
    const { draft, problems } = laid(owner('mine'), owner('theirs'))
    expect(draft.rules[0]?.owner).toBe('mine')
    expect(problems).toEqual([expect.stringContaining('R001')])
    expect(laid(owner('same'), owner('same')).problems).toEqual([])
  })

  it('takes away what was taken away, and comes with what came', () => {
    const { draft, problems } = laid((before) => withoutRule(before, 'R001'), added('R004', 'R001'))
    expect([ids(draft), problems]).toEqual([['R004', 'R002', 'R003'], []])
    const other = laid(added('R004', 'R001'), (before) => withoutRule(before, 'R001'))
    expect([ids(other.draft), other.problems]).toEqual([['R004', 'R002', 'R003'], []])
  })

  it('takes away nothing that was changed there, nor brings back what was removed there', () => {
    const edited: Edit = (before) => changedRule(before, 'R002', { notes: 'x' })
    const removed: Edit = (before) => withoutRule(before, 'R002')
    const kept = laid(removed, edited)
    expect(ids(kept.draft)).toContain('R002')
    expect(kept.problems).toEqual([expect.stringContaining('R002')])
    const gone = laid(edited, removed)
    expect(ids(gone.draft)).toEqual(['R001', 'R003'])
    expect(gone.problems).toEqual([expect.stringContaining('R002')])
  })

  it('gives another id to what was added by the same, and leads rules there', () => {
    const mine: Edit = (before) => withRule(before, ruleOf('R004', { notes: 'mine' }))
    const { draft, problems } = laid(mine, added('R004'))
    expect(draft.rules.slice(3)).toMatchObject([
      { id: 'R004', notes: '' },
      { id: 'R005', notes: 'mine' },
    ])
    expect(problems).toEqual([expect.stringContaining('R005')])
    expect(laid(added('R004'), added('R004'))).toEqual({ draft: added('R004')(filledDraft), problems: [] })
    const host =
      (address: string): Edit =>
      (before) => ({
        ...before,
        hosts: [{ ...(filledDraft.hosts[0] as (typeof filledDraft.hosts)[number]), public: [address] }],
        services: filledDraft.services,
        rules: [ruleOf('R001')],
      })
    const hosts = laid(host('192.0.2.1'), host('192.0.2.2'), emptyDraft).draft
    expect(hosts.hosts).toMatchObject([
      { id: 'MAIL', public: ['192.0.2.2'] },
      { id: 'MAIL_2', public: ['192.0.2.1'] },
    ])
    expect(hosts.rules.map(({ id, destination }) => [id, destination])).toEqual([
      ['R001', 'MAIL'],
      ['R002', 'MAIL_2'],
    ])
  })

  it('has what came of a run in both windows, and what is the same once', () => {
    const seen =
      (name: string, path: string): Edit =>
      (before) =>
        withSeen(before, [
          {
            ...{ name, public: [], internal: [], why: '' },
            services: [{ protocol: 'tcp' as const, port: 443, paths: [path] }],
          },
        ])
    const { draft, problems } = laid(seen('a.test', '/EWS'), seen('b.test', '/EWS'), emptyDraft)
    expect(draft.services).toEqual([{ id: 'HTTPS', protocol: 'tcp', port: 443, paths: ['/EWS'] }])
    expect([draft.hosts.length, problems]).toEqual([2, []])
    const other = laid(seen('a.test', '/EWS'), seen('b.test', '/x'), emptyDraft).draft
    expect(other.services.map(({ id, paths }) => [id, paths])).toEqual([
      ['HTTPS', ['/x']],
      ['HTTPS_2', ['/EWS']],
    ])
  })

  it('has the host and the service again that a rule of the other window needs', () => {
    const without: Edit = (before) => ({ ...before, hosts: [], services: [] })
    for (const [mine, theirs] of [
      [without, added('R001')],
      [added('R001'), without],
    ] as const) {
      const { draft, problems } = laid(mine, theirs, unruled)
      expect(draft).toEqual({ ...filledDraft, rules: [ruleOf('R001')] })
      expect(problems).toEqual([expect.stringContaining('MAIL, HTTPS')])
    }
    const changed: Edit = (before) => added('R001')(changedService(before, 'HTTPS', { paths: ['/x'] }))
    expect(laid(changed, without, unruled).draft.services[0]?.paths).toEqual(['/x'])
  })

  it('moves rules where they were moved in one window', () => {
    const up: Edit = (before) => movedRule(before, 'R003', -1)
    const mine = laid(up, added('R004', 'R001'))
    expect([ids(mine.draft), mine.problems]).toEqual([['R001', 'R004', 'R003', 'R002'], []])
    expect(ids(laid(added('R004', 'R003'), up).draft)).toEqual(['R001', 'R003', 'R002', 'R004'])
    const both = laid(up, (before) => movedRule(before, 'R001', 1))
    expect(ids(both.draft)).toEqual(['R002', 'R001', 'R003'])
    expect(both.problems).toHaveLength(1)
  })
})
