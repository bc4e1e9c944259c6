import { t } from '../../../shared/language/translate.ts'
import { type Leftover, leftoverCells } from './leftover-words.ts'

type Row = Extract<Leftover, { kind: 'silent' }>['row']

/** A line of what is left over: its cells, and of which device the partnership can be removed. */
export type LeftoverLine = { cells: string[]; device: Row | null }

/**
 * The lines of what is left over. Of partnerships that look like one device each is a line, since all but one may go. One
 * that is to be wiped is left alone: without its partnership it is not wiped.
 */
export function leftoverLines(leftovers: readonly Leftover[]): LeftoverLine[] {
  return leftovers.flatMap((leftover): LeftoverLine[] => {
    if (leftover.kind === 'silent')
      return [{ cells: marked(leftoverCells(leftover), leftover.row), device: leftover.row }]
    if (leftover.kind !== 'duplicates') return [{ cells: leftoverCells(leftover), device: null }]
    const { mailbox, by, devices } = leftover
    return devices.map((device) => ({
      cells: marked(
        [mailbox, device.deviceId, by === 'id' ? t`the same id` : t`the same looks`, cameWords(device)],
        device,
      ),
      device,
    }))
  })
}

/** The last cell says more of it, and what lies in the tray about it. */
function marked([who = '', device = '', ...told]: string[], { decided }: Row): string[] {
  return [who, device, [...told, ...(decided === null ? [] : [t`in the tray`])].join(', ')]
}

function cameWords({ firstSync, lastSync, lastAttempt }: Row): string {
  const last = Math.max(lastSync ?? Number.NEGATIVE_INFINITY, lastAttempt ?? Number.NEGATIVE_INFINITY)
  if (Number.isFinite(last)) return t`last came ${dayOf(last)}`
  return firstSync === null ? t`nobody read when it came` : t`first came ${dayOf(firstSync)}`
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
