import { z } from 'zod'
import { ewsAnswerFields } from './ews.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { WithheldReason } from './sign-in.ts'

/**
 * One command of the session. Bodies are not kept: they may hold what people write. `status` is the command's own,
 * `policyStatus` that of the policy inside Provision.
 */
export const ActiveSyncCommand = z.strictObject({
  command: z.enum(['Provision', 'FolderSync', 'Settings', 'Sync']),
  purpose: z.enum(['policy', 'acknowledgement', 'device-information', 'folders', 'sync-key', 'inbox']),
  /** The policy key that went with it: none yet (0), the temporary one, or the one that counts. */
  policyKey: z.enum(['zero', 'temporary', 'final']),
  httpStatus: z.int().optional(),
  status: z.int().optional(),
  policyStatus: z.int().optional(),
  /** X-MS-Location of a 451. */
  location: z.string().optional(),
  /** Retry-After in seconds, and X-MS-ASThrottle: what is throttled. */
  retryAfterSeconds: z.int().optional(),
  throttle: z.string().optional(),
  exchange: HttpExchange,
  failure: Failure.optional(),
})
export type ActiveSyncCommand = z.infer<typeof ActiveSyncCommand>

/** What EWS said of the account's own inbox, which is the one that ActiveSync opens. */
const OwnInbox = z.strictObject({
  ...ewsAnswerFields,
  withheld: WithheldReason.optional(),
  opened: z.boolean(),
  /** How many items are in it. */
  items: z.int().optional(),
  /** Whether it is the inbox of the organisation's mailbox, as the ids of both folders tell; absent where they do not. */
  organisations: z.boolean().optional(),
})
export type OwnInbox = z.infer<typeof OwnInbox>

/**
 * Artifact `activeSyncSession`: one device of ours, from Provision to the inbox (MS-ASPROV 3.1.5.1, MS-ASCMD 2.2.1.5
 * and 2.2.1.21). It leaves a partnership, named by `deviceId`, unless nothing was sent.
 */
export const ActiveSyncSession = z.strictObject({
  /** The address that was asked last. */
  url: z.string(),
  deviceId: z.string(),
  deviceType: z.string(),
  /** Whose mailbox the device opens: the account's own, by its address or the account's name. */
  mailbox: z.string(),
  /** The mailbox that the organisation file names, which may be another. */
  organisationMailbox: z.string(),
  /** The highest version that both sides speak, unless one was asked for. */
  version: z.string().optional(),
  /** Why no command was sent at all, where the administrator wanted it so. */
  notBegun: z.enum(['leave-no-trace']).optional(),
  withheld: WithheldReason.optional(),
  commands: z.array(ActiveSyncCommand),
  /**
   * How it ended. `remote-wipe`: the server asked for the device to be wiped; nothing was sent after that.
   * `asked-again`: the device went through Provision, and was asked for it again. `stopped`: the last command tells why.
   */
  ended: z.enum(['complete', 'not-begun', 'remote-wipe', 'asked-again', 'stopped']),
  /** The address that a 451 led to and that answered. */
  followedTo: z.string().optional(),
  /** Whether the server has a policy for the device, and what it demands of one (`DevicePasswordEnabled 1`). */
  policy: z.strictObject({ given: z.boolean(), demands: z.array(z.string()) }).optional(),
  folders: z.strictObject({ count: z.int(), inbox: z.boolean() }).optional(),
  /** One page of the inbox: how many items, without the notices of quarantine among them. */
  inbox: z
    .strictObject({
      items: z.int(),
      more: z.boolean(),
      /** `count`: how many notices there are, where it is more than one. */
      quarantineNotice: z.strictObject({ receivedAt: z.string().optional(), count: z.int().optional() }).optional(),
    })
    .optional(),
  /** Asked for where the device was stopped or given less than a page, and EWS answers in this run. */
  ownInbox: OwnInbox.optional(),
})
export type ActiveSyncSession = z.infer<typeof ActiveSyncSession>
