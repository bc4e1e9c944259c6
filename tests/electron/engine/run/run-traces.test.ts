import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectedTraces, tracesLeft } from '../../../../electron/engine/run/run-traces.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'
import { activeSyncCommand, activeSyncSession, exchange } from '../../../shared/checks/artifact-builders.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

const only = ['active-sync/provisioning', 'active-sync/folder-sync', 'active-sync/device-access']
let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.unlockAll()
  lab.forgetDevices()
  await lab.setFaults([])
})

describe('a run that leaves nothing', () => {
  const organisation = () => organisationOf(lab)
  const asked = (more: Partial<Parameters<typeof expectedTraces>[1]> = {}) => ({
    organisation: organisation(),
    password: 'x',
    profile: nylas,
    ...more,
  })

  it('announces nothing', () => {
    const { account: _account, ...nobody } = organisation()
    expect(expectedTraces(['activeSyncOptions'], asked())).toEqual([])
    expect(expectedTraces(['activeSyncSession'], asked({ password: undefined }))).toEqual([])
    expect(expectedTraces(['activeSyncSession'], asked({ organisation: nobody }))).toEqual([])
    const quiet = { ...organisation(), activeSync: { leaveNoTrace: true } }
    expect(expectedTraces(['activeSyncSession'], asked({ organisation: quiet }))).toEqual([])
    const without = { ...organisation(), activeSync: { wanted: false } }
    expect(expectedTraces(['activeSyncSession'], asked({ organisation: without }))).toEqual([])
  })

  it.each([
    ['no device is signed in', { only: ['active-sync/options', 'sign-in/password'] }],
    ['no password was given', { only, password: undefined }],
  ])('%s', async (_, options) => {
    const { run, events } = await runAgainst(lab, options)
    expect(events[0]).not.toHaveProperty('run.traces')
    expect(run.run.traces).toBeUndefined()
    expect(lab.devices('alice')).toEqual([])
  })

  it('where that is wanted, and says what would tell', async () => {
    const told = organisation()
    const quiet = { ...told, activeSync: { ...told.activeSync, leaveNoTrace: true } }
    const { run, outcomes } = await runAgainst(lab, { only, organisation: quiet })
    expect(run.run.traces).toBeUndefined()
    expect(lab.devices('alice')).toEqual([])
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['not-tried']))
    for (const { advice, verdict } of run.findings) {
      expect(verdict).toBe('unknown')
      expect(advice).toContain('would tell')
    }
  })

  it.each(['active-sync-options-eaten', 'active-sync-vdir-404', 'wrong-password'] as const)(
    'takes the announcement back where OPTIONS was not signed in to: %s',
    async (fault) => {
      await lab.setFaults([fault])
      const { run, events } = await runAgainst(lab, { only })
      expect(events[0]).toHaveProperty('run.traces')
      expect(run.run.traces).toBeUndefined()
      expect(lab.devices('alice')).toEqual([])
    },
  )
})

describe('a run that leaves a partnership', () => {
  it('tells it before the first request, by the id that Exchange lists afterwards', async () => {
    const before = lab.log.length
    let requestsBefore: number | undefined
    const { run, events } = await runAgainst(lab, {
      only,
      onEvent: (event) => {
        if (event.type === 'started') requestsBefore = lab.log.length - before
      },
    })
    expect(requestsBefore).toBe(0)
    const started = events[0]?.type === 'started' ? events[0].run.traces : undefined
    expect(started).toMatchObject([{ undoIn2010: expect.stringContaining('Remove-ActiveSyncDevice') }])
    const [device] = lab.devices('alice')
    const [trace] = run.run.traces ?? []
    expect(device?.deviceId).toMatch(/^POSTERN[0-9A-F]{24}$/)
    expect(trace?.what).toContain(device?.deviceId)
    expect(trace?.undo).toBe(
      `Get-MobileDevice -Mailbox 'alice@contoso.test' | Where-Object DeviceId -eq '${device?.deviceId}' | Remove-MobileDevice`,
    )
    // By then the server has said that it is newer.
    expect(trace).not.toHaveProperty('undoIn2010')
  })

  it('leaves one, however often it runs', async () => {
    await runAgainst(lab, { only })
    await runAgainst(lab, { only })
    expect(lab.devices('alice')).toHaveLength(1)
  })
})

it('a session that was stopped on the way may have left it', () => {
  const trace = { what: 'a', undo: 'b', undoIn2010: 'c' }
  const gathered = (session: ReturnType<typeof activeSyncSession>) => ({
    state: 'gathered' as const,
    startedAt: '',
    milliseconds: 1,
    value: session.activeSyncSession,
  })
  expect(tracesLeft([trace], { state: 'cancelled', reason: 'x' })).toEqual([trace])
  expect(tracesLeft([trace], { state: 'broken', startedAt: '', milliseconds: 1, message: 'x' })).toEqual([trace])
  expect(tracesLeft([trace], { state: 'blocked', by: 'activeSyncOptions', reason: 'x' })).toEqual([])
  expect(tracesLeft([trace], gathered(activeSyncSession({ commands: [], ended: 'not-begun' })))).toEqual([])
  const saying = (...headers: [string, string][]) =>
    gathered(
      activeSyncSession({ commands: [activeSyncCommand('Provision', { exchange: exchange(200, { headers }) })] }),
    )
  const { undoIn2010: old, ...newer } = trace
  expect(tracesLeft([trace], saying())).toEqual([trace])
  expect(tracesLeft([trace], saying(['X-OWA-Version', '15.2.1748.10']))).toEqual([newer])
  expect(tracesLeft([trace], saying(['MS-Server-ActiveSync', '15.1']))).toEqual([newer])
  expect(tracesLeft([trace], saying(['MS-Server-ActiveSync', '14.3']))).toEqual([{ what: 'a', undo: old }])
  expect(tracesLeft([trace], saying(['MS-Server-ActiveSync', 'fourteen']))).toEqual([trace])
  expect(tracesLeft([newer], saying(['MS-Server-ActiveSync', '14.3']))).toEqual([newer])
})
