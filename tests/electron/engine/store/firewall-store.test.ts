import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { FirewallSource, SourceList } from '../../../../shared/firewall/source-list.ts'
import type { FirewallDraft } from '../../../../shared/firewall/told-firewall.ts'
import { bytesOf, newFolder, opened } from './store-folder.ts'
import { contoso } from './stored-runs.ts'

const nobody = 'org-000000000000'
const sourceId = (number: number) => `source-${String(number).padStart(16, '0')}`

const source = (number = 1, more: Partial<FirewallSource> = {}): FirewallSource => ({
  ...{ id: sourceId(number), group: `VENDOR_${number}`, provider: 'Vendor', region: null, road: { kind: 'typed' } },
  ...{ oldAfterDays: 30, checkEveryHours: null },
  ...more,
})
const list = (...entries: string[]): SourceList & { ofWebhooks: boolean } => ({
  ...{ provider: 'Vendor', region: null, entries, updatedAt: null, readAt: '2026-11-29T09:00:00.000Z', readBy: 'anna' },
  ...{ origin: { road: 'typed', place: null }, confirmed: [], ofWebhooks: false },
  hash: createHash('sha256').update(entries.join('\n')).digest('hex'),
})
const draft = (title = 'Contoso'): FirewallDraft => ({
  ...{ title, hosts: [], services: [], rules: [] },
  request: {
    ...{ requester: '', department: '', contact: '', project: '', changeNumber: '', change: 'new', kind: 'normal' },
    ...{ wanted: null, expiry: null, owner: '', approver: '', implementer: '', firewall: '', justification: '' },
  },
})

describe('an organisation that is gone', () => {
  it('takes nothing', () => {
    const { firewall } = opened(null)
    expect(firewall.sources.save(nobody, source())).toBe('gone')
    expect(firewall.sources.remove(nobody, sourceId(1))).toBe(false)
    expect(firewall.lists.add(nobody, sourceId(1), list('8.8.4.4/32'))).toBe('gone')
    expect(firewall.draft.save(nobody, draft(), null)).toBe('gone')
    expect([firewall.sources.list(nobody), firewall.lists.versions(nobody, sourceId(1))]).toEqual([[], []])
    expect([firewall.lists.entries(nobody, sourceId(1), 1), firewall.draft.read(nobody)]).toEqual([
      undefined,
      undefined,
    ])
  })

  it('takes all of it along, and from the disk', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(contoso)
    store.firewall.sources.save(id, source(1, { provider: 'MARK-OF-LIST' }))
    for (let number = 0; number < 12; number += 1)
      store.firewall.lists.add(id, sourceId(1), { ...list(`8.8.4.${number}/32`), provider: 'MARK-OF-LIST' })
    store.firewall.draft.save(id, draft('MARK-OF-LIST'), null)
    expect(store.firewall.lists.versions(id, sourceId(1))).toHaveLength(12)
    store.organisations.remove(id)
    expect(store.firewall.sources.list(id)).toEqual([])
    await store.organisations.purge()
    store.close()
    for (const [, bytes] of bytesOf(folder)) expect(bytes.includes('MARK-OF-LIST')).toBe(false)
  })

  it('has its own sources, and none of another’s', () => {
    const { firewall, organisations } = opened(null)
    const one = organisations.put(contoso)
    const other = organisations.put({ ...contoso, name: 'Fabrikam' })
    firewall.sources.save(one, source())
    firewall.lists.add(one, sourceId(1), list('8.8.4.4/32'))
    expect(firewall.sources.save(other, source())).toBe('gone')
    expect(firewall.sources.remove(other, sourceId(1))).toBe(false)
    expect(firewall.lists.add(other, sourceId(1), list('8.8.8.8/32'))).toBe('gone')
    expect(firewall.lists.entries(other, sourceId(1), 1)).toBeUndefined()
    firewall.sources.look(other, sourceId(1), { at: '2026-11-29T09:00:00.000Z', outcome: 'same', sentence: null })
    expect(firewall.sources.list(one)).toEqual([{ source: source(), lastLook: null }])
  })
})

