import type { Client } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import type { DeviceFilter, DeviceGroup, GroupColumn } from '../../../shared/quarantine/query.ts'
import { csvOf } from '../../../shared/report/csv.ts'
import { groupValueWords, groupWords } from './device-words.ts'

/** A call brings so many groups. */
const PAGE = 500

/** All groups of a filter as CSV, as the table shows them: of people their mailboxes too. */
export async function groupsAsCsv(
  client: Client,
  asked: { filter: DeviceFilter; by: GroupColumn },
  signal: AbortSignal,
): Promise<string> {
  const { by } = asked
  const groups: DeviceGroup[] = []
  for (let reading: string | undefined; ; ) {
    const page = await client.call('quarantine.groups', { ...asked, offset: groups.length, limit: PAGE }, signal)
    // Another reading came in between: what was told of the one before is none of it.
    if (reading !== undefined && page.reading !== reading) groups.length = 0
    else groups.push(...page.groups)
    reading = page.reading
    if (groups.length >= page.total || page.groups.length === 0) break
  }
  const people = by === 'user'
  return csvOf(
    [groupWords[by], ...(people ? [t`Mailbox`] : []), t`Devices`],
    groups.map(({ value, name, mailbox, count }) => [
      ...[name || groupValueWords(by, value), ...(people ? [mailbox ?? ''] : []), String(count)],
    ]),
  )
}
