import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { ArtifactName } from '../../../../shared/artifacts/artifacts.ts'
import type { Run, RunEvent } from '../../../../shared/run/run.ts'
import { startTcpServer } from '../wire/tls-server.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab
let eventsOfAll = 0
beforeAll(async () => {
  lab = await startLab()
  eventsOfAll = (await runAgainst(lab)).events.length
})
afterAll(() => lab.close())

/** How a run that is stopped there says that it ended: no bug, no fail, and all that it began is told to its end. */
async function stoppedAt(isThere: (event: RunEvent, index: number) => boolean): Promise<Run['run']['endedEarly']> {
  const stop = new AbortController()
  let index = 0
  const { run } = await runAgainst(lab, {
    signal: stop.signal,
    onEvent: (event) => {
      if (isThere(event, index)) stop.abort()
      index += 1
    },
  })
  expect(stop.signal.aborted).toBe(true)
  expect(run.findings.filter(({ verdict }) => verdict === 'bug' || verdict === 'fail')).toEqual([])
  expect(Object.values(run.artifacts).filter((record) => record.state === 'broken')).toEqual([])
  expect(lab.badSignIns('alice').total).toBe(0)
  return run.run.endedEarly
}

describe('a run that is stopped', () => {
  it('before it begins asks nobody anything', async () => {
    const before = lab.log.length
    const { run } = await runAgainst(lab, { signal: AbortSignal.abort() })
    expect(run.run.endedEarly).toBe('cancelled')
    expect(run.verdict).toBe('could-not-tell')
    expect(new Set(run.findings.map(({ outcome }) => outcome))).toEqual(new Set(['not-gathered']))
    expect(lab.log.slice(before)).toEqual([])
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('at %d tenths of its events ends with what there is', async (tenths) => {
    const at = Math.floor((eventsOfAll * tenths) / 10)
    expect(await stoppedAt((_event, index) => index === at)).toBe('cancelled')
  })

  // Where it waits for a turn or a place, has an account's session, or has begun what leaves a trace.
  it.each<ArtifactName>([
    'dnsComparison',
    'ntlmSignIn',
    'autodiscover',
    'ewsOperations',
    'activeSyncSession',
    'nodeSignIns',
    'extendedProtection',
    'reachability',
  ])('when it begins with %s ends with what there is', async (artifact) => {
    const begins = (event: RunEvent) => event.type === 'gathering' && event.artifact === artifact
    expect(await stoppedAt(begins)).toBe('cancelled')
  })

  it('at its very last event has already ended', async () => {
    expect(await stoppedAt(({ type }) => type === 'finished')).toBeUndefined()
  })

  it('leaves nothing behind that a next run with the same budget would trip over', async () => {
    const budget = createSignInBudget()
    const stop = new AbortController()
    await runAgainst(lab, {
      budget,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'gathering' && event.artifact === 'ntlmSignIn') setTimeout(() => stop.abort(), 5)
      },
    })
    const { run } = await runAgainst(lab, { budget })
    expect(run.verdict).toBe('ready')
  })
})

describe('a run that takes too long', () => {
  it('ends at its deadline, whatever a server leaves unanswered', async () => {
    const silent = await startTcpServer(() => undefined)
    try {
      const told = organisationOf(lab)
      const organisation = { ...told, ews: { url: `https://mail.contoso.test:${silent.port}/EWS/Exchange.asmx` } }
      const { run } = await runAgainst(lab, { organisation, deadlineMilliseconds: 1_000 })
      expect(run.run.endedEarly).toBe('deadline')
      expect(run.artifacts.tlsHandshake).toEqual({
        state: 'cancelled',
        reason: 'The run took longer than its limit (1 s).',
      })
      expect(run.verdict).toBe('could-not-tell')
      expect(run.findings.filter(({ verdict }) => verdict === 'bug' || verdict === 'fail')).toEqual([])
    } finally {
      silent.close()
    }
  })

  it('says that it was stopped, when it was stopped before its deadline', async () => {
    const stop = new AbortController()
    const { run } = await runAgainst(lab, {
      signal: stop.signal,
      deadlineMilliseconds: 60_000,
      onEvent: ({ type }) => {
        if (type === 'gathered') stop.abort()
      },
    })
    expect(run.run.endedEarly).toBe('cancelled')
  })
})
