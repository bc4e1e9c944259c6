/** What a peek at a connection's first bytes found: the name of a ClientHello, none in it, or too few bytes so far. */
export type Peeked = { name: string | undefined } | 'too-few'

const MOST_HELLO_BYTES = 16_384

/** The server name (SNI) in the ClientHello at the front of `bytes` (RFC 6066 section 3). */
export function peekServerName(bytes: Buffer): Peeked {
  if (bytes.length < 5) return bytes.length === 0 || bytes[0] === 22 ? 'too-few' : { name: undefined }
  if (bytes[0] !== 22) return { name: undefined }
  const end = 5 + bytes.readUInt16BE(3)
  if (bytes.length < end && bytes.length < MOST_HELLO_BYTES) return 'too-few'
  try {
    return { name: nameIn(bytes.subarray(5, end)) }
  } catch (error) {
    // A length that leads outside: whatever this is, it asks for no name.
    if (error instanceof RangeError) return { name: undefined }
    throw error
  }
}

function nameIn(hello: Buffer): string | undefined {
  // Message header, version and random go before the session id, the cipher suites and the compression methods.
  let at = 4 + 2 + 32
  at += 1 + hello.readUInt8(at)
  at += 2 + hello.readUInt16BE(at)
  at += 1 + hello.readUInt8(at)
  at += 2
  while (at + 4 <= hello.length) {
    const length = hello.readUInt16BE(at + 2)
    if (hello.readUInt16BE(at) === 0) {
      const size = hello.readUInt16BE(at + 7)
      return hello.toString('latin1', at + 9, at + 9 + size).toLowerCase()
    }
    at += 4 + length
  }
  return undefined
}
