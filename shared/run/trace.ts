import { z } from 'zod'

/**
 * Something that a run leaves behind on a server: what, as words that go on a sentence, and the command that takes it
 * away again; the command of Exchange 2010 too, where the server may be one.
 */
export const Trace = z.strictObject({ what: z.string(), undo: z.string(), undoIn2010: z.string().optional() })
export type Trace = z.infer<typeof Trace>
