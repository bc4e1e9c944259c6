import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { Scheme } from '../../../shared/artifacts/sign-in.ts'

/** A challenge begins with a scheme; a comma also separates a scheme's own parameters (RFC 9110 section 11.6.1). */
const SCHEME = /(?:^|,)\s*([A-Za-z][A-Za-z0-9._~+/-]*)(?=\s*(?:,|$)|\s+[^\s=,]+\s*(?:=|,|$))/g

/** The sign-in schemes that an answer offers, in the server's order, each once; ones that we do not know are left out. */
export function offeredSchemes(exchange: Pick<HttpExchange, 'headers'>): Scheme[] {
  const schemes = new Set<Scheme>()
  for (const value of headerValues(exchange, 'www-authenticate')) {
    for (const match of withoutQuotedText(value).matchAll(SCHEME)) {
      const scheme = Scheme.safeParse(match[1]?.toLowerCase())
      if (scheme.success) schemes.add(scheme.data)
    }
  }
  return [...schemes]
}

/** A realm may hold a comma or a scheme's name; what stands in quotes is no scheme. */
function withoutQuotedText(value: string): string {
  return value.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
}

/** The token of one scheme in WWW-Authenticate (`NTLM TlRMTVNT…`), decoded from base64. */
export function challengeToken(exchange: Pick<HttpExchange, 'headers'>, scheme: string): Buffer | undefined {
  const prefix = `${scheme.toLowerCase()} `
  const value = headerValues(exchange, 'www-authenticate').find((text) => text.toLowerCase().startsWith(prefix))
  const token = value?.slice(prefix.length).trim()
  return token ? Buffer.from(token, 'base64') : undefined
}
