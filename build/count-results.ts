import { z } from 'zod'

export type Counts = { passed: number; failed: number; skipped: number }

/** What is read of vitest's JSON report. */
const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int().default(0),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })).default([]) }),
  ),
})

/**
 * Adds up vitest's JSON report and exit code. A file that failed without a failing test, because it could not be
 * loaded or something around its tests broke, counts as one failed; so does a report that there is not, a run that
 * ended badly for a reason outside of any test, and a run without a single test.
 */
export function countResults(reportText: string | undefined, exitCode: number): Counts {
  const report = parseReport(reportText)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0
  return counts.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...counts, failed: 1 } : counts
}

function parseReport(text: string | undefined): z.infer<typeof Report> | undefined {
  try {
    return Report.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}
