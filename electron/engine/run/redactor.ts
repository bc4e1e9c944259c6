import { closedWords } from './closed-words.ts'

const REPLACEMENT = '(not shown)'
/** Shorter secrets would be found everywhere by chance; the sign-in's own headers are never kept anyway. */
const SHORTEST = 4

/**
 * Makes the one redactor: a function that returns a copy of any plain JSON in which no string holds one of the
 * secrets, as it is, percent-encoded, as JSON or XML writes it, or inside a Basic credential. A string that is one of
 * our own closed words, whole, stays: it tells nothing, even where somebody chose it as a password.
 */
export function createRedactor(secrets: readonly string[], usernames: readonly string[] = []) {
  const forms = new Set<string>()
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue
    forms.add(secret)
    forms.add(encodeURIComponent(secret))
    forms.add(JSON.stringify(secret).slice(1, -1))
    forms.add(escapeXml(secret))
    for (const prefix of ['', ...usernames.map((name) => `${name}:`)]) {
      for (const charset of ['utf8', 'utf16le', 'latin1'] as const) {
        forms.add(
          Buffer.from(prefix + secret, charset)
            .toString('base64')
            .replace(/=+$/, ''),
        )
      }
    }
  }
  // The longest first, so that no part of one form is left standing by a shorter one.
  const ordered = [...forms].sort((left, right) => right.length - left.length)

  function redactText(text: string): string {
    if (closedWords.has(text)) return text
    let clean = text
    for (const form of ordered) clean = clean.replaceAll(form, REPLACEMENT)
    return clean
  }

  return function redact<T>(value: T): T {
    return redactValue(value, redactText) as T
  }
}

function redactValue(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, redactText))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redactValue(entry, redactText)]))
  }
  return value
}

function escapeXml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? character)
}
