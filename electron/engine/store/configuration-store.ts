import { randomBytes } from 'node:crypto'
import {
  type Configuration,
  type ConfigurationPart,
  configurationCmdlets,
} from '../../../shared/management/configuration.ts'
import type { DocumentError } from '../../../shared/management/configuration-document.ts'
import {
  type ConfigurationSource,
  type KeptLeftOut,
  KeptRefusal,
  mostEarlier,
  StoredPart,
} from '../../../shared/management/kept-configuration.ts'
import { type PackedPart, type PartValue, packedParts, unpackedPart } from './configuration-pieces.ts'
import type { Connection } from './connection.ts'
import { jsonOf, storedJson } from './stored-json.ts'

/** The configuration of each organisation, a part a cmdlet. It is packed and unpacked in pieces, beside other work. */
export type ConfigurationStore = {
  /**
   * Keeps each part that is there in place of that part, and what was refused: all of it, or nothing. False where the
   * organisation is gone.
   */
  put(
    organisationId: string,
    read: {
      configuration: Configuration
      refused: readonly DocumentError[]
      source: ConfigurationSource
      /** What is known of single parts besides. */
      told?: Partial<Record<ConfigurationPart, ToldOfPart>>
    },
  ): Promise<boolean>
  /** Which parts are kept. */
  parts(organisationId: string): StoredPart[]
  /** What cmdlets were refused since their part was read last. */
  refused(organisationId: string): KeptRefusal[]
  /** Another text when one of these parts is another, or any of them. */
  stamp(organisationId: string, parts?: readonly ConfigurationPart[]): string
  /** A part's value; undefined where none is kept, 'unreadable' for a form that this Postern cannot read. */
  read<P extends ConfigurationPart>(organisationId: string, part: P): Promise<PartValue<P> | 'unreadable' | undefined>
  /** All of an organisation's is gone for good, or these parts of it. */
  forget(organisationId: string, parts?: readonly ConfigurationPart[]): void
}

/** The source of a part where it is another one; what told of it before, where its value holds that too; what was left out of either; and when all of it was read. */
type ToldOfPart = {
  source?: ConfigurationSource | undefined
  earlier?: readonly string[] | undefined
  leftOut?: readonly KeptLeftOut[] | undefined
  wholeAt?: string | undefined
  /** It was told by the name that Exchange 2010 has for its cmdlet. */
  older?: boolean | undefined
}

/** How often the pieces of a part are begun anew, where another program puts that part meanwhile. */
const MOST_ATTEMPTS = 5

