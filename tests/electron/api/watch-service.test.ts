import { expect, onTestFinished, test } from 'vitest'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import type { RunReadiness } from '../../../electron/api/run-registry.ts'
import { createWatchService } from '../../../electron/api/watch-service.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
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
function serving(organisation: Organisation = plain) {
  const clock = createHandClock()
  const player = createWatchPlayer(clock.now)
  const store = openStore({ directory: null })
  const asked: Parameters<RunReadiness>[0][] = []
  const service = createWatchService({
    ...{ version: '0.1.0', organisation, password: undefined, passwords: createMemoryPasswordStore(), environment: {} },
    ...{ everyMinutes: 60, store, signInMemory: undefined, onRun: () => undefined, onProblem: () => undefined },
    onBug(thrown) {
      throw thrown
    },
    ...{ now: clock.now, monotonic: clock.monotonic, setTimer: clock.setTimer },
    proxyFor: async () => 'direct',
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
