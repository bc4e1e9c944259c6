import { splitName } from '../directory.ts'
import type { OfferedScheme } from '../settings/sign-in.ts'
import type { User } from '../users.ts'
import { decodeBasic } from './basic.ts'
import { NtlmAcceptor, type NtlmPolicy, type NtlmServer, type Proof } from './ntlm-acceptor.ts'
import type { RefusalReason } from './ntlm-refusal.ts'

/** What the log keeps of a sign-in. */
export interface SignInLog {
  /** `not-asked`: the address wants no sign-in. `kept`: the connection was signed in with NTLM before. */
  result: 'not-asked' | 'no-credential' | 'challenged' | 'accepted' | 'kept' | 'rejected'
  scheme?: string
  /** The user name as the client sent it. */
  user?: string
  reason?: RefusalReason
  /** MIC and channel binding of an NTLM answer. */
  integrity?: Proof
  binding?: Proof
}

/** Either the user, or the WWW-Authenticate values of a 401. */
export type SignIn = { log: SignInLog; user: User } | { log: SignInLog; challenges: string[] }

export interface SignInPolicy extends NtlmPolicy {
  readonly schemes: readonly OfferedScheme[]
  readonly realm: string
}

/** What one connection remembers: IIS binds an NTLM sign-in to it. */
export class ConnectionSignIn {
  readonly #server: NtlmServer
  readonly #ntlm: NtlmAcceptor
  #kept: { user: User; name: string } | undefined

  constructor(server: NtlmServer) {
    this.#server = server
    this.#ntlm = new NtlmAcceptor(server)
  }

  /** Judges one request by its Authorization header. */
  judge(authorization: string | undefined, policy: SignInPolicy): SignIn {
    const challenges = policy.schemes.map((scheme) => {
      return scheme === 'Basic' ? `Basic realm="${policy.realm}"` : nameOf(scheme)
    })
    const windows = policy.schemes.some((scheme) => scheme !== 'Basic')
    if (authorization === undefined) {
      this.#ntlm.reset()
      if (this.#kept && windows) {
        return { log: { result: 'kept', scheme: 'ntlm', user: this.#kept.name }, user: this.#kept.user }
      }
      return { log: { result: 'no-credential' }, challenges }
    }
    const [, scheme = '', value = ''] = /^([^\s]+)(?:\s+(.*?))?\s*$/.exec(authorization) ?? []
    const offered = policy.schemes.find((each) => nameOf(each).toLowerCase() === scheme.toLowerCase())
    if (offered === undefined) {
      const known = /^(?:basic|ntlm|negotiate|bearer|digest)$/i.test(scheme) ? scheme.toLowerCase() : 'other'
      return { log: { result: 'rejected', scheme: known, reason: 'not-offered' }, challenges }
    }
    return offered === 'Basic' ? this.#basic(value, challenges) : this.#windows(offered, value, policy, challenges)
  }

  #basic(value: string, challenges: string[]): SignIn {
    const scheme = 'basic'
    const rejected = (reason: RefusalReason, user?: string): SignIn => ({
      log: { result: 'rejected', scheme, reason, ...(user === undefined ? {} : { user }) },
      challenges,
    })
    const credential = decodeBasic(value)
    if (credential === undefined) return rejected('malformed')
    const { directory } = this.#server
    const user = directory.find(splitName(credential.name))
    if (user === undefined) return rejected('unknown-user', credential.name)
    const settled = directory.settle(user, directory.passwordIs(user, credential.password))
    if (settled !== 'accepted') return rejected(settled, credential.name)
    return { log: { result: 'accepted', scheme, user: credential.name }, user }
  }

  /** NTLM, whose tokens Negotiate carries too: Windows takes a bare NTLMSSP token where it asked for SPNEGO. */
  #windows(offered: OfferedScheme, value: string, policy: NtlmPolicy, challenges: string[]): SignIn {
    const scheme = nameOf(offered).toLowerCase()
    this.#kept = undefined
    // The lab has no Kerberos, so that whatever comes is none.
    if (offered === 'Negotiate:Kerberos')
      return { log: { result: 'rejected', scheme, reason: 'not-offered' }, challenges }
    const step = this.#ntlm.step(Buffer.from(value, 'base64'), policy)
    if (step.kind === 'challenge') {
      return { log: { result: 'challenged', scheme }, challenges: [`${offered} ${step.message.toString('base64')}`] }
    }
    const { name, integrity, binding } = step
    const proofs = { ...(integrity ? { integrity } : {}), ...(binding ? { binding } : {}) }
    const log = { scheme, ...(name === undefined ? {} : { user: name }), ...proofs }
    if (step.kind === 'rejected') return { log: { result: 'rejected', ...log, reason: step.reason }, challenges }
    this.#kept = { user: step.user, name: step.name }
    return { log: { result: 'accepted', ...log }, user: step.user }
  }
}

/** A provider of IIS by the name that WWW-Authenticate has for it. */
function nameOf(scheme: OfferedScheme): string {
  return scheme === 'Negotiate:Kerberos' ? 'Negotiate' : scheme
}
