import { ConfigurationReader } from '../../../../electron/engine/management/read-configuration.ts'
import type { ReadLimits } from '../../../../electron/engine/management/read-limits.ts'
import { Refusal } from '../../../../electron/engine/management/read-refusal.ts'
import type { ConfigurationReading, ConfigurationRefusal } from '../../../../shared/management/configuration-reading.ts'

export type ReadOptions = {
  readonly name?: string
  readonly limits?: Partial<ReadLimits>
  readonly takesRest?: boolean
}

/** Reads a file that is at hand as a whole, in the pieces that it is given in. */
export function readFile(
  file: string | Uint8Array | readonly Uint8Array[],
  { name, limits, takesRest }: ReadOptions = {},
): ConfigurationReading | ConfigurationRefusal {
  const pieces = typeof file === 'string' ? [Buffer.from(file)] : file instanceof Uint8Array ? [file] : file
  try {
    const reader = new ConfigurationReader(name, limits, takesRest)
    for (const piece of pieces) reader.write(piece)
    return reader.end()
  } catch (error) {
    if (error instanceof Refusal) return error.refusal
    throw error
  }
}

/** The same, of a file that is to be taken. */
export function taken(file: string | Uint8Array, options?: ReadOptions): ConfigurationReading {
  const reading = readFile(file, options)
  if ('refused' in reading) throw new Error(reading.sentence)
  return reading
}
