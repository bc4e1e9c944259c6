import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
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
      const seenThere = lab.log.slice(before)
      expect(seenThere.length).toBeGreaterThan(0)
      const results = new Set(['not-asked', 'no-credential', 'challenged'])
      // NTLM's first message, which Negotiate may refuse, names nobody.
      const isRefusedBeginning = ({ reason }: (typeof seenThere)[number]) => reason === 'not-offered'
      expect(seenThere.filter((entry) => !results.has(entry.result) && !isRefusedBeginning(entry))).toEqual([])
      expect(seenThere.filter(({ user }) => user !== undefined)).toEqual([])
    }
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('is a request with a mistake, or one of another size', async () => {
    const onTime = { watchTimers: () => ({ lateMilliseconds: () => 0, stop: () => undefined }) }
    const { knocks, first, second, further, large } = await seen(onTime)
    expect(knocks).toHaveLength(10)
    for (const knock of knocks) expect(Object.keys(knock)).toEqual(['connectMilliseconds', 'answerMilliseconds'])
    expect(first).toMatchObject({ status: 401, closeAnnounced: false })
    expect(second).toMatchObject({ status: 401 })
    expect(further?.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401])
    expect(large).toMatchObject({ status: 401 })
    expect(large?.bytes).toBeGreaterThan(60_000)
    expect(large?.bytes).toBeLessThan(64 * 1024)
  })
})

describe('a machine that is busy with something else', () => {
  it('is told from a server that is late', async () => {
    let looks = 0
    let watches = 0
    const watchTimers = () => {
      watches += 1
      return {
        // A second is lost before the fifth look, while two knocks are on the way at most.
        lateMilliseconds: () => {
          looks += 1
          return looks >= 5 ? 1_000 : 0
        },
        stop: () => {
          watches -= 1
        },
      }
    }
    const { knocks } = await seen({ watchTimers })
    const stalled = knocks.flatMap(({ stalledMilliseconds }) => stalledMilliseconds ?? [])
    expect(stalled.length).toBeGreaterThan(0)
    expect(stalled.length).toBeLessThanOrEqual(2)
    for (const milliseconds of stalled) expect(milliseconds).toBe(1_000)
    expect(watches).toBe(0)
  })
})

describe('a server that closes without a word on a version of TLS that it does not speak', () => {
  /** supported_versions of a ClientHello, with TLS 1.3 as the first of them (RFC 8446 section 4.2.1). */
  const OFFERS_TLS13 = /002b00[0-9a-f]{4}0304/

  it('is asked for the one that it has spoken', async () => {
    const gate = createServer((client) => {
      client.on('error', () => client.destroy())
      client.once('data', (hello: Buffer) => {
        if (!OFFERS_TLS13.test(hello.toString('hex'))) return void client.destroy()
        const onward = connect(lab.ports.https, '127.0.0.1', () => onward.write(hello))
        onward.on('error', () => client.destroy())
        onward.on('close', () => client.destroy())
        client.on('close', () => onward.destroy())
        client.pipe(onward).pipe(client)
      })
    })
    gate.listen(0, '127.0.0.1')
    await once(gate, 'listening')
    const { port } = gate.address() as AddressInfo
    try {
      const organisation = {
        ...organisationOf(lab),
        ews: { url: `https://mail.contoso.test:${port}/EWS/Exchange.asmx` },
      }
      const { run, outcomes } = await runAgainst(lab, { only: ['connection/loss'], organisation })
      expect(run.artifacts.tlsHandshake).toMatchObject({ value: { protocol: 'TLSv1.3' } })
      expect(outcomes['connection/loss']).toBe('steady')
    } finally {
      gate.close()
    }
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

  it('as often under the name Negotiate, where that alone takes it', async () => {
    await lab.setFaults(['ews-ntlm-in-negotiate-only'])
    expect((await seen()).ntlm).toMatchObject({ challenged: true, next: { status: 401 } })
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
