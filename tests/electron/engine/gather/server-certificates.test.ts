import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultId } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { organisationOf, runAgainst } from '../run/lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ nodes: 4 })
})
afterAll(() => lab.close())

/** The servers whose certificates were seen before the first sign-in, and whether something opens TLS before them. */
async function seen(faults: FaultId[], organisation = organisationOf(lab)) {
  await lab.setFaults(faults)
  const { run } = await runAgainst(lab, { only: ['sign-in/ntlm'], organisation })
  const { serverCertificates, signInOrder } = run.artifacts
  if (serverCertificates?.state !== 'gathered') throw new Error('No certificates were gathered.')
  return {
    ways: serverCertificates.value.ways,
    isOpened: signInOrder?.state === 'gathered' && signInOrder.value.opened !== undefined,
  }
}

describe('the certificates of servers at their own addresses', () => {
  it('are all looked at where none is that of the name', async () => {
    const { ways, isOpened } = await seen(['balancer-opens-tls'])
    expect(ways.map(({ names }) => names[0]).toSorted()).toEqual([1, 2, 3, 4].map((n) => `exch0${n}.contoso.test`))
    expect(new Set(ways.map(({ certificate }) => certificate?.sha256)).size).toBe(1)
    expect(isOpened).toBe(true)
  })

  it('one is enough that is, and a server that hangs is not waited for', async () => {
    const { ways, isOpened } = await seen(['one-node-hangs'])
    expect(ways.some(({ certificate }) => certificate)).toBe(true)
    expect(ways.filter(({ failure }) => failure)).toEqual([])
    expect(isOpened).toBe(false)
  })

  it('a server that is off says nothing of what stands before the others', async () => {
    expect((await seen(['one-node-down'])).isOpened).toBe(false)
  })

  it('are not looked at where the organisation names no server', async () => {
    const { servers: _none, ...organisation } = organisationOf(lab)
    expect(await seen(['balancer-opens-tls'], organisation)).toEqual({ ways: [], isOpened: false })
  })
})
