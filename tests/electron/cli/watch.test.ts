import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openKeptStore } from '../../../electron/api/kept-store.ts'
import { createMemoryPasswordStore } from '../../../electron/api/password-store.ts'
import { createWatchService, type WatchedRun } from '../../../electron/api/watch-service.ts'
import { runReadiness } from '../../../electron/engine/run/run-readiness.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { serveMetrics } from '../../../electron/loopback/metrics-server.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { freePort, takePort } from '../../fixtures/free-port.ts'
import { createHandClock } from '../../fixtures/hand-clock.ts'
import { cli, startCli } from './run-cli.ts'

let folder: string
let lab: Lab
let slow: Lab
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-watch-'))
  ;[lab, slow] = await Promise.all([startLab(), startLab({ latencyMilliseconds: 30_000 })])
  await writeFile(join(folder, 'contoso.json'), JSON.stringify(lab.organisation))
  await writeFile(join(folder, 'slow.json'), JSON.stringify(slow.organisation))
})
afterEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
})
afterAll(async () => {
  await Promise.all([lab.close(), slow.close()])
  await rm(folder, { recursive: true, force: true })
})

const file = () => join(folder, 'contoso.json')

/** A place for what Postern keeps, of which several commands know. */
async function newState() {
  const state = await mkdtemp(join(folder, 'state-'))
  return { state, environment: { POSTERN_LAB_PASSWORD: lab.password, XDG_STATE_HOME: state } }
}

describe('watch --once', { timeout: 60_000 }, () => {
  test('tells the verdict as its exit code, and what has turned since the last time', async () => {
    const { state, environment } = await newState()
    const watch = () => cli(['watch', '--org', file(), '--once'], { environment })
    const first = await watch()
    expect(first).toMatchObject({ code: 0, error: '' })
    expect(first.out).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ Contoso \(lab\): Ready\. Of \d+ checks: .*\n$/)
    expect(first.out).not.toMatch(/Turned|Next/)

    await lab.setFaults(['certificate-expired'])
    const second = await watch()
    expect(second.code).toBe(1)
    expect(second.out).toMatch(/ Contoso \(lab\): Not ready\. .* Turned: Contoso \(lab\): no longer ready\. /)

    const third = await watch()
    expect([third.code, third.out.includes('Turned')]).toEqual([1, false])

    const kept = openKeptStore(join(state, 'postern'))
    if ('refused' in kept) throw new Error(kept.refused)
    const runs = kept.store.runs.list({})
    kept.store.close()
    expect(runs.map(({ origin, verdict }) => `${origin} ${verdict}`)).toEqual([
      'watch not-ready',
      'watch not-ready',
      'watch ready',
    ])
    for (const name of await readdir(join(state, 'postern'))) {
      expect(await readFile(join(state, 'postern', name), 'latin1')).not.toContain(lab.password)
    }
  })

  test('sends a password that was rejected no second time, and says that it is held back', async () => {
    const { environment } = await newState()
    await lab.setFaults(['wrong-password'])
    const watch = () => cli(['watch', '--org', file(), '--once'], { environment })
    expect((await watch()).code).toBe(1)
    const second = await watch()
    expect(second.code).toBe(3)
    expect(second.out).toContain('Could not tell. The password is held back, because a sign-in with it was rejected')
    expect(lab.badSignIns('alice').total).toBe(1)
  })
})

