import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { ConfigurationPart } from '../../shared/management/configuration.ts'
import type { TrailEntry } from '../../shared/quarantine/trail.ts'
import { withdrawnSubject } from '../engine/store/device-trail.ts'
import type { Store } from '../engine/store/store.ts'
import type { KeptReading } from '../engine/store/withdrawn-readings.ts'
import type { AppEvents } from './app-events.ts'
import type { Configurations } from './configurations.ts'
import { otherWork } from './in-slices.ts'
import type { Organisations } from './organisations.ts'
import { deskParts } from './quarantine-desk.ts'
import type { QuarantineReadings } from './quarantine-readings.ts'
import type { Decider } from './quarantine-trail-line.ts'
import { latestTaken, readingName, without } from './reading-marks.ts'

/** So many of the latest readings are told. */
const MOST_READINGS = 20
/** So many decisions are written in one transaction. */
const AT_ONCE = 250

type Withdrawing = Pick<Handlers['calls'], 'quarantine.readings' | 'quarantine.withdraw-reading'>

/** The calls that tell of the latest readings, and take one back. */
export function withdrawnReadingHandlers(parts: {
  store: Store
  organisations: Organisations
  configurations: Pick<Configurations, 'forgetParts'>
  readings: Pick<QuarantineReadings, 'settled'>
  events: AppEvents
  decider: () => Decider
}): Withdrawing {
  const { store, organisations, configurations, readings, events, decider } = parts
  const { quarantine } = store

  return {
    'quarantine.readings': async () => {
      await readings.settled()
      const { id } = organisations.needed()
      const current = store.configurations.stamp(id, deskParts)
      return {
        readings: quarantine.readings
          .list(id, MOST_READINGS)
          .map(({ stamp, ...reading }) => ({ ...reading, isCurrent: stamp === current })),
      }
    },
    'quarantine.withdraw-reading': async ({ number }) => {
      await readings.settled()
      const { id } = organisations.needed()
      const { at, who } = decider()
      const reading = quarantine.readings.list(id, MOST_READINGS).find((each) => each.number === number)
      if (!reading || !quarantine.readings.withdraw(id, number, at)) throw new ContractError('no-such-reading')
      const { source, readAt, devices, stamp } = reading
      const about = { kind: 'reading', reading: readingName(stamp), source, readAt, devices } as const
      const ground = { reason: null, ticket: null, undo: null, note: null }
      const entry: TrailEntry = { at, who, what: 'reading-withdrawn', about, ...ground }
      quarantine.trail.add(id, [{ subject: withdrawnSubject, entry }])
      await takeBack(id, about.reading)
      const forgotten = partsOf(id, reading)
      await configurations.forgetParts(id, forgotten)
      for (const what of ['configuration', 'quarantine'] as const) events.tell({ type: 'changed', what })
      return { forgotten }
    },
  }

  async function takeBack(organisationId: string, reading: string): Promise<void> {
    const { decisions } = quarantine
    for (const which of ['settled', 'tray'] as const)
      for (let after: number | null = 0; after !== null; ) {
        const page: ReturnType<typeof decisions.page> = decisions.page(organisationId, { which, after, limit: AT_ONCE })
        decisions.restore(
          organisationId,
          page.decisions.flatMap((each) => without(reading, each) ?? []),
        )
        after = page.next
        await otherWork()
      }
  }

  /** What is known that came from it: all that was taken in with it where it is the latest, and what is mixed with it. */
  function partsOf(organisationId: string, { stamp, source: name }: KeptReading): ConfigurationPart[] {
    const kept = store.configurations.parts(organisationId)
    const isCurrent = store.configurations.stamp(organisationId, deskParts) === stamp
    const latest = latestTaken(kept.filter(({ part }) => deskParts.includes(part)))
    return kept
      .filter(
        ({ source, earlier = [] }) =>
          earlier.includes(name) || (isCurrent && source.name === name && source.readAt === latest?.source.readAt),
      )
      .map(({ part }) => part)
  }
}
