import { z } from 'zod'

/** Something that a run leaves behind on a server: what, as words that go on a sentence, and the command that takes it away again. */
export const Trace = z.strictObject({ what: z.string(), undo: z.string() })
export type Trace = z.infer<typeof Trace>
