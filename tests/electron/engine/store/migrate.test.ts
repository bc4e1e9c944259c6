import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { Migration } from '../../../../electron/engine/store/migrate.ts'
import { allMigrations } from '../../../../electron/engine/store/migrations/all-migrations.ts'
import { openStore } from '../../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../../electron/engine/store/store-refused.ts'
import { dump, newFolder, opened } from './store-folder.ts'

/** A directory with a database as this version of it left one. */
function folderOfVersion(version: number): string {
  const folder = newFolder()
  const database = new DatabaseSync(join(folder, 'postern.db'))
  const fixture = join(import.meta.dirname, `../../../fixtures/store-version-${version}.sql`)
  database.exec(`PRAGMA journal_mode = WAL; ${readFileSync(fixture, 'utf8')}`)
  database.close()
  return folder
}

const copiesIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('postern-version'))
const latest = allMigrations.length
const now = () => new Date('2026-11-28T19:08:34Z')

/** A migration that there is not yet: a table built anew, to which others refer, and a column. */
const next: Migration = {
  version: latest + 1,
  sql: `
    ALTER TABLE run ADD COLUMN note TEXT NOT NULL DEFAULT 'none';
    CREATE TABLE organisation_anew (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, organisation TEXT NOT NULL,
      removed_at TEXT, name TEXT NOT NULL) STRICT;
    INSERT INTO organisation_anew SELECT number, id, organisation, removed_at, organisation ->> 'name' FROM organisation;
    DROP TABLE organisation;
    ALTER TABLE organisation_anew RENAME TO organisation;`,
}

