import { describe, expect, test } from 'vitest'
import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import type { RunReadiness } from '../../../electron/api/run-registry.ts'
import { traceOfDevice } from '../../../electron/engine/gather/active-sync-device.ts'
import { connect } from '../../../shared/contract/connect.ts'
import type { ContractBug } from '../../../shared/contract/contract-bug.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { nylas } from '../../../shared/profiles/profile.ts'
import type { Run, RunEvent } from '../../../shared/run/run.ts'
import { sampleHeader, sampleOrganisation } from '../../shared/contract/samples.ts'

type Options = Parameters<RunReadiness>[0]

const password = 'Tr0ub4dor&3'

function finding(title: string): Extract<RunEvent, { type: 'finding' }>['finding'] {
  return {
    check: 'dns/server-name',
    step: 'dns',
    outcome: 'resolves',
    verdict: 'pass',
    title,
    why: 'Because.',
    evidence: { text: title, list: [title] },
    advice: null,
    remedy: null,
    artifacts: [],
  }
}

/** A runner that tells its options, and goes on as the test says. */
function createRunner() {
  let count = 0
  const runs: {
    options: Options
    header: Run['run']
    finish: (title?: string) => void
    fail: (error: unknown) => void
  }[] = []
  const runReadiness: RunReadiness = (options) => {
    count += 1
    const header = { ...sampleHeader, id: `run-20260101-${String(count).padStart(4, '0')}` }
    options.onEvent?.({ type: 'started', run: header, gatherers: [], checks: [] })
    return new Promise((resolve, reject) => {
      runs.push({
        options,
        header,
        fail: reject,
        finish(title = 'It resolves') {
          const finished = { ...header, finishedAt: '2026-01-01T00:00:01.000Z' }
          options.onEvent?.({ type: 'finding', finding: finding(title) })
          options.onEvent?.({ type: 'finished', verdict: 'ready', run: finished })
          resolve({ run: finished, verdict: 'ready', findings: [finding(title)], artifacts: {} })
        },
      })
    })
  }
  const last = () => {
    const run = runs.at(-1)
    if (run === undefined) throw new Error('no run was started')
    return run
  }
  return { runReadiness, runs, last }
}

function open(options: Partial<HandlersOptions> = {}) {
  const runner = createRunner()
  const bugs: ContractBug[] = []
  const handlers = createHandlers({
    host: 'loopback',
    version: '0.1.0',
    runReadiness: runner.runReadiness,
    environment: {},
    ...options,
  })
  const client = connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(handlers, there, { onBug: (bug) => bugs.push(bug) })
    return here
  })
  return { ...runner, client, handlers, bugs }
}

async function readAll<T>(feed: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of feed) all.push(event)
  return all
}

const username = sampleOrganisation.account?.username ?? ''

