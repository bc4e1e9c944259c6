import type { CallArgument, CallName, CallResult, Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { KeptRun } from '../../../shared/run/kept-run.ts'
import type { Run, RunEvent } from '../../../shared/run/run.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'

type Answers = { [N in CallName]?: (argument: CallArgument<N>) => CallResult<N> | Promise<CallResult<N>> }

export type FakeClient = Client & {
  calls: [CallName, unknown][]
  /** Tells events to whoever follows a run; `null` ends the feed, an error breaks it off. */
  tell(...events: (RunEvent | ContractError | null)[]): void
}

/** What every window reads when it opens, whatever its test is about. */
const always: Answers = { 'settings.read': () => defaultSettings }

/** A Client that answers what the test says; a call that it was not told of fails as a host's would. */
export function createFakeClient(answers: Answers): FakeClient {
  const calls: [CallName, unknown][] = []
  const waiting: (RunEvent | ContractError | null)[] = []
  let wake: () => void = () => undefined
  return {
    calls,
    async call<N extends CallName>(name: N, argument: CallArgument<N>): Promise<CallResult<N>> {
      calls.push([name, argument])
      const answer = answers[name] ?? always[name]
      if (!answer) throw new ContractError('unknown-name')
      return answer(argument)
    },
    async *feed() {
      for (;;) {
        const next = waiting.shift()
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        if (next === null) return
        if (next instanceof ContractError) throw next
        yield next as never
      }
    },
    close: () => undefined,
    tell(...events) {
      waiting.push(...events)
      wake()
    },
  }
}

/** The answers of a host that has `run` and nothing under way. */
export function answersWith(run: Run): Answers {
  return {
    'app.about': () => ({ version: '0.1.0', host: 'loopback', passwords: 'memory', directory: null, notice: null }),
    'run.traces': () => ({ traces: run.run.traces ?? [] }),
    'run.start': () => ({ runId: run.run.id }),
    'run.read': () => keptOf(run),
    'run.list': () => ({ runs: [], active: null }),
    'run.cancel': () => ({}),
  }
}

/** A run that has ended, as Postern keeps it. */
function keptOf(run: Run): KeptRun {
  return {
    ...run,
    ...{ state: 'ended', origin: 'window', organisationId: null, gatherers: [] },
    checks: run.findings.map(({ check }) => check),
  }
}
