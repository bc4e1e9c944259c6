import { issueSentence } from '../../shared/contract/issue-sentence.ts'
import { Run } from '../../shared/run/run.ts'
import { readBoundedFile } from './bounded-file.ts'

/** A run of many servers has some hundred kilobytes. */
const MOST_BYTES = 16 * 1_048_576

const accepted = 'Accepted is a run as Postern exports it, or as `postern probe --json` writes it.'

/** Reads the file of a run that the admin chose; or says in a sentence what is wrong with it, without a value of it. */
export async function readRunFile(path: string): Promise<{ run: Run } | { sentence: string }> {
  const read = await readBoundedFile(path, MOST_BYTES)
  if ('refused' in read) return { sentence: `${read.refused} ${accepted}` }
  const value = parse(read.bytes)
  if (value === undefined) return { sentence: `The file is not JSON in UTF-8. ${accepted}` }
  const run = Run.safeParse(value)
  if (!run.success) return { sentence: `The file is not a run: ${issueSentence(run.error)} ${accepted}` }
  return { run: run.data }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
