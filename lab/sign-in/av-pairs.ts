import { NtlmRefusal } from './ntlm-refusal.ts'

/** AvId values (MS-NLMP section 2.2.2.1). */
export const avId = {
  endOfList: 0,
  netbiosComputer: 1,
  netbiosDomain: 2,
  dnsComputer: 3,
  dnsDomain: 4,
  dnsTree: 5,
  flags: 6,
  timestamp: 7,
  channelBindings: 10,
} as const

export interface AvPair {
  readonly id: number
  readonly value: Buffer
}

/** A list of AV_PAIRs with its MsvAvEOL. */
export function encodeAvPairs(pairs: readonly AvPair[]): Buffer {
  const parts = pairs.flatMap(({ id, value }) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(id, 0)
    head.writeUInt16LE(value.length, 2)
    return [head, value]
  })
  return Buffer.concat([...parts, Buffer.alloc(4)])
}

/** Reads up to MsvAvEOL; what stands behind it is padding. Throws NtlmRefusal when the list breaks off. */
export function decodeAvPairs(bytes: Buffer): AvPair[] {
  const pairs: AvPair[] = []
  let at = 0
  for (;;) {
    if (at + 4 > bytes.length) throw new NtlmRefusal('malformed')
    const id = bytes.readUInt16LE(at)
    const length = bytes.readUInt16LE(at + 2)
    if (id === avId.endOfList) return pairs
    if (at + 4 + length > bytes.length) throw new NtlmRefusal('malformed')
    pairs.push({ id, value: bytes.subarray(at + 4, at + 4 + length) })
    at += 4 + length
  }
}
