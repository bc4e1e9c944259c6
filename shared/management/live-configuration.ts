import { z } from 'zod'
import { serverPlace } from '../organisation/organisation.ts'
import { type ConfigurationPart, configurationCmdlets } from './configuration.ts'
import { KeptChange, ReadingSummary } from './kept-configuration.ts'

const cmdlets = Object.values(configurationCmdlets) as [
  (typeof configurationCmdlets)[ConfigurationPart],
  ...(typeof configurationCmdlets)[ConfigurationPart][],
]

/** What is asked of the Exchange Management Shell from here. */
export const LiveRequest = z.strictObject({
  server: serverPlace,
  /** As the user that is signed in to Windows where it is left out; else with the password of this reference. */
  account: z.strictObject({ username: z.string().min(1).max(320), secret: z.string().max(100) }).optional(),
  cmdlets: z.array(z.enum(cmdlets)).min(1).max(cmdlets.length),
  /** Primary addresses: only these mailboxes are asked for, and what is kept of others stays. All, when left out. */
  mailboxes: z.array(z.string().min(1).max(320)).min(1).max(1_000).optional(),
  /** The administrator’s explicit word that the password may be sent again, whatever became of it before. */
  tryAgain: z.boolean().optional(),
})
export type LiveRequest = z.infer<typeof LiveRequest>

/** How a live question goes on; the last event is `kept` or `failed`. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('connecting') }),
  z.strictObject({
    type: z.literal('asking'),
    cmdlet: z.enum(cmdlets),
    /** How many of the cmdlets are done, of how many. */
    done: z.int().min(0),
    of: z.int().min(1),
  }),
  z.strictObject({ type: z.literal('kept'), summary: ReadingSummary, changes: z.array(KeptChange) }),
  z.strictObject({ type: z.literal('failed'), code: z.string(), sentence: z.string() }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

/** Whether this host has the live road, and what exactly it would do: shown before it is done. */
export const LiveDescription = z.discriminatedUnion('offered', [
  z.strictObject({
    offered: z.literal(true),
    /** The program that is started, with its arguments. */
    command: z.string(),
    /** The script that it is given. */
    script: z.string(),
  }),
  z.strictObject({ offered: z.literal(false), sentence: z.string() }),
])
export type LiveDescription = z.infer<typeof LiveDescription>
