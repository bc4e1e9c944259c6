import { describe, expect, it } from 'vitest'
import { createWatchRecords } from '../../../electron/api/watch-records.ts'
import { createWatchScheduler, type WatchSchedulerOptions } from '../../../electron/api/watch-scheduler.ts'
import type { SettingsStore } from '../../../electron/engine/store/settings-store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { Run } from '../../../shared/run/run.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { runRejected } from '../../fixtures/run-rejected.ts'

const MINUTE = 60_000
const WAKING = 30_000
const contoso = 'org-0123456789ab'
const fabrikam = 'org-ffffffffffff'
/** Its certificate, which ends soon, would be told of too. */
const runDown: Run = { ...runManyFailures, artifacts: {} }

function memoryStore(): SettingsStore {
  const kept = new Map<string, string>()
  const read = (key: string) => JSON.parse(kept.get(key) ?? 'null') ?? undefined
  const write = (key: string, value: unknown) => void kept.set(key, JSON.stringify(value))
  return { read, write, change: (key, change) => write(key, change(read(key))) }
}

/** A scheduler over a clock that the test puts forward, and runs that end when it says so. */
function watching(more: Partial<WatchSchedulerOptions> = {}, store = memoryStore(), clock = createHandClock()) {
  const started: { organisationId: string; at: string }[] = []
  const told: string[] = []
  const bugs: unknown[] = []
  let changes = 0
  let active: { runId: string; organisationId: string } | null = null
  let refusal: Error | undefined
  const scheduler = createWatchScheduler({
    records: createWatchRecords(store),
    organisations: () => [
      { id: contoso, name: 'Contoso' },
      { id: fabrikam, name: 'Fabrikam' },
    ],
    async startRun(organisationId) {
      if (refusal) throw refusal
      if (active) throw new ContractError('run-active')
      started.push({ organisationId, at: clock.now().toISOString().slice(11, 16) })
      active = { runId: `run-${String(started.length).padStart(8, '0')}`, organisationId }
      return active.runId
    },
    activeRun: () => active?.runId ?? null,
    onRun: ({ name }, turns) => told.push(...turns.map(({ kind }) => `${name} ${kind}`)),
    onChange: () => {
      changes += 1
    },
    onBug: (thrown) => bugs.push(thrown),
    ...{ now: clock.now, monotonic: clock.monotonic, setTimer: clock.setTimer },
    ...more,
  })
  return {
    ...{ scheduler, clock, store, started, told, bugs },
    changes: () => changes,
    times: () => started.map(({ at }) => at),
    status: (id = contoso) => scheduler.statuses().find(({ watch }) => watch.organisationId === id),
    async end(like: Run, header: Partial<Run['run']> = {}) {
      if (!active) throw new Error('No run is under way.')
      const { runId, organisationId } = active
      active = null
      const startedAt = clock.now().toISOString()
      const run = { ...like, run: { ...like.run, id: runId, startedAt, finishedAt: startedAt, ...header } }
      scheduler.runEnded(run, { origin: 'watch', organisationId })
      await clock.forward(0)
    },
    /** A run of somebody at the window is under way from now on. */
    byHand: () => {
      active = { runId: 'run-by-hand-0001', organisationId: contoso }
    },
    async byHandEnds() {
      active = null
      scheduler.runEnded(runReady, { origin: 'window', organisationId: contoso })
      await clock.forward(0)
    },
    breakOff: () => {
      active = null
    },
    refuse: (error: Error | undefined) => {
      refusal = error
    },
  }
}

const on = { organisationId: contoso, everyMinutes: 30, on: true }

