import { type HttpExchange, headerValues } from '../artifacts/http-exchange.ts'
import { t } from '../language/translate.ts'

/** Headers that Exchange's front end puts on what it answers, errors included; the last is ActiveSync's own (2010 too). */
const exchangeHeaders = ['x-feserver', 'x-calculatedbetarget', 'x-beserver', 'x-owa-version', 'ms-server-activesync']

/** Who wrote an answer, by its headers: Exchange, IIS without it, http.sys below IIS, or something in front of them. */
export function answeredBy(exchange: Pick<HttpExchange, 'headers'>): 'exchange' | 'iis' | 'http-sys' | 'in-front' {
  if (exchangeHeaders.some((name) => headerValues(exchange, name).length > 0)) return 'exchange'
  const server = headerValues(exchange, 'server')[0] ?? ''
  if (/^Microsoft-HTTPAPI\b/i.test(server)) return 'http-sys'
  return /^Microsoft-IIS\b/i.test(server) ? 'iis' : 'in-front'
}

/** The server that answered, by name: the one that has the mailbox where it says so, else the front end. */
export function serverName(exchange: Pick<HttpExchange, 'headers'> | undefined): string {
  const named = (name: string) => (exchange ? headerValues(exchange, name)[0] : undefined)
  return named('x-beserver') ?? named('x-feserver') ?? t`unknown`
}
