import { issueSentence } from '../contract/issue-sentence.ts'
import { Run } from './run.ts'

/** A run of 64 servers has some megabytes. */
export const runFileBytes = 16 * 1_048_576

export const acceptedRunFile = 'Accepted is a run as Postern saves it, or as postern probe --json writes it.'

/** The run of a file, or one sentence that says what is wrong with the file; no value of it is in the sentence. */
export function readRunFile(text: string): { run: Run } | { sentence: string } {
  const value = parsed(text)
  if (value === undefined) return { sentence: `The file is not JSON in UTF-8. ${acceptedRunFile}` }
  const told = formatOf(value)
  if (told === undefined) return { sentence: `The file is JSON, and not a run. ${acceptedRunFile}` }
  if (told !== 1) return { sentence: 'The file was written by a newer Postern, in a form that this one cannot read.' }
  const run = Run.safeParse(value)
  if (run.success) return { run: run.data }
  return {
    sentence: `The file is a run with something wrong in it: ${issueSentence(run.error, { nameKeys: true })} ${acceptedRunFile}`,
  }
}

/** A byte order mark at the start, as Windows' editors write one, is passed over. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

/** The number of the format that the file says it is of; undefined where it does not look like a run. */
function formatOf(value: unknown): number | undefined {
  if (!isObject(value) || !isObject(value.run)) return undefined
  const { format, id } = value.run
  return typeof format === 'number' && typeof id === 'string' ? format : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
