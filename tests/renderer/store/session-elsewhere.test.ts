import { describe, expect, it } from 'vitest'
import { latestOf } from '../../../renderer/store/elsewhere.ts'
import { newerRun } from '../../../renderer/store/newer-run.ts'
import { createSession } from '../../../renderer/store/session.ts'
import { ContractError, contractErrors } from '../../../shared/contract/error-code.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Run } from '../../../shared/run/run.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { eventsOf } from '../../fixtures/run-of.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { answersWith, createFakeClient } from './fake-client.ts'
import { summaryOf } from './summary-of.ts'

const id = 'org-0123456789ab'
const organisation: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
}
const later = (like: Run, runId: string): Run => ({
  ...like,
  run: { ...like.run, id: runId, startedAt: '2030-01-01T00:00:00.000Z' },
})
const shown = runManyFailures
const watched = later(runReady, 'run-of-the-watch-1')

/** A window that shows a run, over a host whose runs the test changes. */
async function open(more: Parameters<typeof createFakeClient>[0] = {}) {
  const host: { runs: RunSummary[]; active: string | null } = { runs: [summaryOf(shown)], active: null }
  const client = createFakeClient({
    ...answersWith(shown),
    'organisation.read': () => ({ organisation, id, secret: null }),
    'organisation.list': () => ({ organisations: [], open: id }),
    'run.list': () => ({ ...host }),
    'run.read': ({ runId }) => ({
      ...(runId === watched.run.id ? watched : shown),
      ...{ state: 'ended', origin: runId === watched.run.id ? 'watch' : 'window', organisationId: id },
      ...{ gatherers: [], checks: [] },
    }),
    ...more,
  })
  const session = createSession(client)
  await session.getState().open()
  const state = () => session.getState()
  const settled = (met: () => boolean) =>
    met()
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          const stop = session.subscribe(() => {
            if (!met()) return
            stop()
            resolve()
          })
        })
  const started = () => client.calls.filter(([name]) => name === 'run.start').map(([, options]) => options)
  return {
    ...{ client, host, state, settled, started },
    /** The watch begins a run, which every window is told. */
    async begins() {
      host.active = watched.run.id
      await state().changedElsewhere('runs')
      await settled(() => state().elsewhere !== null)
    },
    /** It ends. */
    async ends() {
      host.active = null
      host.runs = [summaryOf(watched, { origin: 'watch' }), summaryOf(shown)]
      client.tell(null)
      await settled(() => state().elsewhere === null)
    },
  }
}