describe('A watch', () => {
  it('does nothing, and sets no timer, before one is switched on', async () => {
    const { scheduler, clock, started, status } = watching()
    scheduler.begin()
    await clock.forward(600 * MINUTE)
    expect([started.length, clock.timers()]).toEqual([0, 0])
    expect(status()).toMatchObject({ state: 'off', next: null, watch: { everyMinutes: 60, on: false } })
  })

  it('reads what is kept of each organisation once, whatever is asked of it', () => {
    const read: string[] = []
    const kept = memoryStore()
    const noting = (key: string) => {
      read.push(key)
      return kept.read(key)
    }
    const { scheduler } = watching({}, { ...kept, read: noting })
    const each = [`watch ${contoso}`, `watch ${fabrikam}`]
    for (const ask of [scheduler.begin, scheduler.statuses, scheduler.measured]) {
      ask()
      expect(read.splice(0)).toEqual(each)
    }
  })

  it('starts a run when it is switched on, and then one each interval after the last start', async () => {
    const { scheduler, clock, times, end, status } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(0)
    expect(status()).toMatchObject({ state: 'running' })
    await clock.forward(2 * MINUTE)
    await end(runReady)
    expect(status()).toMatchObject({ state: 'waiting', next: '2026-11-24T12:30:00.000Z' })
    await clock.forward(29 * MINUTE)
    await end(runReady)
    await clock.forward(29 * MINUTE)
    expect(times()).toEqual(['12:00', '12:30', '13:00'])
  })

  it('stops when it is switched off, and sets no timer any more', async () => {
    const { scheduler, clock, times, end } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(runReady)
    scheduler.save({ ...on, on: false })
    await clock.forward(600 * MINUTE)
    expect([times(), clock.timers()]).toEqual([['12:00'], 0])
  })

  it('never has two runs under way, however long one takes', async () => {
    const { scheduler, clock, times, end } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(75 * MINUTE)
    expect(times()).toEqual(['12:00'])
    await end(runReady)
    expect(times()).toEqual(['12:00', '13:15'])
  })

  it('lets another run go first, and starts as soon as that has ended', async () => {
    const { scheduler, clock, times, byHand, byHandEnds, status } = watching()
    scheduler.begin()
    byHand()
    scheduler.save(on)
    await clock.forward(4 * MINUTE)
    expect([times(), status()?.state]).toEqual([[], 'waiting-for-turn'])
    await byHandEnds()
    expect([times(), status()?.state]).toEqual([['12:04'], 'running'])
  })

  it('takes several organisations in turn, the one that has waited longest first', async () => {
    const { scheduler, clock, started, end } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(0)
    scheduler.save({ ...on, organisationId: fabrikam })
    await clock.forward(MINUTE)
    await end(runReady)
    await clock.forward(40 * MINUTE)
    await end(runReady)
    await end(runReady)
    expect(started.map(({ organisationId }) => organisationId)).toEqual([contoso, fabrikam, contoso, fabrikam])
  })

  it('makes up for a night asleep by one run, a moment after waking', async () => {
    const { scheduler, clock, times, end } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(runReady)
    await clock.sleep(10 * 60 * MINUTE)
    await clock.forward(29_000)
    expect(times()).toEqual(['12:00'])
    await clock.forward(5 * MINUTE)
    await end(runReady)
    await clock.forward(20 * MINUTE)
    expect(times()).toEqual(['12:00', '22:05'])
  })

  it.each([
    ['at once', 0],
    ['a while', MINUTE],
  ])(
    'says nothing of the servers by a run in whose middle the machine slept, and that ends %s after it woke',
    async (_words, later) => {
      const { scheduler, clock, told, end, status } = watching()
      scheduler.begin()
      scheduler.save(on)
      await clock.forward(MINUTE)
      await end(runReady)
      await clock.forward(29 * MINUTE)
      await clock.sleep(60 * MINUTE)
      await clock.forward(later)
      await end(runDown)
      expect(told).toEqual([])
      expect(status()?.runs.at(-1)).toMatchObject({ verdict: 'could-not-tell', unsettled: 'slept' })
    },
  )

  it('goes on as ever when somebody sets the clock back', async () => {
    const { scheduler, clock, started, end } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(runReady)
    clock.set(-24 * 60 * MINUTE)
    await clock.forward(29 * MINUTE)
    expect(started).toHaveLength(2)
  })

  it('tells what has turned, and shows it with its runs', async () => {
    const { scheduler, clock, told, end, status } = watching()
    scheduler.begin()
    scheduler.save(on)
    for (const run of [runReady, runDown, runDown, runReady]) {
      await clock.forward(30 * MINUTE)
      await end(run)
    }
    expect(told).toEqual(['Contoso worse', 'Contoso better'])
    expect(status()?.turns.map(({ kind }) => kind)).toEqual(['better', 'worse'])
    expect(status()?.runs.map(({ verdict }) => verdict)).toEqual(['ready', 'not-ready', 'not-ready', 'ready'])
    expect(status()?.certificates.length).toBeGreaterThan(0)
  })

  it('takes no notice of a run that was stopped, of some checks, or that verifies', async () => {
    const { scheduler, clock, told, end, status } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(runReady)
    const headers: Partial<Run['run']>[] = [
      { endedEarly: 'cancelled' },
      { only: ['dns/ttl'] },
      { verifies: runReady.run.id },
    ]
    for (const header of headers) {
      await clock.forward(30 * MINUTE)
      await end(runDown, header)
    }
    expect([told, status()?.runs.length]).toEqual([[], 1])
  })

  it('says that it is held back when the password was rejected, until a sign-in is made again', async () => {
    const { scheduler, clock, end, status } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(runRejected)
    expect(status()?.heldBack).toMatchObject({
      sentence: expect.stringMatching(/^This password has been rejected once/),
    })
    await clock.forward(30 * MINUTE)
    await end(runReady)
    expect(status()?.heldBack).toBeNull()
  })

  it('says that no password is held, and rather that one was rejected, until a sign-in is made', async () => {
    const { scheduler, clock, end, status } = watching()
    const { signIns } = runReady.artifacts
    if (signIns?.state !== 'gathered') throw new Error('The run has no sign-ins.')
    const one = { gatherer: 'ntlmSignIn', url: 'https://mail.contoso.test/EWS', reason: 'no-password' } as const
    const value = { ...signIns.value, attempts: [], withheld: [one] }
    const without: Run = { ...runReady, artifacts: { ...runReady.artifacts, signIns: { ...signIns, value } } }
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(without)
    expect(status()?.heldBack).toEqual({ sentence: 'No password is held for its account.' })
    await clock.forward(30 * MINUTE)
    await end(runRejected)
    await clock.forward(30 * MINUTE)
    await end(without)
    expect(status()?.heldBack?.sentence).toMatch(/^This password has been rejected once/)
    await clock.forward(30 * MINUTE)
    await end(runReady)
    expect(status()?.heldBack).toBeNull()
  })

  it('counts a run that broke off as our own failure, and goes on', async () => {
    const { scheduler, clock, times, breakOff, status } = watching()
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    breakOff()
    await clock.forward(30 * MINUTE)
    expect(status()?.runs).toMatchObject([{ verdict: 'bug', unsettled: 'bug' }])
    expect(times()).toEqual(['12:00', '12:30'])
  })

  it('says why a run could not be started, and tries again when the next is due', async () => {
    const { scheduler, clock, times, refuse, status, bugs } = watching()
    scheduler.begin()
    refuse(new Error('a secret of ours'))
    scheduler.save(on)
    await clock.forward(20 * MINUTE)
    expect(status()?.problem).toBe('Postern itself failed. This is our bug, not the server’s.')
    expect(bugs).toHaveLength(1)
    refuse(undefined)
    await clock.forward(10 * MINUTE)
    expect([times(), status()?.problem]).toEqual([['12:30'], null])
  })

  it('goes on where it was in a program that begins anew, once there is a network', async () => {
    const first = watching()
    first.scheduler.begin()
    first.scheduler.save(on)
    await first.clock.forward(MINUTE)
    await first.end(runReady)
    first.scheduler.stop()
    await first.clock.forward(9 * MINUTE)
    const second = watching({}, first.store, createHandClock('2026-11-24T12:10:00.000Z'))
    second.scheduler.begin()
    await second.clock.forward(21 * MINUTE)
    await second.end(runDown)
    expect([second.times(), second.told]).toEqual([['12:30'], ['Contoso worse']])
    expect(first.started).toHaveLength(1)

    const third = watching({}, first.store, createHandClock('2026-11-25T08:00:00.000Z'))
    third.scheduler.begin()
    await third.clock.forward(29_000)
    expect(third.times()).toEqual([])
    await third.clock.forward(1_000)
    expect(third.times()).toEqual(['08:00'])
  })

  it('leaves a run alone that another program with the same watch has just made', async () => {
    const app = watching()
    app.scheduler.begin()
    app.scheduler.save(on)
    await app.clock.forward(MINUTE)
    await app.end(runReady)
    const records = createWatchRecords(app.store)
    await app.clock.forward(28 * MINUTE)
    records.change(contoso, () => ({ lastStart: '2026-11-24T12:28:00.000Z' }))
    await app.clock.forward(28 * MINUTE)
    expect(app.times()).toEqual(['12:00'])
    await app.clock.forward(MINUTE)
    expect(app.times()).toEqual(['12:00', '12:58'])
  })

  it('starts no run that another program with the same watch starts in the same moment', async () => {
    const store = memoryStore()
    let quicker = (): void => undefined
    // The other program looks and starts between this one's look and its own start.
    const between: SettingsStore = {
      ...store,
      change(key, change) {
        quicker()
        store.change(key, change)
      },
    }
    const [window, service] = [watching({}, between), watching({}, store)]
    window.scheduler.save(on)
    service.scheduler.save(on)
    quicker = () => {
      quicker = () => undefined
      service.scheduler.begin()
    }
    window.scheduler.begin()
    await window.clock.forward(WAKING)
    await service.clock.forward(WAKING)
    expect([window.times(), service.times()]).toEqual([[], ['12:00']])
    expect(window.status()).toMatchObject({ state: 'waiting', next: '2026-11-24T12:30:00.000Z' })
    await window.clock.forward(30 * MINUTE)
    expect(window.times()).toEqual(['12:30'])
  })

  it('as a service begins at once, but no more often than every five minutes however often it is started', async () => {
    const schedule = () => ({ on: true, everyMinutes: 60 })
    const service = { organisations: () => [{ id: contoso, name: 'Contoso' }], schedule, beginsAtOnce: 'soon' as const }
    const first = watching(service)
    first.scheduler.begin()
    await first.clock.forward(0)
    expect(first.times()).toEqual(['12:00'])
    const second = watching(service, first.store, createHandClock('2026-11-24T12:01:00.000Z'))
    second.scheduler.begin()
    await second.clock.forward(10 * MINUTE)
    expect(second.times()).toEqual(['12:05'])
    await second.end(runReady)
    await second.clock.forward(60 * MINUTE)
    expect(second.times()).toEqual(['12:05', '13:05'])
  })

  it('measures the last whole run, whoever started it, and how many have ended', async () => {
    const { scheduler, clock, end } = watching()
    scheduler.begin()
    expect(scheduler.measured()[0]).toMatchObject({ organisation: 'Contoso', last: null, next: null })
    scheduler.save(on)
    await clock.forward(MINUTE)
    await end(runDown)
    scheduler.runEnded(runReady, { origin: 'window', organisationId: contoso })
    scheduler.runEnded(runReady, { origin: 'window', organisationId: null })
    const [measured] = scheduler.measured()
    expect(measured?.runs).toEqual({ ready: 1, 'not-ready': 1, 'could-not-tell': 0, bug: 0 })
    expect(measured?.last).toMatchObject({ verdict: 'ready', offline: false })
    expect(measured?.next).toBe('2026-11-24T12:30:00.000Z')
  })
})

