import { z } from 'zod'
import { Organisation } from '../organisation/organisation.ts'
import { PasswordStanding } from '../run/password-standing.ts'
import { Run, RunEvent, RunHeader, RunId } from '../run/run.ts'
import { Trace } from '../run/trace.ts'

type CallEntry<I extends z.ZodType, O extends z.ZodType> = { kind: 'call'; argument: I; result: O; secret: boolean }
type FeedEntry<I extends z.ZodType, E extends z.ZodType> = { kind: 'feed'; argument: I; event: E; secret: boolean }

function call<I extends z.ZodType, O extends z.ZodType>(argument: I, result: O): CallEntry<I, O> {
  return { kind: 'call', argument, result, secret: false }
}

/** A call whose argument is a secret: nothing of it, and nothing that its handler throws, is told to anyone. */
function secretCall<I extends z.ZodType, O extends z.ZodType>(argument: I, result: O): CallEntry<I, O> {
  return { kind: 'call', argument, result, secret: true }
}

function feed<I extends z.ZodType, E extends z.ZodType>(argument: I, event: E): FeedEntry<I, E> {
  return { kind: 'feed', argument, event, secret: false }
}

const nothing = z.strictObject({})

/** A password as the window knows it: for which account it is held, and a reference; never the password. */
const HeldSecret = z.strictObject({ reference: z.string(), username: z.string() })

/** Every call and feed between a window and Postern. Both hosts serve exactly this table. */
export const contract = {
  'app.about': call(
    nothing,
    z.strictObject({
      version: z.string(),
      host: z.enum(['electron', 'loopback']),
      /** Where passwords are kept: the system's keychain, or memory until Postern ends. */
      passwords: z.enum(['keychain', 'memory']),
    }),
  ),
  /** The organisation that is open, and whether a password for its account is held. */
  'organisation.read': call(
    nothing,
    z.strictObject({ organisation: Organisation.nullable(), secret: HeldSecret.nullable() }),
  ),
  /**
   * Holds the organisation for this session. Where a password is found is told by the organisation's file alone: for
   * any other account, the result comes back without it.
   */
  'organisation.save': call(
    z.strictObject({ organisation: Organisation }),
    z.strictObject({ organisation: Organisation }),
  ),
  /** Takes in a password of a user of the open organisation; it never comes back. */
  'secret.put': secretCall(
    z.strictObject({ username: z.string().min(1).max(320), password: z.string().min(1).max(1024) }),
    HeldSecret,
  ),
  'secret.forget': call(z.strictObject({ reference: z.string().max(100) }), nothing),
  /** Whether the password of the open organisation's account may be sent, and why not; to ask spends no sign-in. */
  'sign-in.standing': call(nothing, PasswordStanding),
  /** What a run of all checks may leave behind on a server, were it started now; nothing is asked of anyone for it. */
  'run.traces': call(nothing, z.strictObject({ traces: z.array(Trace) })),
  /**
   * Starts a readiness run; its progress is the feed `run.events`. `tryAgain` is the administrator's explicit word that
   * the password may be sent again although it was rejected, or may have been: the account was unlocked, or the server
   * mended.
   */
  'run.start': call(
    z.strictObject({ only: z.array(z.string().max(100)).max(200).optional(), tryAgain: z.boolean().optional() }),
    z.strictObject({ runId: RunId }),
  ),
  'run.cancel': call(z.strictObject({ runId: RunId }), nothing),
  /** A run that has ended; before that, its events tell what is known. */
  'run.read': call(z.strictObject({ runId: RunId }), Run),
  /** Runs of this session, newest first; `active` is the one under way. */
  'run.list': call(nothing, z.strictObject({ runs: z.array(RunHeader), active: RunId.nullable() })),
  /** The events of one run from the start, or after a sequence number; ends when the run has ended. */
  'run.events': feed(z.strictObject({ runId: RunId }), RunEvent),
} as const

type Contract = typeof contract
export type CallName = { [N in keyof Contract]: Contract[N]['kind'] extends 'call' ? N : never }[keyof Contract]
export type FeedName = { [N in keyof Contract]: Contract[N]['kind'] extends 'feed' ? N : never }[keyof Contract]

export type CallArgument<N extends CallName> = z.infer<Contract[N]['argument']>
export type CallResult<N extends CallName> = z.infer<Extract<Contract[N], { kind: 'call' }>['result']>
export type FeedArgument<N extends FeedName> = z.infer<Contract[N]['argument']>
export type FeedEvent<N extends FeedName> = z.infer<Extract<Contract[N], { kind: 'feed' }>['event']>

/**
 * What a host implements: a function a call, an async iterable of numbered events a feed. Events are numbered from 0
 * without a gap; `after` is the last number that the window has seen, or -1.
 */
export type Handlers = {
  calls: { [N in CallName]: (argument: CallArgument<N>, signal: AbortSignal) => Promise<CallResult<N>> }
  feeds: {
    [N in FeedName]: (
      argument: FeedArgument<N>,
      after: number,
      signal: AbortSignal,
    ) => AsyncIterable<{ seq: number; value: FeedEvent<N> }>
  }
}

/** What a window holds: the same table from the other side. */
export type Client = {
  call<N extends CallName>(name: N, argument: CallArgument<N>, signal?: AbortSignal): Promise<CallResult<N>>
  /**
   * Events of a feed, each exactly once and in order. When the connection is lost and made again, the feed goes on
   * after the last event that was seen. Throws a ContractError when the feed ends in one.
   */
  feed<N extends FeedName>(name: N, argument: FeedArgument<N>, signal?: AbortSignal): AsyncIterable<FeedEvent<N>>
  close(): void
}
