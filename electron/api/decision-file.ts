import { z } from 'zod'
import { issueSentence } from '../../shared/contract/issue-sentence.ts'
import { t } from '../../shared/language/translate.ts'
import { mostConfigurationBytes } from '../../shared/management/import-pieces.ts'
import { type KeptDecision, type KeptDefault, QuarantineReport } from '../../shared/quarantine/quarantine-report.ts'
import { readFileInPieces } from './bounded-file.ts'
import { decodedText } from './decoded-text.ts'

const { format, version, decisions, defaultDecision } = QuarantineReport.shape
const Document = z.object({ format, version, decisions, defaultDecision })

/** Decisions of an earlier day, and what was known of each then. */
export type KeptDecisions = { decisions: KeptDecision[]; defaultDecision: KeptDefault | null }

/** Reads the decisions of an earlier report; or says in a sentence what is wrong with the file. */
export async function readDecisionsAt(path: string): Promise<KeptDecisions | { sentence: string }> {
  const accepted = t`Accepted is what postern quarantine --json wrote when something was decided, at most 256 MiB.`
  const read = await readFileInPieces(path, mostConfigurationBytes, whole)
  if ('refused' in read) return { sentence: `${read.refused} ${accepted}` }
  const value = jsonIn(decodedText(read.value))
  if (value === undefined) return { sentence: t`The file is not JSON. ${accepted}` }
  if (!isReport(value)) return { sentence: t`The file is another than that. ${accepted}` }
  const parsed = Document.safeParse(value)
  if (!parsed.success) {
    const issue = issueSentence(parsed.error, { nameKeys: true })
    return { sentence: t`The file is no report of decisions: ${issue} ${accepted}` }
  }
  const { decisions, defaultDecision } = parsed.data
  return decisions.length === 0 && !defaultDecision
    ? { sentence: t`Nothing was decided in this report. ${accepted}` }
    : { decisions, defaultDecision }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

function isReport(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === format.value
}

function jsonIn(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
