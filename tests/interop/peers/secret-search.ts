import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { md4 } from 'hash-wasm'

export type SecretForm = { name: string; bytes: Buffer }
/** Where a secret was found, and in which form. */
export type Finding = { place: string; form: string }

/** The longest way to write one character is eight bytes; of base64 at least so many characters must be certain. */
const SHORTEST_BASE64 = 8

/** The ways in which a password, or what signs in for it, may be written down. */
export async function secretForms(password: string, usernames: readonly string[]): Promise<SecretForm[]> {
  const encodings = encodingsOf(password)
  const ntHash = Buffer.from(await md4(Buffer.from(password, 'utf16le')), 'hex')
  const text = (name: string, ...written: string[]): SecretForm[] =>
    [...new Set(written)].map((one) => ({ name, bytes: Buffer.from(one) }))

  return [
    ...encodings.map(([name, bytes]) => ({ name, bytes })),
    ...encodings.flatMap(([name, bytes]) =>
      text(`${name} in hex`, bytes.toString('hex'), bytes.toString('hex').toUpperCase()),
    ),
    ...encodings.flatMap(([name, bytes]) => base64Forms(`${name} in base64`, bytes)),
    ...usernames.flatMap((username) =>
      encodingsOf(`${username}:${password}`).flatMap(([name, bytes]) =>
        base64Forms(`user:password, ${name} in base64`, bytes),
      ),
    ),
    ...text('percent-encoded', ...percentForms(password)),
    ...text('as JSON writes it', JSON.stringify(password).slice(1, -1), escapedUnits(password)),
    ...text(
      'as XML writes it',
      xmlText(password),
      xmlText(password).replaceAll(/[^ -~]/gu, (each) => `&#${each.codePointAt(0)};`),
    ),
    { name: 'NT hash', bytes: ntHash },
    ...text('NT hash in hex', ntHash.toString('hex'), ntHash.toString('hex').toUpperCase()),
    ...base64Forms('NT hash in base64', ntHash),
  ]
}

function encodingsOf(text: string): [string, Buffer][] {
  const little = Buffer.from(text, 'utf16le')
  return [
    ['UTF-8', Buffer.from(text, 'utf8')],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16LE', little],
    ['UTF-16BE', Buffer.from(little).swap16()],
  ]
}

/**
 * Base64 of bytes that begin at any of the three places of a group, with the characters that hold nothing of what stands
 * before or behind them; in the alphabet of addresses as well.
 */
function base64Forms(name: string, bytes: Buffer): SecretForm[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const first = Math.ceil((before * 8) / 6)
    const last = Math.floor(((before + bytes.length) * 8) / 6)
    const certain = whole.slice(first, last)
    if (certain.length < SHORTEST_BASE64) return []
    const written = new Set([certain, certain.replaceAll('+', '-').replaceAll('/', '_')])
    return [...written].map((each) => ({ name: `${name}, ${before} bytes into a group`, bytes: Buffer.from(each) }))
  })
}

function percentForms(password: string): string[] {
  const every = (bytes: Buffer): string => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const strict = encodeURIComponent(password).replaceAll(/[!'()*]/g, (each) => every(Buffer.from(each)))
  const component = [encodeURIComponent(password), strict, strict.replaceAll('%20', '+')]
  const whole = [every(Buffer.from(password, 'utf8')), every(Buffer.from(password, 'latin1'))]
  return [...component, ...whole]
    .flatMap((each) => [each, each.replaceAll(/%../g, (one) => one.toLowerCase()), each.toUpperCase()])
    .filter((each, index, all) => all.indexOf(each) === index)
}

function escapedUnits(password: string): string {
  return JSON.stringify(password)
    .slice(1, -1)
    .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function xmlText(password: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }
  return password.replaceAll(/[&<>"]/g, (each) => `&${names[each]};`)
}

/** The forms that stand in some bytes. */
export function findIn(bytes: Buffer, forms: readonly SecretForm[]): string[] {
  return forms.filter((form) => bytes.includes(form.bytes)).map(({ name }) => name)
}

/**
 * Looks through every file below a folder: its name, its bytes as they are (of a database also the pages that hold nothing
 * any more), and of a database each value, since a long one is cut into several pages.
 */
export function searchFolder(folder: string, forms: readonly SecretForm[]): { findings: Finding[]; files: string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const findings = files.flatMap((file) => {
    const place = relative(folder, file)
    const found = [...findIn(Buffer.from(place), forms), ...findIn(readFileSync(file), forms)]
    if (isDatabase(file)) found.push(...findIn(valuesOf(file), forms))
    return [...new Set(found)].map((form) => ({ place, form }))
  })
  return { findings, files: files.map((file) => relative(folder, file)).toSorted() }
}

function isDatabase(file: string): boolean {
  return statSync(file).size > 100 && readFileSync(file).subarray(0, 15).toString('latin1') === 'SQLite format 3'
}

/** Every value of every table. Opened to read alone: what is looked at stays as it is. */
function valuesOf(file: string): Buffer {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]
    const rows = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM "${name.replaceAll('"', '""')}"`).all())
    const values = rows.flatMap((row) => Object.values(row))
    return Buffer.concat(
      values.flatMap((value) => [
        value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
        Buffer.from('\n'),
      ]),
    )
  } finally {
    database.close()
  }
}
