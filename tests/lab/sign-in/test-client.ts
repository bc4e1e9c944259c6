import { type AvPair, avId, decodeAvPairs, encodeAvPairs } from '../../../lab/sign-in/av-pairs.ts'
import {
  createNtHasher,
  messageIntegrityCode,
  ntowfv2,
  ntProofString,
  rc4,
  sessionBaseKey,
} from '../../../lab/sign-in/ntlm-crypto.ts'
import { flag } from '../../../lab/sign-in/ntlm-messages.ts'

const ntHash = await createNtHasher()
const SIGNATURE = Buffer.from('NTLMSSP\0')

/** A client whose every part can be got wrong. It shares the lab's arithmetic, which has vectors of its own. */
export interface ClientOptions {
  readonly domain?: string
  readonly user?: string
  readonly password?: string
  readonly binding?: Buffer
  readonly integrity?: 'none' | 'right' | 'wrong'
  readonly keyExchange?: boolean
  readonly unicode?: boolean
  readonly targetInfo?: (pairs: AvPair[]) => AvPair[]
  readonly time?: bigint
}

export function negotiate(options: ClientOptions = {}): Buffer {
  const message = Buffer.alloc(32)
  SIGNATURE.copy(message)
  message.writeUInt32LE(1, 8)
  const charset = options.unicode === false ? flag.oem : flag.unicode
  const exchange = options.keyExchange ? flag.keyExchange : 0
  message.writeUInt32LE((charset | flag.ntlm | flag.extendedSessionSecurity | flag.sign | exchange) >>> 0, 12)
  return message
}

export function authenticate(type1: Buffer, type2: Buffer, options: ClientOptions = {}): Buffer {
  const { domain = 'CONTOSO', user = 'alice', password = 'Passw0rd!a', integrity = 'right' } = options
  const flags = type2.readUInt32LE(20)
  const infoAt = type2.readUInt32LE(44)
  const challenged = decodeAvPairs(type2.subarray(infoAt, infoAt + type2.readUInt16LE(40)))
  const added: AvPair[] = [
    ...(integrity === 'none' ? [] : [{ id: avId.flags, value: Buffer.from([2, 0, 0, 0]) }]),
    ...(options.binding ? [{ id: avId.channelBindings, value: options.binding }] : []),
  ]
  const pairs = (options.targetInfo ?? ((each) => each))([...challenged, ...added])
  const head = Buffer.alloc(28)
  head.writeUInt16LE(0x0101, 0)
  const time = challenged.find(({ id }) => id === avId.timestamp)?.value ?? Buffer.alloc(8)
  head.writeBigUInt64LE(options.time ?? time.readBigUInt64LE(0), 8)
  head.fill(0xaa, 16, 24)
  const clientChallenge = Buffer.concat([head, encodeAvPairs(pairs), Buffer.alloc(4)])

  const key = ntowfv2(ntHash(password), user, domain)
  const proof = ntProofString(key, type2.subarray(24, 32), clientChallenge)
  const base = sessionBaseKey(key, proof)
  const exported = options.keyExchange ? Buffer.alloc(16, 0x55) : base
  const message = assemble(flags, {
    response: Buffer.concat([proof, clientChallenge]),
    domain: Buffer.from(domain, options.unicode === false ? 'latin1' : 'utf16le'),
    user: Buffer.from(user, options.unicode === false ? 'latin1' : 'utf16le'),
    sessionKey: options.keyExchange ? rc4(base, exported) : Buffer.alloc(0),
  })
  if (integrity !== 'none') messageIntegrityCode(exported, type1, type2, message).copy(message, 72)
  if (integrity === 'wrong') message.writeUInt8(message.readUInt8(72) ^ 1, 72)
  return message
}

/** An AUTHENTICATE_MESSAGE with room for a MIC, which is zero. */
export function assemble(
  flags: number,
  parts: { response: Buffer; domain: Buffer; user: Buffer; sessionKey: Buffer },
): Buffer {
  const head = Buffer.alloc(88)
  SIGNATURE.copy(head)
  head.writeUInt32LE(3, 8)
  head.writeUInt32LE(flags, 60)
  const fields: [number, Buffer][] = [
    [12, Buffer.alloc(0)],
    [20, parts.response],
    [28, parts.domain],
    [36, parts.user],
    [44, Buffer.alloc(0)],
    [52, parts.sessionKey],
  ]
  let offset = head.length
  for (const [at, bytes] of fields) {
    head.writeUInt16LE(bytes.length, at)
    head.writeUInt16LE(bytes.length, at + 2)
    head.writeUInt32LE(offset, at + 4)
    offset += bytes.length
  }
  return Buffer.concat([head, ...fields.map(([, bytes]) => bytes)])
}
