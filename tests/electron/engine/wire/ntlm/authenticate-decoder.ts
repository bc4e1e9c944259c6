/** Reads Type 3 messages for tests, after MS-NLMP 2.2.1.3 and apart from the code under test. */

export interface DecodedAuthenticate {
  lmResponse: Buffer
  ntResponse: Buffer
  domain: string
  user: string
  workstation: string
  encryptedSessionKey: Buffer
  flags: number
  /** Major, minor, build, NTLM revision. */
  version: [number, number, number, number]
  /** There when the payload leaves room for it. */
  mic: Buffer | undefined
  /** The blob within the NTLMv2 response (2.2.2.7). */
  time: bigint
  clientChallenge: Buffer
  pairs: { id: number; value: Buffer }[]
}

export function decodeAuthenticate(message: Buffer): DecodedAuthenticate {
  if (message.toString('latin1', 0, 8) !== 'NTLMSSP\0' || message.readUInt32LE(8) !== 3) throw new Error('not Type 3')
  const offsets: number[] = []
  const field = (at: number) => {
    const length = message.readUInt16LE(at)
    const offset = message.readUInt32LE(at + 4)
    if (message.readUInt16LE(at + 2) !== length) throw new Error(`maximum length differs at ${at}`)
    if (offset + length > message.length) throw new Error(`field at ${at} leaves the message`)
    offsets.push(offset)
    return message.subarray(offset, offset + length)
  }
  const lmResponse = field(12)
  const ntResponse = field(20)
  const domain = field(28).toString('utf16le')
  const user = field(36).toString('utf16le')
  const workstation = field(44).toString('utf16le')
  const encryptedSessionKey = field(52)
  return {
    lmResponse,
    ntResponse,
    domain,
    user,
    workstation,
    encryptedSessionKey,
    flags: message.readUInt32LE(60),
    version: [message.readUInt8(64), message.readUInt8(65), message.readUInt16LE(66), message.readUInt8(71)],
    mic: Math.min(...offsets) >= 88 ? message.subarray(72, 88) : undefined,
    time: ntResponse.readBigUInt64LE(24),
    clientChallenge: ntResponse.subarray(32, 40),
    pairs: decodePairs(ntResponse.subarray(44)),
  }
}

function decodePairs(list: Buffer): { id: number; value: Buffer }[] {
  const pairs: { id: number; value: Buffer }[] = []
  for (let at = 0; ; ) {
    const id = list.readUInt16LE(at)
    const length = list.readUInt16LE(at + 2)
    if (id === 0) return pairs
    pairs.push({ id, value: list.subarray(at + 4, at + 4 + length) })
    at += 4 + length
  }
}
