import { NtlmError } from './ntlm-error.ts'

/** `NTLMSSP` and a zero byte, which begins every message (MS-NLMP 2.2.1). */
export const signature = Buffer.from('NTLMSSP\0', 'latin1')

/** Writes the twelve bytes that begin every message: signature and type. */
export function encodeHeader(type: 1 | 3): Buffer {
  const bytes = Buffer.alloc(12)
  signature.copy(bytes)
  bytes.writeUInt32LE(type, 8)
  return bytes
}

/** Writes a field descriptor: length, maximum length (the same), offset (MS-NLMP 2.2.1). */
export function encodeField(length: number, offset: number): Buffer {
  if (length > 0xffff) {
    throw new NtlmError(
      'message-too-long',
      `A field of the message would take ${length} bytes; at most 65535 are possible.`,
    )
  }
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(length, 0)
  bytes.writeUInt16LE(length, 2)
  bytes.writeUInt32LE(offset, 4)
  return bytes
}
