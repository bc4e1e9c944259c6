import { t } from '../../../shared/language/translate.ts'
import { type ConfigurationStore, createConfigurationStore } from './configuration-store.ts'
import { type Connection, openConnection } from './connection.ts'
import { openDatabaseFile } from './database-file.ts'
import { createFirewallStore, type FirewallStore } from './firewall-store.ts'
import { deleteKeptFiles } from './kept-files.ts'
import { type Migration, migrate } from './migrate.ts'
import { allMigrations } from './migrations/all-migrations.ts'
import { createOrganisationStore, type OrganisationStore } from './organisation-store.ts'
import { createQuarantineStore, type QuarantineStore } from './quarantine-store.ts'
import { createRunOwners } from './run-owners.ts'
import { createRunStore, type RunStore } from './run-store.ts'
import { createSettingsStore, type SettingsStore } from './settings-store.ts'
import { createStoreChanges, type StoreChanges } from './store-changes.ts'
import { StoreRefused } from './store-refused.ts'

/** What Postern keeps: runs, organisations with their configuration, and what was chosen. What the machine refuses is thrown as StoreRefused. */
export type Store = StoreChanges & {
  runs: RunStore
  organisations: OrganisationStore
  configurations: ConfigurationStore
  quarantine: QuarantineStore
  firewall: FirewallStore
  settings: SettingsStore
  /** What a person is to be told of how it was opened. */
  readonly notice: string | null
  /** Null where it is in memory only. */
  directory: string | null
  /** Everything is gone: what is kept, what was removed, set aside and copied. The store goes on, empty. */
  deleteAll(): void
  /** A run of this process that is still under way is interrupted by that. */
  close(): void
}

/**
 * Opens what is kept in a directory, or a store in memory where that is null. Several processes may have one open. Throws
 * StoreRefused for a database of a newer version and for a directory that cannot be written.
 */
export function openStore(options: {
  directory: string | null
  now?: () => Date
  migrations?: readonly Migration[]
}): Store {
  const { directory, now = () => new Date(), migrations = allMigrations } = options
  const { connection, notice } =
    directory === null ? inMemory(migrations) : openDatabaseFile(directory, { now, migrations })
  const owners = createRunOwners(connection, now)
  owners.settle()
  const runs = createRunStore(connection, owners, now)
  const organisations = createOrganisationStore(connection, now)
  let told = [notice, unreadableOrganisations(organisations.unreadable())].filter((line) => line !== null).join(' ')

  return {
    runs,
    organisations,
    configurations: createConfigurationStore(connection),
    quarantine: createQuarantineStore(connection),
    firewall: createFirewallStore(connection),
    settings: createSettingsStore(connection),
    ...createStoreChanges(connection),
    get notice() {
      return told === '' ? null : told
    },
    directory,
    deleteAll() {
      for (const runId of owners.own()) owners.release(runId)
      empty(connection)
      if (directory !== null) deleteKeptFiles(directory)
      told = ''
    },
    close() {
      try {
        for (const runId of owners.own()) runs.breakOff(runId)
      } catch (error) {
        // A disk that is full now: the next start sees that nobody has the run any more.
        if (!(error instanceof StoreRefused)) throw error
      } finally {
        connection.close()
      }
    },
  }
}

function inMemory(migrations: readonly Migration[]): { connection: Connection; notice: null } {
  const connection = openConnection(':memory:')
  migrate(connection, migrations)
  return { connection, notice: null }
}

function empty(connection: Connection): void {
  connection.transaction(() => {
    for (const table of ['opened_organisation', 'run', 'organisation', 'setting'])
      connection.run(`DELETE FROM ${table}`)
  })
  connection.execute('VACUUM')
  connection.all('PRAGMA wal_checkpoint(TRUNCATE)')
}

function unreadableOrganisations(count: number): string | null {
  if (count === 0) return null
  return count === 1
    ? t`One organisation is kept in a form that this Postern cannot read, and is not shown; nothing of that was deleted.`
    : t`${count} organisations are kept in a form that this Postern cannot read, and are not shown; nothing of that was deleted.`
}
