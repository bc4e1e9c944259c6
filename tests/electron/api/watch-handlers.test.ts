import { describe, expect, onTestFinished, test } from 'vitest'
import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import type { FeedEvent } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { defaultSettings } from '../../../shared/settings/settings.ts'
import { createWatchPlayer } from '../../e2e/watch-player.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'
import { newFolder, opened } from '../engine/store/store-folder.ts'

const HOUR = 3_600_000
const never = new AbortController().signal
const fabrikam: Organisation = {
  ...sampleOrganisation,
  ...{ name: 'Fabrikam', domain: 'fabrikam.test', mailbox: 'probe@fabrikam.test' },
  account: { username: 'FABRIKAM\\probe', password: { environment: 'FABRIKAM_PASSWORD' } },
}

/** Handlers over a clock that the test puts forward; Contoso is open, and Fabrikam is kept beside it. */
async function open(options: Partial<HandlersOptions> = {}) {
  const clock = createHandClock()
  const player = createWatchPlayer(clock.now)
  const store = openStore({ directory: null })
  const fabrikamId = store.organisations.put(fabrikam)
  const told: string[] = []
  const handlers = createHandlers({
    ...{ host: 'loopback', version: '0.1.0', runReadiness: player.runReadiness, store },
    ...{ organisation: sampleOrganisation, password: 'of contoso', environment: { FABRIKAM_PASSWORD: 'of fabrikam' } },
    ...{ now: clock.now, monotonic: clock.monotonic, setTimer: clock.setTimer },
    desktop: { notify: (sentence) => told.push(sentence), savePdf: async () => ({ outcome: 'cancelled' }) },
    ...options,
  })
  const events: FeedEvent<'app.events'>[] = []
  const leaving = new AbortController()
  const listened = (async () => {
    for await (const { value } of handlers.feeds['app.events']({}, -1, leaving.signal)) events.push(value)
  })()
  onTestFinished(async () => {
    leaving.abort()
    await listened
    await handlers.watch.end()
  })
  await handlers.watch.begin()
  const read = () => handlers.calls['watch.read']({}, never)
  return {
    ...{ handlers, clock, player, store, fabrikamId, told, events, read },
    async status() {
      return (await read()).watches.find(({ organisation }) => organisation === 'Fabrikam')
    },
    save: (on: boolean) => handlers.calls['watch.save']({ organisationId: fabrikamId, everyMinutes: 60, on }, never),
    async end(like: typeof runReady) {
      player.end(like)
      await clock.forward(0)
    },
  }
}

describe('watch.save', () => {
  test('runs an organisation that is not the open one, with its own password, and leaves the open one open', async () => {
    const { save, clock, player, store, status, end, handlers } = await open()
    await save(true)
    await clock.forward(0)
    expect([player.started(), player.password(), (await status())?.state]).toEqual([1, 'of fabrikam', 'running'])
    await end(runReady)
    expect((await status())?.runs).toMatchObject([{ verdict: 'ready' }])
    expect(store.runs.list({}).map(({ origin }) => origin)).toEqual(['watch'])
    expect((await handlers.calls['organisation.read']({}, never)).organisation?.name).toBe('Contoso')
  })

  test('knows only organisations that are kept', async () => {
    const { handlers } = await open()
    const save = handlers.calls['watch.save']({ organisationId: 'org-000000000000', everyMinutes: 60, on: true }, never)
    await expect(save).rejects.toMatchObject(new ContractError('no-such-organisation'))
  })

  test('waits while somebody’s own run is under way, which is told nothing of', async () => {
    const { save, clock, player, status, end, handlers, told } = await open()
    await handlers.calls['run.start']({}, never)
    await save(true)
    await clock.forward(HOUR)
    expect([player.started(), (await status())?.state]).toEqual([1, 'waiting-for-turn'])
    await end(runReady)
    expect([player.started(), (await status())?.state]).toEqual([2, 'running'])
    expect(told).toEqual(['The run of Contoso has ended: ready.'])
  })
})