describe('the migrations', () => {
  it('count up from 1 without a gap', () => {
    expect(allMigrations.map(({ version }) => version)).toEqual(allMigrations.map((_, index) => index + 1))
  })

  it.each(allMigrations.map(({ version }) => version))(
    'bring what version %i kept forward, with nothing lost',
    (version) => {
      const folder = folderOfVersion(version)
      const store = opened(folder, { now })
      expect(store.notice).toBeNull()
      expect(store.organisations.list().map(({ id, organisation }) => [id, organisation.name])).toEqual([
        ['org-0123456789ab', 'Contoso'],
        ['org-ba9876543210', 'Müller & Söhne'],
      ])
      expect(store.organisations.opened()).toBe('org-0123456789ab')
      expect(store.settings.read('settings')).toEqual({ theme: 'dark' })
      expect(store.runs.list()).toMatchObject([
        {
          header: { id: 'run-ready-fixture' },
          ...{ state: 'ended', verdict: 'ready', origin: 'imported', organisationId: 'org-0123456789ab' },
          counts: { pass: 4, fail: 0 },
        },
        { header: { id: 'run-interrupted-fixture' }, state: 'interrupted', verdict: null, origin: 'window' },
      ])
      expect(store.runs.read('run-ready-fixture')).toMatchObject({
        findings: [{ check: 'dns/server-name' }, { check: 'dns/address-kind' }, { check: 'dns/ttl' }, {}],
        artifacts: { endpoints: { state: 'gathered' }, dnsAnswers: { state: 'gathered' } },
      })
      expect(store.runs.read('run-interrupted-fixture')).toMatchObject({ artifacts: { endpoints: {} }, findings: [] })
      store.close()
      const [copy = '', ...others] = copiesIn(folder)
      expect(others).toEqual([])
      expect(copy).toBe(version === latest ? '' : `postern-version-${version}-2026-11-28T19-08-34Z.db`)
    },
  )

  it('keep the configuration of version 2', async () => {
    const { configurations } = opened(folderOfVersion(2), { now })
    const id = 'org-0123456789ab'
    expect(configurations.parts(id)).toMatchObject([
      { part: 'casMailboxes', count: 2, source: { road: 'file', name: 'contoso.json', computer: 'EXCH01' } },
      { part: 'organizationConfig', count: 1 },
    ])
    expect(await configurations.read(id, 'casMailboxes')).toEqual([
      { identity: 'contoso.test/Users/Anna', primarySmtpAddress: 'anna@contoso.test', ewsEnabled: false },
      { identity: 'contoso.test/Users/Bert', ewsAllowList: ['a*'] },
    ])
    expect(await configurations.read(id, 'organizationConfig')).toEqual({
      ...{ name: 'Contoso', ewsEnabled: null, ewsAllowList: [] },
    })
    expect(configurations.refused(id)).toMatchObject([{ error: { kind: 'access-denied' } }])
  })

  it('keep what version 3 had of devices', () => {
    const { quarantine } = opened(folderOfVersion(3), { now })
    const id = 'org-0123456789ab'
    const device = 'contoso.test/users/anna/exchangeactivesyncdevices/iphone§abc'
    expect(quarantine.decisions.page(id, { which: 'settled', after: 0, limit: 10 })).toMatchObject({
      decisions: [{ decision: { kind: 'allow', ticket: 'INC-1' }, outcome: { kind: 'done' } }],
      ...{ unreadable: 0, next: null },
    })
    expect(quarantine.decisions.page(id, { which: 'tray', after: 0, limit: 10 })).toMatchObject({
      decisions: [{ decision: { kind: 'rule' }, settledAt: null, outcome: null }],
    })
    expect(quarantine.trail.list(id, { subject: device, after: null, limit: 10 })).toMatchObject([
      { number: 1, entry: { what: 'decided', who: 'anna' } },
    ])
    expect(quarantine.history.of(id, device, 10)).toEqual([
      {
        ...{ readAt: '2026-11-29T08:30:00.000Z', source: 'devices.json', finished: true, withdrawn: false },
        standing: { state: 'Quarantined', reason: 'Global', rule: null },
      },
    ])
    expect(quarantine.views.list(id)).toMatchObject([{ name: 'New ones', columns: ['user', 'agent'] }])
    expect(quarantine.views.pattern(id)).toEqual({ userAgent: 'python-EAS-Client*' })
  })

  it('keep what version 5 had of lists', () => {
    const { firewall } = opened(folderOfVersion(5), { now })
    const [id, sourceId] = ['org-0123456789ab', 'source-0123456789abcdef']
    expect(firewall.sources.list(id)).toMatchObject([
      { source: { group: 'VENDOR_US', road: { clientId: 'app-1' } }, lastLook: { outcome: 'same' } },
    ])
    expect(firewall.lists.versions(id, sourceId)).toMatchObject([
      { number: 2, four: 1, six: 1, readBy: 'anna', change: { added: 1, removed: 0 } },
      { number: 1, four: 1, six: 0, change: null },
    ])
    expect(firewall.lists.entries(id, sourceId, 2)).toEqual(['34.67.39.103/32', '2600:1900::/64'])
    expect(firewall.draft.read(id)).toMatchObject({ title: 'Contoso', request: { changeNumber: 'CHG1' } })
  })

  it('lead from nothing to the same database as from version 1', () => {
    const fresh = newFolder()
    opened(fresh).close()
    const old = folderOfVersion(1)
    opened(old).close()
    const schemaOf = (folder: string) => {
      const text = JSON.stringify((dump(join(folder, 'postern.db')) as { schema: unknown }).schema)
      return text.replaceAll(/--[^"]*?\\n/g, '').replaceAll(/(\\n|\s)+/g, ' ')
    }
    expect(schemaOf(fresh)).toBe(schemaOf(old))
  })
})

describe('a database of an older version', () => {
  it('is copied before, and brought forward with all that it holds', () => {
    const folder = folderOfVersion(latest)
    const before = dump(join(folder, 'postern.db'))
    const store = opened(folder, { migrations: [...allMigrations, next], now })
    expect(store.runs.list()).toHaveLength(2)
    expect(store.organisations.opened()).toBe('org-0123456789ab')
    store.close()

    expect(copiesIn(folder)).toEqual([`postern-version-${latest}-2026-11-28T19-08-34Z.db`])
    expect(dump(join(folder, copiesIn(folder)[0] ?? ''))).toEqual(before)
    const database = new DatabaseSync(join(folder, 'postern.db'))
    expect(database.prepare('SELECT note FROM run').all()).toEqual([{ note: 'none' }, { note: 'none' }])
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: latest + 1 })
    database.close()
  })

  it.each([
    ['whose second half fails', `${next.sql} INSERT INTO nowhere VALUES (1);`],
    ['that leaves a row dangling', 'DELETE FROM run WHERE number = 1;'],
  ])('stays as it was at a migration %s', (_what, sql) => {
    const folder = folderOfVersion(latest)
    const before = dump(join(folder, 'postern.db'))
    const migrations = [...allMigrations, next, { version: latest + 2, sql }]
    expect(() => openStore({ directory: folder, migrations })).toThrow(
      new StoreRefused(
        'What an older Postern kept could not be brought forward to this version. Nothing of it was changed.',
      ),
    )
    expect(dump(join(folder, 'postern.db'))).toEqual(before)
    expect(copiesIn(folder)).toEqual([])
    expect(opened(folder).runs.list()).toHaveLength(2)
  })

  it('leaves no more than its last three copies', () => {
    const folder = folderOfVersion(latest)
    const migrations = [...allMigrations]
    for (let hour = 1; hour <= 5; hour += 1) {
      migrations.push({
        version: latest + hour,
        sql: `CREATE TABLE added_${hour} (a) STRICT`.replace('(a)', '(a TEXT)'),
      })
      opened(folder, { migrations, now: () => new Date(Date.UTC(2026, 10, 28, hour)) }).close()
    }
    expect(copiesIn(folder)).toEqual(
      [3, 4, 5].map((hour) => `postern-version-${latest + hour - 1}-2026-11-28T0${hour}-00-00Z.db`),
    )
  })
})
