import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import {
  createTestCertificates,
  startTcpServer,
  startTlsServer,
  type TestCertificates,
  type TestServer,
} from '../wire/tls-server.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab
let certificates: TestCertificates
beforeAll(async () => {
  ;[lab, certificates] = await Promise.all([startLab(), createTestCertificates()])
})
afterAll(() => lab.close())

/** A run in which EWS, ActiveSync and Autodiscover are all at `server`; the lab's name server leads there. */
async function runAt(server: TestServer) {
  try {
    const origin = `https://mail.contoso.test:${server.port}`
    const { run } = await runAgainst(lab, {
      organisation: {
        ...organisationOf(lab),
        httpsPort: server.port,
        ews: { url: `${origin}/EWS/Exchange.asmx` },
        activeSync: { url: `${origin}/Microsoft-Server-ActiveSync` },
        trust: { certificateAuthorities: [certificates.authority] },
      },
      limits: { ...defaultHttpLimits, answerMilliseconds: 300, bodyBytes: 10_000 },
    })
    return run
  } finally {
    server.close()
  }
}

const challenge = (value: string) => `HTTP/1.1 401 Unauthorized\r\n${value}Content-Length: 0\r\n\r\n`
const page = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

describe('a server that breaks the protocols: the run ends, never with a bug of ours and never ready', () => {
  it.each<[string, string]>([
    ['says nothing', ''],
    ['is not HTTP', '220 mail.contoso.test ESMTP\r\n'],
    ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['sends a head without an end', `HTTP/1.1 200 OK\r\n${'X: 1\r\n'.repeat(20_000)}`],
    ['sends too much', page('200 OK', 'x'.repeat(20_000))],
    ['answers 200 to everything', page('200 OK', '<html><body>It works!</body></html>')],
    ['answers 204', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['answers 500', page('500 Internal Server Error', 'oops')],
    ['answers 999', page('999 What', '')],
    ['redirects to itself', page('302 Found\r\nLocation: /autodiscover/autodiscover.xml', '')],
    ['redirects nowhere', page('302 Found\r\nLocation: http://[', '')],
    ['redirects to somebody else', page('302 Found\r\nLocation: https://fabrikam.test/', '')],
    ['asks for nothing', challenge('')],
    ['asks for an empty scheme', challenge('WWW-Authenticate: \r\n')],
    ['asks for NTLM and sends no challenge', challenge('WWW-Authenticate: NTLM\r\n')],
    ['asks for NTLM with a challenge that is none', challenge('WWW-Authenticate: NTLM TlRMTVNTUAACAAAA\r\n')],
    ['asks for Basic and rejects it', challenge('WWW-Authenticate: Basic realm="a"\r\n')],
    ['asks for all of them at once', challenge('WWW-Authenticate: Negotiate, NTLM, Basic realm="NTLM, a"\r\n')],
    ['answers XML with a document type', page('200 OK', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
  ])('%s', async (_name, reply) => {
    let credentials = 0
    const server = await startTlsServer(certificates.good, (socket) => {
      socket.on('data', (chunk) => {
        if (/^authorization: (?:basic|ntlm TlRMTVNTUAAD)/im.test(chunk.toString('latin1'))) credentials += 1
        if (reply !== '' && chunk.includes('\r\n\r\n')) socket.write(reply)
      })
    })
    const run = await runAt(server)
    expect(run.findings.filter(({ verdict }) => verdict === 'bug')).toEqual([])
    expect(['not-ready', 'could-not-tell']).toContain(run.verdict)
    expect(run.run).not.toHaveProperty('endedEarly')
    // Whatever it answers, it sees the password once at most.
    expect(credentials).toBeLessThanOrEqual(1)
  })

  it('does not speak TLS', async () => {
    const run = await runAt(await startTcpServer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(run.findings.find(({ check }) => check === 'certificate/handshake')?.outcome).toBe('failed')
    expect(run.verdict).toBe('not-ready')
  })

  it('closes every connection before it answers', async () => {
    const run = await runAt(
      await startTlsServer(certificates.good, (socket) => socket.once('data', () => socket.destroy())),
    )
    expect(run.findings.filter(({ verdict }) => verdict === 'bug')).toEqual([])
    expect(run.verdict).not.toBe('ready')
  })
})