export function createConfigurationStore(connection: Connection): ConfigurationStore {
  const rowsOf = (organisationId: string) =>
    connection.all(
      `SELECT configuration_part.id, part, entries, pieces, source FROM configuration_part
       JOIN organisation ON organisation.number = configuration_part.organisation
       WHERE organisation.id = ? AND removed_at IS NULL ORDER BY part`,
      organisationId,
    )

  /** A piece of a part that has this id; undefined where that part is gone. */
  function pieceOf(id: string, place: number): unknown {
    const row = connection.get(
      `SELECT configuration_piece.entries FROM configuration_part
       LEFT JOIN configuration_piece ON configuration_piece.part = configuration_part.number AND place = ?
       WHERE configuration_part.id = ?`,
      ...[place, id],
    )
    return row?.entries
  }

  function putPart(organisation: number, { part, count, pieces }: PackedPart, source: string): void {
    connection.run('DELETE FROM configuration_part WHERE organisation = ? AND part = ?', organisation, part)
    connection.run(
      'INSERT INTO configuration_part (id, organisation, part, entries, pieces, source) VALUES (?, ?, ?, ?, ?, ?)',
      ...[`part-${randomBytes(8).toString('hex')}`, organisation, part, count, pieces.length, source],
    )
    for (const [place, piece] of pieces.entries()) {
      connection.run(
        `INSERT INTO configuration_piece (part, place, entries)
         SELECT number, ?, ? FROM configuration_part WHERE organisation = ? AND part = ?`,
        ...[place, piece, organisation, part],
      )
    }
    connection.run(
      'DELETE FROM configuration_refusal WHERE organisation = ? AND cmdlet = ?',
      ...[organisation, configurationCmdlets[part]],
    )
  }

  function putRefusal(organisation: number, error: DocumentError, source: ConfigurationSource): void {
    connection.run(
      `INSERT INTO configuration_refusal (organisation, cmdlet, refusal) VALUES (?, ?, ?)
       ON CONFLICT (organisation, cmdlet) DO UPDATE SET refusal = excluded.refusal`,
      ...[organisation, error.cmdlet, JSON.stringify({ error, source })],
    )
  }

  return {
    async put(organisationId, { configuration, refused, source, told = {} }) {
      const parts = await packedParts(configuration)
      const gone = connection.transaction(() => {
        const row = connection.get(
          'SELECT number FROM organisation WHERE id = ? AND removed_at IS NULL',
          organisationId,
        )
        if (row === undefined) return true
        for (const part of parts) {
          const { source: own = source, earlier, leftOut, wholeAt, older } = told[part.part] ?? {}
          const rest = { earlier: earlier?.slice(0, mostEarlier), leftOut, wholeAt, older }
          putPart(Number(row.number), part, JSON.stringify({ ...own, ...rest }))
        }
        for (const error of refused) putRefusal(Number(row.number), error, source)
        return false
      })
      return !gone
    },
    parts: (organisationId) =>
      rowsOf(organisationId).flatMap(({ part, entries, source }) => {
        const kept = StoredPart.safeParse({ part, count: entries, ...sourceOf(jsonOf(source)) })
        return kept.success ? [kept.data] : []
      }),
    refused: (organisationId) =>
      connection
        .all(
          `SELECT refusal FROM configuration_refusal
           JOIN organisation ON organisation.number = configuration_refusal.organisation
           WHERE organisation.id = ? AND removed_at IS NULL ORDER BY cmdlet`,
          organisationId,
        )
        .flatMap(({ refusal }) => storedJson(refusal, KeptRefusal) ?? []),
    stamp: (organisationId, parts) =>
      rowsOf(organisationId)
        .filter(({ part }) => parts === undefined || (parts as readonly unknown[]).includes(part))
        .map(({ id }) => id)
        .join(' '),
    async read<P extends ConfigurationPart>(organisationId: string, part: P) {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        const row = rowsOf(organisationId).find((kept) => kept.part === part)
        if (row === undefined) return undefined
        const { id, entries, pieces } = row
        const sizes = { count: Number(entries), pieces: Number(pieces) }
        const value = await unpackedPart(part, sizes, (place) => pieceOf(String(id), place))
        if (value !== undefined) return value
      }
      return 'unreadable'
    },
    forget(organisationId, parts) {
      connection.transaction(() => {
        if (parts !== undefined) {
          for (const part of parts)
            connection.run(
              `DELETE FROM configuration_part WHERE part = ? AND organisation IN (SELECT number FROM organisation WHERE id = ?)`,
              ...[part, organisationId],
            )
          return
        }
        for (const table of ['configuration_part', 'configuration_refusal'])
          connection.run(
            `DELETE FROM ${table} WHERE organisation IN (SELECT number FROM organisation WHERE id = ?)`,
            organisationId,
          )
      })
      // What was deleted stands in the log until the log begins anew.
      connection.all('PRAGMA wal_checkpoint(TRUNCATE)')
    },
  }
}

/** The column holds the source, and all that is known of the part besides. */
function sourceOf(column: unknown): object {
  if (typeof column !== 'object' || column === null) return { source: column }
  const none = { earlier: undefined, leftOut: undefined, wholeAt: undefined, older: undefined }
  const { earlier, leftOut, wholeAt, older, ...source } = { ...none, ...column }
  const rest = Object.entries({ earlier, leftOut, wholeAt, older }).filter(([, value]) => value !== undefined)
  return { source, ...Object.fromEntries(rest) }
}
