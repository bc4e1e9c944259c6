import type { CallResult } from '../../../../shared/contract/contract.ts'

/** A device as a line of the table. */
function tableRow(number: number): CallResult<'quarantine.rows'>['rows'][number] {
  return {
    ...{ key: `device-${number}`, user: `User ${number}`, mailbox: `user${number}@contoso.test`, name: '' },
    ...{ owner: `contoso.test/Users/User ${number}`, alike: false },
    ...{ deviceId: `ID${number}`, type: 'iPhone', model: '', os: '', agent: '', client: 'EAS' },
    ...{ reported: 'Quarantined', reason: 'Global', reportedRule: '', predicted: 'Quarantined', step: '', rule: '' },
    ...{ policy: '', status: '', differs: false, integration: false, probe: false },
    ...{ firstSync: null, lastSync: null, lastAttempt: null, neverSynced: false, decided: null },
  }
}

/** A page of so many devices. */
export function rowPage(
  { offset, limit }: { offset: number; limit: number },
  total: number,
  reading = 'reading-1',
): CallResult<'quarantine.rows'> {
  const length = Math.max(0, Math.min(limit, total - offset))
  return { reading, total, rows: Array.from({ length }, (_, place) => tableRow(offset + place)) }
}

/** The desk of so many devices at a glance. */
export function overviewOf(devices: number | null): CallResult<'quarantine.overview'> {
  return {
    ...{ reading: 'reading-1', now: 0, devices, reported: [], predicted: [], differs: 0 },
    integration: { count: 0, reported: [], pattern: { userAgent: 'python-EAS-Client*' }, changed: false },
    ...{ defaultLevel: null, rules: null, parts: [], leftOut: [], notRead: [], unreadable: [], cut: [], refused: [] },
    ...{ mdmSigns: [], leftovers: [], tray: 0, settled: 0 },
  }
}
