import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import { mostConfigurationBytes, mostMailboxListBytes } from '../../shared/management/import-pieces.ts'
import type { ImportedConfiguration } from '../../shared/management/kept-configuration.ts'
import type { AppEvents } from './app-events.ts'
import { type FileReading, readFileOfConfiguration } from './configuration-file.ts'
import type { Configurations } from './configurations.ts'
import type { Imports } from './imports.ts'
import { type MailboxListReading, readMailboxList } from './mailbox-list-file.ts'
import type { Organisations } from './organisations.ts'

/** What became of a file that a window sent. */
export type ImportResult =
  | { kind: 'configuration'; organisationId: string; reading: FileReading }
  | { kind: 'mailboxes'; reading: MailboxListReading }

type ConfigurationCalls = Pick<
  Handlers['calls'],
  | 'import.begin'
  | 'import.append'
  | 'import.abort'
  | 'configuration.import'
  | 'configuration.read'
  | 'configuration.forget'
>

/** The calls that take in Exchange's configuration, and tell what is kept of it. */
export function configurationHandlers(parts: {
  imports: Imports<ImportResult>
  configurations: Configurations
  organisations: Organisations
  events: AppEvents
  now: () => Date
}): ConfigurationCalls {
  const { imports, configurations, organisations, events, now } = parts
  const changed = (): void => events.tell({ type: 'changed', what: 'configuration' })

  return {
    'import.begin': async ({ kind, name, bytes }) => {
      const most = kind === 'configuration' ? mostConfigurationBytes : mostMailboxListBytes
      if (bytes > most) throw new ContractError('too-large', t`Accepted are ${most / 1_048_576} MiB.`)
      if (kind === 'mailboxes') {
        const read = async (pieces: AsyncIterable<Uint8Array>) =>
          ({ kind, reading: await readMailboxList(pieces) }) as const
        return { importId: imports.begin(bytes, read) }
      }
      const { id: organisationId } = organisations.needed()
      const read = async (pieces: AsyncIterable<Uint8Array>, signal: AbortSignal) =>
        ({ kind, organisationId, reading: await readFileOfConfiguration(pieces, { name, signal, now }) }) as const
      return { importId: imports.begin(bytes, read) }
    },
    'import.append': async ({ importId, offset, chunk }) => ({
      wanted: await imports.append(importId, offset, Buffer.from(chunk, 'base64')),
    }),
    'import.abort': async ({ importId }) => {
      imports.abort(importId)
      return {}
    },
    'configuration.import': async ({ importId }): Promise<ImportedConfiguration> => {
      const result = await imports.end(importId)
      if (result.kind !== 'configuration') throw new ContractError('no-such-import')
      const { organisationId, reading } = result
      if (reading.outcome === 'refused') return reading
      const { summary, ...read } = reading
      const changes = await configurations.keep(organisationId, { ...read, source: summary.source })
      changed()
      return { outcome: 'kept', summary, changes }
    },
    'configuration.read': async () => configurations.read(organisations.needed()),
    'configuration.forget': async () => {
      await configurations.forget(organisations.needed().id)
      changed()
      return {}
    },
  }
}
