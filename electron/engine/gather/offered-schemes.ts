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

/**
 * Whether NTLM may be taken though no answer offers it: Windows takes it under the name Negotiate as well (its SPNEGO
 * provider), and in IIS the other name can be taken away.
 */
export function mayHideNtlm(exchange: Pick<HttpExchange, 'status' | 'headers'>): boolean {
  const schemes = offeredSchemes(exchange)
  return exchange.status === 401 && schemes.includes('negotiate') && !schemes.includes('ntlm')
}

/**
 * The first of the wanted schemes that is offered. Where none is and Negotiate is, NTLM is worth a try: Windows takes it
 * under that name, unless it is set to take Kerberos alone.
 */
export function schemeToTry<W extends 'ntlm' | 'basic'>(
  wanted: readonly W[],
  offered: readonly Scheme[],
): W | undefined {
  const byName = wanted.find((scheme) => offered.includes(scheme))
  return byName ?? (offered.includes('negotiate') ? wanted.find((scheme) => scheme === 'ntlm') : undefined)
}

/**
 * A realm may hold a comma or a scheme's name; what stands in quotes is no scheme. Quotes that do not end reach to the
 * end of the value, so that no part of it is read twice.
 */
function withoutQuotedText(value: string): string {
  return value.replaceAll(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)/g, '""')
}

/** The token of one scheme in WWW-Authenticate (`NTLM TlRMTVNT…`), decoded from base64. */
export function challengeToken(exchange: Pick<HttpExchange, 'headers'>, scheme: string): Buffer | undefined {
  // Proxies may put several challenges into one header; the token ends where base64 does (RFC 9110 section 11.2).
  const challenge = new RegExp(`(?:^|,)\\s*${scheme}\\s+([A-Za-z0-9+/]+=*)\\s*(?:,|$)`, 'i')
  for (const value of headerValues(exchange, 'www-authenticate')) {
    const token = challenge.exec(withoutQuotedText(value))?.[1]
    if (token) return Buffer.from(token, 'base64')
  }
  return undefined
}
