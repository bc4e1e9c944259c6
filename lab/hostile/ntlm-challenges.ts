const HEADER = 56
const FLAGS = 0xe2898215

/** A Type 2 message (MS-NLMP section 2.2.1.2) whose target information is where `at` says, and so long. */
function challenge(at: number, length: number, info: Buffer): string {
  const name = Buffer.from('CONTOSO', 'utf16le')
  const head = Buffer.alloc(HEADER)
  head.write('NTLMSSP\0', 'latin1')
  head.writeUInt32LE(2, 8)
  head.writeUInt16LE(name.length, 12)
  head.writeUInt16LE(name.length, 14)
  head.writeUInt32LE(HEADER, 16)
  head.writeUInt32LE(FLAGS, 20)
  head.write('hostile!', 24, 'latin1')
  head.writeUInt16LE(length, 40)
  head.writeUInt16LE(length, 42)
  head.writeUInt32LE(at, 44)
  return Buffer.concat([head, name, info]).toString('base64')
}

const END = Buffer.alloc(4)

/** The target information begins inside the target name. */
export const overlapping: string = challenge(HEADER + 4, 12, END)

/** The target information lies four gigabytes behind the end. */
export const outOfRange: string = challenge(0xffff_fff0, 0xffff, END)

/** A pair of the target information is longer than what is left of it. */
export const lyingPair: string = challenge(HEADER + 14, 8, Buffer.from('0200ffff41004200', 'hex'))

/** Forty kilobytes, where honest ones have a few hundred bytes. */
export const oversized: string = challenge(HEADER + 14, 40_000, Buffer.alloc(40_000))