describe('what is refused', () => {
  test('a run or a password without an organisation', async () => {
    const { client, runs } = open()
    await expect(client.call('run.start', {})).rejects.toMatchObject({ code: 'no-organisation' })
    await expect(client.call('secret.put', { username, password })).rejects.toMatchObject({ code: 'no-organisation' })
    expect(runs).toEqual([])
  })

  test('a second run while one is under way, or is being started', async () => {
    const { client, last, runs } = open({ organisation: sampleOrganisation })
    const both = await Promise.allSettled([client.call('run.start', {}), client.call('run.start', {})])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await expect(client.call('run.start', {})).rejects.toMatchObject({ code: 'run-active' })
    last().finish()
    await readAll(client.feed('run.events', { runId: last().header.id }))
    await client.call('run.start', {})
    expect(runs).toHaveLength(2)
  })

  test.each(['run.read', 'run.cancel'] as const)('%s of a run that is not known', async (name) => {
    const { client } = open()
    await expect(client.call(name, { runId: 'run-20990101' })).rejects.toMatchObject({ code: 'no-such-run' })
  })

  test('the events of a run that is not known', async () => {
    const { client } = open()
    await expect(readAll(client.feed('run.events', { runId: 'run-20990101' }))).rejects.toMatchObject({
      code: 'no-such-run',
    })
  })

  test('a check that there is not; and a run can be started after it', async () => {
    const runner = createRunner()
    const runReadiness: RunReadiness = async (options) => {
      if (options.only) throw new RangeError('There is no check dns/nothing.')
      return runner.runReadiness(options)
    }
    const { client, bugs } = open({ organisation: sampleOrganisation, runReadiness })
    await expect(client.call('run.start', { only: ['dns/nothing'] })).rejects.toMatchObject({ code: 'bad-argument' })
    expect(bugs).toEqual([])
    await client.call('run.start', {})
  })

  test('a run that has not ended can be read with what there is of it, and not be judged anew', async () => {
    const { client, last } = open({ organisation: sampleOrganisation })
    const { runId } = await client.call('run.start', {})
    const underWay = await client.call('run.read', { runId })
    expect(underWay).toMatchObject({ state: 'under-way', verdict: null, findings: [] })
    await expect(client.call('run.judge', { runId })).rejects.toMatchObject({ code: 'run-unfinished' })
    last().finish()
    await readAll(client.feed('run.events', { runId }))
    expect(await client.call('run.read', { runId })).toMatchObject({ state: 'ended', verdict: 'ready' })
  })
})

describe('what a run may leave behind', () => {
  const tracesOf = async (options: Partial<HandlersOptions>) =>
    (await open(options).client.call('run.traces', {})).traces

  test('is nothing without an account, without a password, and where the organisation wants no trace', async () => {
    const { account: _account, ...anonymous } = sampleOrganisation
    expect(await tracesOf({ organisation: anonymous, password })).toEqual([])
    expect(await tracesOf({ organisation: sampleOrganisation })).toEqual([])
    const noTrace = { ...sampleOrganisation, activeSync: { leaveNoTrace: true } }
    expect(await tracesOf({ organisation: noTrace, password })).toEqual([])
    await expect(tracesOf({})).rejects.toMatchObject({ code: 'no-organisation' })
  })

  test('is the partnership of the device that the run signs in as, told without a run', async () => {
    const { client, runs } = open({ organisation: sampleOrganisation, password })
    const [trace] = (await client.call('run.traces', {})).traces
    expect(trace).toEqual(traceOfDevice(sampleOrganisation, nylas))
    expect(JSON.stringify(trace)).not.toContain(password)
    expect(runs).toEqual([])
  })
})

