import { counted, t } from '../../shared/language/translate.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import { mostKeys } from '../../shared/quarantine/query.ts'
import { type TrailEntry, trailSubjectOf } from '../../shared/quarantine/trail.ts'
import { subjectKeyOf, type TrayDecision } from '../../shared/quarantine/tray.ts'
import type { JudgedDecision } from '../engine/store/device-decisions.ts'
import type { DeviceChange, Reading, Standing } from '../engine/store/device-history.ts'
import type { Store } from '../engine/store/store.ts'
import type { AppEvents } from './app-events.ts'
import type { Configurations } from './configurations.ts'
import { otherWork } from './in-slices.ts'
import type { HeldDesk, QuarantineDesk } from './quarantine-desk.ts'
import { defaultLine, knownOfTrail, seenWhat } from './quarantine-known.ts'
import { latestTaken, readingName, seenBy } from './reading-marks.ts'

/** So many devices, or decisions, are written in one transaction. */
const AT_ONCE = 250
/** After so many transactions the log is emptied: some megabytes. */
const SETTLED_AFTER = 16

/** Notes what each reading of devices tells: how each stands, and what became of what was decided. */
export type QuarantineReadings = {
  /** Notes what is kept of an organisation, beside other work, where that was not done yet. */
  note(organisationId: string): void
  /** When all has been noted. Throws what went wrong, once. */
  settled(): Promise<void>
  /** Nothing more is noted of what there is now. Resolves when nothing is written any more. */
  stop(): Promise<void>
}

type Parts = {
  store: Pick<Store, 'quarantine' | 'organisations' | 'configurations'>
  desk: QuarantineDesk
  events: AppEvents
  /** Tells whoever is not looking at the window. */
  notify: (sentence: string) => void
  user: () => string | null
  now: () => Date
}

export function createQuarantineReadings(parts: Parts): QuarantineReadings {
  const { store, desk, events, notify, now } = parts
  const { history } = store.quarantine
  let round = 0
  let noting: Promise<unknown> = Promise.resolve()
  let failed: { error: unknown } | undefined

  async function noteReading(organisationId: string, isStopped: () => boolean): Promise<void> {
    const organisation = store.organisations.read(organisationId)
    if (organisation === undefined || isStopped()) return
    const held = await desk.open({ id: organisationId, organisation })
    if (held.parts.length === 0 || history.find(organisationId, held.stamp)?.finishedAt) return
    const reading = history.begin(organisationId, {
      ...{ stamp: held.stamp, readAt: new Date(held.desk.settings.now).toISOString() },
      ...{ source: sourceOf(held), devices: held.desk.index.devices.length },
    })
    if (reading === undefined) return
    if (!(await dropUnfinished(reading, isStopped))) return
    const arrived = held.configuration.mobileDevices ? await noteDevices(held, reading, isStopped) : []
    if (arrived === undefined || !(await judgeDecisions(parts, held, isStopped))) return
    if (!history.finish(reading, now().toISOString())) return
    events.tell({ type: 'changed', what: 'quarantine' })
    if (arrived.length > 0 && history.hasEarlier(reading)) tellArrived(organisationId, organisation.name, arrived)
  }

  /** Half of a reading, such as the power left of one, is none: nobody goes on with it once there is a newer one. */
  async function dropUnfinished(reading: Reading, isStopped: () => boolean): Promise<boolean> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      if (isStopped()) return false
      after = history.dropUnfinished(reading, after, AT_ONCE)
      await otherWork()
    }
    return true
  }

  /** The devices of the integration that are in quarantine and were not; undefined where it was stopped. */
  async function noteDevices(
    { organisationId, desk: { index }, rowOf }: HeldDesk,
    reading: Reading,
    isStopped: () => boolean,
  ): Promise<Device[] | undefined> {
    const arrived: Device[] = []
    const { devices } = index
    for (let at = 0; at < devices.length; at += AT_ONCE) {
      const standings = devices
        .slice(at, at + AT_ONCE)
        .map((device) => ({ device: device.key, now: standingOf(device) }))
      const changes = history.note(reading, standings)
      if (changes === undefined) return undefined
      for (const change of changes) {
        const device = index.find(change.device)
        if (device && isArrival(change) && rowOf.get(change.device)?.integration) arrived.push(device)
      }
      if ((at / AT_ONCE) % SETTLED_AFTER === SETTLED_AFTER - 1) await history.settle()
      await otherWork()
      if (isStopped()) return undefined
    }
    for (let after: string | undefined = ''; after !== undefined; ) {
      const known = history.devices(organisationId, after, AT_ONCE)
      const gone = known.filter((device) => !index.find(device)).map((device) => ({ device, now: null }))
      if (history.note(reading, gone) === undefined) return undefined
      after = known.length < AT_ONCE ? undefined : known.at(-1)
      await otherWork()
      if (isStopped()) return undefined
    }
    await history.settle()
    return arrived
  }

  function tellArrived(organisationId: string, organisation: string, arrived: readonly Device[]): void {
    const names = arrived.slice(0, 3).map(({ partnership, mailboxName }) => partnership.userDisplayName ?? mailboxName)
    const title = t`${organisation}: ${counted(arrived.length, 'new device')} of the integration in quarantine`
    const body =
      arrived.length > names.length
        ? t`Of ${names.join(', ')}, and ${arrived.length - names.length} more.`
        : t`Of ${names.join(', ')}.`
    const keys = arrived.slice(0, mostKeys).map(({ key }) => key)
    events.tell({ type: 'quarantined', organisationId, organisation, devices: arrived.length, keys, title, body })
    notify(`${title}. ${body}`)
  }

  return {
    note(organisationId) {
      const begun = round
      noting = noting
        .then(() => noteReading(organisationId, () => round !== begun))
        .catch((error) => {
          failed = { error }
        })
    },
    async settled() {
      await noting
      if (failed === undefined) return
      const { error } = failed
      failed = undefined
      throw error
    },
    async stop() {
      round += 1
      await noting
    },
  }
}

