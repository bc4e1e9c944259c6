/** The two halves of a Basic credential. */
export interface BasicCredential {
  readonly name: string
  readonly password: string
}

/**
 * Reads what stands behind `Basic ` (RFC 7617): base64 of `name:password`, in UTF-8 where it is UTF-8 and in Latin-1
 * where it is not, as IIS tells them apart. Undefined when it is neither base64 nor has a colon.
 */
export function decodeBasic(text: string): BasicCredential | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  const decoded = utf8(bytes) ?? bytes.toString('latin1')
  const colon = decoded.indexOf(':')
  if (colon < 0) return undefined
  return { name: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
