import { z } from 'zod'

/** Where in the script an error came up. */
export const LiveStage = z.enum(['connect', 'import', 'ask', 'command'])
export type LiveStage = z.infer<typeof LiveStage>

/**
 * What the script tells of an error record of PowerShell. Everything but the message is the same in every language of
 * Windows and Exchange, so the message is the last thing that is gone by.
 */
export const LiveErrorRecord = z.object({
  stage: LiveStage,
  /** `AccessDenied,PSSessionOpenFailed`; of Exchange's cmdlets with `[FailureCategory=…]` in front. */
  id: z.string(),
  /** `OpenError`. */
  category: z.string(),
  /** The exception’s type, as the record names it: `PSRemotingTransportException`. */
  reason: z.string(),
  /** The error code of Windows or WS-Management that a transport exception carries. */
  errorCode: z.int().nullable(),
  message: z.string(),
})
export type LiveErrorRecord = z.infer<typeof LiveErrorRecord>
