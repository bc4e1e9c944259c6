import { NtlmError } from './ntlm-error.ts'

/** The kinds of AV_PAIR that we know (MS-NLMP 2.2.2.1). */
export const avId = {
  eol: 0,
  netbiosComputer: 1,
  netbiosDomain: 2,
  dnsComputer: 3,
  dnsDomain: 4,
  dnsForest: 5,
  flags: 6,
  timestamp: 7,
  singleHost: 8,
  targetName: 9,
  channelBindings: 10,
} as const

/** One AV_PAIR. `id` may be one that we do not know; the value is kept as it came. */
export interface AvPair {
  id: number
  value: Buffer
}

/** Bit of MsvAvFlags by which a client says that the message carries a MIC. */
export const micPresent = 0x00000002

const textIds: ReadonlySet<number> = new Set([
  avId.netbiosComputer,
  avId.netbiosDomain,
  avId.dnsComputer,
  avId.dnsDomain,
  avId.dnsForest,
  avId.targetName,
])

const fixedLengths: ReadonlyMap<number, number> = new Map([
  [avId.flags, 4],
  [avId.timestamp, 8],
  [avId.channelBindings, 16],
])

/**
 * Reads a list of AV_PAIRs up to its MsvAvEOL, which is left out of the result. Bytes after MsvAvEOL are ignored, as
 * Windows does. `base` is where the list begins in the message; offsets in errors are counted from the message.
 * @throws NtlmError `bad-target-info` when the list has no end, a pair leaves it, or a value has an impossible length.
 */
export function decodeAvPairs(list: Buffer, base: number): AvPair[] {
  const pairs: AvPair[] = []
  let at = 0
  while (at + 4 <= list.length) {
    const id = list.readUInt16LE(at)
    const length = list.readUInt16LE(at + 2)
    const place = `The AV_PAIR at offset ${base + at}`
    if (id === avId.eol) {
      if (length !== 0) {
        throw new NtlmError('bad-target-info', `${place} ends the list but states ${length} bytes; it must state 0.`)
      }
      return pairs
    }
    if (at + 4 + length > list.length) {
      const left = list.length - at - 4
      throw new NtlmError('bad-target-info', `${place} states ${length} bytes; the target info has ${left} left.`)
    }
    checkLength(id, length, place)
    pairs.push({ id, value: list.subarray(at + 4, at + 4 + length) })
    at += 4 + length
  }
  throw new NtlmError(
    'bad-target-info',
    `The target info at offset ${base} ends after ${list.length} bytes without MsvAvEOL; its last pair must be four zero bytes.`,
  )
}

function checkLength(id: number, length: number, place: string): void {
  const fixed = fixedLengths.get(id)
  if (fixed !== undefined && length !== fixed) {
    throw new NtlmError('bad-target-info', `${place} (id ${id}) states ${length} bytes; its kind has exactly ${fixed}.`)
  }
  if (textIds.has(id) && length % 2 !== 0) {
    throw new NtlmError(
      'bad-target-info',
      `${place} (id ${id}) states ${length} bytes; UTF-16 text has an even number.`,
    )
  }
}

/** Writes AV_PAIRs and the MsvAvEOL that ends them. */
export function encodeAvPairs(pairs: readonly AvPair[]): Buffer {
  const parts = pairs.map(({ id, value }) => {
    if (value.length > 0xffff) {
      throw new NtlmError(
        'message-too-long',
        `An AV_PAIR would take ${value.length} bytes; at most 65535 are possible.`,
      )
    }
    const head = Buffer.alloc(4)
    head.writeUInt16LE(id, 0)
    head.writeUInt16LE(value.length, 2)
    return Buffer.concat([head, value])
  })
  return Buffer.concat([...parts, Buffer.alloc(4)])
}

/** The value of the first pair of that kind. */
export function findAvValue(pairs: readonly AvPair[], id: number): Buffer | undefined {
  return pairs.find((pair) => pair.id === id)?.value
}
