import { useCallback, useMemo } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { DeviceGroup, GroupColumn } from '../../../shared/quarantine/query.ts'
import { withUnseen } from '../../../shared/run/unseen.ts'
import { PagedTable } from '../../ui/paged-table.tsx'
import { groupLine, groupValueWords, groupWords } from './device-words.ts'
import { type PagedRows, rowAt } from './paged-rows.ts'
import { useQuarantine } from './quarantine-context.ts'

/** By which people are told apart whose names are the same. */
const mailboxColumn = {
  id: 'mailbox',
  head: t`Mailbox`,
  size: 'minmax(180px, 3fr)',
  cell: ({ mailbox }: DeviceGroup) => withUnseen(mailbox ?? ''),
}

/** How many devices have each value of a column; choosing one shows them. */
export function GroupTable({ groups, by }: { groups: PagedRows<DeviceGroup>; by: GroupColumn }) {
  const want = useQuarantine((state) => state.want)
  const openGroup = useQuarantine((state) => state.openGroup)
  const lines = useMemo(
    () => ({
      columns: [
        {
          id: 'value',
          head: groupWords[by],
          size: 'minmax(200px, 3fr)',
          cell: ({ value, name }: DeviceGroup) => withUnseen(name || groupValueWords(by, value)),
        },
        ...(by === 'user' ? [mailboxColumn] : []),
        {
          id: 'count',
          head: t`Devices`,
          size: 'minmax(90px, 1fr)',
          cell: ({ count }: DeviceGroup) => count.toLocaleString(),
        },
      ],
      keyOf: ({ value }: DeviceGroup) => value,
      nameOf: (group: DeviceGroup) => t`${groupLine(by, group)}: ${group.count}`,
      onOpen: (group: DeviceGroup) => void openGroup(group),
      pixels: 32,
    }),
    [by, openGroup],
  )
  const at = useCallback((index: number) => rowAt(groups, index), [groups])
  return (
    <PagedTable
      label={t`Groups of devices`}
      count={groups.total}
      rowAt={at}
      onSight={(first, last) => void want(first, last)}
      lines={lines}
      minPixels={300}
    />
  )
}
