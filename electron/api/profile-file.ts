import { issueSentence } from '../../shared/contract/issue-sentence.ts'
import { t } from '../../shared/language/translate.ts'
import { type EwsProfile, ProfileFile } from '../../shared/profiles/profile-file.ts'
import { readBoundedFile } from './bounded-file.ts'
import { decodedText } from './decoded-text.ts'

/** Reads the file of a profile that the admin chose; or says in a sentence what is wrong with it. */
export async function readProfileFile(path: string): Promise<{ profile: EwsProfile } | { sentence: string }> {
  const accepted = t`Accepted is a profile: JSON in UTF-8 with format, id, name and userAgent, at most 1 MiB.`
  const read = await readBoundedFile(path)
  if ('refused' in read) return { sentence: `${read.refused} ${accepted}` }
  const value = jsonIn(decodedText(read.bytes))
  if (value === undefined) return { sentence: t`The file is not JSON. ${accepted}` }
  const parsed = ProfileFile.safeParse(value)
  if (parsed.success) return { profile: parsed.data }
  return { sentence: t`The file is not a profile: ${issueSentence(parsed.error, { nameKeys: true })}` }
}

function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
