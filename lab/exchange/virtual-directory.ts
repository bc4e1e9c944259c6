import type { Reply } from '../http/reply.ts'
import type { ChannelBindingPolicy, OfferedScheme } from '../settings/sign-in.ts'
import type { Settings } from '../settings.ts'
import type { User } from '../users.ts'

/** A request, read to its end. */
export interface Asked {
  readonly method: string
  /** Host of the request, lower case, without a port; and the address to build links with. */
  readonly host: string
  readonly port: number
  readonly path: string
  readonly query: URLSearchParams
  readonly contentType: string
  readonly userAgent: string
  readonly body: string
}

/** The machine that answers. */
export interface Answering {
  /** NetBIOS name: EXCH01. */
  readonly server: string
  readonly settings: Settings
  now(): Date
}

/** A virtual directory of IIS: who may come in, and what they are told. */
export interface VirtualDirectory {
  /** Lower case; paths compare without case, as everywhere on Windows. */
  readonly path: string
  signIn(settings: Settings): { schemes: readonly OfferedScheme[]; channelBinding: ChannelBindingPolicy }
  /** An answer that comes before any sign-in. */
  beforeSignIn?(asked: Asked, at: Answering): Reply | undefined
  answer(asked: Asked, user: User, at: Answering): Reply
}
