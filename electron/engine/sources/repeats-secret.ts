/** A shorter secret would be found in any text. */
const SHORTEST = 6

/**
 * Whether a text holds the secret that was sent, as it is, without a scheme before it, in the form that it was sent in, or with its signs escaped as JSON or an
 * address has them. A server that repeats it would bring it into what is shown and kept.
 */
export function repeatsSecret(text: string, secret: string | null): boolean {
  if (secret === null || secret.length < SHORTEST) return false
  const sent = Buffer.from(`${secret}:`).toString('base64').replace(/=+$/, '')
  const wanted = [secret, sent, Buffer.from(secret).toString('base64').replace(/=+$/, '')].map((each) =>
    each.toLowerCase(),
  )
  return [text, unescaped(text)].some((said) => wanted.some((each) => said.toLowerCase().includes(each)))
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([\da-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\(["\\/])/g, '$1')
}
