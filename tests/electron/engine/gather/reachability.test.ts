import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunOptions } from '../../../../electron/engine/run/run-readiness.ts'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Reachability } from '../../../../shared/artifacts/reachability.ts'
import { organisationOf, runAgainst } from '../run/lab-run.ts'

const only = ['connection/loss', 'connection/large-requests', 'connection/keep-alive']
let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.setFaults([]))

async function seen(options: Partial<RunOptions> = {}): Promise<Reachability> {
  const { run } = await runAgainst(lab, { only, ...options })
  const record = run.artifacts.reachability
  if (record?.state !== 'gathered') throw new Error(`It was ${record?.state}.`)
  return record.value
}

describe('what may not cross', () => {
  it('is a credential, or the beginning of one that names somebody', async () => {
    for (const faults of [[], ['keep-alive-cut'], ['ews-no-ntlm']] as FaultId[][]) {
      await lab.setFaults(faults)
      const before = lab.log.length
      await seen()
      const results = lab.log.slice(before).map(({ result }) => result)
      expect(results.length).toBeGreaterThan(0)
      expect(results.filter((result) => !['not-asked', 'no-credential', 'challenged'].includes(result))).toEqual([])
    }
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('is a request with a mistake, or one of another size', async () => {
    const { knocks, first, second, large } = await seen()
    expect(knocks).toHaveLength(10)
    for (const knock of knocks) expect(Object.keys(knock)).toEqual(['connectMilliseconds', 'answerMilliseconds'])
    expect(first).toMatchObject({ status: 401, closeAnnounced: false })
    expect(second).toMatchObject({ status: 401 })
    expect(large).toMatchObject({ status: 401 })
    expect(large?.bytes).toBeGreaterThan(60_000)
    expect(large?.bytes).toBeLessThan(64 * 1024)
  })
})

describe('NTLM is begun', () => {
  it('twice on one connection, where it is offered', async () => {
    expect((await seen()).ntlm).toMatchObject({
      challenged: true,
      challenge: { status: 401 },
      next: { status: 401 },
    })
  })

  it('not at all, where it is not', async () => {
    await lab.setFaults(['ews-no-ntlm'])
    expect(await seen()).not.toHaveProperty('ntlm')
  })
})

describe('silence', () => {
  it('is waited for only where the organisation asks for it', async () => {
    const slept: number[] = []
    const sleep = async (milliseconds: number) => void slept.push(milliseconds)
    expect(await seen({ sleep })).not.toHaveProperty('afterIdle')
    expect(slept).toEqual([])
    const organisation = { ...organisationOf(lab), idleSeconds: 90 }
    const { afterIdle } = await seen({ sleep, organisation })
    expect(afterIdle).toMatchObject({ idleSeconds: 90, probe: { status: 401 } })
    expect(slept).toEqual([90_000])
  })

  it('is not waited for on a connection that is gone already', async () => {
    await lab.setFaults(['keep-alive-cut'])
    const sleep = async () => {
      throw new Error('Nobody was to sleep.')
    }
    const organisation = { ...organisationOf(lab), idleSeconds: 90 }
    expect((await seen({ sleep, organisation })).second?.failure?.code).toBe('connection-reset')
  })
})
