import { NtlmError } from '../../electron/engine/wire/ntlm/ntlm-error.ts'
import { WireError } from '../../electron/engine/wire/wire-error.ts'
import { mutate } from './mutate.ts'
import { type Random, randomFrom } from './random.ts'

/** A codec that is fed what a hostile server could send. */
export interface FuzzTarget {
  readonly name: string
  /** Good messages, from which inputs are made. */
  readonly seeds: readonly Buffer[]
  /** What means something in the format: tags, separators, numbers. */
  readonly dictionary?: readonly (string | Buffer)[]
  /** Reads an input, and gives back what it made of it. Throws a WireError or an NtlmError, and nothing else. */
  read(input: Buffer, random: Random): unknown
  /** Most that comes of one byte of input, in bytes of output, beside `BASE_OUTPUT`. */
  readonly growth: number
}

export interface FuzzCount {
  readonly inputs: number
  readonly read: number
  readonly refused: number
}

/** Output that an input of no bytes may have: the names of fields, and a sentence that says what is wrong. */
const BASE_OUTPUT = 2048

/** What broke, with the input that broke it. */
export class FuzzFailure extends Error {
  readonly input: Buffer

  constructor(target: string, input: Buffer, seed: number, index: number, cause: unknown) {
    const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    super(`${target}, seed ${seed}, input ${index}: ${what}\ninput (base64): ${input.toString('base64')}`, { cause })
    this.name = 'FuzzFailure'
    this.input = input
  }
}

/**
 * Feeds inputs number `from` to `to` - 1 of a seed to a target. An input depends on seed and number alone, so that a
 * failure can be had again. Throws a FuzzFailure for the first that is neither read nor refused as it should be.
 */
export function fuzz(target: FuzzTarget, seed: number, from: number, to: number): FuzzCount {
  const dictionary = (target.dictionary ?? []).map((entry) => Buffer.from(entry))
  let read = 0
  for (let index = from; index < to; index += 1) {
    const random = randomFrom(Math.imul(seed, 0x9e37_79b1) + index)
    const input = mutate(target.seeds, dictionary, random)
    try {
      if (isRead(target, input, random)) read += 1
    } catch (error) {
      throw new FuzzFailure(target.name, input, seed, index, error)
    }
  }
  return { inputs: to - from, read, refused: to - from - read }
}

function isRead(target: FuzzTarget, input: Buffer, random: Random): boolean {
  const most = BASE_OUTPUT + target.growth * input.length
  let result: unknown
  let refusal: Error | undefined
  try {
    result = target.read(input, random)
  } catch (error) {
    if (!(error instanceof WireError || error instanceof NtlmError)) throw error
    refusal = error
  }
  const size = refusal ? sizeOf(refusal.message, most) : sizeOf(result, most)
  if (size > most) throw new Error(`${input.length} bytes of input made more than ${most} bytes of output`)
  return refusal === undefined
}

/** About how many bytes a value takes, counted until it is more than `most`. */
function sizeOf(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  if (value instanceof Uint8Array) return value.length
  let size = 0
  for (const [key, inner] of Object.entries(value)) {
    size += key.length + sizeOf(inner, most - size)
    if (size > most) break
  }
  return size
}
