import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Settings } from '../../../../lab/settings.ts'
import type { EwsOperations } from '../../../../shared/artifacts/ews-operations.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { hurriedClock } from '../../../lab/hurried-clock.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

const only = ['ews/inbox', 'ews/user-agent', 'ews/impersonation', 'ews/throttling', 'ews/subscription', 'ews/calendar']

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.setFaults([]))

function operationsOf(run: Run): EwsOperations {
  const record = run.artifacts.ewsOperations
  if (record?.state !== 'gathered') throw new Error(`ewsOperations is ${record?.state}.`)
  return record.value
}

/** A clock that nothing but waits puts forward, and what it was asked to wait for. */
function impatience() {
  const waits: number[] = []
  let time = 0
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds)
    time += milliseconds
  }
  return { waits, sleep, monotonic: () => time }
}

describe('being told to wait', () => {
  it('for long is obeyed: nothing is waited for, and nothing else is asked', async () => {
    await lab.setFaults(['ews-throttled-retry-after'])
    const { waits, sleep, monotonic } = impatience()
    const before = lab.log.length
    const { run, outcomes } = await runAgainst(lab, { sleep, monotonic, only })
    expect(waits).toEqual([])
    expect(operationsOf(run)).toMatchObject({ operations: [], stopped: 'told-to-wait', waitLimitMilliseconds: 5000 })
    expect(outcomes).toMatchObject({ 'ews/throttling': 'told-to-wait', 'ews/inbox': 'blocked' })
    // At the first sign-in: neither the other scheme nor the inbox is tried after that.
    expect(lab.log.slice(before).filter(({ status }) => status === 503)).toHaveLength(1)
  })

  it('is found at the plain client too, where the vendor is refused', async () => {
    await lab.setFaults(['ews-throttled-retry-after', 'ews-user-agent-refused'])
    const { sleep, monotonic } = impatience()
    const { outcomes } = await runAgainst(lab, { sleep, monotonic, only })
    expect(outcomes).toMatchObject({
      'ews/throttling': 'told-to-wait',
      'ews/user-agent': 'blocked',
      'ews/inbox': 'blocked',
    })
  })

  it('for a moment is waited for once, and the question is asked once more', async () => {
    await lab.setFaults(['ews-throttled-for-a-moment'])
    const { waits, sleep, monotonic } = impatience()
    const { run, outcomes } = await runAgainst(lab, { sleep, monotonic, only })
    expect(waits).toEqual([50])
    const findItem = operationsOf(run).operations.find(({ operation }) => operation === 'FindItem')
    expect(findItem).toMatchObject({ responseCode: 'NoError', count: 2, waitedMilliseconds: 50 })
    expect(outcomes).toMatchObject({ 'ews/throttling': 'waited', 'ews/calendar': 'opened' })
  })

  it('again after the one wait ends the questions', async () => {
    const busy = await startLab({
      adjust: ({ ews }) => {
        const answers = Number.POSITIVE_INFINITY
        ews.throttling = { by: 'retry-after', milliseconds: 2000, operation: 'ResolveNames', answers }
      },
    })
    const { waits, sleep, monotonic } = impatience()
    const { run, outcomes } = await runAgainst(busy, { sleep, monotonic, only })
    await busy.close()
    expect(waits).toEqual([2000])
    const { operations, stopped } = operationsOf(run)
    expect(stopped).toBe('told-to-wait')
    expect(operations.at(-1)).toMatchObject({ operation: 'ResolveNames', status: 503, waitedMilliseconds: 2000 })
    expect(outcomes).toMatchObject({ 'ews/throttling': 'told-to-wait', 'ews/subscription': 'blocked' })
  })
})

it('the waits of all questions together stay within the limit', async () => {
  const all: Settings[] = []
  const busyAt = (operation: string) => {
    for (const { ews } of all) ews.throttling = { by: 'back-off', milliseconds: 3000, operation, answers: 1 }
  }
  const busy = await startLab({ adjust: (settings) => void all.push(settings) })
  busyAt('FindItem')
  const { waits, sleep, monotonic } = impatience()
  const untilBusyAgain = async (milliseconds: number) => {
    await sleep(milliseconds)
    busyAt('ResolveNames')
  }
  const { run } = await runAgainst(busy, { sleep: untilBusyAgain, monotonic, only })
  await busy.close()
  expect(waits).toEqual([3000])
  expect(operationsOf(run)).toMatchObject({ stopped: 'told-to-wait' })
  expect(operationsOf(run).operations.at(-1)).toMatchObject({ operation: 'ResolveNames', backOffMilliseconds: 3000 })
})

