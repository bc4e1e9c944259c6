import { maskUserinfo } from '../wire/without-userinfo.ts'
import { closedWords } from './closed-words.ts'
import { inOwnSentence } from './own-sentences.ts'

const REPLACEMENT = '(not shown)'
/** Of Unicode's private use, which nobody writes a text with. */
const FIRST_STAND_IN = 0xe000
/** What stands in the place of a secret, or of what `maskUserinfo` takes out of an address. */
const REDACTION = /\(not shown\)|\(not kept\)(?:@|%40)|[\ue000-\uf8ff]/
/** Shorter secrets would be found everywhere by chance; the sign-in's own headers are never kept anyway. */
const SHORTEST = 4
/** Fewer characters of base64 than this would be found by chance in certificates and tokens. */
const SHORTEST_BASE64 = 8

/**
 * Makes the one redactor: a function that returns a copy of any plain JSON in which no string holds one of the
 * secrets: as it is, percent-encoded, as JSON, XML or HTML write it, or inside base64 as a Basic credential is; nor a
 * name and a password in an address, whosever they are. Keys are our own words and stay, and so does a string that is
 * one of our closed words, whole: it tells nothing, even where somebody chose it as a password. Of a sentence of a check,
 * only what was filled in is looked through: a word that is missing from a known sentence would be the password, told.
 */
export function createRedactor(secrets: readonly string[], usernames: readonly string[] = []) {
  const sources = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [...base64Forms(secret, usernames), [...secret].map(writtenAnyWay).join('')])
  const pattern = sources.length > 0 ? new RegExp(sources.join('|'), 'gu') : undefined
  const standIn = standInFor(secrets)

  function redactText(text: string): string {
    if (closedWords.has(text)) return text
    // After the secrets: one that holds what ends an address would be cut in two.
    if (!pattern) return maskUserinfo(text)
    if (text.search(pattern) < 0) return withoutSecrets(text, pattern)
    return inOwnSentence(text, (filled) => withoutSecrets(filled, pattern)) ?? withoutSecrets(text, pattern)
  }

  function withoutSecrets(text: string, pattern: RegExp): string {
    let clean = maskUserinfo(text.replaceAll(pattern, REPLACEMENT))
    // What is put in its place can make up a secret anew ("shown"); a character of which none is made becomes more each time.
    while (clean.search(pattern) >= 0) clean = clean.replaceAll(pattern, standIn)
    return clean
  }

  return function redact<T>(value: T): T {
    return redactValue(value, redactText) as T
  }
}

/** A character that is in none of the secrets. */
function standInFor(secrets: readonly string[]): string {
  let code = FIRST_STAND_IN
  while (secrets.some((secret) => secret.includes(String.fromCharCode(code)))) code += 1
  return String.fromCharCode(code)
}

/** Whether a redactor took something out of a value, be it by another run with another secret; keys are never redacted. */
export function holdsRedaction(value: unknown): boolean {
  if (typeof value === 'string') return REDACTION.test(value)
  if (value === null || typeof value !== 'object') return false
  return Object.values(value).some(holdsRedaction)
}

function redactValue(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, redactText))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redactValue(entry, redactText)]))
  }
  return value
}

const namedEntities: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }
const shortEscapes: Record<string, string> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' }

/** A pattern for one character as it is, or as any of the encodings writes it; each character may be written differently. */
function writtenAnyWay(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  const percent = (bytes: Buffer) =>
    [...bytes].map((byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`).join('')
  const units = Array.from(
    { length: character.length },
    (_, index) => `\\\\u${anyCase(character.charCodeAt(index).toString(16).padStart(4, '0'))}`,
  )
  const entity = namedEntities[character]
  const short = shortEscapes[character] ?? (/["'\\/]/.test(character) ? character : undefined)
  // The plain character last: it is the beginning of some of the others.
  return `(?:${[
    ...(entity ? [`&${entity};`] : []),
    `&#0*${code};`,
    `&#[xX]0*${anyCase(hex)};`,
    percent(Buffer.from(character, 'utf8')),
    ...(code < 256 ? [percent(Buffer.from(character, 'latin1'))] : []),
    ...(short ? [`\\\\${literal(short)}`] : []),
    units.join(''),
    ...(character === ' ' ? [literal('+')] : []),
    literal(character),
  ].join('|')})`
}

/**
 * The secret in base64, behind each user name and a colon, and behind anything at all: three bytes become four
 * characters, so there are three ways in which what stands before it can shift it.
 */
function base64Forms(secret: string, usernames: readonly string[]): string[] {
  const charsets = /^[\0-\xff]*$/.test(secret)
    ? (['utf8', 'utf16le', 'latin1'] as const)
    : (['utf8', 'utf16le'] as const)
  const whole = charsets.flatMap((charset) =>
    [...usernames.map((name) => `${name}:`), ''].map((prefix) =>
      Buffer.from(prefix + secret, charset)
        .toString('base64')
        .replace(/=+$/, ''),
    ),
  )
  const shifted = charsets.flatMap((charset) =>
    [0, 1, 2].map((before) => {
      const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret, charset)])
      // Only the characters that no neighbour has a part in.
      return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6))
    }),
  )
  // Of base64's characters JSON, HTML and URLs write "+", "/" and "=" in ways of their own.
  return [...whole, ...shifted.filter((form) => form.length >= SHORTEST_BASE64)].map((form) =>
    [...form].map((character) => (/[+/]/.test(character) ? writtenAnyWay(character) : literal(character))).join(''),
  )
}

function anyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

/** A character that means itself in a pattern, whatever it is. */
function literal(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
