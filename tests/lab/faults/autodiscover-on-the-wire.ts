import { connect } from 'node:tls'
import { expect } from 'vitest'
import type { autodiscoverFaults } from '../../../lab/faults/autodiscover.ts'
import type { Lab } from '../../../lab/lab.ts'
import { channelBindingOf } from '../../../lab/sign-in/channel-binding.ts'
import { type Answer, asAlice, ask, oneConnection } from '../https-client.ts'
import { askInTheClear } from '../plain-client.ts'
import { autodiscoverRequest, userSettingsRequest, xml } from '../requests.ts'
import { authenticate, negotiate } from '../sign-in/test-client.ts'
import { autodiscoverServicesOnTheWire } from './autodiscover-services-on-the-wire.ts'
import { resolverOf } from './resolver-of.ts'

const HOST = 'autodiscover.contoso.test'
const WIKI = 'wiki.contoso.test'
const POX = '/autodiscover/autodiscover.xml'
const SOAP = '/autodiscover/autodiscover.svc'
const ALICE = 'alice@contoso.test'

/** What each fault of Autodiscover is on the wire. */
export function autodiscoverOnTheWire(lab: () => Lab): Record<keyof typeof autodiscoverFaults, () => Promise<void>> {
  const pox = (address: string, kind: 'outlook' | 'mobilesync' = 'outlook'): Promise<Answer> =>
    ask(lab(), POX, {
      host: HOST,
      method: 'POST',
      headers: { ...asAlice, ...xml },
      body: autodiscoverRequest(address, kind),
    })
  const anonymous = (host: string, path = POX): Promise<Answer> =>
    ask(lab(), path, { host, method: 'POST', headers: xml })
  const soap = (address: string): Promise<Answer> =>
    ask(lab(), SOAP, {
      host: HOST,
      method: 'POST',
      headers: { ...asAlice, ...xml },
      body: userSettingsRequest(address),
    })
  const json = (protocol: string): Promise<Answer> =>
    ask(lab(), `/autodiscover/autodiscover.json?Email=${ALICE}&Protocol=${protocol}`, { host: HOST })
  const location = ({ headers }: Answer): string | undefined => headers.location?.[0]
  const externalEws = async (): Promise<string | undefined> =>
    /<Type>EXPR<\/Type>.*?<EwsUrl>(.*?)<\/EwsUrl>/s.exec((await pox(ALICE)).body)?.[1]
  const isHealthyOtherwise = async (): Promise<void> => {
    expect(await pox(ALICE)).toMatchObject({ status: 200, body: expect.stringContaining('<Type>EXPR</Type>') })
  }
  const origin = (host: string): string => `https://${host}:${lab().ports.https}`
  const isTheWiki = async (): Promise<void> => {
    await expect(resolverOf(lab()).resolve4(WIKI)).resolves.toEqual(['127.0.0.1'])
    const { status, headers } = await anonymous(WIKI)
    expect([status, headers['www-authenticate'], headers['x-feserver']]).toEqual([
      401,
      ['Basic realm="Wiki"'],
      undefined,
    ])
  }
  return {
    ...autodiscoverServicesOnTheWire(lab, async () => (await pox(ALICE)).body),
    'autodiscover-redirect-loop': async () => {
      const start = `https://${HOST}:${lab().ports.https}${POX}`
      const first = await anonymous(HOST)
      expect(location(first)).toBe(start.replace(HOST, 'contoso.test'))
      expect(location(await anonymous('contoso.test'))).toBe(start)
    },
    'autodiscover-web-page-first': async () => {
      const answer = await anonymous('contoso.test')
      expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<title>Contoso</title>') })
      await isHealthyOtherwise()
    },
    'autodiscover-members-area-first': async () => {
      const answer = await anonymous('contoso.test')
      expect(answer.status).toBe(401)
      expect(answer.headers['www-authenticate']).toEqual(['Basic realm="Members"'])
      expect(answer.headers).not.toHaveProperty('x-feserver')
      expect((await ask(lab(), '/', { host: 'contoso.test' })).status).toBe(200)
    },
    'autodiscover-not-published': async () => {
      for (const path of [POX, SOAP]) expect((await anonymous(HOST, path)).status).toBe(404)
      expect((await ask(lab(), '/EWS/Exchange.asmx')).status).toBe(401)
    },
    'autodiscover-pool-stopped': async () => {
      expect(await anonymous(HOST)).toMatchObject({
        status: 503,
        headers: { server: ['Microsoft-HTTPAPI/2.0'] },
      })
    },
    'autodiscover-behind-sign-in-page': async () => {
      const answer = await anonymous(HOST)
      expect(answer.status).toBe(302)
      expect(location(answer)).toMatch(/^https:\/\/autodiscover\.contoso\.test:\d+\/my\.logon/)
    },
    'autodiscover-redirect-inherited': async () => {
      const answer = await anonymous(HOST)
      expect([answer.status, location(answer)]).toEqual([302, `${origin(HOST)}/owa`])
      expect(answer.headers.server).toEqual(['Microsoft-IIS/10.0'])
    },
    'autodiscover-redirects-to-http': async () => {
      expect(location(await anonymous(HOST))).toBe(`http://mail.contoso.test${POX}`)
    },
    'autodiscover-redirects-to-cloud': async () => {
      expect(location(await anonymous(HOST))).toBe(`https://autodiscover-s.outlook.com${POX}`)
    },
    'autodiscover-user-unknown': async () => {
      expect((await pox(ALICE)).body).toContain('<ErrorCode>500</ErrorCode>')
      expect((await soap(ALICE)).body).toContain('<ErrorCode>InvalidUser</ErrorCode>')
      expect(await json('ews')).toMatchObject({ status: 404, body: expect.stringContaining('UserNotFound') })
    },
    'autodiscover-addresses-in-circle': async () => {
      expect((await pox(ALICE)).body).toContain('<RedirectAddr>alice@mail.contoso.test</RedirectAddr>')
      expect((await pox('Alice@mail.contoso.test')).body).toContain(`<RedirectAddr>${ALICE}</RedirectAddr>`)
      expect((await pox(ALICE, 'mobilesync')).body).toContain('<Redirect>alice@mail.contoso.test</Redirect>')
      expect((await soap(ALICE)).body).toContain('<ErrorCode>RedirectAddress</ErrorCode>')
    },
    'autodiscover-negotiate-alone': async () => {
      expect((await anonymous(HOST)).headers['www-authenticate']).toEqual(['Negotiate'])
      expect((await pox(ALICE)).status).toBe(401)
      const headers = { Authorization: `Negotiate ${negotiate().toString('base64')}`, ...xml }
      const asked = await ask(lab(), POX, { host: HOST, method: 'POST', headers, body: autodiscoverRequest(ALICE) })
      // Kerberos alone: NTLM's first message gets no challenge.
      expect(asked.headers['www-authenticate']).toEqual(['Negotiate'])
    },
    'autodiscover-extended-protection': async () => {
      // Basic has no channel binding; who signs in with it gets in.
      await isHealthyOtherwise()
      // NTLM has one, of the certificate that the client was shown, and that is not the server's own.
      const agent = oneConnection()
      const sent = async (message: Buffer) => {
        const headers = { Authorization: `NTLM ${message.toString('base64')}`, ...xml }
        return ask(lab(), POX, { host: HOST, method: 'POST', headers, body: autodiscoverRequest(ALICE), agent })
      }
      const type1 = negotiate()
      const token = /^NTLM (.+)$/m.exec((await sent(type1)).headers['www-authenticate']?.join('\n') ?? '')?.[1] ?? ''
      const binding = await servedBinding(lab(), HOST)
      expect((await sent(authenticate(type1, Buffer.from(token, 'base64'), { binding }))).status).toBe(401)
      agent.destroy()
      expect(lab().log.at(-1)).toMatchObject({ result: 'rejected', scheme: 'ntlm', binding: 'wrong' })
    },
    'autodiscover-http-asks-for-password': async () => {
      const answer = await askInTheClear(lab(), POX, HOST)
      expect(answer.status).toBe(401)
      expect(answer.headers['www-authenticate']).toEqual([`Basic realm="${HOST}"`])
      await isHealthyOtherwise()
    },
    'autodiscover-redirected-to-hoster': async () => {
      expect((await anonymous(HOST)).status).toBe(404)
      expect(location(await askInTheClear(lab(), POX, HOST))).toBe(`https://autodiscover.hosting.example${POX}`)
    },
    'autodiscover-redirected-to-wiki': async () => {
      expect((await anonymous(HOST)).status).toBe(404)
      expect(location(await askInTheClear(lab(), POX, HOST))).toBe(`${origin(WIKI)}/start`)
      await isTheWiki()
      // Whoever gives it a credential is in the log.
      await ask(lab(), '/start', { host: WIKI, headers: asAlice })
      expect(lab().log.at(-1)).toMatchObject({ host: WIKI, result: 'rejected' })
    },
    'autodiscover-srv-to-wiki': async () => {
      expect((await anonymous(HOST)).status).toBe(404)
      await expect(resolverOf(lab()).resolveSrv('_autodiscover._tcp.contoso.test')).resolves.toMatchObject([
        { name: WIKI, port: lab().ports.https },
      ])
      await isTheWiki()
    },
    'autodiscover-by-redirect-alone': async () => {
      expect((await anonymous(HOST)).status).toBe(404)
      const target = `https://mail.contoso.test:${lab().ports.https}${POX}`
      expect(location(await askInTheClear(lab(), POX, HOST))).toBe(target)
      expect((await anonymous('mail.contoso.test')).status).toBe(401)
    },
    'autodiscover-redirect-site-off': async () => {
      expect((await anonymous(HOST)).status).toBe(404)
      expect((await askInTheClear(lab(), POX, HOST)).status).toBe(403)
      await expect(resolverOf(lab()).resolveSrv('_autodiscover._tcp.contoso.test')).rejects.toMatchObject({
        code: 'ENOTFOUND',
      })
    },
    'autodiscover-srv-to-web-site': async () => {
      await expect(resolverOf(lab()).resolveSrv('_autodiscover._tcp.contoso.test')).resolves.toMatchObject([
        { name: 'contoso.test', port: lab().ports.https },
      ])
      await isHealthyOtherwise()
    },
    'ews-external-url-empty': async () => {
      await isHealthyOtherwise()
      await expect(externalEws()).resolves.toBeUndefined()
      expect((await soap(ALICE)).body).toContain('<SettingName>ExternalEwsUrl</SettingName>')
    },
    'ews-external-url-inside': async () => {
      await expect(externalEws()).resolves.toBe('https://exch01.contoso.local/EWS/Exchange.asmx')
      expect((await json('ews')).body).toContain('exch01.contoso.local')
    },
    'ews-external-url-retired': async () => {
      const url = new URL((await externalEws()) ?? '')
      await expect(resolverOf(lab()).resolve4(url.hostname)).rejects.toMatchObject({ code: 'ENOTFOUND' })
    },
    'ews-external-url-old-server': async () => {
      const url = new URL((await externalEws()) ?? '')
      expect(url.port).toBe(String(lab().ports.https))
      expect((await ask(lab(), url.pathname, { host: url.hostname })).status).toBe(404)
    },
    'active-sync-external-url-path': async () => {
      const body = (await pox(ALICE, 'mobilesync')).body
      expect(body).toContain(`<Url>https://mail.contoso.test:${lab().ports.https}/ActiveSync</Url>`)
      expect((await ask(lab(), '/ActiveSync', { method: 'OPTIONS' })).status).toBe(404)
    },
    'mobile-sync-no-provider': async () => {
      expect((await pox(ALICE, 'mobilesync')).body).toContain('<ErrorCode>601</ErrorCode>')
      await isHealthyOtherwise()
    },
    'mobile-sync-invalid-request': async () => {
      expect((await pox(ALICE, 'mobilesync')).body).toContain('<ErrorCode>600</ErrorCode>')
      await isHealthyOtherwise()
    },
    'autodiscover-soap-not-published': async () => {
      expect((await soap(ALICE)).status).toBe(404)
      await isHealthyOtherwise()
    },
    'autodiscover-soap-busy': async () => {
      const answer = await soap(ALICE)
      expect(answer).toMatchObject({
        status: 200,
        body: expect.stringContaining('<ErrorCode>ServerBusy</ErrorCode>'),
      })
    },
    'autodiscover-soap-in-circle': async () => {
      const targetOf = async (host: string): Promise<string | undefined> => {
        const body = userSettingsRequest(ALICE)
        const answer = await ask(lab(), SOAP, { host, method: 'POST', headers: { ...asAlice, ...xml }, body })
        return /<RedirectTarget>(.*)<\/RedirectTarget>/.exec(answer.body)?.[1]
      }
      const there = await targetOf(HOST)
      expect(there).toBe(`https://mail.contoso.test:${lab().ports.https}${SOAP}`)
      await expect(targetOf(new URL(there ?? '').hostname)).resolves.toBe(there?.replace('mail.', 'autodiscover.'))
    },
    'autodiscover-json-blocked': async () => {
      expect((await json('ActiveSync')).status).toBe(404)
      await isHealthyOtherwise()
    },
    'autodiscover-json-to-cloud': async () => {
      const answer = await json('ActiveSync')
      expect(answer.status).toBe(302)
      expect(location(answer)).toMatch(
        /^https:\/\/outlook\.office365\.com\/autodiscover\/autodiscover\.json\?Email=alice%40/,
      )
    },
  }
}

/** The channel binding of the certificate that a client is shown for a name. */
function servedBinding(lab: Lab, servername: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: lab.ports.https, servername, ca: lab.certificateAuthorityPem }
    const socket = connect(options, () => {
      const { raw } = socket.getPeerCertificate()
      socket.destroy()
      resolve(channelBindingOf(raw))
    })
    socket.on('error', reject)
  })
}
