import { parseAccountName } from './account-name.ts'
import { clientTargetInfo, encodeAuthenticate } from './authenticate-message.ts'
import { type ChallengeMessage, decodeChallenge } from './challenge-message.ts'
import { fileTimeFromDate } from './file-time.ts'
import { hasFlag, negotiateFlags, offeredFlags } from './negotiate-flags.ts'
import { encodeNegotiate } from './negotiate-message.ts'
import { NtlmError } from './ntlm-error.ts'
import { lmv2Response, ntlmv2Response, ntowfv2 } from './ntlmv2.ts'
import { rc4 } from './rc4.ts'
import { ownVersion } from './version.ts'

/** What a sign-in needs. The client opens no socket and reads neither clock nor random source of its own. */
export interface NtlmClientOptions {
  /** `DOMAIN\user`, `user@domain` or `user`. */
  username: string
  password: string
  /** This machine's name, as the server's log will show it; may be empty. */
  workstation: string
  /** 16 bytes from `channelBindingOf(certificate)`; left out, the message says nothing about channel bindings. */
  channelBinding?: Buffer | undefined
  /** The service that is meant, `HTTP/mail.example.com`. */
  targetName?: string | undefined
  random: (length: number) => Buffer
  now: () => Date
}

/** One sign-in over one connection: `negotiate` once, then `authenticate` once. */
export interface NtlmClient {
  /** Type 1; begins a conversation, or begins anew. */
  negotiate(): Buffer
  /** Type 3 in answer to the server's Type 2. Throws NtlmError when the challenge is malformed or comes unasked. */
  authenticate(challengeMessage: Buffer): Buffer
  /** The server's challenge as decoded by `authenticate`; also there when only the answer could not be made. */
  readonly challenge: ChallengeMessage | undefined
  /** Whether the last Type 3 carries a MIC. */
  readonly micSent: boolean
}

/**
 * An NTLMv2 client (MS-NLMP 3.1.5.1). `loadMd4()` must have finished before `authenticate`.
 * @throws NtlmError when the account name or the channel binding cannot be used.
 */
export function createNtlmClient(options: NtlmClientOptions): NtlmClient {
  const account = parseAccountName(options.username)
  const { channelBinding } = options
  if (channelBinding !== undefined && channelBinding.length !== 16) {
    throw new NtlmError('bad-channel-binding', `The channel binding has ${channelBinding.length} bytes; an MD5 has 16.`)
  }
  let negotiateMessage: Buffer | undefined
  let challenge: ChallengeMessage | undefined
  let micSent = false

  return {
    negotiate() {
      negotiateMessage = encodeNegotiate()
      challenge = undefined
      micSent = false
      return Buffer.from(negotiateMessage)
    },
    authenticate(challengeMessage) {
      if (negotiateMessage === undefined) {
        throw new NtlmError(
          'out-of-order',
          'A challenge came with no negotiate message before it; call negotiate() first.',
        )
      }
      const asked = negotiateMessage
      negotiateMessage = undefined
      challenge = decodeChallenge(challengeMessage)
      micSent = challenge.timestamp !== undefined
      return answer(options, account, asked, challengeMessage, challenge)
    },
    get challenge() {
      return challenge
    },
    get micSent() {
      return micSent
    },
  }
}

function answer(
  options: NtlmClientOptions,
  account: { domain: string; user: string },
  negotiateMessage: Buffer,
  challengeMessage: Buffer,
  challenge: ChallengeMessage,
): Buffer {
  if (!hasFlag(challenge.flags, negotiateFlags.unicode)) {
    throw new NtlmError(
      'unsupported-challenge',
      'The flags at offset 20 of the challenge lack Unicode (bit 0), which we need.',
    )
  }
  const { serverChallenge, timestamp } = challenge
  const clientChallenge = randomBytes(options, 8)
  const responseKey = ntowfv2(options.password, account.user, account.domain)
  const { ntResponse, sessionBaseKey } = ntlmv2Response({
    responseKey,
    serverChallenge,
    clientChallenge,
    time: timestamp ?? fileTimeFromDate(options.now()),
    targetInfo: clientTargetInfo(challenge, { channelBinding: options.channelBinding, targetName: options.targetName }),
  })
  const keys = exchangeKeys(options, challenge.flags, sessionBaseKey)
  return encodeAuthenticate(
    {
      // Both sides' flags; target info counts as ours, since we echo it.
      flags: (challenge.flags & (offeredFlags | negotiateFlags.targetInfo)) >>> 0,
      ...account,
      workstation: options.workstation,
      lmResponse:
        timestamp === undefined ? lmv2Response(responseKey, serverChallenge, clientChallenge) : Buffer.alloc(24),
      ntResponse,
      encryptedSessionKey: keys.encrypted,
      version: ownVersion,
    },
    timestamp === undefined ? undefined : { exportedSessionKey: keys.exported, negotiateMessage, challengeMessage },
  )
}

/** The exported session key, and the form in which it travels (MS-NLMP 3.1.5.1.2); nothing travels without exchange. */
function exchangeKeys(
  options: NtlmClientOptions,
  flags: number,
  sessionBaseKey: Buffer,
): { exported: Buffer; encrypted: Buffer } {
  const protects = (flags & (negotiateFlags.sign | negotiateFlags.seal)) !== 0
  if (!protects || !hasFlag(flags, negotiateFlags.keyExchange)) {
    return { exported: sessionBaseKey, encrypted: Buffer.alloc(0) }
  }
  const exported = randomBytes(options, 16)
  return { exported, encrypted: rc4(sessionBaseKey, exported) }
}

function randomBytes(options: NtlmClientOptions, length: number): Buffer {
  const bytes = options.random(length)
  if (bytes.length !== length) {
    throw new NtlmError('bad-randomness', `The random source gave ${bytes.length} bytes; ${length} were asked for.`)
  }
  return bytes
}
