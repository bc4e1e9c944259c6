import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { expect } from 'vitest'
import type { nodeFaults } from '../../../lab/faults/nodes.ts'
import type { Lab } from '../../../lab/lab.ts'
import { type Answer, asAlice, ask } from '../https-client.ts'

const EWS = '/EWS/Exchange.asmx'
const HEALTH = ['/ews/healthcheck.htm', '/Microsoft-Server-ActiveSync/healthcheck.htm', '/autodiscover/healthcheck.htm']
const BAD = '127.0.0.13'
const GOOD = ['127.0.0.11', '127.0.0.12', '127.0.0.14', '127.0.0.18']

/** What each fault of one server of eight is on the wire, at its own address and at those of the others. */
export function nodesOnTheWire(lab: () => Lab): Record<keyof typeof nodeFaults, () => Promise<void>> {
  const at = (address: string, path = EWS, headers = {}): Promise<Answer> => ask(lab(), path, { address, headers })
  const othersAreWell = async () => {
    for (const address of GOOD) {
      expect((await at(address)).headers['www-authenticate']).toEqual([
        'Negotiate',
        'NTLM',
        'Basic realm="mail.contoso.test"',
      ])
      expect((await at(address, EWS, asAlice)).status).toBe(200)
    }
  }
  const publishedIsWell = async () => expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)

  return {
    'one-node-down': async () => {
      await expect(at(BAD)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      await othersAreWell()
      await publishedIsWell()
    },
    'one-node-hangs': async () => {
      const socket = connectTcp(lab().ports.https, BAD)
      await once(socket, 'connect')
      // A whole ClientHello gets no byte in return, while another server answers one that came later.
      const hello = connect({ socket, servername: 'mail.contoso.test', rejectUnauthorized: false })
      let answered = false
      hello.once('secureConnect', () => {
        answered = true
      })
      hello.on('error', () => undefined)
      await othersAreWell()
      expect(answered).toBe(false)
      hello.destroy()
    },
    'one-node-pool-stopped': async () => {
      for (const path of [EWS, '/ews/healthcheck.htm']) {
        const answer = await at(BAD, path)
        expect(answer).toMatchObject({ status: 503, headers: { server: ['Microsoft-HTTPAPI/2.0'] } })
        expect(answer.headers).not.toHaveProperty('x-feserver')
      }
      expect((await at(BAD, '/autodiscover/healthcheck.htm')).status).toBe(200)
      await othersAreWell()
    },
    'one-node-wrong-site': async () => {
      for (const path of [EWS, ...HEALTH]) {
        const answer = await at(BAD, path)
        expect(answer.status).toBe(404)
        expect(answer.headers).not.toHaveProperty('x-feserver')
      }
      await othersAreWell()
    },
    'one-node-unhealthy': async () => {
      for (const path of HEALTH) {
        expect((await at(BAD, path)).status).toBe(503)
        expect(await at('127.0.0.14', path)).toMatchObject({ status: 200, body: '200 OK<br/>EXCH04.contoso.test' })
      }
      expect((await at(BAD)).status).toBe(401)
      await othersAreWell()
    },
    'one-node-old-certificate': async () => {
      await expect(at(BAD)).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' })
      await othersAreWell()
    },
    'one-node-certificate-expires-in-10-days': async () => {
      const left = Date.parse((await certificateAt(lab(), BAD)).valid_to) - Date.now()
      expect(Math.floor(left / 86_400_000)).toBe(10)
      expect(await fingerprint(lab(), '127.0.0.12')).toBe(await fingerprint(lab(), '127.0.0.11'))
      await othersAreWell()
    },
    'one-node-other-certificate': async () => {
      expect((await at(BAD)).status).toBe(401)
      expect(await fingerprint(lab(), BAD)).not.toBe(await fingerprint(lab(), '127.0.0.11'))
      expect(await fingerprint(lab(), '127.0.0.12')).toBe(await fingerprint(lab(), '127.0.0.11'))
    },
    'one-node-no-ntlm': async () => {
      expect((await at(BAD)).headers['www-authenticate']).toEqual(['Basic realm="mail.contoso.test"'])
      await othersAreWell()
    },
    'one-node-other-version': async () => {
      expect((await at(BAD)).headers['x-owa-version']).toEqual(['15.2.1544.4'])
      expect((await at('127.0.0.12')).headers['x-owa-version']).toEqual(['15.2.2562.53'])
      await othersAreWell()
    },
    'one-node-rejects-sign-in': async () => {
      expect((await at(BAD, EWS, asAlice)).status).toBe(401)
      expect(lab().log.at(-1)).toMatchObject({ server: 'EXCH03', result: 'rejected', reason: 'no-secure-channel' })
      expect(lab().badSignIns('alice').total).toBe(0)
      await othersAreWell()
    },
    'servers-behind-balancer-alone': async () => {
      for (const address of [...GOOD, BAD]) await expect(at(address)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      await publishedIsWell()
    },
    'balancer-shows-own-certificate': async () => {
      expect(await fingerprint(lab(), '127.0.0.1')).not.toBe(await fingerprint(lab(), '127.0.0.11'))
      expect(await fingerprint(lab(), '127.0.0.12')).toBe(await fingerprint(lab(), '127.0.0.11'))
      await othersAreWell()
      await publishedIsWell()
    },
    'balancer-sends-to-dead-node': async () => {
      await expect(ask(lab(), EWS)).rejects.toMatchObject({ code: 'ECONNRESET' })
      await expect(at(BAD)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      await othersAreWell()
    },
  }
}

async function fingerprint(lab: Lab, host: string): Promise<string> {
  return (await certificateAt(lab, host)).fingerprint256
}

async function certificateAt(lab: Lab, host: string): Promise<PeerCertificate> {
  const socket: TLSSocket = connect({
    host,
    port: lab.ports.https,
    servername: 'mail.contoso.test',
    ca: lab.certificateAuthorityPem,
  })
  await once(socket, 'secureConnect')
  const certificate = socket.getPeerCertificate()
  socket.destroy()
  return certificate
}