describe('what the watch leaves behind', () => {
  test('is thinned out after each run of it, which every window is told', async () => {
    const { save, clock, store, fabrikamId, end, events } = await open()
    for (const days of [10, 9, 8]) {
      const startedAt = new Date(clock.now().getTime() - days * 24 * HOUR).toISOString()
      const header = { ...runReady.run, id: `run-of-days-ago-${days}`, startedAt }
      store.runs.begin({ header, gatherers: [], checks: [], organisationId: fabrikamId, origin: 'watch' })
      store.runs.end({ ...runReady, run: header })
    }
    await save(true)
    await clock.forward(0)
    events.length = 0
    await end(runReady)
    expect(store.runs.list().map(({ header }) => header.id)).toEqual(['run-watch-0001', 'run-of-days-ago-10'])
    expect(events.filter((event) => event.type === 'changed' && event.what === 'runs')).toHaveLength(2)
  })
})

test('what another program has kept is told to every window', async () => {
  const folder = newFolder()
  const service = opened(folder)
  const { clock, events } = await open({ store: opened(folder) })
  service.runs.import(runReady, null)
  await clock.forward(3_000)
  expect(events).toContainEqual({ type: 'changed', what: 'runs' })
})

describe('what turns', () => {
  test('is told to every window and to the desktop, in the same words', async () => {
    const { save, clock, events, told, end } = await open()
    await save(true)
    await clock.forward(0)
    await end(runReady)
    await clock.forward(HOUR)
    await end({ ...runManyFailures, artifacts: {} })
    const [turned] = events.filter((event) => event.type === 'turned')
    expect(turned).toMatchObject({ from: 'ready', to: 'not-ready', title: 'Fabrikam: no longer ready' })
    expect(told).toEqual([`${turned?.title}. ${turned?.body}`])
  })

  test('is not told to a desktop that wants no notifications', async () => {
    const { save, clock, told, end, handlers, events } = await open()
    const settings = { ...defaultSettings, notifications: false }
    await handlers.calls['settings.save']({ settings }, never)
    await save(true)
    await clock.forward(0)
    await end(runReady)
    await clock.forward(HOUR)
    await end({ ...runManyFailures, artifacts: {} })
    expect(told).toEqual([])
    expect(events.some(({ type }) => type === 'turned')).toBe(true)
  })
})

describe('the metrics', () => {
  test('are served as the settings say, at the start as well, and no more after everything is deleted', async () => {
    const log: string[] = []
    const store = openStore({ directory: null })
    store.settings.write('settings', { ...defaultSettings, metrics: { on: true, port: 9464 } })
    const { handlers, read } = await open({
      store,
      async serveMetrics({ port, text }) {
        log.push(`open ${port} ${text().includes('postern_build_info')}`)
        return { address: `http://127.0.0.1:${port}/metrics`, close: async () => void log.push(`close ${port}`) }
      },
    })
    expect((await read()).metrics).toMatchObject({ on: true, address: 'http://127.0.0.1:9464/metrics' })
    const settings = { ...defaultSettings, metrics: { on: true, port: 9500 } }
    await handlers.calls['settings.save']({ settings }, never)
    await handlers.calls['data.deleteAll']({}, never)
    expect((await read()).metrics).toEqual({ on: false, address: null, problem: null })
    expect(log).toEqual(['open 9464 true', 'close 9464', 'open 9500 true', 'close 9500'])
  })

  test('end with the program, where what was chosen cannot be read any more as well', async () => {
    const log: string[] = []
    const store = openStore({ directory: null })
    store.settings.write('settings', { ...defaultSettings, metrics: { on: true, port: 9464 } })
    const { handlers } = await open({
      store,
      serveMetrics: async () => ({
        address: 'http://127.0.0.1:9464/metrics',
        close: async () => void log.push('closed'),
      }),
    })
    store.settings.read = () => {
      throw new StoreRefused('The disk failed.')
    }
    await handlers.watch.end()
    expect(log).toEqual(['closed'])
  })
})
