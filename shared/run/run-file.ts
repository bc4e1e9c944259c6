import { issueSentence } from '../contract/issue-sentence.ts'
import { t } from '../language/translate.ts'
import { Run } from './run.ts'
import { isNewerVersion, posternVersion } from './version.ts'

/** A run of 64 servers has some megabytes. */
export const runFileBytes = 16 * 1_048_576

/** What each list of runs carries of each: some hundred names of checks, a few dates. */
const headerCharacters = 262_144

export const acceptedRunFile = t`Accepted is a run as Postern saves it, or as postern probe --json writes it.`

const sweepSentence = t`The file is what a sweep of many servers found, and not a run. ${acceptedRunFile}`
const organisationSentence = t`The file is an organisation, and not a run; the desk of organisations takes it.`
const newerSentence = t`The file was written by a newer Postern, in a form that this one cannot read.`

/** The run of a file, or one sentence that says what is wrong with the file; no value of it is in the sentence. */
export function readRunFile(text: string): { run: Run } | { sentence: string } {
  if (text.length > runFileBytes)
    return { sentence: t`The file is larger than that of a run can be. ${acceptedRunFile}` }
  const value = parsed(text)
  if (value === undefined) {
    // A sweep writes a line for each server.
    const isSweep = isOfSweep(parsed(text.split('\n', 1)[0] ?? ''))
    return { sentence: isSweep ? sweepSentence : t`The file is not JSON in UTF-8. ${acceptedRunFile}` }
  }
  if (isOfSweep(value)) return { sentence: sweepSentence }
  if (isOrganisation(value)) return { sentence: organisationSentence }
  const told = headerOf(value)
  if (told === undefined) return { sentence: t`The file is JSON, and not a run. ${acceptedRunFile}` }
  if (told.format > 1) return { sentence: newerSentence }
  const run = Run.safeParse(value)
  if (!run.success) {
    // A newer Postern may have seen more, and kept to the format.
    if (isNewerVersion(told.postern, posternVersion)) return { sentence: newerSentence }
    const wrong = issueSentence(run.error, { nameKeys: true })
    return { sentence: t`The file is a run with something wrong in it: ${wrong} ${acceptedRunFile}` }
  }
  const wrong = wrongWith(run.data, value)
  return wrong
    ? { sentence: t`The file is a run with something wrong in it: ${wrong}. ${acceptedRunFile}` }
    : { run: run.data }
}

/** What no schema says; undefined where nothing is. */
function wrongWith(run: Run, read: unknown): string | undefined {
  if (losesEvidence(read)) return t`a name in its evidence is one that no object can have`
  if (!hasTimes(run)) return t`a time in it is none`
  if (JSON.stringify(run.run).length > headerCharacters) return t`its header is larger than that of a run can be`
  return undefined
}

/** A byte order mark at the start, as Windows' editors write one, is passed over. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

/** What the file says of itself; undefined where it does not look like a run. */
function headerOf(value: unknown): { format: number; postern: unknown } | undefined {
  if (!isObject(value) || !isObject(value.run)) return undefined
  const { format, id, postern } = value.run
  return typeof format === 'number' && typeof id === 'string' ? { format, postern } : undefined
}

/** Whether it is a line of `postern sweep --json`. */
function isOfSweep(value: unknown): boolean {
  return (
    isObject(value) && !('run' in value) && Array.isArray(value.directories) && 'host' in value && 'seenAt' in value
  )
}

/** Whether it is an organisation file, whatever else may be wrong with it. */
function isOrganisation(value: unknown): boolean {
  return isObject(value) && !('run' in value) && 'domain' in value && 'mailbox' in value
}

/** Whether the schema has passed over a name of evidence, which it does with this one alone. */
function losesEvidence(run: unknown): boolean {
  const findings = isObject(run) && Array.isArray(run.findings) ? run.findings : []
  return findings.some(({ evidence }) => Object.hasOwn(evidence, '__proto__'))
}

/** Whether every moment of the run and its records is one: what shows them goes by that. */
function hasTimes({ run, artifacts }: Run): boolean {
  const ofRecords = Object.values(artifacts).flatMap((record) => ('startedAt' in record ? [record.startedAt] : []))
  const ofResumes = (run.resumed ?? []).map(({ at }) => at)
  const times = [run.startedAt, ...(run.finishedAt === undefined ? [] : [run.finishedAt]), ...ofResumes, ...ofRecords]
  return times.every((time) => !Number.isNaN(Date.parse(time)))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
