import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clashingFaults, type FaultId, faults, isFaultId, settingsWith } from '../../lab/faults.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { activeSyncOnTheWire } from './faults/active-sync-on-the-wire.ts'
import { autodiscoverOnTheWire } from './faults/autodiscover-on-the-wire.ts'
import { dnsOnTheWire } from './faults/dns-on-the-wire.ts'
import { ewsOnTheWire } from './faults/ews-on-the-wire.ts'
import { hostileOnTheWire } from './faults/hostile-on-the-wire.ts'
import { networkOnTheWire } from './faults/network-on-the-wire.ts'
import { nodesOnTheWire } from './faults/nodes-on-the-wire.ts'
import { signInOnTheWire } from './faults/sign-in-on-the-wire.ts'
import { judge, tlsOnTheWire } from './faults/tls-on-the-wire.ts'
import { asAlice, ask } from './https-client.ts'

const EWS = '/EWS/Exchange.asmx'
const EAS = '/Microsoft-Server-ActiveSync'

let lab: Lab
/** What answers were held back for, without anybody waiting for it. */
const waits: number[] = []
/** In milliseconds, and put forward by whoever keeps silent. */
let time = 0
beforeAll(async () => {
  lab = await startLab({ wait: async (milliseconds) => waits.push(milliseconds), monotonic: () => time })
})
afterAll(() => lab.close())

/** What each fault is on the wire. A fault without an entry does not compile. */
const onTheWire: Record<FaultId, () => Promise<void>> = {
  ...activeSyncOnTheWire(() => lab),
  ...hostileOnTheWire(() => lab),
  ...autodiscoverOnTheWire(() => lab),
  ...ewsOnTheWire(
    () => lab,
    () => waits,
  ),
  ...dnsOnTheWire(() => lab),
  ...nodesOnTheWire(() => lab),
  ...networkOnTheWire(
    () => lab,
    (seconds) => {
      time += seconds * 1_000
    },
  ),
  ...tlsOnTheWire(() => lab),
  ...signInOnTheWire(() => lab),
  'active-sync-options-eaten': async () => {
    for (const headers of [{}, asAlice]) {
      const answer = await ask(lab, EAS, { method: 'OPTIONS', headers })
      expect(answer.status).toBe(200)
      expect(Object.keys(answer.headers).filter((name) => /^(?:ms-|x-|request-id)/.test(name))).toEqual([])
    }
    expect((await ask(lab, EAS, { method: 'GET', headers: asAlice })).status).toBe(501)
  },
}

describe('each fault on the wire', () => {
  it.each(Object.entries(onTheWire))('%s', async (id, shows) => {
    if (!isFaultId(id)) throw new Error(`${id} is not a fault.`)
    await lab.setFaults([id])
    expect(lab.faults).toEqual([id])
    await shows()
    lab.unlockAll()
  })

  it('is gone once it is switched off', async () => {
    await lab.setFaults(['port-closed', 'certificate-expired'])
    await lab.setFaults([])
    await expect(judge(lab, 'mail.contoso.test')).resolves.toMatchObject({
      error: undefined,
      issuers: ['Contoso Issuing CA 1', 'Contoso Root CA'],
    })
    expect((await ask(lab, EWS, { headers: asAlice })).status).toBe(200)
  })
})

it('closes the port from the start when it is asked to', async () => {
  const closed = await startLab({ faults: ['port-closed'] })
  await expect(ask(closed, EWS)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await closed.close()
})

it('refuses two faults that contradict each other', async () => {
  expect(clashingFaults(['certificate-expired', 'wrong-password', 'certificate-unknown-ca'])).toEqual([
    'certificate-expired',
    'certificate-unknown-ca',
  ])
  expect(() => settingsWith(['basic-only', 'ews-no-ntlm'])).toThrow(RangeError)
  await expect(lab.setFaults(['basic-only', 'ews-no-ntlm'])).rejects.toThrow(RangeError)
})

it('names each expected finding as check and outcome', () => {
  for (const { id, description, expected } of faults) {
    expect(expected.check, id).toMatch(/^[a-z-]+\/[a-z-]+$/)
    expect(expected.outcome, id).toMatch(/^[a-z-]+$/)
    expect(description, id).toMatch(/^[A-Z].*\.$/)
  }
})
