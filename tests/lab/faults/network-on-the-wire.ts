import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { request } from 'node:https'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect } from 'vitest'
import type { networkFaults } from '../../../lab/faults/network.ts'
import type { Lab } from '../../../lab/lab.ts'
import { ask, oneConnection } from '../https-client.ts'

const EWS = '/EWS/Exchange.asmx'
const LARGE_BYTES = 60_000
const largePost = { method: 'POST', body: 'x'.repeat(LARGE_BYTES) } as const

/** How connecting ends: undefined where TCP is open and stays so until the other side is asked to read. */
function tcpError(lab: Lab): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(lab.ports.https, '127.0.0.1', () => {
      socket.destroy()
      resolve(undefined)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
  })
}

async function expectToResolve(lab: Lab): Promise<void> {
  const resolver = new Resolver({ timeout: 2000, tries: 1 })
  resolver.setServers(lab.organisation.resolvers)
  await expect(resolver.resolve4('mail.contoso.test')).resolves.toEqual(['127.0.0.1'])
}

/** What each fault of the network is on the wire, where `keepSilent` lets time pass. A fault without an entry does not compile. */
export function networkOnTheWire(
  lab: () => Lab,
  keepSilent: (seconds: number) => void,
): Record<keyof typeof networkFaults, () => Promise<void>> {
  return {
    'port-closed': async () => {
      expect(await tcpError(lab())).toBe('ECONNREFUSED')
      await expectToResolve(lab())
    },
    'port-filtered': async () => {
      await expectToResolve(lab())
      const silent = connect(lab().ports.https, '127.0.0.1')
      const ended: string[] = []
      for (const event of ['connect', 'error', 'close']) silent.on(event, () => ended.push(event))
      // A connection on loopback stands as soon as it is asked for: one that was asked for later does, and this does not.
      const open = createServer().listen(0, '127.0.0.1')
      await once(open, 'listening')
      const later = connect((open.address() as AddressInfo).port, '127.0.0.1')
      await once(later, 'connect')
      later.destroy()
      open.close()
      expect(ended).toEqual([])
      silent.destroy()
    },
    flapping: async () => {
      const ends: (number | string)[] = []
      for (let count = 0; count < 6; count++) {
        const answer = await ask(lab(), EWS).catch((error: NodeJS.ErrnoException) => error)
        ends.push('status' in answer ? answer.status : (answer.code ?? ''))
      }
      expect(ends).toEqual([401, 401, 'ECONNRESET', 401, 401, 'ECONNRESET'])
    },
    'new-connections-held-back': async () => {
      const took: number[] = []
      for (let count = 0; count < 4; count++) {
        const began = performance.now()
        expect((await ask(lab(), EWS)).status).toBe(401)
        took.push(performance.now() - began)
      }
      // A timer may fire up to a millisecond early; nothing here depends on how late it is.
      for (const held of [1, 3]) expect(took[held]).toBeGreaterThanOrEqual(999)
    },
    'large-requests-stall': async () => {
      const { https: port } = lab().ports
      const options = { host: '127.0.0.1', port, servername: 'mail.contoso.test', ca: lab().certificateAuthorityPem }
      const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
      const large = request({ ...options, path: EWS, method: 'POST', agent: false }, reject)
      large.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      large.on('finish', async () => {
        // While it waits, a small one is answered, and one that is nearly large.
        expect((await ask(lab(), EWS, { method: 'POST', body: 'small' })).status).toBe(401)
        expect((await ask(lab(), EWS, { method: 'POST', body: 'x'.repeat(10_000) })).status).toBe(401)
        large.destroy(Object.assign(new Error('Enough.'), { code: 'ENOUGH' }))
      })
      large.end('x'.repeat(LARGE_BYTES))
      expect(await promise).toBe('ENOUGH')
    },
    'large-requests-cut': async () => {
      await expect(ask(lab(), EWS, largePost)).rejects.toMatchObject({ code: 'ECONNRESET' })
      expect((await ask(lab(), EWS, { method: 'POST', body: 'small' })).status).toBe(401)
    },
    'large-requests-refused-by-firewall': async () => {
      const { status, headers } = await ask(lab(), EWS, largePost)
      expect(status).toBe(403)
      expect(headers).not.toHaveProperty('server')
      expect((await ask(lab(), EWS, { method: 'POST', body: 'small' })).status).toBe(401)
    },
    'large-requests-refused-by-iis': async () => {
      expect(await ask(lab(), EWS, largePost)).toMatchObject({
        status: 404,
        headers: { server: ['Microsoft-IIS/10.0'] },
      })
      expect((await ask(lab(), EWS, { method: 'POST', body: 'small' })).status).toBe(401)
    },
    'keep-alive-off': async () => {
      const agent = oneConnection()
      for (let count = 0; count < 2; count++) {
        const answer = await ask(lab(), EWS, { agent })
        expect(answer).toMatchObject({ status: 401, headers: { connection: ['close'] } })
      }
      agent.destroy()
      const [one, other] = lab().log.slice(-2)
      expect(one?.connection).not.toBe(other?.connection)
    },
    'keep-alive-cut': async () => {
      const agent = oneConnection()
      const first = await ask(lab(), EWS, { agent })
      expect(first.status).toBe(401)
      expect(first.headers.connection).not.toContain('close')
      await expect(ask(lab(), EWS, { agent })).rejects.toMatchObject({ code: 'ECONNRESET' })
      agent.destroy()
      expect((await ask(lab(), EWS)).status).toBe(401)
    },
    'keep-alive-cut-after-three': async () => {
      const agent = oneConnection()
      for (let count = 0; count < 3; count++) expect((await ask(lab(), EWS, { agent })).status).toBe(401)
      await expect(ask(lab(), EWS, { agent })).rejects.toMatchObject({ code: 'ECONNRESET' })
      agent.destroy()
    },
    'silent-connections-forgotten': async () => {
      expect(lab().organisation).toMatchObject({ idleSeconds: 30 })
      const agent = oneConnection()
      for (let count = 0; count < 3; count++) {
        expect((await ask(lab(), EWS, { agent })).status).toBe(401)
        keepSilent(20)
      }
      keepSilent(1)
      await expect(ask(lab(), EWS, { agent })).rejects.toMatchObject({ code: 'ECONNRESET' })
      agent.destroy()
      expect((await ask(lab(), EWS)).status).toBe(401)
    },
  }
}
