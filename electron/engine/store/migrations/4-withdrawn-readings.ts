import type { Migration } from '../migrate.ts'

/** A reading of devices that somebody took back: what stands of it stays, and counts no more. */
export const withdrawnReadings: Migration = {
  version: 4,
  sql: 'ALTER TABLE device_reading ADD COLUMN withdrawn_at TEXT;',
}
