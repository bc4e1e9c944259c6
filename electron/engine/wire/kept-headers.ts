/** Credentials stay out of every artifact: the scheme is evidence, what follows it is a secret. */
export function withoutCredential(name: string, value: string): string {
  if (name.toLowerCase() !== 'authorization') return value
  const scheme = value.split(' ', 1)[0] ?? ''
  return `${scheme} (not kept)`
}

/** A page that repeats the request's headers would bring the credential into the artifact: an NTLM response can be cracked. */
export function withoutEchoOf(authorization: string | undefined): (text: string) => string {
  const token = authorization?.split(' ')[1]?.replace(/=+$/, '')
  if (!token) return (text) => text
  let echo: RegExp | undefined
  return (text) => {
    // No way of writing it is shorter, and most of what an answer says is.
    if (text.length < token.length) return text
    echo ??= new RegExp(`${[...token].map(writtenAnyWay).join('')}(?:${writtenAnyWay('=')})*`, 'gi')
    return text.replace(echo, '(not kept)')
  }
}

/** One character of base64 as it is, or as URLs, HTML and JSON write those that are no letter or digit. */
function writtenAnyWay(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character
  const code = character.charCodeAt(0)
  const hex = code.toString(16).padStart(2, '0')
  return `(?:%${hex}|&#0*${code};|&#x0*${hex};|\\\\u00${hex}|\\\\?\\${character})`
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
