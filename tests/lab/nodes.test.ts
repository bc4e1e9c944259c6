import { once } from 'node:events'
import { connect } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import type { Settings } from '../../lab/settings.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { curlStatus, hasCurl } from './curl.ts'
import { asAlice, ask, oneConnection } from './https-client.ts'

const EWS = '/EWS/Exchange.asmx'
const PUBLISHED = '127.0.0.1'

/** The name that the answering server gives itself. */
async function serverAt(lab: Lab, address = PUBLISHED): Promise<string | undefined> {
  return (await ask(lab, EWS, { address })).headers['x-feserver']?.[0]
}

async function buildAt(lab: Lab, address: string): Promise<string | undefined> {
  return (await ask(lab, EWS, { address })).headers['x-owa-version']?.[0]
}

describe('a lab with three servers', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ nodes: 3 })
  })
  afterAll(() => lab.close())
  afterEach(() => lab.setFaults([]))

  it('names them in its organisation file', () => {
    expect(lab.organisation.servers).toEqual(['exch01.contoso.test', 'exch02.contoso.test', 'exch03.contoso.test'])
    expect(Organisation.parse(lab.organisation)).toEqual(lab.organisation)
  })

  it('has no fourth', async () => {
    await expect(serverAt(lab, '127.0.0.14')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('answers at each address as the server that is there, and at the published one always as the same', async () => {
    const addresses = ['127.0.0.11', '127.0.0.12', '127.0.0.13', PUBLISHED, PUBLISHED]
    const names = []
    for (const address of addresses) names.push(await serverAt(lab, address))
    expect(names).toEqual(['EXCH01', 'EXCH02', 'EXCH03', 'EXCH01', 'EXCH01'])
  })

  it('closes all of them with the port', async () => {
    await lab.setFaults(['port-closed'])
    for (const address of [PUBLISHED, '127.0.0.12']) {
      await expect(serverAt(lab, address)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    }
  })

  it('keeps their number for a fault of one of them', async () => {
    await lab.setFaults(['one-node-other-version'])
    expect(lab.organisation.servers).toHaveLength(3)
    expect(await buildAt(lab, '127.0.0.13')).toBe('15.2.1544.4')
    await expect(serverAt(lab, '127.0.0.14')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

it('of two servers, a fault of one of them is at the second', async () => {
  const lab = await startLab({ nodes: 2, faults: ['one-node-other-version'] })
  try {
    expect(lab.organisation.servers).toEqual(['exch01.contoso.test', 'exch02.contoso.test'])
    expect(await buildAt(lab, '127.0.0.11')).not.toBe('15.2.1544.4')
    expect(await buildAt(lab, '127.0.0.12')).toBe('15.2.1544.4')
    await lab.setFaults(['balancer-sends-to-dead-node'])
    await expect(serverAt(lab)).rejects.toMatchObject({ code: 'ECONNRESET' })
  } finally {
    await lab.close()
  }
})

describe('a lab with one server', () => {
  it('becomes one with eight and goes back, at the same port', async () => {
    const lab = await startLab()
    try {
      const { https } = lab.ports
      expect(lab.organisation).not.toHaveProperty('servers')
      await expect(serverAt(lab, '127.0.0.11')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      await lab.setFaults(['one-node-no-ntlm'])
      expect(lab.ports.https).toBe(https)
      expect(await serverAt(lab)).toBe('EXCH01')
      expect(await serverAt(lab, '127.0.0.18')).toBe('EXCH08')
      await lab.setFaults([])
      expect(await serverAt(lab)).toBe('EXCH01')
      await expect(serverAt(lab, '127.0.0.11')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    } finally {
      await lab.close()
    }
  })
})

describe('a balancer that sends to each in turn', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({
      nodes: 3,
      adjust: ({ network }) => {
        network.balancing = 'in-turn'
      },
    })
  })
  afterAll(() => lab.close())

  it('sends one connection after the other to the next server', async () => {
    const names = []
    for (let count = 0; count < 6; count++) names.push(await serverAt(lab))
    expect(names.slice(0, 3).toSorted()).toEqual(['EXCH01', 'EXCH02', 'EXCH03'])
    expect(names.slice(3)).toEqual(names.slice(0, 3))
  })

  it('leaves a connection where it is', async () => {
    const agent = oneConnection()
    const names = []
    for (let count = 0; count < 3; count++) {
      names.push((await ask(lab, EWS, { agent, headers: asAlice })).headers['x-feserver']?.[0])
    }
    agent.destroy()
    expect(new Set(names).size).toBe(1)
  })

  it.runIf(hasCurl)('lets NTLM through, whose three messages share a connection', async () => {
    expect(await curlStatus(lab, 'ntlm', EWS, ['CONTOSO\\alice', lab.password])).toBe(200)
  })
})

describe('a balancer that opens TLS', () => {
  /** A lab behind it, whose settings of TLS are changed. */
  async function behindBridge<T>(change: (tls: Settings['tls']) => void, use: (lab: Lab) => Promise<T>): Promise<T> {
    const adjust = ({ network, tls }: Settings) => {
      network.opensTlsAs = 'of-balancer'
      change(tls)
    }
    const lab = await startLab({ nodes: 2, adjust })
    try {
      return await use(lab)
    } finally {
      await lab.close()
    }
  }

  async function protocolAt(lab: Lab): Promise<string | null> {
    const { https: port } = lab.ports
    const socket = connect({ host: PUBLISHED, port, servername: 'mail.contoso.test', ca: lab.certificateAuthorityPem })
    await once(socket, 'secureConnect')
    const protocol = socket.getProtocol()
    socket.destroy()
    return protocol
  }

  it('speaks the versions that the settings name, at its own door and to the servers', async () => {
    const older = (tls: Settings['tls']) => {
      tls.newest = 'TLSv1.2'
    }
    expect(await behindBridge(older, async (lab) => [await protocolAt(lab), await serverAt(lab)])).toEqual([
      'TLSv1.2',
      'EXCH01',
    ])
  })

  it('asks for a client certificate itself, where one is wanted', async () => {
    const wanting = (tls: Settings['tls']) => {
      tls.newest = 'TLSv1.2'
      tls.clientCertificateWantedFor.push('mail.contoso.test')
    }
    await expect(behindBridge(wanting, protocolAt)).rejects.toMatchObject({ code: expect.stringContaining('SSL') })
  })

  it('resets a name that something in between does not let through', async () => {
    const resetting = (tls: Settings['tls']) => {
      tls.resetFor.push('mail.contoso.test')
    }
    await expect(behindBridge(resetting, protocolAt)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('with a renewed certificate leaves the servers with connections of its own, whose binding they take for a wrong one', async () => {
    const lab = await startLab({ faults: ['balancer-shows-own-certificate'] })
    try {
      const organisation = Organisation.parse(lab.organisation)
      await runReadiness({ organisation, password: lab.password, only: ['sign-in/ntlm'] })
      const accepted = lab.log.filter(({ result, scheme }) => result === 'accepted' && scheme === 'ntlm')
      expect(new Set(accepted.map(({ binding }) => binding))).toEqual(new Set(['wrong']))
    } finally {
      await lab.close()
    }
  })
})
