import { type RuleSetReading, readRuleSet } from '../../shared/firewall/read-rule-set.ts'
import { t } from '../../shared/language/translate.ts'
import { readBoundedFile } from './bounded-file.ts'
import { decodedText } from './decoded-text.ts'

const MOST_BYTES = 64 * 1_048_576

/** Reads a set of firewall rules from a file that the admin chose; or says in a sentence what is wrong with it. */
export async function readRulesFile(path: string): Promise<RuleSetReading> {
  const accepted = t`Accepted is a set of rules: JSON in UTF-8 with format "postern-rules" and version 1, at most 64 MiB.`
  const read = await readBoundedFile(path, MOST_BYTES)
  if ('refused' in read) return { sentence: `${read.refused} ${accepted}` }
  const text = decodedText(read.bytes)
  if (text === undefined) return { sentence: t`The file is no text, or not in UTF-8. ${accepted}` }
  if (text.trim() === '') return { sentence: t`The file is empty. ${accepted}` }
  const value = jsonIn(text)
  return value === undefined ? { sentence: t`The file is not JSON. ${accepted}` } : readRuleSet(value)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
