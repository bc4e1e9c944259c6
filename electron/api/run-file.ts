import type { Run } from '../../shared/run/run.ts'
import { acceptedRunFile, readRunFile as readRunText, runFileBytes } from '../../shared/run/run-file.ts'
import { readBoundedFile } from './bounded-file.ts'

/** Reads the file of a run that the admin chose; or says in a sentence what is wrong with it, without a value of it. */
export async function readRunFile(path: string): Promise<{ run: Run } | { sentence: string }> {
  const read = await readBoundedFile(path, runFileBytes)
  return 'refused' in read ? { sentence: `${read.refused} ${acceptedRunFile}` } : readRunText(decoded(read.bytes))
}

/** What is not UTF-8 becomes what is not JSON. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return ''
  }
}