describe('A watch over a disk that fails', () => {
  const sentence = 'The disk is full.'

  /** A store that refuses what the test says, for as long as it says so. */
  function failing() {
    const store = memoryStore()
    const refused = { read: false, write: false }
    const refuse = (is: boolean): void => {
      if (is) throw new StoreRefused(sentence)
    }
    const read: SettingsStore['read'] = (key) => {
      refuse(refused.read)
      return store.read(key)
    }
    const write: SettingsStore['write'] = (key, value) => {
      refuse(refused.write)
      store.write(key, value)
    }
    return {
      refused,
      store: { read, write, change: (key, change) => write(key, change(read(key))) } satisfies SettingsStore,
    }
  }

  it('says so, starts nothing of which it could not note the start, and starts it once it can', async () => {
    const { store, refused } = failing()
    const { scheduler, clock, times, end, status, bugs } = watching({}, store)
    scheduler.begin()
    scheduler.save(on)
    await end(runReady)
    refused.write = true
    await clock.forward(60 * MINUTE)
    expect(times()).toEqual(['12:00'])
    expect(status()).toMatchObject({ state: 'waiting', problem: sentence })
    refused.write = false
    await clock.forward(MINUTE)
    expect(times()).toEqual(['12:00', '13:00'])
    expect(status()).toMatchObject({ state: 'running', problem: null })
    expect(bugs).toEqual([])
  })

  it('goes on looking where what is kept cannot be read for a while', async () => {
    const { store, refused } = failing()
    const { scheduler, clock, times, end } = watching({}, store)
    scheduler.begin()
    scheduler.save(on)
    await end(runReady)
    refused.read = true
    await clock.forward(40 * MINUTE)
    refused.read = false
    await clock.forward(MINUTE)
    expect(times()).toEqual(['12:00', '12:40'])
  })

  it('says so where it cannot note a run that has ended, and starts the next one all the same', async () => {
    const { store, refused } = failing()
    const { scheduler, clock, times, end, status } = watching({}, store)
    scheduler.begin()
    scheduler.save(on)
    await clock.forward(MINUTE)
    refused.write = true
    await end(runReady)
    expect(status()).toMatchObject({ state: 'waiting', problem: sentence })
    refused.write = false
    await clock.forward(30 * MINUTE)
    expect(times()).toEqual(['12:00', '12:30'])
    expect(status()).toMatchObject({ problem: null })
  })
})

describe('What is kept of a watch', () => {
  it('is begun anew where another version wrote what cannot be read', () => {
    const store = memoryStore()
    store.write(`watch ${contoso}`, { format: 'of tomorrow' })
    expect(createWatchRecords(store).read(contoso)).toMatchObject({ on: false, runs: [] })
  })
})
