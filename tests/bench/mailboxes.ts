import { groupMailboxes, judgeMailboxes } from '../../shared/ews/judge-mailboxes.ts'
import type { CasMailbox, Configuration } from '../../shared/management/configuration.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { median } from './median.ts'

/** The goal: so many milliseconds for ten thousand mailboxes. */
const GOAL = 1_000
const ROUNDS = 9

/**
 * How long a list of mailboxes is judged and grouped, by a configuration of all of them, which nobody has looked at
 * before: each of a hundred has lists of its own, and whether the account may act for it asks a filter of twenty parts.
 * The first of a program stands beside those that come after V8 has compiled it.
 */
export function benchMailboxes(count: number): BenchRow[] {
  const list = Array.from({ length: count }, (_, at) => `user${at}@contoso.test`)
  const times = Array.from({ length: ROUNDS }, () => {
    const configuration = configurationOf(count)
    const began = performance.now()
    const judged = judgeMailboxes(configuration, subject, list)
    const groups = groupMailboxes(judged)
    const took = performance.now() - began
    if (groups.length < 3 || judged.length !== count) throw new Error('Not every mailbox was judged.')
    return took
  })
  const name = `mailboxes: ${count} judged by a configuration of all of them`
  const rowOf = (name: string, ours: number, limit?: number) =>
    rowBeside({ name, unit: 'ms', ours, peer: { name: 'the goal', value: GOAL } }, limit)
  const first = Math.round((times[0] ?? 0) * 100) / 100
  return [rowOf(`${name}, first of the program`, first, 1), rowOf(name, median(times.slice(1)), 1)]
}

const subject = { userAgent: 'python-EAS-Client 1.0', impersonates: true, account: 'CONTOSO\\svc-sync', mailboxes: [] }

function configurationOf(count: number): Configuration {
  const names = Array.from({ length: 20 }, (_, at) => `(SamAccountName -like 'user${10 + at}*')`)
  return {
    organizationConfig: access(),
    casMailboxes: Array.from({ length: count }, (_, at) => mailbox(at)),
    managementRoleAssignments: [
      {
        name: 'Sync',
        role: 'ApplicationImpersonation',
        roleAssigneeName: 'svc-sync',
        enabled: true,
        customRecipientWriteScope: 'Integration',
      },
    ],
    managementScopes: [{ name: 'Integration', recipientFilter: names.join(' -or '), recipientRoot: null }],
  }
}

function mailbox(at: number): CasMailbox {
  return {
    identity: `contoso.test/Users/Person ${at}`,
    primarySmtpAddress: `user${at}@contoso.test`,
    samAccountName: `user${at}`,
    displayName: `Person ${at}`,
    distinguishedName: `CN=Person ${at},OU=Users,DC=contoso,DC=test`,
    guid: `00000000-0000-0000-0000-${`${at}`.padStart(12, '0')}`,
    ...access(),
    ...(at % 7 === 0 && { ewsEnabled: false }),
    ...(at % 100 === 1 && {
      ewsApplicationAccessPolicy: 'EnforceBlockList',
      ewsBlockList: Array.from({ length: 50 }, (_, entry) => `Client ${at} ${entry}/*`),
    }),
  }
}

function access() {
  return {
    ewsEnabled: null,
    ewsApplicationAccessPolicy: null,
    ewsAllowList: [],
    ewsBlockList: [],
    ewsAllowOutlook: null,
    ewsAllowMacOutlook: null,
    ewsAllowEntourage: null,
  }
}
