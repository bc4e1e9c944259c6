/** A shorter secret would be found in any text. */
const SHORTEST = 6

/**
 * Whether a text holds the secret that was sent, as it is or in the form that it was sent in, or what stands behind its scheme, such
 * as the token behind `Bearer`; also with its signs escaped as JSON or an address has them. Of Basic, what is packed in it counts as well.
 * A server that repeats it would bring it into what is shown and kept.
 */
export function repeatsSecret(text: string, secret: string | null): boolean {
  if (secret === null) return false
  const wanted = formsOf(secret).filter((form) => form.length >= SHORTEST)
  return [text, unescaped(text)].some((said) => {
    const lower = said.toLowerCase()
    return wanted.some((form) => lower.includes(form))
  })
}

function formsOf(secret: string): string[] {
  // The first of several is the scheme (RFC 9110 section 11.4), and tells nobody anything.
  const words = secret
    .split(/\s+/)
    .slice(1)
    .flatMap((word) => word.split(/["'=:,;]+/))
  const [, packed] = /^basic +(\S+)$/i.exec(secret) ?? []
  const unpacked = packed === undefined ? '' : Buffer.from(packed, 'base64').toString('utf8')
  const password = unpacked.slice(unpacked.indexOf(':') + 1)
  const forms = [secret, base64Of(`${secret}:`), base64Of(secret), ...words, unpacked, password]
  return [...new Set(forms.map((form) => form.toLowerCase()))]
}

function base64Of(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '')
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([\da-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\(["\\/])/g, '$1')
}
