import { z } from 'zod'
import { RunVerdict } from '../checks/finding.ts'
import { RunId } from '../run/run.ts'

/** What is told, and why: each once, and nothing of what comes and goes by itself. */
export const TurnKind = z.enum([
  'worse',
  'better',
  'more-fails',
  'unsteady',
  'steady',
  'cannot-tell',
  'tells-again',
  'certificate',
])
export type TurnKind = z.infer<typeof TurnKind>

/** Something that turned, with the words for whoever is to be told. */
export const Turn = z.strictObject({
  kind: TurnKind,
  at: z.string(),
  runId: RunId,
  from: RunVerdict,
  to: RunVerdict,
  title: z.string(),
  body: z.string(),
})
export type Turn = z.infer<typeof Turn>
