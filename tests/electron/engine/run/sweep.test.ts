import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweep } from '../../../../electron/engine/run/sweep.ts'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import type { TlsTarget } from '../../../../electron/engine/wire/tls-connection.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { freePort } from '../../../fixtures/free-port.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

function target(port = lab.ports.https): TlsTarget {
  const trust = { authorities: [lab.certificateAuthorityPem], pinned: new Set<string>() }
  return { host: 'mail.contoso.test', port, address: '127.0.0.1', trust }
}

function glances(targets: Iterable<TlsTarget>, atOnce = 4, signal = new AbortController().signal) {
  const dependencies = { signal, now: () => new Date(), monotonic: () => performance.now(), limits: defaultHttpLimits }
  return sweep(targets, { path: '/EWS/Exchange.asmx', userAgent: 'Postern', atOnce }, dependencies)
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('one server', () => {
  it('that nobody reaches is a failure of its own', async () => {
    const port = await freePort()
    const [glance] = await all(glances([target(port)]))
    expect(glance).toEqual({
      address: '127.0.0.1',
      host: 'mail.contoso.test',
      port,
      schemes: [],
      failure: { code: 'connection-refused', where: `mail.contoso.test:${port}`, detail: 'ECONNREFUSED' },
    })
  })

  it('that offers nothing of Windows is not asked for its NTLM challenge', async () => {
    await lab.setFaults(['basic-only'])
    const before = lab.log.length
    const [glance] = await all(glances([target()]))
    expect(glance?.schemes).toEqual(['basic'])
    expect(glance).not.toHaveProperty('challenge')
    expect(lab.log.length - before).toBe(1)
  })

  it('that takes Kerberos alone under Negotiate shows no NTLM challenge, and that is no failure', async () => {
    await lab.setFaults(['ews-no-ntlm'])
    const [glance] = await all(glances([target()]))
    expect(glance?.schemes).toEqual(['negotiate'])
    expect(glance).not.toHaveProperty('challenge')
    expect(glance).not.toHaveProperty('failure')
  })

  it('that offers Negotiate alone and takes NTLM in it shows the challenge all the same', async () => {
    await lab.setFaults(['ews-ntlm-in-negotiate-only'])
    const before = lab.log.length
    const [glance] = await all(glances([target()]))
    expect(glance).toMatchObject({ schemes: ['negotiate'], challenge: { netbiosComputer: 'EXCH01' } })
    expect(lab.log.length - before).toBe(2)
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('with a certificate that nobody trusts shows it, and all the rest', async () => {
    await lab.setFaults(['certificate-self-signed'])
    expect(await all(glances([target()]))).toMatchObject([
      { trusted: false, schemes: expect.arrayContaining(['ntlm']) },
    ])
  })

  it('shows its certificate, schemes and NTLM challenge over one connection and without a credential', async () => {
    await lab.setFaults([])
    const before = lab.log.length
    const [glance] = await all(glances([target()]))
    expect(glance).toMatchObject({
      trusted: true,
      status: 401,
      schemes: expect.arrayContaining(['ntlm', 'basic']),
      certificate: { subject: expect.stringContaining('mail.contoso.test') },
      challenge: { netbiosComputer: 'EXCH01', osVersion: '10.0.20348' },
      frontEnd: 'EXCH01',
    })
    expect(glance).not.toHaveProperty('failure')
    expect(lab.log.length - before).toBe(2)
    expect(lab.badSignIns('alice').total).toBe(0)
  })
})

describe('many servers', () => {
  it('are each looked at once, and never more at a time than was asked for', async () => {
    let asked = 0
    let given = 0
    let most = 0
    function* targets() {
      for (; asked < 20; most = Math.max(most, asked - given)) {
        asked += 1
        yield target()
      }
    }
    for await (const glance of glances(targets(), 3)) {
      expect(glance.status).toBe(401)
      given += 1
    }
    expect(given).toBe(20)
    // One that was done has been replaced before it is given out.
    expect(most).toBeLessThanOrEqual(4)
  })

  it('are left alone from when somebody stops', async () => {
    const stop = new AbortController()
    let asked = 0
    function* targets() {
      for (; asked < 50; asked++) {
        if (asked === 4) stop.abort()
        yield target()
      }
    }
    const seen = await all(glances(targets(), 2, stop.signal))
    expect(asked).toBeLessThan(8)
    expect(seen.length).toBeLessThan(8)
    expect(seen.some(({ failure }) => failure?.code === 'cancelled')).toBe(true)
  })
})
