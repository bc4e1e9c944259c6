import { decodeChallenge, toNtlmChallenge } from '../../electron/engine/wire/ntlm/challenge-message.ts'
import { loadMd4 } from '../../electron/engine/wire/ntlm/md4.ts'
import { createNtlmClient } from '../../electron/engine/wire/ntlm/ntlm-client.ts'
import { NtlmChallenge } from '../../shared/artifacts/sign-in.ts'
import { encodeChallenge, usualFlags, utf16 } from '../electron/engine/wire/ntlm/challenge-encoder.ts'
import type { FuzzTarget } from './target.ts'

const parts = {
  flags: usualFlags,
  serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
  targetName: 'CONTOSO',
  version: { major: 10, minor: 0, build: 20348 },
}

await loadMd4()

/** The Type 3 message in answer, which repeats the target information with pairs of our own. */
function answerTo(input: Buffer): Buffer {
  const client = createNtlmClient({
    username: 'CONTOSO\\alice',
    password: 'Passw0rd',
    workstation: '',
    channelBinding: Buffer.alloc(16, 1),
    targetName: 'HTTP/mail.contoso.test',
    random: (length) => Buffer.alloc(length, 2),
    now: () => new Date(0),
  })
  client.negotiate()
  return client.authenticate(input)
}

/** Type 2 messages of NTLM (MS-NLMP section 2.2.1.2), and what is answered to them. */
export const ntlmChallenge: FuzzTarget = {
  name: 'ntlm-challenge',
  seeds: [
    encodeChallenge({ ...parts, pairs: [] }),
    encodeChallenge({
      ...parts,
      pairs: [
        { id: 2, value: utf16('CONTOSO') },
        { id: 1, value: utf16('EXCH01') },
        { id: 4, value: utf16('contoso.test') },
        { id: 3, value: utf16('exch01.contoso.test') },
        { id: 5, value: utf16('contoso.test') },
        { id: 7, value: Buffer.from('0090d336b734c301', 'hex') },
      ],
    }),
  ],
  dictionary: ['NTLMSSP\0', Buffer.from('07000800', 'hex'), Buffer.from('00000000', 'hex')],
  read: (input, random) => {
    if (random.below(4) === 0) return answerTo(input)
    const challenge = decodeChallenge(input)
    if (challenge.targetInfo.length !== input.readUInt16LE(40)) throw new Error('the target information is cut')
    return { challenge, told: NtlmChallenge.parse(toNtlmChallenge(challenge)) }
  },
  growth: 16,
}
