import type { Finding } from '../../../shared/checks/finding.ts'

/** A finding with what matters to a test said, and the rest plain. */
export function findingOf(check: string, verdict: Finding['verdict'], others: Partial<Finding> = {}): Finding {
  const [step] = check.split('/') as [Finding['step']]
  return {
    check,
    step,
    outcome: verdict,
    verdict,
    title: check,
    why: 'Because.',
    evidence: {},
    advice: verdict === 'pass' ? null : 'Do it.',
    remedy: null,
    artifacts: [],
    ...others,
  }
}