describe('sources', () => {
  it('are as many as a window shows, each with a group of its own', () => {
    const { firewall, organisations } = opened(null)
    const id = organisations.put(contoso)
    for (let number = 1; number <= 100; number += 1) expect(firewall.sources.save(id, source(number))).toBe('saved')
    expect(firewall.sources.save(id, source(101))).toBe('full')
    expect(firewall.sources.save(id, source(2, { group: 'VENDOR_1' }))).toBe('taken')
    expect(firewall.sources.save(id, source(2, { provider: 'Other' }))).toBe('saved')
    expect(firewall.sources.read(id, sourceId(2))?.source.provider).toBe('Other')
    expect(firewall.sources.remove(id, sourceId(2))).toBe(true)
    expect(firewall.sources.save(id, source(101))).toBe('saved')
  })

  it('of another form are left out, and stay', () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(contoso)
    store.firewall.sources.save(id, source())
    store.firewall.lists.add(id, sourceId(1), list('8.8.4.4/32'))
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec(
      `INSERT INTO firewall_source SELECT 9, 'source-9', organisation, '{"later":1}', NULL FROM firewall_source`,
    )
    database.exec(`INSERT INTO firewall_list VALUES (8, 1, 2, '{"later":1}', x'00'), (9, 1, 3, 'no', x'ffff')`)
    database.close()
    expect(store.firewall.sources.list(id)).toHaveLength(1)
    expect(store.firewall.lists.versions(id, sourceId(1))).toMatchObject([{ number: 1 }])
    expect(store.firewall.lists.entries(id, sourceId(1), 3)).toBeUndefined()
    expect(store.firewall.lists.add(id, sourceId(1), list('8.8.4.4/32'))).toEqual({ number: 4 })
  })
})

describe('versions of a list', () => {
  it('count up, stay as they are, and tell what came and went', () => {
    const folder = newFolder()
    const store = opened(folder)
    const { firewall } = store
    const id = store.organisations.put(contoso)
    firewall.sources.save(id, source())
    expect(firewall.lists.add(id, sourceId(1), list('8.8.4.4/32', 'a.example.com'))).toEqual({ number: 1 })
    expect(firewall.lists.add(id, sourceId(1), list('8.8.4.4/32', 'a.example.com'))).toBe('same')
    expect(firewall.lists.add(id, sourceId(1), list('8.8.4.4/32', '2600:1900::/64'))).toEqual({ number: 2 })
    expect(firewall.lists.add(id, sourceId(1), list('8.8.4.4/32', 'a.example.com'))).toEqual({ number: 3 })
    expect(firewall.lists.versions(id, sourceId(1))).toMatchObject([
      { number: 3, four: 1, six: 0, names: 1, change: { added: 1, removed: 1 } },
      { number: 2, four: 1, six: 1, names: 0, change: { added: 1, removed: 1 } },
      { number: 1, four: 1, six: 0, names: 1, change: null },
    ])
    expect(firewall.lists.entries(id, sourceId(1), 2)).toEqual(['8.8.4.4/32', '2600:1900::/64'])
    expect(firewall.lists.entries(id, sourceId(1), 4)).toBeUndefined()
    const database = new DatabaseSync(join(folder, 'postern.db'))
    expect(() => database.exec(`UPDATE firewall_list SET about = '{}'`)).toThrow(/stays as it was read/)
    database.close()
    firewall.sources.remove(id, sourceId(1))
    firewall.sources.save(id, source())
    expect(firewall.lists.versions(id, sourceId(1))).toEqual([])
  })

  it('tell which of an organisation were of webhook senders, also beside one that is damaged', () => {
    const folder = newFolder()
    const store = opened(folder)
    const [id, other] = [store.organisations.put(contoso), store.organisations.put({ ...contoso, name: 'Other' })]
    store.firewall.sources.save(id, source())
    store.firewall.sources.save(other, source(2))
    const wrong = { ...list('8.8.4.4/32'), ofWebhooks: true }
    for (const each of [wrong, list('8.8.8.8/32'), wrong]) store.firewall.lists.add(id, sourceId(1), each)
    store.firewall.lists.add(other, sourceId(2), { ...list('9.9.9.9/32'), ofWebhooks: true })
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec("INSERT INTO firewall_list (source, version, about, entries) VALUES (1, 9, '{', x'00')")
    database.close()
    expect(store.firewall.lists.webhookHashes(id)).toEqual([wrong.hash])
    expect(store.firewall.lists.webhookHashes(nobody)).toEqual([])
  })

  it('of two hundred thousand entries are kept', () => {
    const { firewall, organisations } = opened(null)
    const id = organisations.put(contoso)
    firewall.sources.save(id, source())
    const entries = Array.from(
      { length: 200_000 },
      (_each, index) => `34.${64 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}/32`,
    )
    expect(firewall.lists.add(id, sourceId(1), { ...list(), entries })).toEqual({ number: 1 })
    expect(firewall.lists.entries(id, sourceId(1), 1)).toEqual(entries)
  })

  it('are seen by another program', () => {
    const folder = newFolder()
    const [one, other] = [opened(folder), opened(folder)]
    const id = one.organisations.put(contoso)
    other.changedByOthers()
    one.firewall.sources.save(id, source())
    expect(other.changedByOthers()).toEqual(['firewall'])
    one.firewall.lists.add(id, sourceId(1), list('8.8.4.4/32'))
    expect(other.changedByOthers()).toEqual(['firewall'])
    one.firewall.draft.save(id, draft(), null)
    expect(other.changedByOthers()).toEqual(['firewall'])
    expect(other.firewall.draft.read(id)).toEqual(draft())
  })
})
