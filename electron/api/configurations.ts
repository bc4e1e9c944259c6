import { ContractError } from '../../shared/contract/error-code.ts'
import { shortenedConfiguration } from '../../shared/ews/shortened-configuration.ts'
import { addConfiguration } from '../../shared/management/add-configuration.ts'
import type { Configuration, ConfigurationPart } from '../../shared/management/configuration.ts'
import type { DocumentError } from '../../shared/management/configuration-document.ts'
import { ConfigurationPartName } from '../../shared/management/configuration-reading.ts'
import type { ConfigurationSource, KeptConfiguration } from '../../shared/management/kept-configuration.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { ConfigurationStore } from '../engine/store/configuration-store.ts'

/** What was read, and from where. */
export type ReadConfiguration = {
  configuration: Configuration
  refused: readonly DocumentError[]
  source: ConfigurationSource
}

type Opened = { id: string; organisation: Organisation }

/** What is kept of the configuration of organisations. */
export type Configurations = {
  /** Keeps each part in the place of that part; with `add`, its entries are added to those that are kept. */
  keep(organisationId: string, read: ReadConfiguration, add: boolean): Promise<void>
  /** In a size that a message takes. */
  read(opened: Opened): Promise<KeptConfiguration>
  /** All of it, and which parts of it cannot be read. */
  whole(organisationId: string): Promise<Whole>
  forget(organisationId: string): void
  /** Nothing of it is held in memory. */
  letGo(): void
}

type Whole = { configuration: Configuration; unreadable: ConfigurationPart[]; stamp: string }

/** Configurations over the store. The one that was read last is held, so that it is not unpacked for each question. */
export function createConfigurations(store: ConfigurationStore): Configurations {
  let held: { organisationId: string; whole: Promise<Whole>; stamp: string } | undefined

  /** One after another, so that what is added to what is kept loses nothing of it. */
  let keeping: Promise<void> = Promise.resolve()

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

  async function put(organisationId: string, { configuration, refused, source }: ReadConfiguration, add: boolean) {
    const kept = add ? addConfiguration(await partsOf(organisationId, configuration), configuration) : configuration
    if (!(await store.put(organisationId, { configuration: kept, refused, source })))
      throw new ContractError('no-such-organisation')
  }

  return {
    whole,
    keep(organisationId, read, add) {
      const kept = keeping.then(() => put(organisationId, read, add))
      keeping = kept.catch(() => undefined)
      return kept
    },
    async read({ id, organisation }) {
      const { configuration, unreadable } = await whole(id)
      const meant = { mailbox: organisation.mailbox, account: organisation.account?.username }
      return {
        ...{ parts: store.parts(id), refused: store.refused(id), unreadable },
        ...shortenedConfiguration(configuration, meant),
      }
    },
    forget(organisationId) {
      held = undefined
      store.forget(organisationId)
    },
    letGo() {
      held = undefined
    },
  }

  /** What is kept of the parts that the other one has. */
  async function partsOf(organisationId: string, other: Configuration): Promise<Configuration> {
    const { configuration } = await whole(organisationId)
    return Object.fromEntries(Object.entries(configuration).filter(([part]) => part in other))
  }
}
