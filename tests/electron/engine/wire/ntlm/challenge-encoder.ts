/** Writes Type 2 messages for tests, after MS-NLMP 2.2.1.2 and apart from the code under test. */

export interface ChallengeParts {
  flags: number
  serverChallenge: Buffer
  targetName: string
  pairs: { id: number; value: Buffer }[]
  version: { major: number; minor: number; build: number }
}

export function encodePairs(pairs: ChallengeParts['pairs']): Buffer {
  const parts = pairs.map(({ id, value }) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(id, 0)
    head.writeUInt16LE(value.length, 2)
    return Buffer.concat([head, value])
  })
  return Buffer.concat([...parts, Buffer.alloc(4)])
}

/** Flags of a server that knows Unicode, target info, VERSION, signing and key exchange. */
export const usualFlags = 0xe2898215

export function encodeChallenge(parts: ChallengeParts): Buffer {
  const name = Buffer.from(parts.targetName, 'utf16le')
  const info = encodePairs(parts.pairs)
  const message = Buffer.alloc(56)
  message.write('NTLMSSP\0', 'latin1')
  message.writeUInt32LE(2, 8)
  message.writeUInt16LE(name.length, 12)
  message.writeUInt16LE(name.length, 14)
  message.writeUInt32LE(56, 16)
  message.writeUInt32LE(parts.flags, 20)
  parts.serverChallenge.copy(message, 24)
  message.writeUInt16LE(info.length, 40)
  message.writeUInt16LE(info.length, 42)
  message.writeUInt32LE(56 + name.length, 44)
  message.writeUInt8(parts.version.major, 48)
  message.writeUInt8(parts.version.minor, 49)
  message.writeUInt16LE(parts.version.build, 50)
  message.writeUInt8(15, 55)
  return Buffer.concat([message, name, info])
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}

/** What an Exchange server's challenge looks like. */
export const exchangeChallenge: ChallengeParts = {
  flags: usualFlags,
  serverChallenge: Buffer.from('1122334455667788', 'hex'),
  targetName: 'CONTOSO',
  pairs: [
    { id: 2, value: utf16('CONTOSO') },
    { id: 1, value: utf16('EXCH01') },
    { id: 4, value: utf16('contoso.com') },
    { id: 3, value: utf16('exch01.contoso.com') },
    { id: 5, value: utf16('contoso.com') },
    { id: 7, value: Buffer.from('00e07a200f89db01', 'hex') },
  ],
  version: { major: 10, minor: 0, build: 20348 },
}
