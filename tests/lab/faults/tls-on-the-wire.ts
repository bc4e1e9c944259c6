import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net'
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { expect } from 'vitest'
import type { tlsFaults } from '../../../lab/faults/tls.ts'
import type { Lab } from '../../../lab/lab.ts'

const MAIL = 'mail.contoso.test'
const AUTODISCOVER = 'autodiscover.contoso.test'
const DAY = 86_400_000

export interface Judgement {
  readonly error: string | undefined
  readonly certificate: PeerCertificate
  /** Common names of the issuers, from the leaf's upwards. */
  readonly issuers: (string | undefined)[]
}

/** How a TLS client that trusts only the lab's root judges the certificate for a name, at the published address or another. */
export async function judge(lab: Lab, servername: string, address = '127.0.0.1'): Promise<Judgement> {
  const socket = await open(lab, servername, { host: address })
  const reason = socket.authorizationError as unknown
  const error = reason instanceof Error && 'code' in reason ? reason.code : reason
  const certificate = socket.getPeerCertificate(true)
  const issuers: (string | undefined)[] = []
  for (let at = certificate; at.issuerCertificate && at.issuerCertificate !== at; at = at.issuerCertificate) {
    issuers.push(String(at.issuer.CN))
  }
  socket.destroy()
  return { error: error ? String(error) : undefined, certificate, issuers }
}

/** A connection to the lab that any certificate lets through; rejects with what refused it. */
function open(lab: Lab, servername: string, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port: lab.ports.https,
      servername,
      ca: lab.certificateAuthorityPem,
      rejectUnauthorized: false,
      ...options,
    })
    socket.once('secureConnect', () => resolve(socket))
    socket.on('error', reject)
  })
}

/** Which of these versions a client that allows them all agrees on, each for itself. */
async function versionsSpoken(lab: Lab): Promise<string[]> {
  const spoken: string[] = []
  for (const version of ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
    const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    const socket = await open(lab, MAIL, options).catch(() => undefined)
    if (socket) spoken.push(socket.getProtocol() ?? '')
    socket?.destroy()
  }
  return spoken
}

/** The common names of the certificates in the order in which they lie in the bytes of a TLS 1.2 handshake. */
async function sentOrder(lab: Lab): Promise<string[]> {
  const received: Buffer[] = []
  const relay = createServer((inside) => {
    const outside = connectTcp(lab.ports.https, '127.0.0.1')
    outside.on('data', (chunk: Buffer) => received.push(chunk))
    inside.on('error', () => outside.destroy())
    outside.on('error', () => inside.destroy())
    inside.pipe(outside).pipe(inside)
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const { port } = relay.address() as AddressInfo
  const socket = await open(lab, MAIL, { port, maxVersion: 'TLSv1.2' })
  const known = [new X509Certificate(lab.certificateAuthorityPem)]
  for (let at = socket.getPeerX509Certificate(); at; at = at.issuerCertificate) known.push(at)
  socket.destroy()
  relay.close()
  const bytes = Buffer.concat(received)
  return [...new Map(known.map((certificate) => [bytes.indexOf(certificate.raw), certificate]))]
    .filter(([place]) => place >= 0)
    .sort(([left], [right]) => left - right)
    .map(([, { subject }]) => /CN=(.+)/.exec(subject)?.[1] ?? '')
}

/** The code of the error that ends a connection on which a client without a certificate waits for what comes. */
async function refusal(lab: Lab, servername: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: lab.ports.https, servername, rejectUnauthorized: false })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    socket.once('session', () => {
      socket.destroy()
      resolve(undefined)
    })
  })
}

async function daysLeft(lab: Lab, servername = MAIL): Promise<number> {
  const { error, certificate } = await judge(lab, servername)
  expect(error).toBeUndefined()
  return Math.floor((Date.parse(certificate.valid_to) - Date.now()) / DAY)
}

async function expectFine(lab: Lab, servername = AUTODISCOVER): Promise<void> {
  await expect(judge(lab, servername)).resolves.toMatchObject({ error: undefined })
}

