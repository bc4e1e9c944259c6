import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { configurationCmdlets } from '../../../shared/management/configuration.ts'
import { SILENT_DAYS } from '../../../shared/quarantine/silence.ts'
import type { Overview } from './quarantine-state.ts'

export type Leftover = CallResult<'quarantine.leftovers'>['leftovers'][number]
export type LeftoverKind = Overview['leftovers'][number]['kind']

/** What each kind is called, and why it matters. */
export const leftoverWords: Readonly<Record<LeftoverKind, { title: string; why: string }>> = {
  'stale-ids': {
    title: t`Ids on lists of mailboxes that have no such device`,
    why: t`A device that comes again with such an id is let in, or kept out, without anybody looking at it.`,
  },
  duplicates: {
    title: t`Partnerships that look like one device`,
    why: t`A phone that was set up anew leaves the partnership before. Each counts against the limit of the mailbox. Of those that are alike, the one that came last is most likely in use.`,
  },
  'at-limit': {
    title: t`Mailboxes at their limit of partnerships`,
    why: t`Exchange refuses one more device there (status 177). Each is EasMaxDevices of the mailbox’s throttling policy; where that was not read, what is usual is taken and said so.`,
  },
  silent: {
    title: t`Devices that have not come for ${SILENT_DAYS} days`,
    why: t`Neither synchronised nor turned away in that time. A decision about them says nothing of who works today.`,
  },
  'wipe-pending': {
    title: t`Devices that are to be wiped and have not been`,
    why: t`The next time such a device comes, Exchange has it wiped.`,
  },
}

/** What was not looked through, since it was not read; undefined where all was. */
export function unreadSentence({ notRead, unreadable }: Pick<Overview, 'notRead' | 'unreadable'>): string | undefined {
  const cmdlets = [...notRead.map(({ cmdlet }) => cmdlet), ...unreadable.map((part) => configurationCmdlets[part])]
  return cmdlets.length === 0
    ? undefined
    : t`Not read, and so not looked through: ${cmdlets.join(', ')}. More can be there than is shown.`
}

/** One of them, as the cells of a line. */
export function leftoverCells(leftover: Leftover): string[] {
  switch (leftover.kind) {
    case 'stale-ids':
      return [leftover.mailbox, leftover.id, leftover.list === 'allowed' ? t`allowed` : t`blocked`]
    case 'duplicates':
      return [
        leftover.mailbox,
        leftover.devices.map(({ deviceId }) => deviceId).join('\n'),
        leftover.by === 'id' ? t`the same id` : t`the same looks`,
      ]
    case 'at-limit':
      return [
        leftover.mailbox,
        leftover.isKnown
          ? t`${leftover.count} of ${leftover.limit}`
          : t`${leftover.count} of the usual ${leftover.limit}; its own limit was not read`,
        leftover.isFull ? t`full` : t`nearly full`,
      ]
    case 'silent':
    case 'wipe-pending':
      return [leftover.row.user, leftover.row.deviceId, lastCame(leftover)]
  }
}

function lastCame(leftover: Extract<Leftover, { kind: 'silent' | 'wipe-pending' }>): string {
  if (leftover.kind === 'wipe-pending') return leftover.row.status
  return leftover.since === null ? t`never came` : t`last came ${leftover.since.slice(0, 10)}`
}