describe('A run of the watch that is under way', () => {
  it('is followed beside the run that is shown, which stays', async () => {
    const { client, state, settled, begins, ends } = await open()
    await begins()
    expect(state().elsewhere).toMatchObject({ runId: watched.run.id, origin: 'watch', organisation: 'Contoso' })
    client.tell(...eventsOf(watched).slice(0, 2))
    await settled(() => state().elsewhere?.view !== undefined)
    expect([state().active, state().run?.header.id]).toEqual([null, shown.run.id])
    await ends()
    expect(state().run?.header.id).toBe(shown.run.id)
  })

  it('lets a start wait, which begins when it has ended', async () => {
    const { state, settled, begins, ends, started } = await open()
    await begins()
    await state().start({ tryAgain: true })
    expect([started(), state().startsNext?.options, state().problem]).toEqual([[], { tryAgain: true }, null])
    await ends()
    await settled(() => state().active !== null)
    expect([started(), state().startsNext]).toEqual([[{ tryAgain: true }], null])
  })

  it('starts nothing after it where that was taken back, or another organisation is open', async () => {
    const { state, begins, ends, started, client } = await open()
    await begins()
    await state().start()
    state().startNoMore()
    await ends()
    expect(started()).toEqual([])
    const other = await open()
    await other.begins()
    await other.state().start()
    other.state().startsNext = { organisationId: 'org-ffffffffffff', options: {} }
    await other.ends()
    expect(other.started()).toEqual([])
    expect(client.calls.filter(([name]) => name === 'run.cancel')).toEqual([])
  })

  it('is waited for also where this window had not heard of it', async () => {
    let refuses = true
    const { host, state, settled, started, ends } = await open({
      'run.start': () => {
        if (refuses) throw new ContractError('run-active')
        return { runId: shown.run.id }
      },
    })
    host.active = watched.run.id
    await state().start()
    await settled(() => state().elsewhere !== null)
    expect([state().problem, state().pending, state().startsNext?.options]).toEqual([null, null, {}])
    refuses = false
    await ends()
    await settled(() => state().active !== null)
    expect(started()).toHaveLength(2)
  })

  it('that cannot be found leaves the sentence', async () => {
    const { state } = await open({
      'run.start': () => {
        throw new ContractError('run-active')
      },
    })
    await state().start()
    expect(state()).toMatchObject({ problem: contractErrors['run-active'], startsNext: null, pending: null })
  })

  it('is stopped from here, and can be once more where that did not get through', async () => {
    let fails = true
    const { client, state, begins, ends } = await open({
      'run.cancel': () => {
        if (fails) throw new ContractError('internal')
        return {}
      },
    })
    await begins()
    await state().stop()
    expect(state().elsewhere?.stopping).toBe(false)
    fails = false
    await state().stop()
    expect(state().elsewhere?.stopping).toBe(true)
    await state().stop()
    expect(client.calls.filter(([name]) => name === 'run.cancel')).toEqual([
      ['run.cancel', { runId: watched.run.id }],
      ['run.cancel', { runId: watched.run.id }],
    ])
    await ends()
  })

  it('lets nothing be verified meanwhile, and says why', async () => {
    const { state, begins, started } = await open()
    await begins()
    await state().verify(['ews/answers'])
    expect([started(), state().verifying]).toEqual([[], null])
    expect(state().problem).toBe('The watch is looking at Contoso now. Verify when that has ended, or stop it first.')
  })
})

describe('A run that is newer than the one that is shown', () => {
  it('is offered, and shown when it is asked for', async () => {
    const { state, begins, ends, settled } = await open()
    expect(newerRun(state())).toBeNull()
    await begins()
    await ends()
    await settled(() => newerRun(state()) !== null)
    expect(newerRun(state())).toMatchObject({ runId: watched.run.id, verdict: 'ready', origin: 'watch' })
    await state().showNewer()
    expect([state().run?.header.id, state().looksBack, newerRun(state())]).toEqual([watched.run.id, false, null])
  })

  it('of another program is offered as soon as the host has told of it', async () => {
    const { host, state } = await open()
    host.runs = [summaryOf(watched, { origin: 'watch' }), summaryOf(shown)]
    await state().changedElsewhere('runs')
    expect(newerRun(state())).toMatchObject({ runId: watched.run.id })
    expect(state().run?.header.id).toBe(shown.run.id)
  })

  it('is not offered while evidence is open, an older run is looked at, or another organisation is', async () => {
    const { host, state } = await open()
    host.runs = [summaryOf(watched, { origin: 'watch' }), summaryOf(shown)]
    await state().changedElsewhere('runs')
    const [finding] = shown.findings
    state().select(finding?.check ?? null)
    expect(newerRun(state())).toBeNull()
    state().select(null)
    expect(newerRun({ ...state(), looksBack: true })).toBeNull()
    expect(newerRun({ ...state(), organisationId: 'org-ffffffffffff' })).toBeNull()
    expect(newerRun({ ...state(), active: 'run-of-this-window' })).toBeNull()
    expect(newerRun(state())).not.toBeNull()
  })

  it('is one of all checks that came to its end here', () => {
    const { only: _only, ...header } = watched.run
    const like = (changes: Partial<Run['run']>, others: Partial<RunSummary> = {}) =>
      summaryOf({ ...watched, run: { ...header, ...changes } }, others)
    const none = [
      like({ only: ['ews/answers'] }),
      like({ verifies: shown.run.id }),
      like({ endedEarly: 'cancelled' }),
      like({}, { origin: 'imported' }),
      like({}, { state: 'interrupted', verdict: null }),
    ]
    expect(latestOf(none, id)).toBeNull()
    expect(latestOf([...none, like({})], id)).toMatchObject({ runId: watched.run.id, organisationId: id })
  })
})
