import { encodeField, encodeHeader } from './message-header.ts'
import { offeredFlags } from './negotiate-flags.ts'
import { encodeVersion, ownVersion } from './version.ts'

/**
 * Writes a Type 1 message (MS-NLMP 2.2.1.1): 40 bytes with our flags and VERSION, and no domain or workstation name.
 * It holds nothing about the account, so it may be sent to any server.
 */
export function encodeNegotiate(): Buffer {
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(offeredFlags)
  return Buffer.concat([encodeHeader(1), flags, encodeField(0, 0), encodeField(0, 0), encodeVersion(ownVersion)])
}
