import { describe, expect, it } from 'vitest'
import { isHeldBack, isRejected } from '../../../renderer/store/password-refusal.ts'
import { problemSentence } from '../../../renderer/store/problem-sentence.ts'
import { createSession } from '../../../renderer/store/session.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { ContractError, contractErrors } from '../../../shared/contract/error-code.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Run } from '../../../shared/run/run.ts'
import type { RunOrigin } from '../../../shared/run/run-summary.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { eventsOf } from '../../fixtures/run-of.ts'
import { answersWith, createFakeClient } from './fake-client.ts'
import { summaryOf } from './summary-of.ts'

const organisation: Organisation = {
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'probe@contoso.test',
  account: { username: 'CONTOSO\\probe' },
}
const id = 'org-0123456789ab'
const nothingOpen = () => ({ organisation: null, id: null, secret: null })
const secret = { reference: 'secret-1', username: 'CONTOSO\\probe' }
const answers = {
  ...answersWith(runManyFailures),
  'organisation.read': () => ({ organisation, id, secret: null }),
  'organisation.list': () => ({ organisations: [], open: id }),
  'organisation.save': (argument: { organisation: Organisation }) => ({ ...argument, id }),
  'secret.put': () => secret,
}

const organisationStep = { kind: 'step', step: 'organisation' }
const serversStep = { kind: 'step', step: 'servers' }

async function open(more: Parameters<typeof createFakeClient>[0] = {}) {
  const client = createFakeClient({ ...answers, ...more })
  const session = createSession(client)
  await session.getState().open()
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
  return { client, session, settled, state: () => session.getState() }
}

describe('A run of long ago', () => {
  const laid: Run = {
    ...runManyFailures,
    run: { ...runManyFailures.run, id: 'run-laid-over-0001', verifies: runManyFailures.run.id },
    findings: runManyFailures.findings.map((finding) => ({ ...finding, verdict: 'pass' as const })),
    verdict: 'ready',
  }

  async function openedWith(origins: { base: RunOrigin; laid: RunOrigin }) {
    const kept = { state: 'ended' as const, organisationId: id, gatherers: [], checks: [] }
    const opened = await open({
      'run.read': ({ runId }) =>
        runId === laid.run.id
          ? { ...laid, ...kept, origin: origins.laid }
          : { ...runManyFailures, ...kept, origin: origins.base },
      'run.list': () => ({
        runs: [summaryOf(laid, { origin: origins.laid }), summaryOf(runManyFailures, { origin: origins.base })],
        active: null,
      }),
    })
    await opened.session.getState().openRun(runManyFailures.run.id)
    return opened.state().verifications.map(({ header }) => header.id)
  }

  it('is shown with what Postern itself looked at again since, and not with what a file says that somebody did', async () => {
    expect(await openedWith({ base: 'window', laid: 'window' })).toEqual([laid.run.id])
    expect(await openedWith({ base: 'window', laid: 'imported' })).toEqual([])
    expect(await openedWith({ base: 'watch', laid: 'imported' })).toEqual([])
  })

  it('of a file is shown with what other files say of it', async () => {
    expect(await openedWith({ base: 'imported', laid: 'imported' })).toEqual([laid.run.id])
    expect(await openedWith({ base: 'imported', laid: 'window' })).toEqual([laid.run.id])
  })
})

describe('What is told of what Postern keeps', () => {
  it('is read again while a run is under way, which it may be about', async () => {
    let notice: string | null = null
    const { session, state } = await open({
      'app.about': () => ({ version: '0.1.0', host: 'loopback', passwords: 'memory', directory: null, notice }),
    })
    await session.getState().start()
    expect(state().active).not.toBeNull()
    notice = 'A run could not be kept.'
    await session.getState().changedElsewhere('about')
    expect(state().about?.notice).toBe(notice)
  })

  it('is that all was deleted, until somebody goes on', async () => {
    const { session, state } = await open({ 'data.deleteAll': () => ({}) })
    expect(await session.getState().deleteAll()).toBe(true)
    expect(state().done).toBe('All data of Postern on this machine is deleted.')
    session.getState().show({ kind: 'settings' })
    expect(state().done).toBeNull()
  })

  it('is nothing where not all was deleted', async () => {
    const { session, state } = await open({
      'data.deleteAll': () => {
        throw new ContractError('keychain-left')
      },
    })
    expect(await session.getState().deleteAll()).toBe(false)
    expect(state()).toMatchObject({ done: null, problem: contractErrors['keychain-left'] })
  })
})

