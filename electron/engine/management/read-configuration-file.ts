import type { ConfigurationReading, ConfigurationRefusal } from '../../../shared/management/configuration-reading.ts'
import { ConfigurationReader } from './read-configuration.ts'
import type { ReadLimits } from './read-limits.ts'
import { Refusal } from './read-refusal.ts'
import { inSlices } from './read-slices.ts'

export type ReadConfigurationOptions = {
  /** What the file is called: where nothing in it tells the cmdlet, its name may. */
  readonly name?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** After each slice: how many bytes were read so far. */
  readonly onProgress?: ((bytes: number) => void) | undefined
  readonly limits?: Partial<ReadLimits> | undefined
  /**
   * Whether the rest of a file is wanted where some of it cannot be understood. What comes back then has an `offer`, which
   * somebody has to agree to.
   */
  readonly takesRest?: boolean | undefined
}

/**
 * Reads a file that holds Exchange's configuration, in whatever format PowerShell wrote it. It is taken as a whole or
 * refused as a whole, unless the rest is asked for. Rejects with the reason of the signal when that is given, and with the error of the chunks when they
 * fail; never for what the file holds.
 */
export async function readConfigurationFile(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadConfigurationOptions = {},
): Promise<ConfigurationReading | ConfigurationRefusal> {
  const reader = new ConfigurationReader(options.name, options.limits, options.takesRest)
  let bytes = 0
  try {
    for await (const slice of inSlices(chunks, options.signal)) {
      reader.write(slice)
      bytes += slice.length
      options.onProgress?.(bytes)
      if (!reader.wantsMore) break
    }
    return reader.end()
  } catch (error) {
    if (error instanceof Refusal) return error.refusal
    throw error
  }
}
