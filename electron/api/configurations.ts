import { ContractError } from '../../shared/contract/error-code.ts'
import { shortenedConfiguration } from '../../shared/ews/shortened-configuration.ts'
import type { Configuration, ConfigurationPart } from '../../shared/management/configuration.ts'
import type { DocumentError } from '../../shared/management/configuration-document.ts'
import { ConfigurationPartName } from '../../shared/management/configuration-reading.ts'
import type {
  ConfigurationSource,
  KeptChange,
  KeptConfiguration,
  LeftOut,
  StoredPart,
} from '../../shared/management/kept-configuration.ts'
import {
  type PartTimes,
  timeOfSource,
  type UnitedPart,
  uniteReadingsInSteps,
} from '../../shared/management/unite-readings.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { ConfigurationStore } from '../engine/store/configuration-store.ts'
import { inSlices } from './in-slices.ts'
import { keptLeftOut, toldParts } from './left-out.ts'

/** What was read, and from where. */
export type ReadConfiguration = {
  configuration: Configuration
  refused: readonly DocumentError[]
  source: ConfigurationSource
  /** The parts of which the source says that it tells all. */
  whole: readonly ConfigurationPart[]
  /** Those that are told by the names that Exchange 2010 has for their cmdlets. */
  older?: readonly ConfigurationPart[]
  /** What the source held that could not be read, where its rest was taken. */
  leftOut?: LeftOut | undefined
}

type Opened = { id: string; organisation: Organisation }

/** What is kept of the configuration of organisations. */
export type Configurations = {
  /**
   * Keeps a part that is whole in the place of that part. Of any other, an entry takes the place of the one of the same
   * identity, and what is kept of others stays. Of what was read before what is kept, nothing takes its place. Resolves to
   * what became of the parts that were kept before.
   */
  keep(organisationId: string, read: ReadConfiguration): Promise<KeptChange[]>
  /** In a size that a message takes. */
  read(opened: Opened): Promise<KeptConfiguration>
  /** All of it, and which parts of it cannot be read. */
  whole(organisationId: string): Promise<Whole>
  forget(organisationId: string): Promise<void>
  /** These parts of it alone. */
  forgetParts(organisationId: string, parts: readonly ConfigurationPart[]): Promise<void>
  /** Nothing of it is held in memory. */
  letGo(): void
}

type Whole = { configuration: Configuration; unreadable: ConfigurationPart[]; stamp: string }

/** Configurations over the store. The one that was read last is held, so that it is not unpacked for each question. */
export function createConfigurations(store: ConfigurationStore): Configurations {
  let held: { organisationId: string; whole: Promise<Whole>; stamp: string } | undefined

  /** One after another, so that what is added to what is kept loses nothing of it. */
  let keeping: Promise<unknown> = Promise.resolve()

  async function unpack(organisationId: string, stamp: string): Promise<Whole> {
    const unreadable: ConfigurationPart[] = []
    const parts: [ConfigurationPart, unknown][] = []
    for (const part of ConfigurationPartName.options) {
      const value = await store.read(organisationId, part)
      if (value === 'unreadable') unreadable.push(part)
      else if (value !== undefined) parts.push([part, value])
    }
    return { configuration: Object.fromEntries(parts), unreadable, stamp }
  }

  function whole(organisationId: string): Promise<Whole> {
    const stamp = store.stamp(organisationId)
    if (held?.organisationId !== organisationId || held.stamp !== stamp) {
      const reading = unpack(organisationId, stamp)
      held = { organisationId, whole: reading, stamp }
      reading.catch(() => {
        if (held?.whole === reading) held = undefined
      })
    }
    return held.whole
  }

  async function put(organisationId: string, read: ReadConfiguration): Promise<KeptChange[]> {
    const { configuration, refused, source } = read
    const before = store.parts(organisationId)
    const partBefore = new Map(before.map((each) => [each.part, each]))
    const known = {
      configuration: before.length > 0 ? (await whole(organisationId)).configuration : {},
      timesOf(part: ConfigurationPart) {
        const known = partBefore.get(part)
        return known && timesOfPart(known)
      },
    }
    const coming = { configuration, whole: read.whole, at: timeOfSource(source) }
    const united = await inSlices(uniteReadingsInSteps(known, coming))
    const kept = [...united.parts].filter(([, { how }]) => how !== 'older').map(([part]) => part)
    const value = Object.fromEntries(kept.map((part) => [part, united.configuration[part]]))
    const told = Object.fromEntries(
      kept.map((part) => [part, toldOf(partBefore.get(part), read, { part, united: united.parts.get(part), value })]),
    )
    if (!(await store.put(organisationId, { configuration: value, refused, source, told })))
      throw new ContractError('no-such-organisation')
    const now = new Map(store.parts(organisationId).map(({ part, count }) => [part, count]))
    return before.flatMap(({ part, count }) => {
      const how = united.parts.get(part)?.how
      if (how === undefined) return []
      const added = how === 'added' || how === 'behind'
      return [{ part, added, before: count, now: now.get(part) ?? 0, older: how === 'older' || how === 'behind' }]
    })
  }

  return {
    whole,
    keep(organisationId, read) {
      const kept = keeping.then(() => put(organisationId, read))
      keeping = kept.catch(() => undefined)
      return kept
    },
    async read({ id, organisation }) {
      const { configuration, unreadable } = await whole(id)
      const meant = { mailbox: organisation.mailbox, account: organisation.account?.username }
      return {
        ...{ ...toldParts(store.parts(id)), refused: store.refused(id), unreadable },
        ...shortenedConfiguration(configuration, meant),
      }
    },
    async forget(organisationId) {
      held = undefined
      store.forget(organisationId)
    },
    async forgetParts(organisationId, parts) {
      await keeping
      held = undefined
      store.forget(organisationId, parts)
    },
    letGo() {
      held = undefined
    },
  }
}

/** When a part was read. */
export function timesOfPart(part: StoredPart): PartTimes {
  return { at: timeOfSource(part.source), wholeAt: part.wholeAt === undefined ? undefined : Date.parse(part.wholeAt) }
}

/** What is known of a part beside its value, after a source was united with what was there before. */
function toldOf(
  before: StoredPart | undefined,
  { source, configuration, leftOut, older = [] }: ReadConfiguration,
  { part, united, value }: { part: ConfigurationPart; united: UnitedPart | undefined; value: Configuration },
) {
  const stays = united?.how === 'in-place' ? undefined : before
  const isBehind = united?.how === 'behind' && stays !== undefined
  const wholeAt = united?.times.wholeAt
  const entries = (of: unknown) => (Array.isArray(of) ? of.length : 1)
  // Where the latest source tells as many as are known, nothing is left of those before it.
  const others = isBehind ? stays.count : entries(configuration[part])
  return {
    ...(isBehind && { source: stays.source }),
    earlier: stays && (entries(value[part]) > others ? earlierOf(stays, source, isBehind) : []),
    leftOut: keptLeftOut(leftOut, source, stays),
    ...((isBehind ? stays.older : older.includes(part)) && { older: true }),
    ...(wholeAt !== undefined && { wholeAt: new Date(wholeAt).toISOString() }),
  }
}

/** What told of other entries of a part than its source. One that was given again is not its own forerunner. */
function earlierOf(
  { source, earlier = [], count }: StoredPart,
  { name }: ConfigurationSource,
  isBehind: boolean,
): string[] {
  if (isBehind) return [...new Set([name, ...earlier])].filter((each) => each !== source.name)
  const before = count > 0 ? [source.name, ...earlier] : earlier
  return [...new Set(before)].filter((each) => each !== name)
}
