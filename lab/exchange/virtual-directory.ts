import type { Reply } from '../http/reply.ts'
import type { ChannelBindingPolicy, OfferedScheme } from '../settings/sign-in.ts'
import type { Settings } from '../settings.ts'
import type { User } from '../users.ts'
import type { Devices } from './active-sync-devices.ts'
import type { Subscriptions } from './subscriptions.ts'

/** A request, read to its end. */
export interface Asked {
  readonly method: string
  /** Host of the request, lower case, without a port; and the address to build links with. */
  readonly host: string
  readonly port: number
  readonly path: string
  readonly query: URLSearchParams
  /** What is behind the question mark, as it was sent. */
  readonly rawQuery: string
  /** The value of a header, by its lower-case name. */
  header(name: string): string | undefined
  readonly contentType: string
  readonly userAgent: string
  /** As text in UTF-8, and as it was sent. */
  readonly body: string
  readonly bytes: Buffer
}

/** The machine that answers. */
export interface Answering {
  /** NetBIOS name: EXCH01. */
  readonly server: string
  readonly settings: Settings
  readonly devices: Devices
  /** Of a host that has no business here, for hostile answers that lead there. */
  readonly foreignPort: number
  readonly subscriptions: Subscriptions
  now(): Date
}

/** A virtual directory of IIS: who may come in, and what they are told. */
export interface VirtualDirectory {
  /** Lower case; paths compare without case, as everywhere on Windows. */
  readonly path: string
  signIn(settings: Settings): {
    schemes: readonly OfferedScheme[]
    channelBinding: ChannelBindingPolicy
    /** A proxy ends TLS with a certificate of its own: the server's binding is to another one. */
    bridged?: boolean
  }
  /** An answer that comes before any sign-in. */
  beforeSignIn?(asked: Asked, at: Answering): Reply | undefined
  answer(asked: Asked, user: User, at: Answering): Reply
}
