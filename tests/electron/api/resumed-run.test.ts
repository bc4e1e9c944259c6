import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRunRegistry, type RunReadiness } from '../../../electron/api/run-registry.ts'
import { runReadiness } from '../../../electron/engine/run/run-readiness.ts'
import { createSignInBudget } from '../../../electron/engine/run/sign-in-budget.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { compareRuns } from '../../../shared/run/compare-runs.ts'
import type { KeptRun } from '../../../shared/run/kept-run.ts'
import { organisationOf } from '../engine/run/lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

const never = new AbortController().signal

/** A run that breaks off for a bug of ours, as soon as so many artifacts are there. */
function breaksOffAfter(artifacts: number): RunReadiness {
  return async (options) => {
    const stop = new AbortController()
    let count = 0
    await runReadiness({
      ...options,
      signal: stop.signal,
      onRecord: (artifact, record) => {
        if (stop.signal.aborted) return
        options.onRecord?.(artifact, record)
        count += 1
        if (count === artifacts) stop.abort()
      },
      onEvent: (event) => {
        if (!stop.signal.aborted) options.onEvent?.(event)
      },
    })
    throw new Error('It broke off.')
  }
}

/** A run that breaks off ends its feed in an error. */
async function untilItsEnd(events: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _event of events) {
      // Only the end counts.
    }
  } catch {}
}

/** The registry of one program, and a run of its to the end, whatever that is. */
function program(runs: RunReadiness, store = openStore({ directory: null })) {
  const registry = createRunRegistry({
    ...{ runReadiness: runs, budget: createSignInBudget(), now: () => new Date(), store, onChange: () => undefined },
  })
  const run = async (more: { resume?: KeptRun; organisation?: object } = {}): Promise<KeptRun> => {
    const { organisation, ...rest } = more
    const prepare = async () => ({
      ...{ organisation: { ...organisationOf(lab), ...organisation }, organisationId: null, origin: 'window' as const },
      ...{ password: lab.password, secrets: [], ...rest },
    })
    const id = await registry.start(prepare, never)
    await untilItsEnd(registry.events(id).readAfter(0, never))
    return registry.read(id)
  }
  return { store, run }
}

it('an interrupted run is gone on with as the same run, and stored as one', async () => {
  const whole = await program(runReadiness).run()
  const first = program(breaksOffAfter(14))
  const interrupted = await first.run()
  expect(interrupted).toMatchObject({ state: 'interrupted', verdict: null })
  expect(Object.keys(interrupted.artifacts)).toHaveLength(14)

  const ended = await program(runReadiness, first.store).run({ resume: interrupted })
  expect(ended).toMatchObject({ state: 'ended', verdict: 'ready', run: { id: interrupted.run.id } })
  expect(compareRuns(whole, ended).changes).toEqual([])
  const again = ended.run.resumed?.[0]?.again ?? []
  const kept = Object.entries(ended.artifacts).filter(([name]) => !again.some((asked) => asked === name))
  expect(kept.length).toBeGreaterThanOrEqual(3)
  for (const [name, record] of kept) expect(interrupted.artifacts).toHaveProperty(name, record)
  expect(first.store.runs.list()).toHaveLength(1)
})

it.each([
  ['account', { account: { username: 'CONTOSO\\bob' } }],
  ['servers', { servers: ['exch01.contoso.test'] }],
])(
  'one whose organisation has other %s meanwhile is not, stays as it is, and nobody is asked',
  async (_what, organisation) => {
    const first = program(breaksOffAfter(14))
    const interrupted = await first.run()
    const before = lab.log.length
    const resuming = program(runReadiness, first.store).run({ resume: interrupted, organisation })
    await expect(resuming).rejects.toMatchObject({ code: 'run-not-interrupted' })
    expect(first.store.runs.read(interrupted.run.id)).toEqual(interrupted)
    expect(lab.log.slice(before)).toEqual([])
  },
)