describe('what a healthy mailbox is asked', () => {
  it('is every operation once, as the vendor, and leaves no subscription behind', async () => {
    const { run } = await runAgainst(lab)
    const { operations, stopped } = operationsOf(run)
    expect(stopped).toBeUndefined()
    expect(operations.map(({ operation, responseCode }) => `${operation} ${responseCode}`)).toEqual([
      'GetServerTimeZones NoError',
      'SyncFolderHierarchy NoError',
      'FindItem NoError',
      'GetUserAvailability NoError',
      'ResolveNames NoError',
      'Subscribe NoError',
      'Unsubscribe NoError',
    ])
    expect(new Set(operations.map(({ userAgent }) => userAgent))).toEqual(new Set(['python-EAS-Client 1.0']))
    expect(lab.subscriptions('alice')).toBe(0)
  })

  it('ends the subscription within a time of its own, by the timer that is handed in', async () => {
    const asked = await startLab()
    const { run } = await runAgainst(asked, { only, timeout: () => AbortSignal.abort() })
    await asked.close()
    const { operations } = operationsOf(run)
    const failure = { code: 'response-timed-out', detail: 'within 3 s' }
    expect(operations.at(-1)).toMatchObject({ operation: 'Unsubscribe', failure, exchanges: [{ failure }] })
    // Nobody stopped the run.
    expect(JSON.stringify(run)).not.toMatch(/cancelled|run was stopped/)
    const found = run.findings.find(({ check }) => check === 'ews/subscription')
    expect(found).toMatchObject({ outcome: 'not-ended', verdict: 'warn' })
    expect(found?.title).toContain('did not answer in time (within 3 s)')
  })

  it('keeps numbers alone: no subject, name, id or key of what is in the mailbox', async () => {
    const { run } = await runAgainst(lab)
    const text = JSON.stringify(run.artifacts.ewsOperations)
    for (const word of [
      'Stand-up',
      'Sent Items',
      'Alice Example',
      'ItemId',
      'FolderId',
      'SyncState',
      'SubscriptionId',
    ]) {
      expect(text).not.toContain(word)
    }
    expect(operationsOf(run).operations.map(({ count }) => count)).toEqual([12, 6, 2, 24, 1, undefined, undefined])
  })
})

it('an answer that is cut leaves nothing of the mailbox behind either', async () => {
  const all: Settings[] = []
  const cutting = await startLab({ adjust: (settings) => void all.push(settings) })
  const { run } = await runAgainst(cutting, {
    only,
    onEvent: (event) => {
      if (event.type !== 'gathered' || event.artifact !== 'ewsGetFolder') return
      for (const { ews } of all) ews.inFront = 'cuts'
    },
  })
  await cutting.close()
  expect(run.findings.find(({ check }) => check === 'ews/calendar')).toMatchObject({ outcome: 'not-ews' })
  const text = JSON.stringify(run.artifacts.ewsOperations)
  for (const word of ['<?xml', 'FolderId', 'SyncState', 'Alice Example']) expect(text).not.toContain(word)
})

it('a run that is stopped after Subscribe still ends the subscription', async () => {
  const stop = new AbortController()
  let held = 0
  const now = () => {
    held = Math.max(held, lab.subscriptions('alice'))
    if (held > 0) stop.abort()
    return new Date()
  }
  const { run } = await runAgainst(lab, { now, signal: stop.signal, only })
  expect(held).toBe(1)
  expect(run.run.endedEarly).toBe('cancelled')
  expect(run.artifacts.ewsOperations?.state).toBe('cancelled')
  expect(lab.subscriptions('alice')).toBe(0)
})

describe('an account that impersonates', () => {
  const acting = () => ({ ...organisationOf(lab), mailbox: 'bob@contoso.test', impersonation: true })

  it('opens the mailbox of another, and compares with its own rights', async () => {
    const { run, outcomes } = await runAgainst(lab, { organisation: acting(), only })
    const record = run.artifacts.ewsGetFolder
    expect(record).toMatchObject({
      value: {
        asVendor: { impersonated: true, responseCode: 'NoError', folder: { totalCount: 4 } },
        asPlainClient: { impersonated: true, responseCode: 'NoError' },
        withoutImpersonation: { impersonated: false, responseCode: 'ErrorItemNotFound' },
      },
    })
    expect(operationsOf(run).operations.every(({ impersonated }) => impersonated)).toBe(true)
    expect(outcomes).toMatchObject({
      'ews/impersonation': 'granted',
      'ews/inbox': 'opened',
      'ews/user-agent': 'allowed',
    })
  })

  it('is told of a denial once, and the rest is skipped for it', async () => {
    await lab.setFaults(['ews-impersonation-out-of-scope'])
    const { run, outcomes } = await runAgainst(lab, { organisation: acting(), only })
    expect(outcomes).toMatchObject({
      'ews/impersonation': 'mailbox-denied',
      'ews/inbox': 'blocked',
      'ews/calendar': 'blocked',
    })
    expect(run.findings.filter(({ verdict }) => verdict === 'fail')).toHaveLength(1)
  })
})

it('measures every answer of an overloaded server, and not the sign-in before the first', async () => {
  const { wait, monotonic } = hurriedClock()
  const overloaded = await startLab({ faults: ['server-overloaded'], wait })
  // Nobody else is held back meanwhile, whose wait would count as theirs.
  const { run } = await runAgainst(overloaded, { monotonic, only: ['ews/answer-times'] })
  await overloaded.close()
  const [finding] = run.findings
  expect(finding).toMatchObject({ outcome: 'slow', evidence: { middle: '2.5 s', longest: '2.5 s' } })
  expect(finding?.evidence.answers).toHaveLength(9)
})