/** Configurations of which each reading is noted, and whose history is forgotten with them. */
export function notedConfigurations(
  configurations: Configurations,
  readings: Pick<QuarantineReadings, 'note'>,
  { history }: Pick<Store['quarantine'], 'history'>,
): Configurations {
  return {
    ...configurations,
    async keep(organisationId, read) {
      const changes = await configurations.keep(organisationId, read)
      readings.note(organisationId)
      return changes
    },
    async forget(organisationId) {
      await configurations.forget(organisationId)
      for (let count = 1; !(await history.forget(organisationId, AT_ONCE)); count += 1) {
        if (count % SETTLED_AFTER === 0) await history.settle()
        await otherWork()
      }
    },
  }
}

/** What was taken in last: it made the reading. */
function sourceOf({ parts }: HeldDesk): string {
  return latestTaken(parts)?.source.name ?? ''
}

function standingOf({ partnership }: Device): Standing {
  const { deviceAccessState, deviceAccessStateReason, deviceAccessControlRule } = partnership
  return {
    state: deviceAccessState ?? null,
    reason: deviceAccessStateReason ?? null,
    rule: deviceAccessControlRule ?? null,
  }
}

function isArrival({ before, now }: DeviceChange): boolean {
  const was = before === 'new' ? null : before
  return now?.state === 'Quarantined' && was?.state !== 'Quarantined'
}

/** Holds every decision that still counts against the reading; false where it was stopped. */
async function judgeDecisions({ store, user, now }: Parts, held: HeldDesk, isStopped: () => boolean): Promise<boolean> {
  const { organisationId, desk } = held
  const { decisions, trail } = store.quarantine
  const known = knownOfTrail(trail, organisationId)
  const reading = readingName(held.stamp)
  for (let after: number | null = 0; after !== null; ) {
    const page: ReturnType<typeof decisions.page> = decisions.page(organisationId, {
      ...{ which: 'latest', after, limit: AT_ONCE },
    })
    const judged = page.decisions.flatMap((each) => judgedOf(each, { at: now().toISOString(), who: user() }) ?? [])
    if (!decisions.judge(organisationId, judged)) return false
    after = page.next
    await otherWork()
    if (isStopped()) return false
  }
  const line = defaultLine(held, known.default, { at: now().toISOString(), who: user() })
  return line === undefined || trail.add(organisationId, [{ subject: null, entry: { ...line, reading } }])

  function judgedOf(kept: TrayDecision, { at, who }: { at: string; who: string | null }): JudgedDecision | undefined {
    const { id, decision, settledAt, outcome: before } = kept
    const { kind, sentence, isEarlier, readAt: time = desk.settings.now } = known.outcomeOf(kept, held)
    // What was read before it was decided tells nothing of it, and an older reading overturns nothing of a younger one.
    if (isEarlier || (before && time < Date.parse(before.readAt))) return undefined
    const readAt = new Date(time).toISOString()
    const seen = seenBy(reading, { kind, sentence, readAt }, kept)
    const judged = { id, subject: subjectKeyOf(decision), outcome: seen }
    const isDone = kind === 'done'
    const settling = isDone && settledAt === null ? { settledAt: at } : {}
    if (kind === 'not-known' || kind === before?.kind) return { ...judged, ...settling }
    const { reason, ticket } = decision
    const entry: TrailEntry = {
      ...{ at, who, what: seenWhat(kind), about: trailSubjectOf(decision) },
      ...{ reason, ticket, undo: null, note: sentence, reading },
    }
    return { ...judged, ...settling, entry }
  }
}
