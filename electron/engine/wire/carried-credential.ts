/**
 * Whether a request carries a credential. NTLM's first message names nobody (MS-NLMP 2.2.1.1); its signature and type are
 * the first twelve bytes.
 */
export function carriesCredential({ headers }: { headers: Readonly<Record<string, string>> }): boolean {
  const { authorization } = headers
  return authorization !== undefined && !/^(?:ntlm|negotiate)\s+TlRMTVNTUAABAAAA/i.test(authorization)
}
