import type { ArtifactName, ArtifactRecords, Artifacts } from '../artifacts/artifacts.ts'
import { failureSentence } from '../artifacts/failure.ts'
import { t, translated } from '../language/translate.ts'
import { printable, unprintable } from '../run/printable.ts'
import type { AnyCheck, Evidence, EvidenceValue, Judgement, Outcome } from './check.ts'
import type { Finding } from './finding.ts'
import { proxyInTheWay } from './proxy-in-the-way.ts'
import { isAsOfStopped, stoppedServer } from './stopped-server.ts'

/**
 * Runs one check over what was gathered and puts the words to its outcome. Never throws: a check that throws is a
 * `bug`, one whose artifact was blocked by an earlier failure a `skip`, one whose artifact is missing an `unknown`.
 */
export function judge(check: AnyCheck, records: ArtifactRecords): Finding
/**
 * The same in the middle of a run. Undefined where the finding rests on a failure that a server leaves which stops, and
 * whether it did is not known before the last look at it, which is still to come.
 */
export function judge(check: AnyCheck, records: ArtifactRecords, isLastLookToCome: boolean): Finding | undefined
export function judge(check: AnyCheck, records: ArtifactRecords, isLastLookToCome = false): Finding | undefined {
  // A check sees what it needs and nothing else, whatever else was gathered.
  const values: Partial<Record<ArtifactName, unknown>> = {}
  for (const name of check.meta.needs) {
    const record = records[name]
    if (record?.state !== 'gathered') return notLooked(check, name, record)
    const behindProxy = proxyInTheWay(name, record.value)
    if (behindProxy) return skip(check, 'tlsHandshake', failureSentence(behindProxy))
    values[name] = record.value
  }
  try {
    const judgement = check.run(values as Artifacts)
    const isOpen = judgement.failure && isAsOfStopped(judgement.failure)
    const { reachability: lastLook } = records
    if (isOpen && isLastLookToCome && !lastLook) return undefined
    const stopped = isOpen && lastLook?.state === 'gathered' ? stoppedServer(lastLook.value) : undefined
    return stopped ? skip(check, 'reachability', stopped) : concluded(check, judgement)
  } catch (error) {
    return bug(check, error instanceof Error ? error.message : String(error))
  }
}

function concluded(check: AnyCheck, judgement: Judgement<string>): Finding {
  if (judgement.blocked) return skip(check, judgement.blocked.by, judgement.blocked.reason)
  const { id, step, why, needs, outcomes } = check.meta
  const outcome: Outcome | undefined = outcomes[judgement.outcome]
  if (!outcome) return bug(check, `the check has no outcome ${judgement.outcome}`)
  const evidence = withoutGaps(judgement.evidence ?? {})
  return {
    check: id,
    step,
    outcome: judgement.outcome,
    verdict: outcome.verdict,
    title: fill(translated(outcome.title), evidence),
    why: translated(why),
    evidence,
    advice: outcome.verdict === 'pass' ? null : fill(translated(outcome.advice), evidence),
    remedy: outcome.remedy ?? null,
    artifacts: [...needs],
  }
}

/** What is said where an artifact that the check needs is not there. */
function notLooked(check: AnyCheck, name: ArtifactName, record: ArtifactRecords[ArtifactName]): Finding {
  if (record?.state === 'blocked') return skip(check, record.by, record.reason)
  if (record?.state === 'broken') return bug(check, `${name}: ${record.message}`)
  return {
    ...finding(check, 'not-gathered', 'unknown', t`${translated(check.meta.subject)} was not looked at`),
    advice: record?.state === 'cancelled' ? t`${record.reason} Run again to tell.` : t`Run again to tell.`,
  }
}

function finding(check: AnyCheck, outcome: string, verdict: Finding['verdict'], title: string): Finding {
  const { id, step, why, needs } = check.meta
  const artifacts = [...needs]
  return {
    check: id,
    step,
    outcome,
    verdict,
    title,
    why: translated(why),
    evidence: {},
    advice: null,
    remedy: null,
    artifacts,
  }
}

function skip(check: AnyCheck, by: ArtifactName, reason: string): Finding {
  return {
    ...finding(check, 'blocked', 'skip', t`${translated(check.meta.subject)} could not be looked at`),
    advice: t`Mend this first: ${plain(reason)}`,
    blockedBy: by,
    artifacts: [by],
  }
}

function bug(check: AnyCheck, detail: string): Finding {
  return {
    ...finding(check, 'threw', 'bug', t`${translated(check.meta.subject)} could not be judged: Postern itself failed`),
    advice: t`This is our bug and says nothing of your server. Please report it with the line below.`,
    evidence: { detail: plain(detail.slice(0, 500)) },
  }
}

/** Fills `{name}` from the evidence; lists are joined with commas. A name that is missing is a check's mistake, and shows. */
function fill(template: string, evidence: Readonly<Record<string, EvidenceValue>>): string {
  let filled = ''
  for (const piece of piecesOf(template)) {
    filled += typeof piece === 'string' ? piece : textOf(evidence[piece.name] ?? `{${piece.name}}`)
  }
  return filled
}

function textOf(value: EvidenceValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

type Pieces = readonly (string | { name: string })[]

/** The words of the outcomes that were met: a closed set, so that each is taken apart once and kept. */
const known = new Map<string, Pieces>()

/** A template's words and places, in order: words first and last, if empty ones. */
export function piecesOf(template: string): Pieces {
  const found = known.get(template)
  if (found) return found
  const pieces = template.split(/\{([A-Za-z]+)\}/).map((part, at) => (at % 2 === 0 ? part : { name: part }))
  known.set(template, pieces)
  return pieces
}

/** Far more than a person reads of one address or list; whatever a server sent is in the artifact as it came. */
const MOST_CHARACTERS = 2_000
const MOST_ENTRIES = 300

/** What was seen, without what stands as undefined, and no longer than a person reads. Most of it is, and is not copied. */
function withoutGaps(evidence: Evidence): Record<string, EvidenceValue> {
  if (isPresentable(evidence)) return evidence
  const present: Record<string, EvidenceValue> = {}
  for (const name in evidence) {
    const value = evidence[name]
    if (value !== undefined) present[name] = presentable(value)
  }
  return present
}

function isPresentable(evidence: Evidence): evidence is Record<string, EvidenceValue> {
  for (const name in evidence) {
    const value = evidence[name]
    if (value === undefined || presentable(value) !== value) return false
  }
  return true
}

function presentable(value: EvidenceValue): EvidenceValue {
  return typeof value === 'string' ? cut(value) : Array.isArray(value) ? cutList(value) : value
}

function cut(text: string): string {
  return plain(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text)
}

const beyondAscii = /[^ -~]/

/** Nothing that a server sent breaks, hides or turns around the words that it stands among, wherever they are shown. */
function plain(text: string): string {
  // Most texts are plain, and none of them is copied; nearly all of those are ASCII, which is told sooner.
  return !beyondAscii.test(text) || text.search(unprintable) < 0 ? text : printable(text.replaceAll(/[\t\r\n]+/g, ' '))
}

function cutList(entries: string[]): string[] {
  if (entries.length <= MOST_ENTRIES && entries.every((entry) => cut(entry) === entry)) return entries
  const shown = entries.slice(0, MOST_ENTRIES).map(cut)
  return entries.length > MOST_ENTRIES ? [...shown, t`and ${entries.length - MOST_ENTRIES} more`] : shown
}
