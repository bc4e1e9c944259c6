/** Credentials stay out of every artifact: the scheme is evidence, what follows it is a secret. */
export function withoutCredential(name: string, value: string): string {
  if (name.toLowerCase() !== 'authorization') return value
  const scheme = value.split(' ', 1)[0] ?? ''
  return `${scheme} (not kept)`
}

/** A page that repeats the request's headers would bring the credential into the artifact: an NTLM response can be cracked. */
export function withoutEchoOf(authorization: string | undefined): (text: string) => string {
  const token = authorization?.split(' ')[1]
  if (!token) return (text) => text
  const html = token.replaceAll('+', '&#43;').replaceAll('/', '&#47;').replaceAll('=', '&#61;')
  const forms = new Set([token, encodeURIComponent(token), html, token.replace(/=+$/, '')])
  return (text) => [...forms].reduce((clean, form) => clean.replaceAll(form, '(not kept)'), text)
}

/** undici's raw form is a flat list, names and values in turn. Header bytes are Latin-1 (RFC 9110 section 5.5). */
export function pairsOf(raw: unknown): [string, string][] {
  const flat = Array.isArray(raw)
    ? raw.map((part) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)))
    : []
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = flat[index] ?? ''
    const value = flat[index + 1] ?? ''
    pairs.push([name, name.toLowerCase() === 'set-cookie' ? `${value.split('=', 1)[0]}=(not kept)` : value])
  }
  return pairs
}
