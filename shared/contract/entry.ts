import type { z } from 'zod'

type CallEntry<I extends z.ZodType, O extends z.ZodType> = { kind: 'call'; argument: I; result: O; secret: boolean }
type FeedEntry<I extends z.ZodType, E extends z.ZodType> = { kind: 'feed'; argument: I; event: E; secret: boolean }

/** An entry of the contract that is asked once and answered once. */
export function call<I extends z.ZodType, O extends z.ZodType>(argument: I, result: O): CallEntry<I, O> {
  return { kind: 'call', argument, result, secret: false }
}

/** A call whose argument is a secret: nothing of it, and nothing that its handler throws, is told to anyone. */
export function secretCall<I extends z.ZodType, O extends z.ZodType>(argument: I, result: O): CallEntry<I, O> {
  return { kind: 'call', argument, result, secret: true }
}

/** An entry of the contract that is followed. */
export function feed<I extends z.ZodType, E extends z.ZodType>(argument: I, event: E): FeedEntry<I, E> {
  return { kind: 'feed', argument, event, secret: false }
}
