import { t } from '../language/translate.ts'
import { csvOf } from '../report/csv.ts'
import type { DeviceRow } from './device-row.ts'
import { stepWords } from './step-words.ts'

/** What a column is called. */
export function columnWords(): Record<
  Exclude<keyof DeviceRow, 'key' | 'owner' | 'alike' | 'probe' | 'neverSynced'>,
  string
> {
  return {
    user: t`User`,
    mailbox: t`Mailbox`,
    name: t`Device`,
    deviceId: t`Device id`,
    type: t`Type`,
    model: t`Model`,
    os: t`System`,
    agent: t`User agent`,
    client: t`Client`,
    reported: t`State`,
    reason: t`Reason`,
    reportedRule: t`Rule that Exchange names`,
    predicted: t`State by the settings`,
    step: t`Deciding step`,
    rule: t`Rule by the settings`,
    policy: t`Policy`,
    status: t`Status`,
    differs: t`Differs`,
    integration: t`Integration`,
    firstSync: t`First synchronisation`,
    lastSync: t`Last synchronisation`,
    lastAttempt: t`Last attempt`,
  }
}
export type RowColumn = keyof ReturnType<typeof columnWords>

/** Rows as CSV, the columns in this order. No cell is a formula to a spreadsheet: a device calls itself what it likes. */
export function rowsAsCsv(rows: Iterable<DeviceRow>, columns: readonly RowColumn[]): string {
  const words = columnWords()
  return csvOf(
    columns.map((column) => words[column]),
    cellsOf(rows, columns),
  )
}

function* cellsOf(rows: Iterable<DeviceRow>, columns: readonly RowColumn[]): Generator<string[]> {
  for (const row of rows)
    yield columns.map((column) => (column === 'step' ? stepWords[row.step] : cellText(row[column])))
}

function cellText(value: DeviceRow[RowColumn]): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
  return typeof value === 'number' ? new Date(value).toISOString() : value
}
