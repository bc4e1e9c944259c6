import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../../electron/engine/store/store.ts'
import type { Configuration } from '../../../../shared/management/configuration.ts'
import type { ConfigurationSource } from '../../../../shared/management/kept-configuration.ts'
import { sampleOrganisation } from '../../../shared/contract/samples.ts'
import { newFolder, opened } from './store-folder.ts'

const source: ConfigurationSource = {
  ...{ road: 'file', name: 'contoso.json', readAt: '2026-11-29T02:00:00.000Z', collectedAt: null, computer: null },
}
const denied = { cmdlet: 'Get-CASMailbox', kind: 'access-denied', message: 'No right.' } as const
const read = (configuration: Configuration) => ({ configuration, refused: [], source })
const mailboxes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ identity: `contoso.test/Users/User ${at}`, ewsEnabled: at % 2 === 0 }))

function storeInMemory() {
  const store = openStore({ directory: null })
  return { store, id: store.organisations.put(sampleOrganisation), ...store.configurations }
}

describe('what cannot be kept or read', () => {
  it.each([
    ['is not known', 'org-ffffffffffff', (): void => undefined],
    ['was removed', undefined, (remove: () => void): void => remove()],
  ])('of an organisation that %s, nothing is kept', async (_what, other, prepare) => {
    const { store, id, put, parts, stamp } = storeInMemory()
    prepare(() => store.organisations.remove(id))
    expect(await put(other ?? id, read({ casMailboxes: [] }))).toBe(false)
    store.organisations.restore(id)
    expect([parts(id), stamp(id)]).toEqual([[], ''])
  })

  it('a part that was never put is none, which is something else than an empty one', async () => {
    const { id, put, read: readPart } = storeInMemory()
    await put(id, read({ casMailboxes: [] }))
    expect(await readPart(id, 'casMailboxes')).toEqual([])
    expect(await readPart(id, 'throttlingPolicies')).toBeUndefined()
  })

  it.each([
    ['damaged', 'UPDATE configuration_piece SET entries = zeroblob(length(entries))'],
    ['cut off', 'UPDATE configuration_piece SET entries = substr(entries, 1, 9)'],
    ['missing', 'DELETE FROM configuration_piece WHERE place = 1'],
    ['of another form', "UPDATE configuration_piece SET entries = x'8bae564a54b232ac8d0500'"],
    ['too few', "UPDATE configuration_piece SET entries = x'8b8e0500'"],
  ])('pieces that are %s are said to be unreadable, and take no other part with them', async (_what, sql) => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(sampleOrganisation)
    await store.configurations.put(id, read({ casMailboxes: mailboxes(600) }))
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec(sql)
    database.close()
    await store.configurations.put(id, read({ organizationConfig: { ewsEnabled: true } }))
    expect(await store.configurations.read(id, 'casMailboxes')).toBe('unreadable')
    expect(await store.configurations.read(id, 'organizationConfig')).toEqual({ ewsEnabled: true })
    expect(store.configurations.parts(id)).toHaveLength(2)
  })
})

