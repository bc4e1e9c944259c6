import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { z } from 'zod'
import {
  Configuration,
  type ConfigurationPart,
  isSingle,
  OrganizationConfig,
} from '../../../shared/management/configuration.ts'
import { ConfigurationPartName } from '../../../shared/management/configuration-reading.ts'
import { ActiveSyncOrganizationSettings } from '../../../shared/management/mobile-configuration.ts'
import { jsonOf } from './stored-json.ts'

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)

const singles = {
  organizationConfig: OrganizationConfig,
  activeSyncOrganizationSettings: ActiveSyncOrganizationSettings,
} as const

/** So few that no piece holds up the window for longer than a frame or two. */
const ENTRIES = 500
/** Far more than so many entries take; what a damaged disk holds may ask for any amount of memory. */
const MOST_BYTES = 64 * 1_048_576

export type PartValue<P extends ConfigurationPart> = NonNullable<Configuration[P]>
export type PackedPart = { part: ConfigurationPart; count: number; pieces: Buffer[] }

/** Each part that is there, as JSON, deflated, some hundred entries a piece. Other work goes on between two. */
export async function packedParts(configuration: Configuration): Promise<PackedPart[]> {
  const parts: PackedPart[] = []
  for (const part of ConfigurationPartName.options) {
    const value = configuration[part]
    if (value === undefined) continue
    const entries = Array.isArray(value) ? value : [value]
    const pieces: Buffer[] = []
    for (let at = 0; at < entries.length; at += ENTRIES) {
      pieces.push(await pack(JSON.stringify(entries.slice(at, at + ENTRIES))))
    }
    parts.push({ part, count: entries.length, pieces })
  }
  return parts
}

/**
 * A part of so many entries out of so many pieces; other work goes on between two. `pieceAt` says undefined once they are
 * gone: then so does this. 'unreadable': a piece is damaged or of another shape.
 */
export async function unpackedPart<P extends ConfigurationPart>(
  part: P,
  { count, pieces }: { count: number; pieces: number },
  pieceAt: (place: number) => unknown,
): Promise<PartValue<P> | 'unreadable' | undefined> {
  const schema = isSingle(part) ? z.array(singles[part]).length(1) : Configuration.shape[part]
  const entries: unknown[] = []
  for (let place = 0; place < pieces; place += 1) {
    const piece = pieceAt(place)
    if (piece === undefined) return undefined
    const parsed = schema.safeParse(piece instanceof Uint8Array ? await unpacked(piece) : undefined)
    if (!parsed.success || !Array.isArray(parsed.data)) return 'unreadable'
    for (const entry of parsed.data) entries.push(entry)
  }
  if (entries.length !== count) return 'unreadable'
  return (isSingle(part) ? entries[0] : entries) as PartValue<P>
}

async function unpacked(piece: Uint8Array): Promise<unknown> {
  try {
    return jsonOf(`${await unpack(piece, { maxOutputLength: MOST_BYTES })}`)
  } catch {
    return undefined
  }
}
