import { expect, it } from 'vitest'
import type { Met } from '../../../../electron/engine/gather/connection-pool.ts'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { signInOrder } from '../../../../electron/engine/gather/sign-in-order.ts'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'

type Needed = Parameters<typeof signInOrder.gather>[0]
const needed = { dnsAnswers: { names: [] } } as unknown as Needed

/** Connections that are never done being opened: whoever waits for them does so until its time is over. */
function waiting(run: AbortSignal, connectMilliseconds: number) {
  const timer = new AbortController()
  const times: number[] = []
  const context = {
    signal: run,
    limits: { ...defaultHttpLimits, connectMilliseconds },
    timeout: (milliseconds: number) => {
      times.push(milliseconds)
      return timer.signal
    },
    connections: {
      met: (_isMeant: unknown, signal: AbortSignal) =>
        new Promise<readonly Met[]>((resolve) => {
          if (signal.aborted) resolve([])
          signal.addEventListener('abort', () => resolve([]), { once: true })
        }),
    },
    gathered: {},
  } as unknown as GatherContext
  return { found: signInOrder.gather(needed, context), times, timer }
}

it.each([
  ['a server that may be dead', 60_000, 3_000],
  ['any connection of this run', 1_000, 1_000],
])(
  'certificates of other names are waited for as long as %s, by the timer that is handed in',
  async (_what, limit, most) => {
    const { found, times, timer } = waiting(new AbortController().signal, limit)
    expect(times).toEqual([most])
    timer.abort()
    expect(await found).toEqual({})
  },
)

it('certificates of other names are not waited for once the run has been stopped', async () => {
  const run = new AbortController()
  const { found } = waiting(run.signal, 1_000)
  run.abort()
  expect(await found).toEqual({})
})
