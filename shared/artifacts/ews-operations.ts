import { z } from 'zod'
import { ewsAnswerFields } from './ews.ts'
import { WithheldReason } from './sign-in.ts'

/** The operations that are asked, in this order; all read, and the subscription is ended at once. */
export const ewsOperationNames = [
  'GetServerTimeZones',
  'SyncFolderHierarchy',
  'FindItem',
  'GetUserAvailability',
  'ResolveNames',
  'Subscribe',
  'Unsubscribe',
] as const
export type EwsOperationName = (typeof ewsOperationNames)[number]

/** One operation and what came back. Of people's items only their number is kept: no subject, body, name or id. */
export const EwsOperation = z.strictObject({
  operation: z.enum(ewsOperationNames),
  ...ewsAnswerFields,
  /** Time zones, folders, items, slots of free and busy, or names that came back. */
  count: z.int().optional(),
  /** ResolveNames: whether one of the names has the mailbox's address. SyncFolderHierarchy: whether a calendar is among the folders. */
  found: z.boolean().optional(),
  withheld: WithheldReason.optional(),
  /** From the request to the end of the answer, waiting included. */
  milliseconds: z.number(),
})
export type EwsOperation = z.infer<typeof EwsOperation>

/**
 * Artifact `ewsOperations`: what an integration asks of EWS after it has opened the inbox, as the client that was let in.
 * `stopped`: why the rest was not asked.
 */
export const EwsOperations = z.strictObject({
  url: z.string(),
  mailbox: z.string(),
  /** The longest time, in milliseconds, that was waited because the server asked for it. */
  waitLimitMilliseconds: z.number(),
  operations: z.array(EwsOperation),
  stopped: z.enum(['told-to-wait', 'no-answer', 'signed-out']).optional(),
})
export type EwsOperations = z.infer<typeof EwsOperations>
