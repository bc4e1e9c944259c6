import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeAuthenticate } from '../electron/engine/wire/ntlm/authenticate-decoder.ts'
import { encodeChallenge, usualFlags, utf16 } from '../electron/engine/wire/ntlm/challenge-encoder.ts'
import { hasCurl, run } from '../lab/curl.ts'
import { type Apache, startApache } from './peers/apache.ts'
import { titleWithReason, whyNoApache } from './peers/availability.ts'
import type { HttpNtlm, NodeEwsNtlm, NtlmClientPackage } from './peers/untyped-packages.ts'

// What the clients that are out there do on this Node. These are facts about them, noted because they are the reasons
// for a client of our own; a newer version of theirs that does better makes the test fail, and the reason fall.
const load = createRequire(import.meta.url)
const httpntlm: HttpNtlm = load('httpntlm')
const ntlmClient: NtlmClientPackage = load('ntlm-client')
const nodeEwsNtlm: NodeEwsNtlm = load('node-ews/lib/auth/ntlm')

/** A challenge of a server that gives a timestamp, as every Windows since Vista does. */
const challenge = encodeChallenge({
  flags: usualFlags,
  serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
  targetName: 'CONTOSO',
  pairs: [
    { id: 2, value: utf16('CONTOSO') },
    { id: 7, value: Buffer.from('00e07a200f89db01', 'hex') },
  ],
  version: { major: 10, minor: 0, build: 20348 },
})
const header = `NTLM ${challenge.toString('base64')}`

describe('ntlm-client 0.1.1', () => {
  it('makes its negotiate message and reads a challenge', () => {
    expect(ntlmClient.createType1Message()).toMatch(/^NTLM TlRMTVNTUAAB/)
    expect(ntlmClient.decodeType2Message(header).targetName).toBe('CONTOSO')
  })

  it('throws where it should answer: it wants MD4 of OpenSSL, which has put it away since Node 17', () => {
    const type2 = ntlmClient.decodeType2Message(header)
    expect(() => ntlmClient.createType3Message(type2, 'alice', 'Passw0rd!a')).toThrow(
      'digital envelope routines::unsupported',
    )
  })
})

describe('httpntlm 1.8.13', () => {
  const type2 = httpntlm.ntlm.parseType2Message(header, (error) => {
    throw error
  })
  const message = httpntlm.ntlm.createType3Message(type2, {
    username: 'alice',
    password: 'Passw0rd!a',
    domain: 'CONTOSO',
  })
  const sent = decodeAuthenticate(Buffer.from(message.slice('NTLM '.length), 'base64'))

  it('names the account as we do', () => {
    expect(sent).toMatchObject({ domain: 'CONTOSO', user: 'alice' })
  })

  it('sends no channel binding, which Exchange asks for where Extended Protection is required', () => {
    expect(sent.pairs.map((pair) => pair.id)).toEqual([2, 7])
  })

  it('sends no MIC, and an LMv2 response where the timestamp forbids one', () => {
    expect(sent.mic).toBeUndefined()
    expect(sent.lmResponse).not.toEqual(Buffer.alloc(24))
  })
})

describe('node-ews 3.5.0', () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const negotiates = request.headers.authorization?.startsWith('NTLM TlRMTVNTUAAB') ?? false
    asked.push(negotiates ? 'negotiate' : 'nothing')
    response.writeHead(401, { 'www-authenticate': negotiates ? header : 'NTLM' }).end()
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  // ntlm-client looks for an own property "headers" of the answer, which Node has kept on the prototype since 15.1. So it
  // does not come to the MD4 that it has not got.
  it('reads a challenge from headers that are the answer’s own, and from no others', () => {
    const headers = { 'www-authenticate': header }
    expect(ntlmClient.decodeType2Message({ headers }).targetName).toBe('CONTOSO')
    const asNodeHasThem = Object.create({ headers }) as { headers: object }
    expect(() => ntlmClient.decodeType2Message(asNodeHasThem)).toThrow()
    expect(Object.getOwnPropertyNames(IncomingMessage.prototype)).toContain('headers')
    expect(Object.hasOwn(new IncomingMessage(new Socket()), 'headers')).toBe(false)
  })

  it('does not see the challenge of a server that sends one', async () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const host = `http://127.0.0.1:${address.port}`
    const client = nodeEwsNtlm({ host, username: 'alice', password: 'Passw0rd!a' }, {})
    await expect(client.getUrl(`${host}/EWS/Services.wsdl`, '/dev/null')).rejects.toThrow('didnt respond properly')
    expect(asked).toEqual(['nothing', 'negotiate'])
  })
})

const reason = whyNoApache()
describe.skipIf(reason)(titleWithReason('at an Apache with gss-ntlmssp', reason), () => {
  let apache: Apache
  beforeAll(async () => {
    apache = await startApache()
  }, 60_000)
  afterAll(() => apache?.stop())

  async function httpntlmStatus(username: string, password: string): Promise<number> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: apache.certificate })
    const url = `https://localhost:${apache.httpsPort}/ntlm/`
    try {
      return await new Promise<number>((resolve, reject) => {
        httpntlm.get({ url, agent, username, password, domain: 'POSTERN' }, (error, response) => {
          if (response) resolve(response.statusCode)
          else reject(error ?? new Error('neither an answer nor an error'))
        })
      })
    } finally {
      agent.destroy()
    }
  }

  it.each([
    ['alice', 'Passw0rd!b', 401],
    ['nobody', 'Passw0rd!a', 401],
    ['alice', 'Passw0rd!a', 200],
    ['zoë', 'Pässw0rd!z', 200],
  ])('httpntlm gets for %s with %s: %i', async (username, password, status) => {
    expect(await httpntlmStatus(username, password)).toBe(status)
  })

  const noCurl = hasCurl ? undefined : 'no curl with NTLM on this machine'
  // gss-ntlmssp wants the VERSION field (MS-NLMP section 2.2.1.3), which curl leaves out.
  it.skipIf(noCurl)(titleWithReason('curl is kept out with the right password', noCurl), async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postern-curl-'))
    try {
      const authority = join(folder, 'certificate.pem')
      await writeFile(authority, apache.certificate)
      const args = ['-sS', '-o', '-', '-w', '\n%{http_code}', '--max-time', '20', '--cacert', authority, '--ntlm']
      const url = `https://localhost:${apache.httpsPort}/ntlm/`
      const account = 'user = "POSTERN\\\\alice:Passw0rd!a"\n'
      expect((await run('curl', [...args, '-K', '-', url], account)).slice(-3)).toBe('401')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
