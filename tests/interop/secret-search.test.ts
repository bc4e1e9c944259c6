import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findIn, type SecretForm, searchFolder, secretForms } from './peers/secret-search.ts'

// What finds nothing proves nothing, unless it is known to find. So everything that the search for leaked passwords looks
// for is put down once, and found.
const password = 'Pä$$ "wörd" & <4711>!'
const user = 'CONTOSO\\anna'
const forms = await secretForms(password, [user])

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-search-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function foundIn(bytes: Buffer): string[] {
  writeFileSync(join(folder, 'file'), Buffer.concat([Buffer.alloc(5_000, 0xa5), bytes, Buffer.alloc(5_000, 0x5a)]))
  return searchFolder(folder, forms).findings.map(({ form }) => form)
}

describe('the search finds', () => {
  it.each(
    forms.map(({ name, bytes }): [string, string, SecretForm] => [name, bytes.toString('latin1'), { name, bytes }]),
  )('%s: %j', (name, _shown, { bytes }) => {
    expect(foundIn(bytes)).toContain(name)
  })

  // Written down by hand or by other means than the search itself.
  const ways = {
    'a Basic credential': Buffer.from(
      `Authorization: Basic ${btoa(String.fromCharCode(...Buffer.from(`${user}:${password}`)))}`,
    ),
    'a form of a web page': Buffer.from(`a=1&${new URLSearchParams({ password })}`),
    'an address': Buffer.from(`https://anna:${encodeURIComponent(password)}@mail.contoso.test/`),
    JSON: Buffer.from(JSON.stringify({ password })),
    'base64 inside a larger one': Buffer.from(
      Buffer.from(`{"password":${JSON.stringify('x')},"p":"${password}"}`).toString('base64'),
    ),
    'base64 of UTF-16 inside a larger one': Buffer.from(Buffer.from(`xyz${password}xyz`, 'utf16le').toString('base64')),
    base64url: Buffer.from(Buffer.from(`??>>${password}`).toString('base64url')),
    'what node inspects': Buffer.from(`{ password: '${password}' }`),
    XML: Buffer.from(
      `<p>${password.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}</p>`,
    ),
  }
  it.each(Object.entries(ways))('it in %s', (_what, bytes) => {
    expect(foundIn(bytes)).not.toEqual([])
  })

  it('it in the name of a file, in a folder below', () => {
    mkdirSync(join(folder, 'below'))
    writeFileSync(join(folder, 'below', `${encodeURIComponent(password)}.json`), '')
    expect(searchFolder(folder, forms).findings).toMatchObject([{ form: 'percent-encoded' }])
  })

  it.each([
    ['kept in', 'SELECT 1'],
    ['deleted from', 'DELETE FROM t'],
  ])('it %s a database, and in the file beside it', (_what, after) => {
    const file = join(folder, 'postern.sqlite')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (value TEXT)')
    database.prepare('INSERT INTO t VALUES (?)').run(`before ${password} after`)
    database.exec(after)
    const { findings } = searchFolder(folder, forms)
    expect(findings).toContainEqual({ place: 'postern.sqlite-wal', form: 'UTF-8' })
    database.close()
    expect(searchFolder(folder, forms).findings).toContainEqual({ place: 'postern.sqlite', form: 'UTF-8' })
  })

  it('it in a value that a database cuts in two just there', () => {
    const isCut = (behind: number): boolean => {
      const file = join(folder, 'postern.sqlite')
      rmSync(file, { force: true })
      const database = new DatabaseSync(file)
      database.exec('PRAGMA synchronous = OFF; CREATE TABLE t (value TEXT)')
      database.prepare('INSERT INTO t VALUES (?)').run(`${'x'.repeat(6_000)}${password}${'y'.repeat(behind)}`)
      database.close()
      return findIn(readFileSync(file), forms).length === 0
    }
    // How much of a value is in the first page goes by its length (sqlite.org/fileformat2.html, 1.6): the cut moves on by a
    // byte with each that stands behind the password, which itself stays where it is. Within a page's length it goes through it.
    const behind = Array.from({ length: 4_096 / 16 }, (_, step) => 9_000 + step * 16).find(isCut)
    expect(behind).toBeDefined()
    expect(searchFolder(folder, forms).findings).toContainEqual({ place: 'postern.sqlite', form: 'UTF-8' })
  })
})

describe('the search does not find', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another password', Buffer.from('Pä$$ "wörd" & <4712>!')],
    ['the user name', Buffer.from(user)],
    ['a part of it', Buffer.from(password.slice(0, -1))],
  ])('it in %s', (_what, bytes) => {
    expect(foundIn(bytes)).toEqual([])
  })
})