describe('Opening', () => {
  it('fails with the sentence of the error, and is tried again when the connection is made', async () => {
    let fails = true
    const { session, settled, state } = await open({
      'app.about': () => {
        if (fails) throw new ContractError('disconnected')
        return { version: '0.1.0', host: 'loopback', passwords: 'memory', directory: null, notice: null }
      },
    })
    expect(state()).toMatchObject({ phase: 'failed', problem: contractErrors.disconnected })
    fails = false
    session.getState().connection(true)
    await settled(() => state().phase === 'open')
  })

  it.each([
    ['before', true],
    ['after', false],
  ])(
    'says nothing of a lost connection beside the window itself, which knew of it %s a call failed',
    async (_when, first) => {
      const { session, state } = await open({
        'organisation.read': () => ({ organisation, id, secret }),
        'secret.forget': () => {
          throw new ContractError('disconnected')
        },
      })
      if (first) session.getState().connection(false)
      expect(await session.getState().forgetPassword()).toBe(false)
      expect(state().problem).toBe(first ? null : contractErrors.disconnected)
      session.getState().connection(false)
      expect(state()).toMatchObject({ phase: 'open', connected: false, problem: null })
    },
  )

  it('goes to the form when no organisation is open', async () => {
    const { state } = await open({ 'organisation.read': nothingOpen })
    expect(state()).toMatchObject({ phase: 'open', place: organisationStep, organisation: null })
  })

  it('shows the last run again', async () => {
    const { settled, state } = await open({
      'run.list': () => ({ runs: [summaryOf(runManyFailures)], active: null }),
    })
    await settled(() => state().run !== undefined)
    expect(state().run).toMatchObject({ verdict: 'not-ready', artifacts: runManyFailures.artifacts })
  })

  it('takes up a run that is under way', async () => {
    const { client, settled, state } = await open({
      'run.list': () => ({ runs: [summaryOf(runManyFailures)], active: runManyFailures.run.id }),
    })
    client.tell(...eventsOf(runManyFailures).slice(0, 3))
    await settled(() => state().run !== undefined)
    expect(state().active).toBe(runManyFailures.run.id)
  })
})

