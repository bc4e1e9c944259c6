import type { RunReadiness } from '../../electron/api/run-registry.ts'
import type { Run } from '../../shared/run/run.ts'
import { runReady } from '../fixtures/run-ready.ts'

/** Stands in for the engine under a watch: each run begins when it is started, and ends when and as the test says. */
export function createWatchPlayer(now: () => Date) {
  let count = 0
  let ended = 0
  let endRun: ((like: Run) => void) | undefined
  let password: string | undefined
  const runReadiness: RunReadiness = (options) => {
    count += 1
    password = options.password
    const { finishedAt: _finishedAt, ...header } = runReady.run
    const { name, domain, mailbox } = options.organisation
    const begun = {
      ...header,
      organisation: { name, domain, mailbox },
      id: `run-watch-${String(count).padStart(4, '0')}`,
      startedAt: now().toISOString(),
    }
    options.onEvent?.({
      type: 'started',
      run: begun,
      gatherers: [],
      checks: runReady.findings.map(({ check }) => check),
    })
    return new Promise((resolve) => {
      endRun = (like) => resolve({ ...like, run: { ...begun, finishedAt: now().toISOString() } })
    })
  }
  return {
    runReadiness,
    started: () => count,
    ended: () => ended,
    password: () => password,
    end(like: Run) {
      if (!endRun) throw new Error('No run is under way.')
      endRun(like)
      ended += 1
      endRun = undefined
    },
  }
}
