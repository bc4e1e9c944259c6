import { describe, expect, it } from 'vitest'
import type { RunOptions } from '../../../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { ArtifactName } from '../../../../shared/artifacts/artifacts.ts'
import type { Run, RunEvent } from '../../../../shared/run/run.ts'
import { healthyFindings, notPassed, runAgainst } from './lab-run.ts'

/** An answer of the lab is held back by so much, so that it can be asked before each. */
const HELD_BACK_MILLISECONDS = 1

/** A run against two servers that are gone from their n-th answer on, which never goes out. */
async function runUntilAnswer(number: number): Promise<{ run: Run; events: RunEvent[] }> {
  let answers = 0
  let gone: Promise<unknown> | undefined
  const lab: Lab = await startLab({
    nodes: 2,
    latencyMilliseconds: HELD_BACK_MILLISECONDS,
    wait: async () => {
      answers += 1
      if (answers >= number) gone ??= lab.cutPower()
      await gone
    },
  })
  return runAgainst(lab).finally(() => lab.close())
}

/** A run whose server is gone once an artifact is there. */
async function runUntilGathered(artifact: ArtifactName, options: Partial<RunOptions> = {}): Promise<Run> {
  const lab = await startLab()
  let gone: Promise<unknown> | undefined
  const onRecord = (name: ArtifactName) => {
    if (name === artifact) gone = lab.cutPower()
  }
  const { run } = await runAgainst(lab, { ...options, onRecord }).finally(() => lab.close())
  await gone
  return run
}

const isOfTheServer = ([check, outcome]: [check: string, outcome: string]) =>
  outcome !== 'blocked' && !healthyFindings.some(([name]) => name === check)

describe('a server that goes in the middle of a run', () => {
  it.each([8, 14, 21, 28, 35, 42])('is one finding, at answer %i too', async (number) => {
    const { run, events } = await runUntilAnswer(number)
    const found = notPassed(run).filter(isOfTheServer)
    // What a sign-in without an answer holds back is told beside it.
    expect(found.filter(([check]) => check !== 'sign-in/password')).toEqual([['connection/loss', 'stopped']])
    for (const [check, outcome] of found) if (check === 'sign-in/password') expect(outcome).toBe('unanswered')
    const stopped = run.findings.find(({ check }) => check === 'connection/loss')
    expect(stopped?.title).toMatch(
      /^mail\.contoso\.test:\d+ stopped taking connections in the middle of the run, after \d\d:\d\d:\d\d UTC$/,
    )
    const told = run.findings.filter(({ blockedBy }) => blockedBy === 'reachability')
    expect(told.length).toBeGreaterThan(2)
    for (const { advice } of told) expect(advice).toBe(`Mend this first: ${stopped?.title}.`)
    // What passed before stays, and was told before.
    const lastLook = events.findIndex((event) => event.type === 'gathered' && event.artifact === 'reachability')
    const early = events.slice(0, lastLook).flatMap((event) => (event.type === 'finding' ? [event.finding] : []))
    expect(early).toContainEqual(expect.objectContaining({ check: 'certificate/names', verdict: 'pass' }))
  })

  it('says when the server answered last', async () => {
    const run = await runUntilGathered('ewsGetFolder')
    const record = run.artifacts.reachability
    const { lastAnsweredAt = '' } = record?.state === 'gathered' ? record.value : {}
    expect(Date.parse(lastAnsweredAt)).toBeGreaterThanOrEqual(Date.parse(run.run.startedAt))
    expect(run.findings.find(({ check }) => check === 'connection/loss')?.evidence).toMatchObject({
      time: `${lastAnsweredAt.slice(11, 19)} UTC`,
      detail: expect.stringContaining('refused the TCP connection'),
    })
  })

  it('is told by each check for itself where no last look is part of the run', async () => {
    const run = await runUntilGathered('ewsGetFolder', { only: ['ews/inbox', 'ews/time-zones'] })
    expect(notPassed(run)).toEqual([['ews/time-zones', 'no-answer']])
  })
})
