import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { countsOf } from '../../../shared/firewall/list-entry.ts'
import { mostVersions, SourceList } from '../../../shared/firewall/source-list.ts'
import { ListSummary } from '../../../shared/firewall/told-firewall.ts'
import type { Connection, Row } from './connection.ts'
import { organisationNumber } from './organisation-number.ts'
import { storedJson } from './stored-json.ts'

const KeptAbout = ListSummary.omit({ number: true }).extend({
  confirmed: SourceList.shape.confirmed,
  /** It was known as a list of webhook senders when it was kept: by its shape, its address, or another that was. */
  ofWebhooks: z.boolean(),
})
type KeptAbout = z.infer<typeof KeptAbout>

/** A version of a list without its entries. */
export type KeptVersion = KeptAbout & { number: number }

/** Every version of a list that was kept; none is ever changed. */
export type FirewallLists = {
  /** Newest first. One of a form that this Postern cannot read is left out, and stays. */
  versions(organisationId: string, sourceId: string): KeptVersion[]
  /** The hashes of all lists of an organisation that were known as lists of webhook senders. */
  webhookHashes(organisationId: string): string[]
  /** Undefined where it is not kept, or cannot be read. */
  entries(organisationId: string, sourceId: string, number: number): string[] | undefined
  /** Keeps it as the newest, with its number. 'same': the newest has these entries. */
  add(
    organisationId: string,
    sourceId: string,
    list: SourceList & { ofWebhooks: boolean },
  ): { number: number } | 'same' | 'full' | 'gone'
}

/** The longest list that is taken, each entry as long as one may be. */
const MOST_BYTES = 64 * 1024 * 1024

export function createFirewallLists(connection: Connection): FirewallLists {
  const sourceNumber = (organisationId: string, sourceId: string): number | null => {
    const row = connection.get(
      'SELECT number FROM firewall_source WHERE id = ? AND organisation = ?',
      ...[sourceId, organisationNumber(connection, organisationId) ?? null],
    )
    return row ? Number(row.number) : null
  }
  const newest = (source: number | null): Row | undefined =>
    connection.get(
      'SELECT version, about, entries FROM firewall_list WHERE source = ? ORDER BY version DESC LIMIT 1',
      source,
    )

  return {
    versions: (organisationId, sourceId) =>
      connection
        .all(
          'SELECT version, about FROM firewall_list WHERE source = ? ORDER BY version DESC',
          sourceNumber(organisationId, sourceId),
        )
        .flatMap(({ version, about: kept }) => {
          const about = storedJson(kept, KeptAbout)
          return about ? [{ ...about, number: Number(version) }] : []
        }),
    // Found by the database: an organisation may have a hundred thousand versions, and few are of webhooks, if any.
    webhookHashes: (organisationId) =>
      connection
        .all(
          `SELECT DISTINCT json_extract(about, '$.hash') AS hash FROM firewall_list
             JOIN firewall_source ON firewall_source.number = firewall_list.source
             WHERE organisation = ? AND CASE WHEN json_valid(about) THEN json_extract(about, '$.ofWebhooks') END = 1`,
          organisationNumber(connection, organisationId) ?? null,
        )
        .map(({ hash }) => String(hash)),
    entries(organisationId, sourceId, number) {
      const row = connection.get(
        'SELECT entries FROM firewall_list WHERE source = ? AND version = ?',
        ...[sourceNumber(organisationId, sourceId), number],
      )
      return row && entriesOf(row)
    },
    add: (organisationId, sourceId, list) =>
      connection.transaction(() => {
        const source = sourceNumber(organisationId, sourceId)
        if (source === null) return 'gone'
        const before = newest(source)
        const last = Number(before?.version ?? 0)
        if (before && storedJson(before.about, KeptAbout)?.hash === list.hash) return 'same'
        if (last >= mostVersions) return 'full'
        const { entries, ...about } = list
        connection.run(
          'INSERT INTO firewall_list (source, version, about, entries) VALUES (?, ?, ?, ?)',
          ...[source, last + 1],
          JSON.stringify({ ...about, ...countsOf(entries), change: changeOf(before, entries) } satisfies KeptAbout),
          deflateRawSync(entries.join('\n')),
        )
        return { number: last + 1 }
      }),
  }
}

function changeOf(before: Row | undefined, entries: readonly string[]): KeptAbout['change'] {
  const had = before && entriesOf(before)
  if (!had) return null
  const [old, now] = [new Set(had), new Set(entries)]
  return {
    added: entries.filter((entry) => !old.has(entry)).length,
    removed: had.filter((entry) => !now.has(entry)).length,
  }
}

/** Undefined for what a damaged disk put there. */
function entriesOf({ entries }: Row): string[] | undefined {
  if (!(entries instanceof Uint8Array)) return undefined
  try {
    const lines = inflateRawSync(entries, { maxOutputLength: MOST_BYTES }).toString('utf8')
    return lines === '' ? [] : lines.split('\n')
  } catch {
    return undefined
  }
}