describe('watch as a service', { timeout: 60_000 }, () => {
  test('writes a line a run, serves the metrics, and ends by SIGTERM', async () => {
    const { environment } = await newState()
    const port = await freePort()
    const { child, ended, shown } = startCli(['watch', '--org', file(), '--metrics', `127.0.0.1:${port}`], {
      environment,
    })
    child.stdin.end()
    await expect.poll(shown, { timeout: 30_000 }).toMatch(/ Contoso \(lab\): Ready\. .* Next .*Z\.\n$/)
    const [first, ...runs] = shown().trimEnd().split('\n')
    expect(first).toMatch(/^20\S+Z Contoso \(lab\): Watched every hour\. The first run is under way\.$/)
    expect(runs).toHaveLength(1)
    const scraped = await fetch(`http://127.0.0.1:${port}/metrics`)
    expect(await scraped.text()).toContain('postern_run_verdict{organisation="Contoso (lab)",verdict="ready"} 1\n')
    child.kill('SIGTERM')
    const { code, error } = await ended
    expect(code).toBe(0)
    expect(error).toBe(`postern: The metrics are at http://127.0.0.1:${port}/metrics, for this machine alone.\n`)
  })

  test('stops a run that is under way by SIGTERM, and keeps what it saw', async () => {
    const { state, environment } = await newState()
    const { child, ended } = startCli(['watch', '--org', join(folder, 'slow.json')], { environment })
    child.stdin.end()
    const runs = () => {
      const kept = openKeptStore(join(state, 'postern'))
      if ('refused' in kept) throw new Error(kept.refused)
      try {
        return kept.store.runs.list({}).map(({ state, header: { endedEarly } }) => `${state} ${endedEarly}`)
      } finally {
        kept.store.close()
      }
    }
    await expect.poll(runs, { timeout: 30_000 }).toEqual(['under-way undefined'])
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0, out: expect.stringMatching(/^.* The first run is under way\.\n$/) })
    expect(runs()).toEqual(['ended cancelled'])
  })

  test('refuses a port that another program has, before anything is asked', async () => {
    const { environment } = await newState()
    const { port, server } = await takePort()
    onTestFinished(() => void server.close())
    const { code, error, out } = await cli(['watch', '--org', file(), '--metrics', `127.0.0.1:${port}`], {
      environment,
    })
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain(`The metrics cannot be served at 127.0.0.1:${port} (EADDRINUSE)`)
  })

  test('goes its rounds by the clock, tells what turns between two, and is scraped', async () => {
    const clock = createHandClock(new Date().toISOString())
    const told: WatchedRun[] = []
    let ended = Promise.withResolvers<void>()
    const service = createWatchService({
      ...{ version: '0.1.0', organisation: lab.organisation, password: lab.password, environment: {} },
      ...{ passwords: createMemoryPasswordStore(), store: openStore({ directory: null }), runReadiness },
      ...{ everyMinutes: 30, signInMemory: undefined, now: () => new Date(), monotonic: clock.monotonic },
      setTimer: clock.setTimer,
      onProblem: (sentence) => ended.reject(new Error(sentence)),
      onBug: ended.reject,
      onRun(watched) {
        told.push(watched)
        ended.resolve()
      },
    })
    onTestFinished(() => service.end())
    const served = await serveMetrics({ port: 0, text: service.metrics })
    onTestFinished(() => served.close())
    const scrape = async () => (await fetch(served.address)).text()
    expect(await scrape()).toContain('postern_runs_total{organisation="Contoso (lab)",verdict="ready"} 0\n')

    service.begin()
    await ended.promise
    expect(await scrape()).toContain('postern_run_verdict{organisation="Contoso (lab)",verdict="ready"} 1\n')

    await lab.setFaults(['ews-user-agent-refused'])
    ended = Promise.withResolvers()
    await clock.forward(30 * 60_000)
    await ended.promise
    expect(told.map(({ seen }) => seen.verdict)).toEqual(['ready', 'not-ready'])
    expect(told[1]?.turns).toMatchObject([{ kind: 'worse', from: 'ready', to: 'not-ready' }])
    const metrics = await scrape()
    expect(metrics).toContain('postern_run_verdict{organisation="Contoso (lab)",verdict="not-ready"} 1\n')
    expect(metrics).toContain('postern_runs_total{organisation="Contoso (lab)",verdict="not-ready"} 1\n')
    expect(metrics).toMatch(/postern_certificate_not_after_seconds\{.*host="mail\.contoso\.test"/)
    expect(metrics).not.toContain(lab.password)
  })
})
