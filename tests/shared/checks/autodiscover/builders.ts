import { type Artifacts, artifactSchemas } from '../../../../shared/artifacts/artifacts.ts'
import type { AutodiscoverAttempt } from '../../../../shared/artifacts/autodiscover.ts'
import type {
  AutodiscoverMobileSync,
  AutodiscoverSoap,
  GivenUrl,
  JsonAnswer,
} from '../../../../shared/artifacts/autodiscover-kinds.ts'
import { ACTIVE_SYNC, AUTODISCOVER, attempt, EWS, MAILBOX } from '../artifact-builders.ts'

export const ROOT = 'https://contoso.test/autodiscover/autodiscover.xml'
export const PLAIN = 'http://autodiscover.contoso.test/autodiscover/autodiscover.xml'
export const SOAP = 'https://autodiscover.contoso.test/autodiscover/autodiscover.svc'

type Changes<T> = { [K in keyof T]?: T[K] | undefined }

function changed<T extends object>(usual: T, changes: Changes<T>): T {
  const present = Object.entries({ ...usual, ...changes }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as unknown as T
}

/** What is different in one way. */
export type Way = Changes<AutodiscoverAttempt>

/** The four ways as a healthy organisation's lead, each with what is different in it. */
export function wellKnown(
  changes: { [M in AutodiscoverAttempt['method']]?: Way },
): Pick<Artifacts, 'autodiscoverWellKnown'> {
  const asks = { schemes: ['ntlm', 'basic'], asExchange: true } satisfies AutodiscoverAttempt['asks']
  const usual: AutodiscoverAttempt[] = [
    attempt({ method: 'https-domain', urls: [ROOT], result: 'not-found', status: 404 }),
    attempt({ result: 'asks-for-sign-in', status: 401, asks }),
    attempt({ method: 'http-redirect', urls: [PLAIN], result: 'no-redirect', status: 403 }),
    attempt({
      method: 'srv',
      urls: [AUTODISCOVER.replace('autodiscover.', 'mail.')],
      result: 'asks-for-sign-in',
      status: 401,
      asks,
    }),
  ]
  const attempts = usual.map((way) => changed(way, changes[way.method] ?? {}))
  return { autodiscoverWellKnown: artifactSchemas.autodiscoverWellKnown.parse({ attempts }) }
}

/** Nothing over https leads to Exchange. */
export const noHttps: { 'https-autodiscover': Way } = {
  'https-autodiscover': { result: 'not-found', status: 404, asks: undefined },
}

export function mobileSync(changes: Changes<AutodiscoverMobileSync> = {}): Pick<Artifacts, 'autodiscoverMobileSync'> {
  const usual: AutodiscoverMobileSync = {
    urls: [AUTODISCOVER],
    result: 'settings',
    mailbox: MAILBOX,
    status: 200,
    exchanges: [],
    url: ACTIVE_SYNC,
  }
  return { autodiscoverMobileSync: artifactSchemas.autodiscoverMobileSync.parse(changed(usual, changes)) }
}

export function soap(changes: Changes<AutodiscoverSoap> = {}): Pick<Artifacts, 'autodiscoverSoap'> {
  const usual: AutodiscoverSoap = {
    urls: [SOAP],
    result: 'settings',
    mailbox: MAILBOX,
    status: 200,
    exchanges: [],
    externalEwsUrl: EWS,
    internalEwsUrl: EWS,
    ewsSchemas: ['Exchange2007', 'Exchange2013'],
  }
  return { autodiscoverSoap: artifactSchemas.autodiscoverSoap.parse(changed(usual, changes)) }
}

/** An answer for ActiveSync with changes, beside a good one for EWS. */
export function json(changes: Changes<JsonAnswer> = {}): Pick<Artifacts, 'autodiscoverJson'> {
  const address = (protocol: string) =>
    `https://autodiscover.contoso.test/autodiscover/autodiscover.json?Email=probe%40contoso.test&Protocol=${protocol}`
  const usual = (protocol: JsonAnswer['protocol'], url: string): JsonAnswer => ({
    protocol,
    urls: [address(protocol)],
    result: 'url',
    url,
    status: 200,
    exchanges: [],
  })
  const answers = [changed(usual('ActiveSync', ACTIVE_SYNC), changes), usual('EWS', EWS)]
  return { autodiscoverJson: artifactSchemas.autodiscoverJson.parse({ answers }) }
}

export function givenUrl(changes: Changes<GivenUrl> = {}): GivenUrl {
  const usual: GivenUrl = {
    url: EWS,
    protocol: 'ews',
    named: [{ by: 'pox', scope: 'outside' }],
    notAsked: 'looked-at-anyway',
    schemes: [],
    asExchange: false,
  }
  return changed(usual, changes)
}

export function givenUrls(...urls: GivenUrl[]): Pick<Artifacts, 'autodiscoverUrls'> {
  return { autodiscoverUrls: artifactSchemas.autodiscoverUrls.parse({ urls }) }
}
