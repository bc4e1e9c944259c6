import type { HttpRequest } from './http-connection.ts'

/**
 * Whether a request carries a credential. NTLM's first message names nobody (MS-NLMP 2.2.1.1); its signature and type are
 * the first twelve bytes.
 */
export function carriesCredential({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  const { authorization } = headers
  return authorization !== undefined && !/^(?:ntlm|negotiate)\s+TlRMTVNTUAABAAAA/i.test(authorization)
}