describe('A run', () => {
  it('is followed to its end, and then read with its raw evidence', async () => {
    const { client, session, settled, state } = await open()
    await session.getState().start()
    expect(state()).toMatchObject({ active: runManyFailures.run.id, pending: null })
    client.tell(...eventsOf(runManyFailures), null)
    await settled(() => state().active === null)
    expect(state().run).toMatchObject({ verdict: 'not-ready', artifacts: runManyFailures.artifacts })
  })

  it('is not started twice', async () => {
    const { client, session } = await open()
    await session.getState().start()
    await session.getState().start()
    expect(client.calls.filter(([name]) => name === 'run.start')).toHaveLength(1)
  })

  it('that cannot be started says why, and can be started again', async () => {
    const { session, state } = await open({
      'run.start': () => {
        throw new ContractError('run-active')
      },
    })
    await session.getState().start()
    expect(state()).toMatchObject({ active: null, pending: null, problem: contractErrors['run-active'] })
  })

  it('that breaks off says so, keeps what was seen, and can be started again', async () => {
    const { client, session, settled, state } = await open()
    await session.getState().start()
    client.tell(...eventsOf(runManyFailures).slice(0, 8), new ContractError('internal'))
    await settled(() => state().problem !== null && state().active === null)
    expect(state().problem).toBe(contractErrors.internal)
    expect(state().run).toMatchObject({ brokeOff: true, verdict: null, header: { id: runManyFailures.run.id } })
  })

  it('is stopped by its id', async () => {
    const { client, session, state } = await open()
    await session.getState().stop()
    expect(client.calls.some(([name]) => name === 'run.cancel')).toBe(false)
    await session.getState().start()
    await session.getState().stop()
    expect(client.calls.at(-1)).toEqual(['run.cancel', { runId: runManyFailures.run.id }])
    expect(state().pending).toBe('stopping')
  })

  it('that is under way gives raw evidence when it is asked for, or waits without a problem', async () => {
    const { client, session, settled, state } = await open({
      'run.read': () => {
        throw new ContractError('no-such-run')
      },
    })
    await session.getState().start()
    client.tell(...eventsOf(runManyFailures).slice(0, -1))
    await settled(() => (state().run?.findings.length ?? 0) === runManyFailures.findings.length)
    session.getState().select(runManyFailures.findings[0]?.check ?? null)
    await settled(() => client.calls.some(([name]) => name === 'run.read'))
    expect(state().problem).toBeNull()
  })
})

describe('Saving', () => {
  it('hands the password over apart from the organisation, and keeps none of it', async () => {
    const { client, session, state } = await open()
    expect(await session.getState().save(organisation, 'hunter2')).toBe(true)
    expect(client.calls.filter(([name]) => name === 'organisation.save' || name === 'secret.put')).toEqual([
      ['organisation.save', { organisation }],
      ['secret.put', { username: 'CONTOSO\\probe', password: 'hunter2' }],
    ])
    expect(state()).toMatchObject({ secret, freshPassword: true, place: serversStep })
    expect(JSON.stringify(state())).not.toContain('hunter2')
  })

  it('asks whether a password is held for what was saved, since another domain or account has none', async () => {
    let held: typeof secret | null = secret
    const { session, state } = await open({ 'organisation.read': () => ({ organisation, id, secret: held }) })
    expect(state().secret).toEqual(secret)
    held = null
    await session.getState().save({ ...organisation, domain: 'fabrikam.test' }, '')
    expect(state().secret).toBeNull()
  })

  it('says what was refused, and stays where it is', async () => {
    const { session, state } = await open({
      'organisation.read': nothingOpen,
      'organisation.save': () => {
        throw new ContractError('bad-argument', 'name is too long')
      },
    })
    expect(await session.getState().save(organisation, '')).toBe(false)
    expect(state()).toMatchObject({
      place: organisationStep,
      problem: `${contractErrors['bad-argument']} name is too long`,
    })
    session.getState().dismissProblem()
    expect(state().problem).toBeNull()
  })

  it('gives no password without an account', async () => {
    const { client, session } = await open({ 'organisation.read': nothingOpen })
    expect(await session.getState().putPassword('hunter2')).toBe(false)
    expect(client.calls.some(([name]) => name === 'secret.put')).toBe(false)
  })
})

