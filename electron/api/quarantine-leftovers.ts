import type { CallArgument, CallResult } from '../../shared/contract/contract.ts'
import type { ConfigurationPart } from '../../shared/management/configuration.ts'
import { isProbablyCut } from '../../shared/management/probably-cut.ts'
import { type Leftovers, leftoversInSteps } from '../../shared/quarantine/leftovers.ts'
import { inSlices } from './in-slices.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import { toldRows } from './quarantine-table.ts'
import type { Tray } from './quarantine-tray.ts'

type ToldLeftover = CallResult<'quarantine.leftovers'>['leftovers'][number]

/** So many of the devices that look like one are told. */
const MOST_ALIKE = 100

const last = new WeakMap<HeldDesk, { silentDays: number; found: Promise<Leftovers> }>()

/** What is left over on a desk; what was looked for last is held. */
export function leftoversOf(held: HeldDesk, silentDays: number): Promise<Leftovers> {
  const known = last.get(held)
  if (known?.silentDays === silentDays) return known.found
  const found = inSlices(
    leftoversInSteps(held.desk, { silentDays, devicesCut: cutParts(held).includes('mobileDevices') }),
  )
  last.set(held, { silentDays, found })
  return found
}

/** The parts of which there are exactly as many as Exchange tells where nobody asks for all. */
export function cutParts({ parts }: Pick<HeldDesk, 'parts'>): ConfigurationPart[] {
  return parts
    .filter(({ part, count, wholeAt }) => isProbablyCut(part, count, wholeAt !== undefined))
    .map(({ part }) => part)
}

/** How many there are of each kind. */
export function leftoverCounts(found: Leftovers): CallResult<'quarantine.overview'>['leftovers'] {
  return [
    { kind: 'stale-ids', count: found.staleIds.length },
    { kind: 'duplicates', count: found.duplicates.length },
    { kind: 'at-limit', count: found.atLimit.length },
    { kind: 'silent', count: found.silent.length },
    { kind: 'wipe-pending', count: found.wipePending.length },
  ]
}

/** A page of one kind, as a window is told it. */
export function leftoverPage(
  held: HeldDesk,
  found: Leftovers,
  tray: Tray,
  { kind, offset, limit }: CallArgument<'quarantine.leftovers'>,
): { total: number; leftovers: ToldLeftover[] } {
  const rowsOf = (devices: Parameters<typeof toldRows>[1]) => toldRows(held, devices, tray)
  function page<T>(all: readonly T[], tell: (each: T) => ToldLeftover[]) {
    return { total: all.length, leftovers: all.slice(offset, offset + limit).flatMap(tell) }
  }
  switch (kind) {
    case 'stale-ids':
      return page(found.staleIds, ({ mailbox, list, id }) => [
        { kind, mailbox: mailbox.primarySmtpAddress ?? mailbox.identity, list, id },
      ])
    case 'duplicates':
      return page(found.duplicates, ({ mailboxName: mailbox, by, devices }) => [
        { kind, mailbox, by, devices: rowsOf(devices.slice(0, MOST_ALIKE)) },
      ])
    case 'at-limit':
      return page(found.atLimit, ({ mailboxName: mailbox, ...told }) => [{ kind, mailbox, ...told }])
    case 'silent':
      return page(found.silent, ({ device, since }) => rowsOf([device]).map((row) => ({ kind, row, since })))
    case 'wipe-pending':
      return page(found.wipePending, (device) => rowsOf([device]).map((row) => ({ kind, row })))
  }
}
