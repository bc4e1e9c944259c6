import type { Readable } from 'node:stream'
import { StoppedError, UsageError } from './exit-code.ts'

/** Long enough for a program that writes a list as it finds it. */
const WAIT_MILLISECONDS = 300_000

/**
 * Standard input to its end: at most so many bytes of it, and no longer than five minutes unless said otherwise. Throws a
 * UsageError that says what is accepted, and a StoppedError when the signal aborts.
 */
export async function readInput(
  input: Readable,
  options: { signal: AbortSignal; most: number; accepted: string; waitMilliseconds?: number | undefined },
): Promise<Buffer> {
  const { signal, most, accepted, waitMilliseconds = WAIT_MILLISECONDS } = options
  const limit = AbortSignal.timeout(waitMilliseconds)
  const either = AbortSignal.any([signal, limit])
  const giveUp = () => input.destroy(new StoppedError())
  either.addEventListener('abort', giveUp, { once: true })
  if (either.aborted) giveUp()
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes)
      length += bytes.length
      if (length > most) throw new UsageError(`Standard input is larger than ${most / 1_048_576} MiB: ${accepted}.`)
    }
  } catch (error) {
    if (!(error instanceof StoppedError) || signal.aborted) throw error
    const seconds = Math.round(waitMilliseconds / 1000)
    throw new UsageError(`Standard input did not end within ${seconds} seconds: ${accepted}.`)
  } finally {
    either.removeEventListener('abort', giveUp)
  }
  return Buffer.concat(chunks)
}
