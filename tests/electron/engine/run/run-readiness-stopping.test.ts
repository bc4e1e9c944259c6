import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { startTcpServer } from '../wire/tls-server.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

describe('a run that is stopped', () => {
  it('before it begins asks nobody anything', async () => {
    const before = lab.log.length
    const { run } = await runAgainst(lab, { signal: AbortSignal.abort() })
    expect(run.run.endedEarly).toBe('cancelled')
    expect(run.verdict).toBe('could-not-tell')
    expect(new Set(run.findings.map(({ outcome }) => outcome))).toEqual(new Set(['not-gathered']))
    expect(lab.log.slice(before)).toEqual([])
  })

  it('at any of its events ends with what there is: no bug, no fail, and all that it began is told to its end', async () => {
    const { events: all } = await runAgainst(lab)
    for (let at = 0; at < all.length; at += 1) {
      const stop = new AbortController()
      let count = 0
      const { run } = await runAgainst(lab, {
        signal: stop.signal,
        onEvent: () => {
          if (count === at) stop.abort()
          count += 1
        },
      })
      const about = `stopped at event ${at}`
      // Stopped at its very last event, a run has already ended.
      expect(run.run.endedEarly, about).toBe(count - 1 === at ? undefined : 'cancelled')
      expect(
        run.findings.filter(({ verdict }) => verdict === 'bug' || verdict === 'fail'),
        about,
      ).toEqual([])
      expect(
        Object.values(run.artifacts).filter((record) => record.state === 'broken'),
        about,
      ).toEqual([])
    }
    expect(lab.badSignIns('alice').total).toBe(0)
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