describe('runs', () => {
  test('a run from its start to its end, followed from two places', async () => {
    const { client, last } = open({ organisation: sampleOrganisation })
    const { runId } = await client.call('run.start', { only: ['dns/server-name'] })
    expect(last().options).toMatchObject({ organisation: sampleOrganisation, only: ['dns/server-name'] })
    expect(await client.call('run.list', {})).toMatchObject({
      runs: [{ header: { id: runId }, state: 'under-way' }],
      active: runId,
    })
    const early = readAll(client.feed('run.events', { runId }))
    last().finish()
    const types = (await early).map(({ type }) => type)
    expect(types).toEqual(['started', 'finding', 'finished'])
    expect(await readAll(client.feed('run.events', { runId }))).toEqual(await early)
    const list = await client.call('run.list', {})
    expect(list).toMatchObject({
      runs: [{ header: { id: runId, finishedAt: '2026-01-01T00:00:01.000Z' }, state: 'ended', verdict: 'ready' }],
      active: null,
    })
  })

  test('every run is kept, newest first, and is told anew when its events are held no more', async () => {
    const { client, last } = open({ organisation: sampleOrganisation })
    const ids: string[] = []
    for (let count = 0; count < 22; count += 1) {
      const { runId } = await client.call('run.start', {})
      ids.push(runId)
      last().finish()
      await readAll(client.feed('run.events', { runId }))
    }
    const { runs } = await client.call('run.list', {})
    expect(runs.map(({ header }) => header.id)).toEqual(ids.toReversed())
    const [oldest = ''] = ids
    expect(await client.call('run.read', { runId: oldest })).toMatchObject({ run: { id: oldest }, verdict: 'ready' })
    const types = (await readAll(client.feed('run.events', { runId: oldest }))).map(({ type }) => type)
    expect(types).toEqual(['started', 'finding', 'finished'])
  })

  test('cancel aborts the run’s signal, and may be asked again when it has ended', async () => {
    const { client, last } = open({ organisation: sampleOrganisation })
    const { runId } = await client.call('run.start', {})
    expect(last().options.signal?.aborted).toBe(false)
    await client.call('run.cancel', { runId })
    expect(last().options.signal?.aborted).toBe(true)
    last().finish()
    await readAll(client.feed('run.events', { runId }))
    expect(await client.call('run.cancel', { runId })).toEqual({})
  })

  test('a window that goes does not stop the run that it started', async () => {
    const { client, last } = open({ organisation: sampleOrganisation })
    await client.call('run.start', {})
    client.close()
    expect(last().options.signal?.aborted).toBe(false)
  })

  test('the signal of its start does not stop a run that has begun', async () => {
    const { handlers, last } = open({ organisation: sampleOrganisation })
    const controller = new AbortController()
    await handlers.calls['run.start']({}, controller.signal)
    controller.abort()
    expect(last().options.signal?.aborted).toBe(false)
  })

  test('a start that is given up before the run began begins none', async () => {
    const reading = Promise.withResolvers<undefined>()
    const store = { ...createMemoryPasswordStore(), read: () => reading.promise }
    const { client, runs } = open({ organisation: sampleOrganisation, passwords: store })
    const controller = new AbortController()
    const start = client.call('run.start', {}, controller.signal).catch((error) => error)
    const list = client.call('run.list', {})
    await list
    controller.abort()
    expect(await start).toMatchObject({ code: 'cancelled' })
    reading.resolve(undefined)
    await client.call('app.about', {})
    expect(runs).toEqual([])
    await client.call('run.start', {})
    expect(runs).toHaveLength(1)
  })

  test.each([
    ['before its first event', false],
    ['half way', true],
  ])('a run that throws %s is a bug of ours, and another can be started', async (_what, begun) => {
    const runner = createRunner()
    let broken = true
    const runReadiness: RunReadiness = async (options) => {
      if (broken && !begun) throw new Error(`no ${password}`)
      return runner.runReadiness(options)
    }
    const { client, bugs } = open({ organisation: sampleOrganisation, password, runReadiness })
    const outcome = async () => {
      const { runId } = await client.call('run.start', {})
      runner.last().fail(new Error(`no ${password}`))
      await readAll(client.feed('run.events', { runId }))
    }
    await expect(outcome()).rejects.toMatchObject({ code: 'internal' })
    expect(bugs).toMatchObject([{ kind: 'threw', sentence: 'The handler threw: no (not shown)' }])
    expect(JSON.stringify(bugs)).not.toContain(password)
    broken = false
    await client.call('run.start', {})
    const { runs, active } = await client.call('run.list', {})
    expect(active).toBe(runs[0]?.header.id)
    if (begun) {
      const brokeOff = await client.call('run.read', { runId: runs[1]?.header.id ?? '' })
      expect(brokeOff).toMatchObject({ state: 'interrupted', verdict: null })
    }
  })

  test('that a password may be tried again is said by each run that starts so, and by no other', async () => {
    const { client, runs, last } = open({ organisation: sampleOrganisation })
    for (const argument of [{ tryAgain: true }, {}]) {
      const { runId } = await client.call('run.start', argument)
      last().finish()
      await readAll(client.feed('run.events', { runId }))
    }
    expect(runs.map(({ options }) => options.tryAgain)).toEqual([true, undefined])
  })

  test('one sign-in budget lasts as long as the handlers', async () => {
    const { client, runs, last } = open({ organisation: sampleOrganisation })
    for (let count = 0; count < 2; count += 1) {
      const { runId } = await client.call('run.start', {})
      last().finish()
      await readAll(client.feed('run.events', { runId }))
    }
    const [one, other] = runs.map(({ options }) => options.budget)
    expect(one).toBeDefined()
    expect(one).toBe(other)
  })
})

