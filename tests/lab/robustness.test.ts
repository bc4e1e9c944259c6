import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import { asAlice, ask } from './https-client.ts'
import { getFolder, xml } from './requests.ts'

const EWS = '/EWS/Exchange.asmx'

/** Whatever the lab itself got wrong, it says as a warning. */
const warnings: Error[] = []
const collect = (warning: Error): number => warnings.push(warning)

let lab: Lab
beforeAll(async () => {
  process.on('warning', collect)
  lab = await startLab()
})
afterAll(async () => {
  await lab.close()
  process.off('warning', collect)
  expect(warnings).toEqual([])
})

/** Sends bytes over TLS and reads until the server hangs up. */
async function converse(bytes: string | Buffer): Promise<string> {
  const socket: TLSSocket = connect({
    host: '127.0.0.1',
    port: lab.ports.https,
    servername: 'mail.contoso.test',
    ca: lab.certificateAuthorityPem,
  })
  await once(socket, 'secureConnect')
  socket.on('error', () => undefined)
  socket.write(bytes)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(socket, 'close')
  return Buffer.concat(chunks).toString('latin1')
}

const close = 'Connection: close\r\n'

describe('malformed HTTP gets the 400 of http.sys, and the connection ends', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a version that is none', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n'],
    ['no Host', `GET / HTTP/1.1\r\n${close}\r\n`],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length beside chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a head that is too large', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`],
    ['zero bytes', Buffer.alloc(64)],
  ])('%s', async (_what, bytes) => {
    await expect(converse(bytes)).resolves.toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  })
})

describe('odd requests get an answer', () => {
  it.each([
    ['an absolute target', `GET https://mail.contoso.test${EWS} HTTP/1.1\r\nHost: a\r\n${close}\r\n`, 404],
    ['a target that is no URL', `GET //%%%?&=&%E0%A4 HTTP/1.1\r\nHost: a\r\n${close}\r\n`, 404],
    ['OPTIONS *', `OPTIONS * HTTP/1.1\r\nHost: a\r\n${close}\r\n`, 404],
    ['an unknown host', `GET ${EWS} HTTP/1.1\r\nHost: elsewhere.example\r\n${close}\r\n`, 401],
    ['HTTP/1.0', `GET ${EWS} HTTP/1.0\r\n\r\n`, 401],
    [
      'a long Authorization',
      `GET ${EWS} HTTP/1.1\r\nHost: a\r\nAuthorization: NTLM ${'A'.repeat(40_000)}\r\n${close}\r\n`,
      401,
    ],
    ['an upgrade', `GET ${EWS} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`, 401],
  ])('%s', async (_what, bytes, status) => {
    await expect(converse(bytes)).resolves.toMatch(new RegExp(`^HTTP/1\\.[01] ${status} `))
  })
})

it('answers 413 to a body of more than 1 MiB, and hangs up', async () => {
  const size = 1_048_577
  const head = `POST ${EWS} HTTP/1.1\r\nHost: mail.contoso.test\r\nAuthorization: ${asAlice.Authorization}\r\n`
  const answer = await converse(
    Buffer.concat([Buffer.from(`${head}Content-Length: ${size * 2}\r\n\r\n`), Buffer.alloc(size, 'a')]),
  )
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect(lab.log.at(-1)).toMatchObject({ status: 413, result: 'not-asked' })
})

it('takes a body in chunks, up to 1 MiB', async () => {
  const body = getFolder() + ' '.repeat(900_000)
  const headers = { ...asAlice, ...xml, 'Transfer-Encoding': 'chunked' }
  await expect(ask(lab, EWS, { method: 'POST', headers, body })).resolves.toMatchObject({ status: 200 })
})

it('outlives a client that leaves in the middle of TLS, of a head and of a body', async () => {
  const plain = connectTcp(lab.ports.https, '127.0.0.1')
  plain.on('error', () => undefined)
  plain.write('GET / HTTP/1.1\r\n\r\n')
  plain.resume()
  await once(plain, 'close')
  for (const bytes of ['GET / HT', `POST ${EWS} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc`]) {
    const options = {
      host: '127.0.0.1',
      port: lab.ports.https,
      servername: 'contoso.test',
      ca: lab.certificateAuthorityPem,
    }
    const socket = connect(options)
    await once(socket, 'secureConnect')
    socket.write(bytes)
    socket.destroy()
    await once(socket, 'close')
  }
  await expect(ask(lab, EWS, { headers: asAlice })).resolves.toMatchObject({ status: 200 })
})

it('serves mail.contoso.test to a client that names no server', async () => {
  const socket = connect({ host: '127.0.0.1', port: lab.ports.https, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  expect(socket.getPeerCertificate().subject.CN).toBe('mail.contoso.test')
  socket.destroy()
})

it('speaks TLS 1.2 and later only', async () => {
  const old = connect({
    host: '127.0.0.1',
    port: lab.ports.https,
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  await expect(once(old, 'secureConnect')).rejects.toThrow()
})
