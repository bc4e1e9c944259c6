import { timingSafeEqual } from 'node:crypto'
import type { Directory } from '../directory.ts'
import type { ChannelBindingPolicy } from '../settings/sign-in.ts'
import { domain, type User } from '../users.ts'
import { type AvPair, avId } from './av-pairs.ts'
import { messageIntegrityCode, ntowfv2, ntProofString, rc4, sessionBaseKey } from './ntlm-crypto.ts'
import {
  type Authenticate,
  decodeAuthenticate,
  decodeNegotiate,
  encodeChallenge,
  flag,
  messageType,
} from './ntlm-messages.ts'
import { NtlmRefusal, type RefusalReason } from './ntlm-refusal.ts'

/** What a check of the MIC or the channel binding found. `right` and `wrong` only where one was sent. */
export type Proof = 'absent' | 'right' | 'wrong'

export type NtlmStep =
  | { kind: 'challenge'; message: Buffer }
  | { kind: 'accepted'; user: User; name: string; integrity: Proof; binding: Proof }
  | { kind: 'rejected'; reason: RefusalReason; name?: string; integrity?: Proof; binding?: Proof }

/** What a server brings to a conversation. */
export interface NtlmServer {
  readonly directory: Directory
  /** NetBIOS and DNS name of the machine that answers. */
  readonly computer: { readonly netbios: string; readonly dns: string }
  now(): Date
  randomBytes(size: number): Buffer
}

/** What the virtual directory and the connection ask of a sign-in. */
export interface NtlmPolicy {
  readonly channelBinding: ChannelBindingPolicy
  /** MsvAvChannelBindings as it must be for the certificate that this connection was served. */
  readonly expectedBinding: Buffer
  readonly requireIntegrity: boolean
  /** By how many minutes the server's clock is ahead of the domain's. */
  readonly clockAheadMinutes: number
  /** The domain denies NTLM to everybody. */
  readonly denied: boolean
}

/**
 * MaxLifetime of a response, in 100 ns: 36 hours since Windows XP, 30 minutes in NT 4.0 and 2000 (MS-NLMP section
 * 3.1.1.1 and its note; NTSecAPI.h has both as MSV1_0_MAX_NTLM3_LIFE). A client answers with the time of the challenge,
 * so that a server whose clock is off is refused by the domain controller's.
 */
const MOST_SKEW = 36n * 3600n * 10_000_000n
/** From 1601-01-01, where a FILETIME begins, to 1970-01-01, in 100 ns. */
const UNIX_EPOCH = 116_444_736_000_000_000n

const ANSWERED_FLAGS =
  flag.sign | flag.seal | flag.alwaysSign | flag.extendedSessionSecurity | flag.key128 | flag.keyExchange | flag.key56

/** A date as FILETIME (MS-DTYP section 2.3.3). */
export function fileTime(date: Date): bigint {
  return BigInt(date.getTime()) * 10_000n + UNIX_EPOCH
}

/** The server's side of NTLM (MS-NLMP section 3.2) on one connection. A challenge is good for one answer. */
export class NtlmAcceptor {
  readonly #server: NtlmServer
  #open: { negotiate: Buffer; challenge: Buffer; serverChallenge: Buffer; targetInfo: AvPair[] } | undefined

  constructor(server: NtlmServer) {
    this.#server = server
  }

  /** Takes the next token of the client. Never throws for what the client sent. */
  step(token: Buffer, policy: NtlmPolicy): NtlmStep {
    try {
      return messageType(token) === 1 ? this.#challenge(token, policy) : this.#authenticate(token, policy)
    } catch (error) {
      if (!(error instanceof NtlmRefusal)) throw error
      this.#open = undefined
      return { kind: 'rejected', reason: error.reason }
    }
  }

  /** Forgets a challenge that was not answered. */
  reset(): void {
    this.#open = undefined
  }

