import { eachInSteps, groupedInSteps, inOneGo, type Steps } from '../steps/steps.ts'
import type { Desk } from './desk.ts'
import { type Device, keyOf } from './device.ts'
import { deviceLimits } from './device-limit.ts'
import { timesOf } from './device-row.ts'
import type { ActiveSyncMailbox } from './quarantine-configuration.ts'
import { isSilent, lastCame } from './silence.ts'

export type LeftoverQuestion = {
  /** A device that has not come for so many days, by silence.ts. */
  silentDays: number
  /** The devices were probably cut off: then nobody knows which ids have none. */
  devicesCut?: boolean
}

/** An id on a list of a mailbox that has no such device any more. */
export type StaleId = { mailbox: ActiveSyncMailbox; list: 'allowed' | 'blocked'; id: string }
/** Partnerships of one mailbox that look like one device. */
export type Duplicates = { mailboxName: string; by: 'id' | 'looks'; devices: readonly Device[] }
/** A mailbox that can have no further device (status 177), or only one or two. */
export type AtLimit = { mailboxName: string; count: number; limit: number; isKnown: boolean; isFull: boolean }
/** `since`: when it last came; null where it never did. */
export type Silent = { device: Device; since: string | null }

export type Leftovers = {
  staleIds: readonly StaleId[]
  duplicates: readonly Duplicates[]
  atLimit: readonly AtLimit[]
  silent: readonly Silent[]
  wipePending: readonly Device[]
}

/** What is left of devices that are no longer there, or will soon be in the way. */
export function leftovers(desk: Desk, question: LeftoverQuestion): Leftovers {
  return inOneGo(leftoversInSteps(desk, question))
}

/** The same, with other work between. */
export function* leftoversInSteps(desk: Desk, question: LeftoverQuestion): Steps<Leftovers> {
  const { devices } = desk.index
  const silentOnes: Silent[] = []
  yield* eachInSteps(devices, (device) => {
    silentOnes.push(...silent(device, question.silentDays, desk.settings.now))
  })
  return {
    staleIds: question.devicesCut ? [] : yield* staleIds(desk),
    duplicates: yield* duplicates(devices),
    atLimit: yield* atLimit(desk),
    silent: silentOnes,
    wipePending: devices.filter(
      ({ statistics }) =>
        statistics !== 'not-read' && /wipe/i.test(statistics.status ?? '') && !isDone(statistics.status),
    ),
  }
}

/** A mailbox with so few left is told before it is full. */
const NEARLY = 2

function isDone(status: string | null | undefined): boolean {
  return /succeeded|completed|ok$/i.test(status ?? '')
}

/** Only where devices were read at all: else every id would be stale. */
function* staleIds({ configuration, index }: Desk): Steps<StaleId[]> {
  if (!configuration.mobileDevices) return []
  const found: StaleId[] = []
  yield* eachInSteps(configuration.casMailboxes ?? [], (mailbox) => {
    const { activeSyncAllowedDeviceIDs: allowed = [], activeSyncBlockedDeviceIDs: blocked = [] } = mailbox
    if (allowed.length + blocked.length === 0) return
    const own = new Set(index.ofMailbox(mailbox.identity).map(({ partnership }) => keyOf(partnership.deviceId ?? '')))
    const stale = (ids: readonly string[], list: StaleId['list']) =>
      ids.filter((id) => !own.has(keyOf(id))).map((id) => ({ mailbox, list, id }))
    found.push(...stale(allowed, 'allowed'), ...stale(blocked, 'blocked'))
  })
  return found
}

/** The same id twice in a mailbox; or the same type, model, name and agent, as when a phone was set up anew. */
function* duplicates(devices: readonly Device[]): Steps<Duplicates[]> {
  const byId = yield* groups(devices, ({ partnership: { deviceId } }) => deviceId)
  const byLooks = yield* groups(devices, ({ partnership }) => {
    const { deviceType, deviceModel, friendlyName, deviceUserAgent } = partnership
    // A type alone is no likeness: an integration has many mailboxes, and one device in each.
    return deviceType && deviceModel ? [deviceType, deviceModel, friendlyName, deviceUserAgent].join('\n') : undefined
  })
  const known = new Set(byId.flat())
  return [
    ...byId.map((each): Duplicates => ({ mailboxName: each[0]?.mailboxName ?? '', by: 'id', devices: each })),
    ...byLooks
      .filter((each) => !each.every((device) => known.has(device)))
      .map((each): Duplicates => ({ mailboxName: each[0]?.mailboxName ?? '', by: 'looks', devices: each })),
  ]
}

function* groups(
  devices: readonly Device[],
  keyOfDevice: (device: Device) => string | null | undefined,
): Steps<Device[][]> {
  const found = yield* groupedInSteps(devices, (device) => {
    const key = keyOfDevice(device)
    return key ? keyOf(`${device.mailboxName}\n${key}`) : undefined
  })
  found.delete(undefined)
  return [...found.values()].filter(({ length }) => length > 1)
}

function* atLimit({ index, configuration }: Desk): Steps<AtLimit[]> {
  const found: AtLimit[] = []
  const limitOf = deviceLimits(configuration)
  yield* eachInSteps(configuration.casMailboxes ?? [], (mailbox) => {
    const count = index.ofMailbox(mailbox.identity).length
    const { limit, isKnown } = limitOf(mailbox)
    if (limit === 'Unlimited' || count === 0 || count < limit - NEARLY) return
    found.push({ mailboxName: mailbox.identity, count, limit, isKnown, isFull: count >= limit })
  })
  return found
}

function silent(device: Device, days: number, now: number): Silent[] {
  const times = timesOf(device)
  if (!isSilent(times, days, now)) return []
  const { lastSync, lastAttempt } = times
  const last = lastSync === null && lastAttempt === null ? null : lastCame(times)
  return [{ device, since: last === null ? null : new Date(last).toISOString() }]
}
