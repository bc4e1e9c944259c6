import { z } from 'zod'

/**
 * The one JSON document that Postern's read-only script writes, in the Exchange Management Shell by hand or live:
 * `postern` first, then a list of objects under the name of each cmdlet (`"Get-CASMailbox": [ … ]`), with the property
 * names of the cmdlets, then `errors`. Enumerations are text, times ISO 8601, multi-valued properties lists of text.
 */
export const DocumentHeader = z.object({
  format: z.literal('exchange-configuration'),
  version: z.literal(1),
  /** ISO 8601, UTC: when the script began. */
  collectedAt: z.string(),
  /** The machine on which it ran. */
  computer: z.string().optional(),
  /**
   * Whether every mailbox was asked for, or those that somebody named. Of what no mailbox has, the script always asks for
   * all. Absent in the file of an earlier script: nobody knows.
   */
  mailboxes: z.enum(['all', 'named']).optional(),
})
export type DocumentHeader = z.infer<typeof DocumentHeader>

/** What a cmdlet refused: the others were asked all the same. `kind` is told by the script from the error record. */
export const DocumentError = z.object({
  cmdlet: z.string(),
  kind: z.enum(['no-such-cmdlet', 'no-such-parameter', 'access-denied', 'other']),
  message: z.string(),
})
export type DocumentError = z.infer<typeof DocumentError>
