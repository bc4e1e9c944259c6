import { expect, test } from 'vitest'
import { countResults } from '../../build/count-results.ts'

type File = { status: string; assertionResults: { status: string }[] }

/** A report as vitest's JSON reporter writes it, with what is counted in it. */
function report(passed: number, failed: number, skipped: number, files: File[] = [], todo = 0): string {
  return JSON.stringify({
    numTotalTestSuites: files.length,
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: todo,
    success: failed === 0,
    testResults: files,
  })
}
const file = (status: string, ...assertions: string[]) => ({
  status,
  assertionResults: assertions.map((assertion) => ({ status: assertion })),
})

test.each<[string, string | undefined, number, [number, number, number]]>([
  ['no report', undefined, 0, [0, 1, 0]],
  ['a report that was cut', '{"numPassedTests": 4', 0, [0, 1, 0]],
  ['a report of another shape', '{"passed": 4}', 0, [0, 1, 0]],
  ['no test at all', report(0, 0, 0), 0, [0, 1, 0]],
  ['no test at all, which vitest minds', report(0, 0, 0), 1, [0, 1, 0]],
  ['a failed test', report(3, 1, 0, [file('failed', 'passed', 'failed')]), 1, [3, 1, 0]],
  ['a file that does not load', report(3, 0, 0, [file('passed', 'passed'), file('failed')]), 1, [3, 1, 0]],
  ['such a file beside a failed test', report(3, 1, 0, [file('failed', 'failed'), file('failed')]), 1, [3, 2, 0]],
  ['a hook that broke behind its tests', report(2, 0, 0, [file('failed', 'passed', 'passed')]), 1, [2, 1, 0]],
  ['a hook that broke before its tests', report(0, 0, 2, [file('failed', 'skipped', 'skipped')]), 1, [0, 1, 2]],
  ['an error outside of any test', report(3, 0, 0, [file('passed', 'passed')]), 1, [3, 1, 0]],
  ['skipped and planned tests', report(3, 0, 2, [], 1), 0, [3, 0, 3]],
  ['only skipped tests', report(0, 0, 2), 0, [0, 0, 2]],
  ['all well', report(5, 0, 0), 0, [5, 0, 0]],
])('%s', (_what, text, code, [passed, failed, skipped]) => {
  expect(countResults(text, code)).toEqual({ passed, failed, skipped })
})
