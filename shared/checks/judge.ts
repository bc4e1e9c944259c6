import type { ArtifactName, ArtifactRecords, Artifacts } from '../artifacts/artifacts.ts'
import type { AnyCheck, Evidence, EvidenceValue, Outcome } from './check.ts'
import type { Finding } from './finding.ts'

/**
 * Runs one check over what was gathered and puts the words to its outcome. Never throws: a check that throws is a
 * `bug`, one whose artifact was blocked by an earlier failure a `skip`, one whose artifact is missing an `unknown`.
 */
export function judge(check: AnyCheck, records: ArtifactRecords): Finding {
  const { meta } = check
  for (const name of meta.needs) {
    const record = records[name]
    if (record?.state === 'gathered') continue
    if (record?.state === 'blocked') return skip(check, record.by, record.reason)
    if (record?.state === 'broken') return bug(check, `${name}: ${record.message}`)
    return {
      ...finding(check, 'not-gathered', 'unknown', `${meta.subject} was not looked at`),
      advice: record ? `${record.reason} Run again to tell.` : 'Run again to tell.',
    }
  }
  let outcomeName: string
  let evidence: Evidence
  try {
    const judgement = check.run(valuesOf(meta.needs, records))
    if (judgement.blocked) return skip(check, judgement.blocked.by, judgement.blocked.reason)
    outcomeName = judgement.outcome
    evidence = judgement.evidence ?? {}
  } catch (error) {
    return bug(check, error instanceof Error ? error.message : String(error))
  }
  const outcome: Outcome | undefined = meta.outcomes[outcomeName]
  if (!outcome) return bug(check, `the check has no outcome ${outcomeName}`)
  return {
    ...finding(check, outcomeName, outcome.verdict, fill(outcome.title, evidence)),
    evidence: seen(evidence),
    advice: outcome.verdict === 'pass' ? null : fill(outcome.advice, evidence),
    remedy: outcome.remedy ?? null,
  }
}

/** A check sees what it needs and nothing else, whatever else was gathered. */
function valuesOf(needs: readonly ArtifactName[], records: ArtifactRecords): Artifacts {
  const values: Partial<Record<ArtifactName, unknown>> = {}
  for (const name of needs) {
    const record = records[name]
    if (record?.state === 'gathered') values[name] = record.value
  }
  return values as Artifacts
}

function finding(check: AnyCheck, outcome: string, verdict: Finding['verdict'], title: string): Finding {
  const { id, step, why, needs } = check.meta
  const artifacts = [...needs]
  return { check: id, step, outcome, verdict, title, why, evidence: {}, advice: null, remedy: null, artifacts }
}

function skip(check: AnyCheck, by: ArtifactName, reason: string): Finding {
  return {
    ...finding(check, 'blocked', 'skip', `${check.meta.subject} could not be looked at`),
    advice: `Mend this first: ${reason}`,
    blockedBy: by,
    artifacts: [by],
  }
}

function bug(check: AnyCheck, detail: string): Finding {
  return {
    ...finding(check, 'threw', 'bug', `${check.meta.subject} could not be judged: Postern itself failed`),
    advice: 'This is our bug and says nothing of your server. Please report it with the line below.',
    evidence: { detail: detail.slice(0, 500) },
  }
}

/** Fills `{name}` from the evidence; lists are joined with commas. A name that is missing is a check's mistake, and shows. */
function fill(template: string, evidence: Evidence): string {
  return template.replaceAll(/\{([A-Za-z]+)\}/g, (whole, name: string) => {
    const value = evidence[name]
    if (value === undefined) return whole
    return Array.isArray(value) ? value.join(', ') : String(value)
  })
}

function seen(evidence: Evidence): Record<string, EvidenceValue> {
  const present: Record<string, EvidenceValue> = {}
  for (const [name, value] of Object.entries(evidence)) if (value !== undefined) present[name] = value
  return present
}
