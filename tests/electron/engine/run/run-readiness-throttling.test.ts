import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { LogEntry } from '../../../../lab/log.ts'
import type { Settings } from '../../../../lab/settings.ts'
import { runAgainst } from './lab-run.ts'

/** Exchange's budget is the account's: what is asked without it, as a question for the schemes on offer, spends none. */
const asAccount = ({ path, user }: LogEntry) => path.toLowerCase() === '/ews/exchange.asmx' && user !== undefined

const isThrottled = ({ status }: LogEntry) => status === 503 || status === 500

/** A clock whose waits are over at once, and what it was asked to wait for. */
function impatience() {
  const waits: number[] = []
  let ahead = 0
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds)
    ahead += milliseconds
  }
  return { waits, sleep, monotonic: () => ahead }
}

describe.each([1, 3])('with %i servers', (nodes) => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ nodes })
  })
  afterAll(() => lab.close())

  it.each<[FaultId, string]>([
    ['ews-throttled-retry-after', '503 with Retry-After'],
    ['ews-throttled-back-off', 'ErrorServerBusy'],
  ])('%s: nothing is asked as the account once EWS asked to be left alone', async (fault, by) => {
    lab.unlockAll()
    await lab.setFaults([fault])
    const before = lab.log.length
    const { waits, sleep, monotonic } = impatience()
    const { run, outcomes } = await runAgainst(lab, { sleep, monotonic })
    const asked = lab.log.slice(before).filter(asAccount)
    expect(asked.filter(isThrottled)).toHaveLength(1)
    expect(asked.findIndex(isThrottled)).toBe(asked.length - 1)
    expect(waits).toEqual([])
    expect(outcomes).toMatchObject({
      'ews/throttling': 'told-to-wait',
      'sign-in/ntlm': 'accepted',
      'sign-in/password': 'accepted',
      'sign-in/basic': 'blocked',
      'sign-in/extended-protection': 'blocked',
      'ews/inbox': 'blocked',
      'ews/calendar': 'blocked',
      'active-sync/folder-sync': 'synced',
    })
    const told = run.findings.find(({ check }) => check === 'ews/throttling')
    expect(told?.evidence).toMatchObject({ by, operation: 'the sign-in with NTLM' })
    expect(run.findings.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check)).toEqual([
      'ews/throttling',
    ])
    expect(run.findings.filter(({ verdict }) => verdict === 'unknown')).toEqual([])
    const skipped = run.findings.find(({ check }) => check === 'sign-in/basic')
    expect(JSON.stringify(skipped)).toContain('asked to be left alone')
  })
})

describe('a moment', () => {
  /** A lab that asks for so long at its first answers to the account, and whoever waits. */
  async function busyFor(milliseconds: number, answers: number) {
    const adjust = ({ ews }: Settings) => {
      ews.throttling = { by: 'back-off', milliseconds, answers }
    }
    const busy = await startLab({ adjust })
    const { waits, sleep, monotonic } = impatience()
    const { outcomes } = await runAgainst(busy, { sleep, monotonic })
    const asked = busy.log.filter(asAccount)
    await busy.close()
    return { waits, outcomes, asked }
  }

  it('that is asked for at the sign-in is waited for once, and the run goes on', async () => {
    const { waits, outcomes, asked } = await busyFor(2_000, 1)
    expect(waits).toEqual([2_000])
    expect(asked.filter(isThrottled)).toHaveLength(1)
    expect(outcomes).toMatchObject({
      'ews/throttling': 'waited',
      'sign-in/basic': 'accepted',
      'ews/inbox': 'opened',
      'sign-in/extended-protection': 'allow',
    })
  })

  it('that is asked for again and again is waited for as long as a run waits in all, and then no more is asked', async () => {
    const { waits, outcomes, asked } = await busyFor(2_000, Number.POSITIVE_INFINITY)
    expect(waits).toEqual([2_000, 2_000])
    expect(asked.filter(isThrottled)).toHaveLength(3)
    expect(asked.findLastIndex(isThrottled)).toBe(asked.length - 1)
    expect(outcomes).toMatchObject({ 'ews/throttling': 'told-to-wait', 'sign-in/extended-protection': 'blocked' })
  })
})
