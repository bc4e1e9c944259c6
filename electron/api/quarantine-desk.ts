import { createHash } from 'node:crypto'
import type { Release } from '../../shared/management/cmdlet-table.ts'
import { type Configuration, type ConfigurationPart, configurationUses } from '../../shared/management/configuration.ts'
import type { KeptPart, StoredPart } from '../../shared/management/kept-configuration.ts'
import { type PartTimes, timeOfSource } from '../../shared/management/unite-readings.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { nylas } from '../../shared/profiles/profile.ts'
import { releaseOfServers } from '../../shared/quarantine/decision-script.ts'
import { type Desk, openDeskInSteps } from '../../shared/quarantine/desk.ts'
import { type DeviceRow, rowsInSteps } from '../../shared/quarantine/device-row.ts'
import { type IntegrationPattern, patternOf } from '../../shared/quarantine/integration.ts'
import { type ReadTimes, readTimes } from '../../shared/quarantine/read-times.ts'
import { indexRowsInSteps, type RowIndex } from '../../shared/quarantine/row-index.ts'
import type { Store } from '../engine/store/store.ts'
import { type Configurations, timesOfPart } from './configurations.ts'
import { inSlices } from './in-slices.ts'

type Opened = { id: string; organisation: Organisation }

/** All devices of an organisation, joined, decided and made ready to be looked through. */
export type HeldDesk = {
  organisationId: string
  /** That of the parts that it was made of. */
  stamp: string
  /** By what a window names what it was shown: another one by another reading or another pattern. */
  reading: string
  configuration: Configuration
  unreadable: readonly ConfigurationPart[]
  parts: readonly StoredPart[]
  times: ReadTimes
  /** When each part was read. */
  timesOf: (part: ConfigurationPart) => PartTimes | undefined
  /** Of the Exchange for which scripts are made. */
  release: Release
  desk: Desk
  rows: RowIndex
  rowOf: ReadonlyMap<string, DeviceRow>
  pattern: IntegrationPattern
  /** Whether the pattern is this organisation's own. */
  changed: boolean
}

/** The desk of one organisation at a time. It is let go of when another is asked for, or what was read is another. */
export type QuarantineDesk = {
  open(opened: Opened): Promise<HeldDesk>
  letGo(): void
}

/** What a desk is made of. */
export const deskParts: readonly ConfigurationPart[] = configurationUses.devices
/** Without these, each limit of partnerships says by itself that it is the usual one. */
export const limitParts: readonly ConfigurationPart[] = ['throttlingPolicies', 'throttlingPolicyAssociations']

export function createQuarantineDesk(parts: {
  store: Pick<Store, 'configurations' | 'quarantine'>
  configurations: Pick<Configurations, 'whole'>
  now: () => Date
}): QuarantineDesk {
  const { store, configurations, now } = parts
  let held: { key: string; desk: Promise<HeldDesk> } | undefined

  async function make({ id, organisation }: Opened, stamp: string, key: string): Promise<HeldDesk> {
    const { configuration, unreadable } = await configurations.whole(id)
    const kept = store.configurations.parts(id).filter(({ part }) => deskParts.includes(part))
    const own = store.quarantine.views.pattern(id)
    const pattern = own ?? patternOf({ userAgent: organisation.vendorUserAgent ?? nylas.userAgent })
    const times = readTimes((part) => timeOf(kept, part))
    const desk = await inSlices(openDeskInSteps(configuration, times.devices ?? now().getTime()))
    const rows = await inSlices(rowsInSteps(desk, pattern))
    const partTimes = new Map(kept.map((each) => [each.part, timesOfPart(each)]))
    return {
      timesOf: (part) => partTimes.get(part),
      release: releaseOfServers(
        configuration,
        kept.flatMap(({ part, older }) => (older ? [part] : [])),
      ),
      ...{ organisationId: id, stamp, reading: digestOf(key), configuration, parts: kept, times, desk, pattern },
      unreadable: unreadable.filter((part) => deskParts.includes(part)),
      rows: await inSlices(indexRowsInSteps(rows)),
      ...{ rowOf: new Map(rows.map((row) => [row.key, row])), changed: own !== undefined },
    }
  }

  return {
    async open(opened) {
      for (;;) {
        const stamp = store.configurations.stamp(opened.id, deskParts)
        const pattern = store.quarantine.views.pattern(opened.id) ?? opened.organisation.vendorUserAgent
        const key = JSON.stringify([opened.id, stamp, pattern])
        if (held?.key !== key) {
          const desk = make(opened, stamp, key)
          held = { key, desk }
          desk.catch(() => {
            if (held?.desk === desk) held = undefined
          })
        }
        const desk = await held.desk
        // Something else was read while it was made: then it is a mixture, and nobody's.
        if (store.configurations.stamp(opened.id, deskParts) === stamp) return desk
      }
    },
    letGo() {
      held = undefined
    },
  }
}

/** A short name of a text. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** When a part was read, in milliseconds; undefined for one that was not. */
function timeOf(parts: readonly KeptPart[], part: ConfigurationPart): number | undefined {
  const kept = parts.find((each) => each.part === part)
  return kept && timeOfSource(kept.source)
}
