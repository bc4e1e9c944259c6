import { describe, expect, it } from 'vitest'
import { columnWords, rowsAsCsv } from '../../../shared/quarantine/csv.ts'
import { openDesk } from '../../../shared/quarantine/desk.ts'
import { rowsOf } from '../../../shared/quarantine/device-row.ts'
import { csvOf } from '../../../shared/report/csv.ts'
import { manyDevices, now } from './example.ts'

const pattern = { userAgent: 'python-EAS-Client 1.0' }
const rows = (changes: object = {}) => rowsOf(openDesk({ ...manyDevices(8), ...changes }, now), pattern)

describe('A row', () => {
  it('is blank where nothing was read, and differs from nothing', () => {
    const [row] = rows({
      casMailboxes: undefined,
      mobileDevices: [{ identity: 'contoso.test/Users/Bob/ExchangeActiveSyncDevices/x' }],
    })
    expect(row).toMatchObject({
      user: 'Bob',
      mailbox: 'contoso.test/Users/Bob',
      model: '',
      reported: '',
      predicted: 'NotKnown',
    })
    expect(row).toMatchObject({ differs: false, integration: false, firstSync: null, lastSync: null })
  })

  it('says whose it is by the mailbox, and who has a name like it', () => {
    const of = (mailbox: string, at: number) => ({
      identity: `contoso.test/${mailbox}/ExchangeActiveSyncDevices/x§${at}`,
    })
    const told = rows({
      casMailboxes: [{ identity: 'contoso.test/Wien/Hans Müller', primarySmtpAddress: 'h@contoso.test' }],
      mobileDevices: ['Wien/Hans Müller', 'Wien/Hans Muller', 'Wien/hans müller', 'Wien/Anna'].map(of),
    })
    expect(told.map(({ owner, mailbox, alike }) => [owner, mailbox, alike])).toEqual([
      ['contoso.test/Wien/Hans Müller', 'h@contoso.test', true],
      ['contoso.test/Wien/Hans Muller', 'contoso.test/Wien/Hans Muller', true],
      ['contoso.test/Wien/Hans Müller', 'h@contoso.test', true],
      ['contoso.test/Wien/Anna', 'contoso.test/Wien/Anna', false],
    ])
  })

  it('of Postern’s own device is none of the integration', () => {
    const of = (deviceId: string) => ({
      ...{ identity: `contoso.test/Users/Bob/ExchangeActiveSyncDevices/x§${deviceId}`, deviceId },
      deviceUserAgent: 'python-EAS-Client 1.0',
    })
    const own = `POSTERN${'0A'.repeat(12)}`
    const told = rows({ mobileDevices: [own, own.toLowerCase(), 'POSTERN', `${own}0`, 'PY1'].map(of) })
    expect(told.map(({ probe, integration }) => [probe, integration])).toEqual([
      ...[
        [true, false],
        [false, true],
        [false, true],
        [false, true],
      ].map((each) => each),
    ])
  })

  it('differs from nothing where the settings say nothing', () => {
    expect(rows({ casMailboxes: undefined })[1]).toMatchObject({
      reported: 'Quarantined',
      predicted: 'NotKnown',
      differs: false,
      step: '',
    })
  })

  it('shows the device, what Exchange says and what its settings come to', () => {
    const [allowed, , , , , , , own] = rows()
    expect(allowed).toMatchObject({
      mailbox: 'person0@contoso.test',
      reported: 'Quarantined',
      predicted: 'Allowed',
      step: 'personal-allow',
      differs: true,
    })
    expect(own).toMatchObject({ integration: true, predicted: 'Quarantined', differs: false, policy: 'Default' })
  })

  it('has a word for each of its columns', () => {
    const [row] = rows()
    expect(Object.keys(columnWords()).toSorted()).toEqual(
      Object.keys(row ?? {})
        .filter((key) => !['key', 'owner', 'alike', 'probe', 'neverSynced'].includes(key))
        .toSorted(),
    )
  })
})

describe('Rows as CSV', () => {
  it('say the deciding step in the words of the desk', () => {
    const text = (changes: object) => rowsAsCsv(rows(changes).slice(0, 2), ['step'])
    expect(text({})).toBe(csvOf(['Deciding step'], [['Allowed by the mailbox'], ['The organisation’s default']]))
    expect(text({ casMailboxes: undefined })).toBe(csvOf(['Deciding step'], [['Not known'], ['Not known']]))
  })

  it('are no formula, whatever a device calls itself', () => {
    const made = manyDevices(1)
    const [row] = rowsOf(
      openDesk(
        { ...made, mobileDevices: made.mobileDevices?.map((each) => ({ ...each, friendlyName: '=cmd|"/c calc"!A1' })) },
        now,
      ),
      pattern,
    )
    if (!row) throw new Error('no row')
    expect(rowsAsCsv([row], ['name', 'integration', 'firstSync', 'lastSync'])).toBe(
      csvOf(
        ['Device', 'Integration', 'First synchronisation', 'Last synchronisation'],
        [['=cmd|"/c calc"!A1', 'no', '2026-01-01T00:00:00.000Z', '']],
      ),
    )
    expect(rowsAsCsv([row], ['name'])).toContain(`"'=cmd`)
  })
})
