import { ContractError } from '../../shared/contract/error-code.ts'
import { shortenedConfiguration } from '../../shared/ews/shortened-configuration.ts'
import { addConfiguration } from '../../shared/management/add-configuration.ts'
import type { Configuration, ConfigurationPart } from '../../shared/management/configuration.ts'
import type { DocumentError } from '../../shared/management/configuration-document.ts'
import { ConfigurationPartName } from '../../shared/management/configuration-reading.ts'
import type {
  ConfigurationSource,
  KeptChange,
  KeptConfiguration,
  KeptPart,
  LeftOut,
} from '../../shared/management/kept-configuration.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { ConfigurationStore } from '../engine/store/configuration-store.ts'
import { keptLeftOut, toldParts } from './left-out.ts'

/** What was read, and from where. */
export type ReadConfiguration = {
  configuration: Configuration
  refused: readonly DocumentError[]
  source: ConfigurationSource
  /** The parts of which the source says that it tells all. */
  whole: readonly ConfigurationPart[]
  /** What the source held that could not be read, where its rest was taken. */
  leftOut?: LeftOut | undefined
}

type Opened = { id: string; organisation: Organisation }

/** What is kept of the configuration of organisations. */
export type Configurations = {
  /**
   * Keeps a part that is whole in the place of that part. Of any other, an entry takes the place of the one of the same
   * identity, and what is kept of others stays. Resolves to what became of the parts that were kept before.
   */
  keep(organisationId: string, read: ReadConfiguration): Promise<KeptChange[]>
  /** In a size that a message takes. */
  read(opened: Opened): Promise<KeptConfiguration>
  /** All of it, and which parts of it cannot be read. */
  whole(organisationId: string): Promise<Whole>
  forget(organisationId: string): Promise<void>
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
    const known = await knownOf(
      organisationId,
      (Object.keys(configuration) as ConfigurationPart[]).filter((part) => !read.whole.includes(part)),
    )
    const kept = addConfiguration(known, configuration)
    const earlier = Object.fromEntries(
      before.filter(({ part }) => part in known).map((each) => [each.part, earlierOf(each, source)]),
    )
    const leftOut = Object.fromEntries(
      (Object.keys(configuration) as ConfigurationPart[]).map((part) => [
        part,
        keptLeftOut(read.leftOut, source, part in known ? before.find((each) => each.part === part) : undefined),
      ]),
    )
    if (!(await store.put(organisationId, { configuration: kept, refused, source, earlier, leftOut })))
      throw new ContractError('no-such-organisation')
    const now = new Map(store.parts(organisationId).map(({ part, count }) => [part, count]))
    return before
      .filter(({ part }) => part in configuration)
      .map(({ part, count, source: was }) => ({
        ...{ part, added: part in known, before: count, now: now.get(part) ?? 0 },
        older: isOlder(source, was),
      }))
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
    letGo() {
      held = undefined
    },
  }

  /** What is kept of these parts, as far as they are lists that can be added to. */
  async function knownOf(organisationId: string, parts: readonly ConfigurationPart[]): Promise<Configuration> {
    if (parts.length === 0) return {}
    const { configuration } = await whole(organisationId)
    return Object.fromEntries(
      parts.filter((part) => Array.isArray(configuration[part])).map((part) => [part, configuration[part]]),
    )
  }
}

function isOlder({ collectedAt }: ConfigurationSource, was: ConfigurationSource): boolean {
  return collectedAt !== null && was.collectedAt !== null && Date.parse(collectedAt) < Date.parse(was.collectedAt)
}

/** What told of a part before a source of this name: one that was given again is not its own forerunner. */
function earlierOf({ source, earlier = [] }: KeptPart, { name }: ConfigurationSource): string[] {
  return [...new Set([source.name, ...earlier])].filter((each) => each !== name)
}