/** What each fault of TLS is on the wire. A fault without an entry does not compile. */
export function tlsOnTheWire(lab: () => Lab): Record<keyof typeof tlsFaults, () => Promise<void>> {
  return {
    'certificate-expired': async () => {
      const { error, certificate } = await judge(lab(), MAIL)
      expect(error).toBe('CERT_HAS_EXPIRED')
      expect(Date.parse(certificate.valid_to)).toBeLessThan(Date.now())
      await expectFine(lab())
    },
    'certificate-expires-in-20-days': async () => {
      expect(await daysLeft(lab())).toBe(20)
    },
    'certificate-expires-in-45-days': async () => {
      expect(await daysLeft(lab())).toBe(45)
    },
    'autodiscover-certificate-expires-in-10-days': async () => {
      expect(await daysLeft(lab(), AUTODISCOVER)).toBe(10)
      expect(await daysLeft(lab())).toBeGreaterThan(60)
    },
    'certificate-not-yet-valid': async () => {
      const { error, certificate } = await judge(lab(), MAIL)
      expect(error).toBe('CERT_NOT_YET_VALID')
      expect(Date.parse(certificate.valid_from)).toBeGreaterThan(Date.now())
    },
    'certificate-without-name': async () => {
      const { error, certificate } = await judge(lab(), MAIL)
      expect(error).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
      expect(certificate.subjectaltname).toBe('DNS:exch01.contoso.local, DNS:exch01')
      await expectFine(lab())
    },
    'certificate-without-autodiscover-name': async () => {
      await expectFine(lab(), MAIL)
      await expect(judge(lab(), AUTODISCOVER)).resolves.toMatchObject({ error: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    },
    'certificate-unknown-ca': async () => {
      const { error, issuers } = await judge(lab(), MAIL)
      expect(error).toBe('SELF_SIGNED_CERT_IN_CHAIN')
      expect(issuers).toEqual(['Fabrikam Root CA'])
      await expectFine(lab(), 'contoso.test')
    },
    'certificate-self-signed': async () => {
      const { error, issuers } = await judge(lab(), MAIL)
      expect(error).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
      expect(issuers).toEqual([])
    },
    'certificate-intermediate-missing': async () => {
      await expect(judge(lab(), MAIL)).resolves.toMatchObject({ error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
      expect(await sentOrder(lab())).toEqual([MAIL])
    },
    'certificate-policy-authority-missing': async () => {
      const { error, issuers } = await judge(lab(), MAIL)
      expect(error).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
      expect(issuers).toEqual(['Contoso Issuing CA 2'])
      expect(await sentOrder(lab())).toEqual([MAIL, 'Contoso Issuing CA 2'])
    },
    'certificate-wrong-order': async () => {
      await expectFine(lab(), MAIL)
      expect(await sentOrder(lab())).toEqual([MAIL, 'Contoso Root CA', 'Contoso Issuing CA 1'])
    },
    'certificate-intermediate-expired': async () => {
      const { error, certificate } = await judge(lab(), MAIL)
      expect(error).toBe('CERT_HAS_EXPIRED')
      expect(Date.parse(certificate.valid_to)).toBeGreaterThan(Date.now())
    },
    'certificate-weak-key': async () => {
      expect((await judge(lab(), MAIL)).certificate.bits).toBe(1024)
    },
    'certificate-sha1-signature': async () => {
      const { raw } = (await judge(lab(), MAIL)).certificate
      // sha1WithRSAEncryption, 1.2.840.113549.1.1.5, which stands in a certificate twice.
      const oid = Buffer.from('06092a864886f70d010105', 'hex')
      expect(raw.indexOf(oid)).toBeGreaterThan(0)
      expect(raw.lastIndexOf(oid)).toBeGreaterThan(raw.indexOf(oid))
    },
    'certificate-no-server-usage': async () => {
      const { error, certificate } = await judge(lab(), MAIL)
      expect(error).toBe('INVALID_PURPOSE')
      expect(certificate.ext_key_usage).toEqual(['1.3.6.1.5.5.7.3.2'])
    },
    'tls10-only': async () => {
      expect(await versionsSpoken(lab())).toEqual(['TLSv1'])
    },
    'tls10-still-on': async () => {
      expect(await versionsSpoken(lab())).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
    },
    'tls12-missing': async () => {
      expect(await versionsSpoken(lab())).toEqual(['TLSv1.3'])
    },
    'client-certificate-wanted': async () => {
      expect(await refusal(lab(), MAIL)).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
      expect(await refusal(lab(), AUTODISCOVER)).toBeUndefined()
    },
    'client-certificate-wanted-tls12': async () => {
      expect(await refusal(lab(), MAIL)).toMatch(/HANDSHAKE_FAILURE$/)
      expect(await versionsSpoken(lab())).toEqual([])
      expect(await refusal(lab(), AUTODISCOVER)).toBeUndefined()
    },
    'handshake-reset': async () => {
      expect(await refusal(lab(), MAIL)).toBe('ECONNRESET')
      expect(await refusal(lab(), AUTODISCOVER)).toBeUndefined()
    },
    'inspected-on-the-way-to-mail': async () => {
      await expect(judge(lab(), MAIL)).resolves.toMatchObject({
        error: undefined,
        issuers: ['Contoso Web Gateway CA', 'Contoso Root CA'],
      })
      expect((await judge(lab(), AUTODISCOVER)).issuers[0]).toBe('Contoso Issuing CA 1')
    },
    'inspected-by-a-firewall': async () => {
      for (const name of [MAIL, AUTODISCOVER, 'contoso.test']) {
        const { error, issuers } = await judge(lab(), name)
        expect({ error, issuer: issuers[0] }).toEqual({ error: undefined, issuer: 'FGT60F Untrusted' })
      }
    },
  }
}
