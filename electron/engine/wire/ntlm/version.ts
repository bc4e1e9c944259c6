/** An operating system's version as NTLM carries it (MS-NLMP 2.2.2.10). */
export interface Version {
  major: number
  minor: number
  build: number
}

/** Bytes that a VERSION structure takes. */
export const versionLength = 8

const ntlmRevision = 0x0f

/**
 * The version that we state. The field is for debugging (MS-NLMP 2.2.2.10), yet some acceptors refuse messages without
 * it; build 0 keeps us from posing as a particular Windows.
 */
export const ownVersion: Version = { major: 10, minor: 0, build: 0 }

/** Writes the eight bytes of a VERSION structure, NTLM revision 15. */
export function encodeVersion(version: Version): Buffer {
  const bytes = Buffer.alloc(versionLength)
  bytes.writeUInt8(version.major, 0)
  bytes.writeUInt8(version.minor, 1)
  bytes.writeUInt16LE(version.build, 2)
  bytes.writeUInt8(ntlmRevision, 7)
  return bytes
}

/** Reads the eight bytes of a VERSION structure at `offset`; the caller has checked that they are there. */
export function decodeVersion(message: Buffer, offset: number): Version {
  return {
    major: message.readUInt8(offset),
    minor: message.readUInt8(offset + 1),
    build: message.readUInt16LE(offset + 2),
  }
}