describe('What a run leaves behind', () => {
  const traces = [{ what: 'a partnership of a mobile device', undo: 'Remove-MobileDevice' }]
  const readsTraces = ({ activeSync }: Organisation) => ({ traces: activeSync?.leaveNoTrace ? [] : traces })

  async function openWithTraces(opened: Organisation = organisation) {
    let saved = opened
    return open({
      'organisation.read': () => ({ organisation: opened, id, secret }),
      'organisation.save': (argument) => {
        saved = argument.organisation
        return { ...argument, id }
      },
      'run.traces': () => readsTraces(saved),
    })
  }

  it('is known before a run, and not asked for without an organisation', async () => {
    expect((await openWithTraces()).state().traces).toEqual(traces)
    const { client, state } = await open({ 'organisation.read': nothingOpen })
    expect(state()).toMatchObject({ phase: 'open', traces: [] })
    expect(client.calls.some(([name]) => name === 'run.traces')).toBe(false)
  })

  it('is left out and let in again on request, with everything else of the organisation kept', async () => {
    const opened = { ...organisation, activeSync: { deviceType: 'iPhone' } }
    const { client, session, state } = await openWithTraces(opened)
    await session.getState().leaveNoTrace(true)
    expect(client.calls).toContainEqual([
      'organisation.save',
      { organisation: { ...opened, activeSync: { deviceType: 'iPhone', leaveNoTrace: true } } },
    ])
    expect(state()).toMatchObject({ traces: [], pending: null })
    await session.getState().leaveNoTrace(false)
    expect(state()).toMatchObject({ organisation: opened, traces })
  })

  it('leaves no empty key behind in the organisation', async () => {
    const { session, state } = await openWithTraces({ ...organisation, activeSync: { leaveNoTrace: true } })
    await session.getState().leaveNoTrace(false)
    expect(state().organisation).toEqual(organisation)
  })

  it('is not changed under a run that starts, and no run starts while it is changed', async () => {
    const { client, session } = await openWithTraces()
    const changing = session.getState().leaveNoTrace(true)
    await session.getState().start()
    await changing
    expect(client.calls.some(([name]) => name === 'run.start')).toBe(false)
    await session.getState().start()
    const before = client.calls.length
    await session.getState().leaveNoTrace(false)
    expect(client.calls).toHaveLength(before)
  })
})

describe('A password that is held back', () => {
  it('is sent again only where the administrator says so', async () => {
    const { client, session } = await open()
    await session.getState().start({ tryAgain: true })
    expect(client.calls.filter(([name]) => name === 'run.start')).toEqual([['run.start', { tryAgain: true }]])
    const plain = await open()
    await plain.session.getState().start()
    expect(plain.client.calls.filter(([name]) => name === 'run.start')).toEqual([['run.start', {}]])
  })

  it.each([
    ['sign-in/password', 'rejected', true, true],
    ['sign-in/password', 'rejected-before', true, true],
    ['sign-in/password', 'rejected-behind-bridge', true, false],
    ['sign-in/password', 'rejected-elsewhere', true, false],
    ['sign-in/right-password-refused', 'tls-opened', true, false],
    ['sign-in/password', 'unanswered-before', true, false],
    ['sign-in/password', 'memory-unavailable', true, false],
    ['sign-in/password', 'unanswered', true, false],
    ['sign-in/extended-protection', 'spent-elsewhere', true, false],
    ['sign-in/extended-protection', 'held-back', true, false],
    ['sign-in/extended-protection', 'not-known', false, false],
    ['sign-in/password', 'accepted', false, false],
    ['sign-in/ntlm', 'rejected', false, false],
  ])('is told by the finding: %s %s', (check, outcome, heldBack, rejected) => {
    expect([isHeldBack({ check, outcome }), isRejected({ check, outcome })]).toEqual([heldBack, rejected])
  })

  it('can be sent again from every finding that says so, of whichever check', () => {
    const said = allChecks.flatMap(({ meta }) =>
      Object.entries(meta.outcomes)
        .filter(([, { advice }]) => advice?.includes('--try-again'))
        .map(([outcome]) => ({ check: meta.id, outcome })),
    )
    expect(said).toContainEqual({ check: 'sign-in/password', outcome: 'unanswered-before' })
    expect(said.filter((finding) => !isHeldBack(finding))).toEqual([])
  })
})

describe('Problems', () => {
  it('never show the inner words of an error that is not for people', () => {
    expect(problemSentence(new TypeError('x is not a function'))).toBe(contractErrors.internal)
    expect(problemSentence('boom')).toBe(contractErrors.internal)
  })

  it('of a lost connection go with it', async () => {
    const { session, state } = await open()
    session.getState().connection(false)
    expect(state().connected).toBe(false)
    session.getState().connection(true)
    expect(state().connected).toBe(true)
  })
})
