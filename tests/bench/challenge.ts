import { encodeChallenge, usualFlags, utf16 } from '../electron/engine/wire/ntlm/challenge-encoder.ts'

/** A challenge of the size that an Exchange server's has. */
export function challenge(): Buffer {
  return encodeChallenge({
    flags: usualFlags,
    serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
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
  })
}
