import { relative, sep } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { root } from './run-tool.ts'

/** The suites that take longest, by how long they take: what begins last must not be what takes longest. */
const longest = [
  'tests/e2e/walk-on-electron.test.ts',
  'tests/e2e/walk-in-browser.test.ts',
  'tests/e2e/browser-quarantine.test.ts',
  'tests/e2e/browser-accessibility.test.ts',
  'tests/electron/cli/bad-input.test.ts',
  'tests/e2e/browser-ews.test.ts',
  'tests/e2e/browser-views-states.test.ts',
  'tests/electron/cli/quarantine.test.ts',
  'tests/bench/bench.test.ts',
  'tests/fuzz/fuzz.test.ts',
  'tests/build/setup.test.ts',
  'tests/e2e/browser-views-appearance.test.ts',
  'tests/pairs/pairs.test.ts',
  'tests/interop/password-leaks.test.ts',
  'tests/e2e/browser-quarantine-decide.test.ts',
  'tests/e2e/browser-quarantine-live.test.ts',
  'tests/electron/cli/probe.test.ts',
  'tests/build/new-check.test.ts',
  'tests/lab/management/causes.test.ts',
  'tests/e2e/electron-lifetime.test.ts',
  'tests/electron/cli/quarantine-lab.test.ts',
  'tests/electron/cli/sweep.test.ts',
  'tests/e2e/browser-steps.test.ts',
  'tests/e2e/browser-firewall.test.ts',
  'tests/electron/engine/run/run-readiness-resume.test.ts',
  'tests/e2e/browser-watch.test.ts',
  'tests/e2e/browser-servers.test.ts',
  'tests/e2e/browser-report.test.ts',
  'tests/electron/engine/run/reached-outcomes.test.ts',
]

/** Orders test files so that those who run them end together: the longest first, then as vitest does, by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files)
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.indexOf(relative(root, moduleId).replaceAll(sep, '/'))
      return place < 0 ? longest.length : place
    }
    return bySize.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
