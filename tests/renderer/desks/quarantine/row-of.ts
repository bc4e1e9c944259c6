import type { CallResult } from '../../../../shared/contract/contract.ts'

type Row = CallResult<'quarantine.rows'>['rows'][number]

/** A line of the table, blank but for its key. */
export function rowOf(key: string, given: Partial<Row> = {}): Row {
  return {
    ...{
      key,
      owner: key,
      alike: false,
      user: '',
      mailbox: '',
      name: '',
      deviceId: '',
      type: '',
      model: '',
      os: '',
      agent: '',
      client: '',
    },
    ...{
      reported: '',
      reason: '',
      reportedRule: '',
      predicted: 'NotKnown',
      step: '',
      rule: '',
      policy: '',
      status: '',
    },
    ...{
      differs: false,
      integration: false,
      probe: false,
      firstSync: null,
      lastSync: null,
      lastAttempt: null,
      neverSynced: false,
      decided: null,
    },
    ...given,
  }
}
