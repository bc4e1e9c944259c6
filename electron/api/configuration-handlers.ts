import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import { ConfigurationPartName } from '../../shared/management/configuration-reading.ts'
import { mostConfigurationBytes, mostMailboxListBytes } from '../../shared/management/import-pieces.ts'
import type { ImportedConfiguration } from '../../shared/management/kept-configuration.ts'
import {
  type OtherOrganisation,
  otherOrganisation,
  otherOrganisationSentence,
} from '../../shared/management/other-organisation.ts'
import type { AppEvents } from './app-events.ts'
import { type FileReading, readFileOfConfiguration } from './configuration-file.ts'
import type { Configurations } from './configurations.ts'
import type { Imports } from './imports.ts'
import { type MailboxListReading, readMailboxList } from './mailbox-list-file.ts'
import type { OfferedRests } from './offered-rests.ts'
import type { Organisations } from './organisations.ts'

/** What became of a file that a window sent. */
export type ImportResult =
  | { kind: 'configuration'; organisationId: string; reading: FileReading }
  | { kind: 'mailboxes'; reading: MailboxListReading }

/** What could be read of a file, for the organisation that it was given for, until somebody agrees to what was asked of it. */
export type OfferedFile = {
  organisationId: string
  reading: Extract<FileReading, { outcome: 'read' }>
  /** It was said that it is of another organisation, and by what. */
  toldApart?: OtherOrganisation['by']
}

type ConfigurationCalls = Pick<
  Handlers['calls'],
  | 'import.begin'
  | 'import.append'
  | 'import.abort'
  | 'configuration.import'
  | 'configuration.take-rest'
  | 'configuration.read'
  | 'configuration.forget'
>

/** The calls that take in Exchange's configuration, and tell what is kept of it. */
export function configurationHandlers(parts: {
  imports: Imports<ImportResult>
  rests: OfferedRests<OfferedFile>
  configurations: Configurations
  organisations: Organisations
  events: AppEvents
  now: () => Date
}): ConfigurationCalls {
  const { imports, rests, configurations, organisations, events, now } = parts
  const changed = (): void => events.tell({ type: 'changed', what: 'configuration' })

  /** Keeps it; one that is of another organisation only once that was said, and holds it until then. */
  async function keep(importId: string, file: OfferedFile): Promise<ImportedConfiguration> {
    const { organisationId, reading } = file
    if (file.toldApart === undefined) {
      const { configuration: known } = await configurations.whole(organisationId)
      const other = otherOrganisation(known, reading.configuration)
      if (other) {
        hold(importId, { ...file, toldApart: other.by })
        const sentence = otherOrganisationSentence(other)
        return { outcome: 'other-organisation', summary: reading.summary, sentence, replaces: other.by === 'name' }
      }
    }
    // Nothing of two organisations is older or younger than the other.
    if (file.toldApart === 'name') await configurations.forgetParts(organisationId, ConfigurationPartName.options)
    const { summary, configuration, refused, whole, older } = reading
    const { source, leftOut } = summary
    const changes = await configurations.keep(organisationId, { configuration, refused, whole, older, source, leftOut })
    changed()
    return { outcome: 'kept', summary, changes }
  }

  function hold(importId: string, file: OfferedFile): void {
    const objects = file.reading.summary.parts.reduce((sum, { count }) => sum + count, 0)
    rests.hold(importId, file, objects)
  }

  return {
    'import.begin': async ({ kind, name, bytes, writtenAt }) => {
      const most = kind === 'configuration' ? mostConfigurationBytes : mostMailboxListBytes
      if (bytes > most) throw new ContractError('too-large', t`Accepted are ${most / 1_048_576} MiB.`)
      if (kind === 'mailboxes') {
        const read = async (pieces: AsyncIterable<Uint8Array>) =>
          ({ kind, reading: await readMailboxList(pieces) }) as const
        return { importId: imports.begin(bytes, read) }
      }
      const { id: organisationId } = organisations.needed()
      const read = async (pieces: AsyncIterable<Uint8Array>, signal: AbortSignal) =>
        ({
          kind,
          organisationId,
          reading: await readFileOfConfiguration(pieces, { name, writtenAt, signal, now, takesRest: true }),
        }) as const
      return { importId: imports.begin(bytes, read) }
    },
    'import.append': async ({ importId, offset, chunk }) => ({
      wanted: await imports.append(importId, offset, Buffer.from(chunk, 'base64')),
    }),
    'import.abort': async ({ importId }) => {
      imports.abort(importId)
      rests.letGo(importId)
      return {}
    },
    'configuration.import': async ({ importId }): Promise<ImportedConfiguration> => {
      const result = await imports.end(importId)
      if (result.kind !== 'configuration') throw new ContractError('no-such-import')
      const { organisationId, reading } = result
      if (reading.outcome === 'refused') return reading
      if (reading.offer === undefined) return keep(importId, { organisationId, reading })
      hold(importId, { organisationId, reading })
      return reading.offer
    },
    'configuration.take-rest': async ({ importId }) => {
      const rest = rests.take(importId)
      if (rest === undefined) throw new ContractError('no-such-import')
      return keep(importId, rest)
    },
    'configuration.read': async () => configurations.read(organisations.needed()),
    'configuration.forget': async () => {
      await configurations.forget(organisations.needed().id)
      rests.letGoOfAll()
      changed()
      return {}
    },
  }
}
