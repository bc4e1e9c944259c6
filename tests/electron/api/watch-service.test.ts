import { expect, onTestFinished, test } from 'vitest'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import type { RunReadiness } from '../../../electron/api/run-registry.ts'
import { createWatchRecords } from '../../../electron/api/watch-records.ts'
import { createWatchService, type WatchServiceOptions } from '../../../electron/api/watch-service.ts'
import { openStore, type Store } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'
import { createWatchPlayer } from '../../e2e/watch-player.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'

const HOUR = 3_600_000
const plain: Organisation = { ...sampleOrganisation }
delete plain.resolvers

/** A service that has begun its first run, over a store that the test may write to as a window does. */
function serving(
  organisation: Organisation = plain,
  store: Store = openStore({ directory: null }),
  more: Partial<WatchServiceOptions> = {},
) {
  const clock = createHandClock()
  const player = createWatchPlayer(clock.now)
  const asked: Parameters<RunReadiness>[0][] = []
  const service = createWatchService({
    ...{ version: '0.1.0', organisation, password: undefined, passwords: createMemoryPasswordStore(), environment: {} },
    ...{ everyMinutes: 60, store, signInMemory: undefined, onRun: () => undefined, onProblem: () => undefined },
    onBug(thrown) {
      throw thrown
    },
    ...{ now: clock.now, monotonic: clock.monotonic, setTimer: clock.setTimer },
    proxyFor: async () => 'direct',
    ...more,
    runReadiness(options) {
      asked.push(options)
      return player.runReadiness(options)
    },
  })
  onTestFinished(() => service.end())
  return {
    ...{ clock, store, service, asked },
    async end() {
      player.end(runReady)
      await clock.forward(0)
    },
  }
}

test('a service asks the DNS servers and uses the proxy that a window has chosen, from its next run on', async () => {
  const { clock, store, service, asked, end } = serving()
  service.begin()
  await clock.forward(0)
  store.settings.write('settings', { ...defaultSettings, resolvers: ['10.0.0.53'], proxy: 'system' })
  await end()
  await clock.forward(HOUR)
  await end()
  expect(asked.map(({ organisation, proxyFor }) => [organisation.resolvers, proxyFor !== undefined])).toEqual([
    [undefined, false],
    [['10.0.0.53'], true],
  ])
})

test('a service asks the DNS servers that the organisation file names, whatever a window has chosen', async () => {
  const { clock, store, service, asked, end } = serving({ ...plain, resolvers: ['10.0.0.1'] })
  store.settings.write('settings', { ...defaultSettings, resolvers: ['10.0.0.53'] })
  service.begin()
  await clock.forward(0)
  await end()
  expect(asked.map(({ organisation }) => organisation.resolvers)).toEqual([['10.0.0.1']])
})

test('a service says when its first run is, and notes its runs as its own', async () => {
  const { clock, store, service, end } = serving()
  expect(service.begin()).toEqual({ at: clock.now().toISOString(), next: 'now' })
  await clock.forward(0)
  await end()
  const [{ id = '' } = {}] = store.organisations.list()
  expect(createWatchRecords(store.settings).read(id).runs).toMatchObject([{ verdict: 'ready', service: true }])
  const again = serving(plain, store)
  const next = new Date(again.clock.now().getTime() + 5 * 60_000).toISOString()
  expect(again.service.begin()).toEqual({ at: again.clock.now().toISOString(), next })
})

test('a service that cannot read what is kept says so, and not when its first run is', () => {
  const store = openStore({ directory: null })
  const problems: string[] = []
  const { service } = serving(plain, store, { onProblem: (sentence) => problems.push(sentence) })
  store.settings.read = () => {
    throw new StoreRefused('The disk failed.')
  }
  expect(service.begin().next).toBeNull()
  expect(problems).toEqual(['The disk failed.'])
})

test('a service thins out after each run what its watch has left behind', async () => {
  const { clock, store, service, end } = serving()
  const [{ id = '' } = {}] = store.organisations.list()
  for (const days of [10, 9]) {
    const startedAt = new Date(clock.now().getTime() - days * 24 * HOUR).toISOString()
    const header = { ...runReady.run, id: `run-of-days-ago-${days}`, startedAt }
    store.runs.begin({ header, gatherers: [], checks: [], organisationId: id, origin: 'watch' })
    store.runs.end({ ...runReady, run: header })
  }
  service.begin()
  await clock.forward(0)
  await end()
  expect(store.runs.list().map(({ header }) => header.id)).toEqual(['run-watch-0001', 'run-of-days-ago-10'])
})