describe('secrets', () => {
  const withPlace = (place: NonNullable<Organisation['account']>['password']): Organisation => ({
    ...sampleOrganisation,
    account: { username, ...(place && { password: place }) },
  })
  const inKeychain = withPlace({ keychain: { service: 'Exchange', account: 'probe' } })
  const inEnvironment = withPlace({ environment: 'PROBE_PASSWORD' })

  async function passwordOfRun({ client, last }: ReturnType<typeof open>): Promise<string | undefined> {
    await client.call('run.start', {})
    return last().options.password
  }

  async function storeWith(service: string, account: string, held: string) {
    const store = createMemoryPasswordStore()
    await store.write(service, account, held)
    return store
  }

  test('no password: a run goes without one', async () => {
    const app = open({ organisation: sampleOrganisation })
    expect(await app.client.call('organisation.read', {})).toMatchObject({
      organisation: sampleOrganisation,
      secret: null,
    })
    expect(await passwordOfRun(app)).toBeUndefined()
  })

  test('one that was put is used, and comes back as a reference that says nothing of it', async () => {
    const app = open({ organisation: sampleOrganisation })
    const held = await app.client.call('secret.put', { username, password })
    expect(held).toEqual({ reference: expect.stringMatching(/^secret-[0-9a-f]{24}$/), username })
    expect(await app.client.call('organisation.read', {})).toMatchObject({ secret: held })
    expect(await passwordOfRun(app)).toBe(password)
  })

  test('one that is put later takes the place of the first, under another reference', async () => {
    const app = open({ organisation: sampleOrganisation, password: 'the-first' })
    const { secret } = await app.client.call('organisation.read', {})
    const later = await app.client.call('secret.put', { username: username.toUpperCase(), password })
    expect(later.reference).not.toBe(secret?.reference)
    expect(await passwordOfRun(app)).toBe(password)
  })

  test.each<[string, Partial<HandlersOptions>]>([
    ['given at the start', { organisation: sampleOrganisation, password }],
    ['in the environment', { organisation: inEnvironment, environment: { PROBE_PASSWORD: password } }],
  ])('one that is %s is used until it is forgotten', async (_what, options) => {
    const app = open(options)
    const { secret } = await app.client.call('organisation.read', {})
    expect(secret).not.toBeNull()
    expect(await passwordOfRun(app)).toBe(password)
    app.last().finish()
    await readAll(app.client.feed('run.events', { runId: app.last().header.id }))
    await app.client.call('secret.forget', { reference: 'secret-of-another' })
    expect((await app.client.call('organisation.read', {})).secret).toEqual(secret)
    await app.client.call('secret.forget', { reference: secret?.reference ?? '' })
    expect((await app.client.call('organisation.read', {})).secret).toBeNull()
    expect(await passwordOfRun(app)).toBeUndefined()
  })

  test('one in the keychain, where the organisation’s file says so; forgetting leaves that entry alone', async () => {
    const passwords = await storeWith('Exchange', 'probe', password)
    const app = open({ organisation: inKeychain, passwords })
    const { secret } = await app.client.call('organisation.read', {})
    expect(await passwordOfRun(app)).toBe(password)
    await app.client.call('secret.forget', { reference: secret?.reference ?? '' })
    expect(await passwords.read('Exchange', 'probe')).toBe(password)
  })

  test('one that was typed before Postern was started again is found in the keychain', async () => {
    const passwords = createMemoryPasswordStore()
    await open({ organisation: sampleOrganisation, passwords }).client.call('secret.put', { username, password })
    const app = open({ organisation: sampleOrganisation, passwords })
    const { secret } = await app.client.call('organisation.read', {})
    expect(await passwordOfRun(app)).toBe(password)
    await app.client.call('secret.forget', { reference: secret?.reference ?? '' })
    expect(await passwords.read('Postern', `contoso.test/${username.toLowerCase()}`)).toBeUndefined()
  })

  test('one of the same user name in another organisation is another', async () => {
    const app = open({ organisation: sampleOrganisation })
    await app.client.call('secret.put', { username, password })
    await app.client.call('organisation.save', { organisation: { ...sampleOrganisation, domain: 'fabrikam.test' } })
    expect((await app.client.call('organisation.read', {})).secret).toBeNull()
    expect(await passwordOfRun(app)).toBeUndefined()
  })

  test.each<[string, Organisation | undefined, Organisation]>([
    ['no file was opened', undefined, inKeychain],
    ['the file names none', sampleOrganisation, inKeychain],
    ['the file names another', inEnvironment, inKeychain],
    [
      'the file names it for another user',
      inKeychain,
      { ...inKeychain, account: { ...inKeychain.account, username: 'x' } },
    ],
    ['the file names it for another domain', inKeychain, { ...inKeychain, domain: 'fabrikam.test' }],
    [
      'the file names another entry',
      inKeychain,
      withPlace({ keychain: { service: 'Exchange', account: 'administrator' } }),
    ],
    ['the file names another variable', inEnvironment, withPlace({ environment: 'OTHER_PASSWORD' })],
  ])('a window can’t name the place of a password: %s', async (_what, organisation, saved) => {
    const passwords = await storeWith('Exchange', 'probe', password)
    await passwords.write('Exchange', 'administrator', password)
    const app = open({ organisation, passwords, environment: { PROBE_PASSWORD: password, OTHER_PASSWORD: password } })
    const result = await app.client.call('organisation.save', { organisation: saved })
    expect(result.organisation.account).toEqual({ username: saved.account?.username })
    expect(await passwordOfRun(app)).toBeUndefined()
  })

  test.each([inKeychain, inEnvironment])(
    'a window that saves what the file named keeps it: %#',
    async (organisation) => {
      const passwords = await storeWith('Exchange', 'probe', password)
      const app = open({ organisation, passwords, environment: { PROBE_PASSWORD: password } })
      const changed = { ...organisation, name: 'Contoso Ltd' }
      expect((await app.client.call('organisation.save', { organisation: changed })).organisation).toEqual(changed)
      expect(await passwordOfRun(app)).toBe(password)
    },
  )

  test('a file that the administrator opens outside the window may name the place', async () => {
    const app = open({ passwords: await storeWith('Exchange', 'probe', password) })
    app.handlers.openOrganisation(inKeychain)
    expect((await app.client.call('organisation.read', {})).organisation).toEqual(inKeychain)
    expect(await passwordOfRun(app)).toBe(password)
  })

  test('nothing that comes back holds one, in whatever form the runner told it', async () => {
    const app = open({ organisation: sampleOrganisation })
    await app.client.call('secret.put', { username, password })
    const { runId } = await app.client.call('run.start', {})
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    app.last().finish(`${password} ${encodeURIComponent(password)} Basic ${basic} <p>Tr0ub4dor&amp;3</p>`)
    const told = JSON.stringify([
      await readAll(app.client.feed('run.events', { runId })),
      await app.client.call('run.read', { runId }),
      await app.client.call('run.list', {}),
      await app.client.call('organisation.read', {}),
    ])
    expect(told).toContain('(not shown)')
    for (const form of [password, encodeURIComponent(password), basic, 'Tr0ub4dor&amp;3']) {
      expect(told).not.toContain(form)
    }
    app.client.close()
  })
})

test('about says where passwords are kept', async () => {
  const store = { ...createMemoryPasswordStore(), kind: async () => 'keychain' as const }
  expect(await open({ host: 'electron', passwords: store }).client.call('app.about', {})).toEqual({
    version: '0.1.0',
    host: 'electron',
    passwords: 'keychain',
    directory: null,
    notice: null,
  })
})