describe('what is kept', () => {
  it('comes back as it was put, null apart from absent', async () => {
    const { id, put, read: readPart, parts } = storeInMemory()
    const organizationConfig = { name: 'Contoso', ewsEnabled: null, ewsAllowList: ['a*', 'ü'] }
    await put(id, read({ organizationConfig, casMailboxes: mailboxes(1_234) }))
    expect(await readPart(id, 'organizationConfig')).toEqual(organizationConfig)
    expect(await readPart(id, 'casMailboxes')).toEqual(mailboxes(1_234))
    expect(parts(id)).toEqual([
      { part: 'casMailboxes', count: 1_234, source },
      { part: 'organizationConfig', count: 1, source },
    ])
  })

  it('is the devices of ActiveSync too, and the one object of their settings', async () => {
    const { id, put, read: readPart } = storeInMemory()
    const activeSyncOrganizationSettings = { defaultAccessLevel: 'Quarantine' as const, adminMailRecipients: [] }
    const mobileDevices = [{ identity: 'a/Bob/ExchangeActiveSyncDevices/x', deviceAccessState: 'Blocked' as const }]
    await put(id, read({ activeSyncOrganizationSettings, mobileDevices, mobileDeviceStatistics: [] }))
    expect(await readPart(id, 'activeSyncOrganizationSettings')).toEqual(activeSyncOrganizationSettings)
    expect(await readPart(id, 'mobileDevices')).toEqual(mobileDevices)
    expect(await readPart(id, 'mobileDeviceStatistics')).toEqual([])
  })

  it('holds 100,000 mailboxes', async () => {
    const { id, put, read: readPart } = storeInMemory()
    await put(id, read({ casMailboxes: mailboxes(100_000) }))
    const kept = await readPart(id, 'casMailboxes')
    expect(kept).toHaveLength(100_000)
    expect(kept?.at(-1)).toEqual(mailboxes(100_000).at(-1))
  })

  it('is replaced a part at a time, and a refusal goes when its part is read', async () => {
    const { id, put, parts, refused, read: readPart, stamp } = storeInMemory()
    await put(id, { ...read({ organizationConfig: {} }), refused: [denied] })
    const before = stamp(id)
    expect(refused(id)).toEqual([{ error: denied, source }])
    await put(id, { ...read({}), refused: [{ ...denied, kind: 'other' }] })
    expect(refused(id)).toMatchObject([{ error: { kind: 'other' } }])
    await put(id, { ...read({ casMailboxes: mailboxes(3) }), source: { ...source, name: 'mailboxes.csv' } })
    await put(id, read({ casMailboxes: mailboxes(2) }))
    expect(refused(id)).toEqual([])
    expect(parts(id).map(({ part, count }) => [part, count])).toEqual([
      ['casMailboxes', 2],
      ['organizationConfig', 1],
    ])
    expect(await readPart(id, 'casMailboxes')).toEqual(mailboxes(2))
    expect(stamp(id)).not.toBe(before)
  })

  it('has the names of what told of it before, of so many', async () => {
    const { id, put, parts } = storeInMemory()
    const earlier = Array.from({ length: 30 }, (_, at) => `${at}.csv`)
    await put(id, {
      ...read({ casMailboxes: mailboxes(2), managementScopes: [] }),
      told: { casMailboxes: { earlier } },
    })
    expect(parts(id)).toEqual([
      { part: 'casMailboxes', count: 2, source, earlier: earlier.slice(0, 20) },
      { part: 'managementScopes', count: 0, source },
    ])
  })

  it('is of its own organisation alone', async () => {
    const { store, id, put, parts, read: readPart } = storeInMemory()
    const other = store.organisations.put({ ...sampleOrganisation, name: 'Fabrikam' })
    await put(id, read({ casMailboxes: mailboxes(2) }))
    await put(other, read({ casMailboxes: mailboxes(5) }))
    store.configurations.forget(other)
    expect(parts(other)).toEqual([])
    expect(await readPart(id, 'casMailboxes')).toEqual(mailboxes(2))
  })

  it('is another’s from the start where that is put while it is read', async () => {
    const { id, put, read: readPart } = storeInMemory()
    await put(id, read({ casMailboxes: mailboxes(3_000) }))
    const reading = readPart(id, 'casMailboxes')
    await put(id, read({ casMailboxes: mailboxes(2_000).toReversed() }))
    const kept = await reading
    expect([mailboxes(3_000), mailboxes(2_000).toReversed()]).toContainEqual(kept)
  })
})

describe('with its organisation', () => {
  it('it goes out of sight and comes back, and is gone for good with it', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(sampleOrganisation)
    await store.configurations.put(id, {
      ...read({ casMailboxes: mailboxes(2) }),
      refused: [{ ...denied, cmdlet: 'Get-ThrottlingPolicy' }],
    })
    store.organisations.remove(id)
    expect([store.configurations.parts(id), store.configurations.refused(id)]).toEqual([[], []])
    store.organisations.restore(id)
    expect(store.configurations.parts(id)).toHaveLength(1)
    store.organisations.remove(id)
    await store.organisations.purge()
    expect(rowsIn(folder)).toEqual([0, 0, 0])
  })

  it('all of it is gone where everything is deleted', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(sampleOrganisation)
    await store.configurations.put(id, {
      ...read({ casMailboxes: mailboxes(2) }),
      refused: [{ ...denied, cmdlet: 'Get-ThrottlingPolicy' }],
    })
    store.deleteAll()
    expect(rowsIn(folder)).toEqual([0, 0, 0])
  })

  it('nothing of what was forgotten is left in the file', async () => {
    const folder = newFolder()
    const store = opened(folder)
    const id = store.organisations.put(sampleOrganisation)
    const named = { ...source, name: 'Marker-of-the-file.json' }
    await store.configurations.put(id, { ...read({ casMailboxes: mailboxes(2) }), source: named })
    expect(bytesIn(folder)).toContain('Marker-of-the-file')
    store.configurations.forget(id)
    expect(bytesIn(folder)).not.toContain('Marker-of-the-file')
    expect(rowsIn(folder)).toEqual([0, 0, 0])
  })
})

function bytesIn(folder: string): string {
  return ['postern.db', 'postern.db-wal'].map((name) => readFileSync(join(folder, name), 'latin1')).join('')
}

function rowsIn(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, 'postern.db'))
  const tables = ['configuration_part', 'configuration_piece', 'configuration_refusal']
  const counts = tables.map((table) => database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows)
  database.close()
  return counts
}
