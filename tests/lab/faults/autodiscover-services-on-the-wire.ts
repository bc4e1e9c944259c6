import { expect } from 'vitest'
import type { Lab } from '../../../lab/lab.ts'
import { ask } from '../https-client.ts'
import { resolverOf } from './resolver-of.ts'

/** What each fault of an address beside EWS is on the wire; `settings` are those that Autodiscover gives Outlook. */
export function autodiscoverServicesOnTheWire(lab: () => Lab, settings: () => Promise<string>) {
  const given = async (name: 'ASUrl' | 'EwsUrl' | 'OABUrl' | 'EcpUrl'): Promise<(string | undefined)[]> => {
    const protocols = (await settings()).match(/<Protocol>.*?<\/Protocol>/gs) ?? []
    return protocols.slice(0, 2).map((protocol) => new RegExp(`<${name}>(.*?)</${name}>`).exec(protocol)?.[1])
  }
  const externalWebMail = async (): Promise<string | undefined> =>
    /<External><OWAUrl [^>]*>([^<]*)</.exec(await settings())?.[1]
  const origin = (host: string): string => `https://${host}:${lab().ports.https}`
  const oabInside = (): string => `${origin('mail.contoso.test')}/OAB/5c1e7a04-6f0d-4b60-9e2b-4a2f7d3a1c11/`
  return {
    'availability-url-retired': async () => {
      expect(await given('ASUrl')).toEqual([
        `${origin('mail.contoso.test')}/EWS/Exchange.asmx`,
        `${origin('old.contoso.test')}/EWS/Exchange.asmx`,
      ])
      expect(await given('EwsUrl')).toEqual(Array(2).fill(`${origin('mail.contoso.test')}/EWS/Exchange.asmx`))
      await expect(resolverOf(lab()).resolve4('old.contoso.test')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    },
    'availability-url-at-web-site': async () => {
      expect(await given('ASUrl')).toContain(`${origin('contoso.test')}/EWS/Exchange.asmx`)
      expect((await ask(lab(), '/EWS/Exchange.asmx', { host: 'contoso.test' })).status).toBe(404)
    },
    'oab-external-url-path': async () => {
      expect(await given('OABUrl')).toEqual([oabInside(), `${origin('mail.contoso.test')}/OfflineAddressBook/`])
      expect((await ask(lab(), '/OfflineAddressBook/')).status).toBe(404)
      const right = await ask(lab(), new URL(oabInside()).pathname)
      expect(right).toMatchObject({ status: 401, headers: { 'www-authenticate': ['Negotiate', 'NTLM'] } })
    },
    'oab-external-url-inside': async () => {
      expect(await given('OABUrl')).toEqual([oabInside(), 'https://exch01.contoso.local/OAB/'])
    },
    'oab-external-url-empty': async () => {
      expect(await given('OABUrl')).toEqual([oabInside(), undefined])
    },
    'owa-external-url-inside': async () => {
      expect(await given('EcpUrl')).toEqual([
        `${origin('mail.contoso.test')}/owa/`,
        'https://exch01.contoso.local/owa/',
      ])
      expect(await externalWebMail()).toBe('https://exch01.contoso.local/owa/')
    },
    'owa-external-url-retired': async () => {
      expect(await externalWebMail()).toBe(`${origin('webmail.contoso.test')}/owa/`)
      await expect(resolverOf(lab()).resolve4('webmail.contoso.test')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    },
    'owa-pool-stopped': async () => {
      for (const path of ['/owa/', '/owa/auth/logon.aspx', '/ecp/']) {
        expect(await ask(lab(), path)).toMatchObject({ status: 503, headers: { server: ['Microsoft-HTTPAPI/2.0'] } })
      }
      expect((await ask(lab(), '/EWS/Exchange.asmx')).status).toBe(401)
    },
  }
}
