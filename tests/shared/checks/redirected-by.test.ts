import { expect, test } from 'vitest'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { redirectedBy } from '../../../shared/checks/redirected-by.ts'

const EWS = 'https://mail.contoso.test/EWS/Exchange.asmx'
const iis: HttpExchange['headers'][number] = ['Server', 'Microsoft-IIS/10.0']
const nginx: HttpExchange['headers'][number] = ['Server', 'nginx']

test.each<[string, string | undefined, HttpExchange['headers'][number], string]>([
  ['names no address', undefined, iis, 'other'],
  ['names what is no address', 'https://[', iis, 'other'],
  ['leads to itself', EWS, iis, 'other'],
  ['leads to itself in other letters', '/ews/exchange.asmx', nginx, 'other'],
  ['is the setting of the site', 'https://mail.contoso.test/owa', iis, 'site'],
  ['is the setting of the site, with what was asked for at its end', '/owa/EWS/Exchange.asmx', iis, 'site'],
  ['is the setting of the site, to the page of Outlook on the web', '/owa/auth/logon.aspx', iis, 'site'],
  ['is the setting of the site, to another folder', '/portal/', iis, 'site'],
  ['is by Exchange', '/owa/', ['X-FEServer', 'EXCH01'], 'site'],
  ['is a rule of a proxy', 'https://mail.contoso.test/owa', nginx, 'other'],
  ['is a rule of a proxy to the web site', 'https://www.contoso.test/', nginx, 'other'],
  ['is a rule of a proxy to the domain itself', 'https://contoso.test/', nginx, 'other'],
  ['leads to the same service on another server', 'https://mail2.contoso.test/EWS/Exchange.asmx', nginx, 'moved'],
  ['leads to it at another port', 'https://mail.contoso.test:444/EWS/Exchange.asmx', iis, 'moved'],
  ['leads to it without TLS', 'http://mail.contoso.test/EWS/Exchange.asmx', nginx, 'moved'],
  ['leads to it at a hoster', 'https://outlook.hoster.example/EWS/Exchange.asmx', nginx, 'moved'],
  ['leads to a page to sign in on', 'https://mail.contoso.test/my.policy', nginx, 'sign-in'],
  ['leads to one, as IIS would write it', 'https://mail.contoso.test/my.policy', iis, 'sign-in'],
  ['leads to the identity service', 'https://sts.contoso.test/adfs/ls?wreply=/EWS/', iis, 'sign-in'],
  ['leads to the identity service by its name', 'https://sso.contoso.test/form', nginx, 'sign-in'],
  ['leads to a foreign host', 'https://gate.example/?back=/EWS/', nginx, 'sign-in'],
  ['leads to another company below the same top-level domain', 'https://fabrikam.test/', nginx, 'sign-in'],
])('a redirect that %s', (_what, location, writer, by) => {
  const headers: HttpExchange['headers'] = [
    writer,
    ...(location === undefined ? [] : [['Location', location] as const]),
  ].map(([name, value]) => [name, value])
  expect(redirectedBy({ headers }, EWS)).toEqual({ by, location })
})