  #challenge(negotiate: Buffer, policy: NtlmPolicy): NtlmStep {
    const asked = decodeNegotiate(negotiate).flags
    const { computer, now, randomBytes } = this.#server
    const text = (id: number, value: string): AvPair => ({ id, value: Buffer.from(value, 'utf16le') })
    const time = Buffer.alloc(8)
    time.writeBigUInt64LE(fileTime(new Date(now().getTime() + policy.clockAheadMinutes * 60_000)))
    const targetInfo = [
      text(avId.netbiosDomain, domain.netbios),
      text(avId.netbiosComputer, computer.netbios),
      text(avId.dnsDomain, domain.dns),
      text(avId.dnsComputer, computer.dns),
      text(avId.dnsTree, domain.dns),
      { id: avId.timestamp, value: time },
    ]
    const serverChallenge = randomBytes(8)
    const charset = (asked & flag.unicode) === 0 ? flag.oem : flag.unicode
    const flags =
      charset |
      flag.requestTarget |
      flag.ntlm |
      flag.targetTypeDomain |
      flag.targetInfo |
      flag.version |
      (asked & ANSWERED_FLAGS)
    const challenge = encodeChallenge({ flags, targetName: domain.netbios, serverChallenge, targetInfo })
    this.#open = { negotiate: Buffer.from(negotiate), challenge, serverChallenge, targetInfo }
    return { kind: 'challenge', message: challenge }
  }

  #authenticate(token: Buffer, policy: NtlmPolicy): NtlmStep {
    const open = this.#open
    this.#open = undefined
    const message = decodeAuthenticate(token)
    if (open === undefined) throw new NtlmRefusal('unexpected-message')
    const name = message.domain === '' ? message.user : `${message.domain}\\${message.user}`
    const { directory, now } = this.#server

    if (policy.denied) return { kind: 'rejected', reason: 'ntlm-denied', name }
    const user = directory.find(message)
    if (user === undefined) return { kind: 'rejected', reason: 'unknown-user', name }
    const key = ntowfv2(directory.ntHashOf(user), message.user, message.domain)
    const proof = ntProofString(key, open.serverChallenge, message.clientChallenge)
    const settled = directory.settle(user, timingSafeEqual(proof, message.proof))
    if (settled !== 'accepted') return { kind: 'rejected', reason: settled, name }

    const integrity = checkIntegrity(message, sessionBaseKey(key, proof), open)
    const binding = checkBinding(message, policy.expectedBinding)
    const refused = (reason: RefusalReason): NtlmStep => ({ kind: 'rejected', reason, name, integrity, binding })
    const skew = message.timestamp - fileTime(now())
    if (skew > MOST_SKEW || skew < -MOST_SKEW) return refused('clock-skew')
    if (!echoes(message.targetInfo, open.targetInfo)) return refused('target-info-not-echoed')
    if (integrity === 'wrong') return refused('integrity-wrong')
    if (integrity === 'absent' && policy.requireIntegrity) return refused('integrity-missing')
    if (policy.channelBinding !== 'none' && binding === 'wrong') return refused('channel-binding-wrong')
    if (policy.channelBinding === 'require' && binding === 'absent') return refused('channel-binding-missing')
    return { kind: 'accepted', user, name, integrity, binding }
  }
}

/** MS-NLMP section 3.2.5.2.2. The exchanged key is there when the client made one, and only then. */
function checkIntegrity(
  message: Authenticate,
  keyExchangeKey: Buffer,
  open: { negotiate: Buffer; challenge: Buffer },
): Proof {
  if (message.integrity === undefined) return 'absent'
  const exchanged = (message.flags & flag.keyExchange) !== 0 && message.encryptedSessionKey.length === 16
  const exported = exchanged ? rc4(keyExchangeKey, message.encryptedSessionKey) : keyExchangeKey
  const wanted = messageIntegrityCode(exported, open.negotiate, open.challenge, message.integrity.zeroed)
  return timingSafeEqual(wanted, message.integrity.mic) ? 'right' : 'wrong'
}

/** Sixteen zeros mean that the client had no binding to give (MS-NLMP section 2.2.2.1). */
function checkBinding(message: Authenticate, expected: Buffer): Proof {
  const sent = message.targetInfo.find(({ id }) => id === avId.channelBindings)?.value
  if (sent === undefined || sent.equals(Buffer.alloc(16))) return 'absent'
  return sent.equals(expected) ? 'right' : 'wrong'
}

/** A client sends back every pair of the challenge, and may add its own; MsvAvFlags is its to change. */
function echoes(sent: readonly AvPair[], challenge: readonly AvPair[]): boolean {
  return challenge.every((pair) => sent.some(({ id, value }) => id === pair.id && value.equals(pair.value)))
}
