import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Configuration } from '../../../../shared/management/configuration.ts'
import { ConfigurationReading } from '../../../../shared/management/configuration-reading.ts'
import { contoso } from '../../../fixtures/management/contoso.ts'
import { readFile, taken } from './read-text-file.ts'

const folder = join(import.meta.dirname, '../../../fixtures/management')
const file = (name: string): Buffer => readFileSync(join(folder, name))
const csvNames = readdirSync(join(folder, 'csv')).map((name) => `csv/${name}`)

const whole = [
  'postern.json.txt',
  'windows-powershell.json.txt',
  'powershell-7.json.txt',
  'export.clixml',
  'format-list.txt',
]
const formats = ['postern', 'json', 'json', 'clixml', 'format-list']

const utf16le = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8 with its mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 LE, as Windows PowerShell redirects', utf16le],
  ['UTF-16 BE', (text) => utf16le(text).swap16()],
  ['UTF-16 LE without its mark', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16 BE without its mark', (text) => Buffer.from(text, 'utf16le').swap16()],
]

describe('one organisation in every format', () => {
  it.each(whole.map((name, index) => [name, formats[index]]))('%s', (name, format) => {
    const reading = taken(file(`${name}`))
    expect(reading.configuration).toEqual(contoso)
    expect(reading).toMatchObject({ format, problems: [], documentErrors: [], ignoredObjects: 0 })
    expect(ConfigurationReading.safeParse(reading).error).toBeUndefined()
    expect(reading.parts.map(({ cmdlet, objects }) => `${objects} ${cmdlet}`).sort()).toEqual([
      '1 Get-ExchangeServer',
      '1 Get-ManagementRoleAssignment',
      '1 Get-ManagementScope',
      '1 Get-OrganizationConfig',
      '1 Get-ThrottlingPolicy',
      '1 Get-WebServicesVirtualDirectory',
      '2 Get-CASMailbox',
      '2 Get-ThrottlingPolicyAssociation',
    ])
  })

  it('csv, a file for each cmdlet, whatever parts the values', () => {
    const parts = csvNames.map((name) => taken(file(name)).configuration)
    expect(Object.assign({}, ...parts)).toEqual(contoso)
    expect(csvNames).toHaveLength(8)
  })

  it('says when and where Postern’s script ran', () => {
    expect(taken(file('postern.json.txt'))).toMatchObject({
      collectedAt: '2026-11-29T01:02:03.000Z',
      computer: 'EXCH01',
    })
    expect(taken(file('export.clixml')).collectedAt).toBeUndefined()
  })

  it.each(encodings)('in %s', (_, encode) => {
    for (const name of [...whole, 'csv/Get-CASMailbox.csv']) {
      const plain = taken(file(name))
      expect(taken(encode(file(name).toString('utf8')))).toEqual(plain)
    }
  })

  it('in Windows-1252, which is told as a guess', () => {
    for (const name of [...whole, 'csv/Get-CASMailbox.csv']) {
      const reading = taken(Buffer.from(file(name).toString('utf8'), 'latin1'))
      expect(reading.configuration).toEqual(taken(file(name)).configuration)
      expect(reading.problems).toMatchObject([{ code: 'encoding-guessed', objects: 1 }])
    }
  })

  it('with the line ends of either system', () => {
    for (const name of whole) {
      const unix = file(name).toString('utf8').replaceAll('\r\n', '\n')
      expect(taken(unix).configuration).toEqual(contoso)
      expect(taken(unix.replaceAll('\n', '\r\n')).configuration).toEqual(contoso)
    }
  })

  it('is what the schema of the configuration takes', () => {
    expect(Configuration.parse(contoso)).toEqual(contoso)
  })
})

describe('a web page in the place of an export', () => {
  const page = '<!DOCTYPE html>\r\n<html><title>Sign in</title></html>'
  it.each([page, page.toLowerCase(), '<html lang="de">', '\ufeff <HTML>'])('%s', (text) => {
    for (const pieces of [[Buffer.from(text)], [...text].map((letter) => Buffer.from(letter))])
      expect(readFile(pieces)).toMatchObject({ refused: 'not-text', sentence: expect.stringContaining('a web page') })
  })
})

describe('pieces may end anywhere', () => {
  const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
    const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
    return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end))
  }

  it.each([...whole, ...csvNames])('%s, whole or broken off, in any encoding', (name) => {
    const text = file(name).toString('utf8')
    const encoding = fc.constantFrom(
      Buffer.from(text),
      utf16le(text),
      utf16le(text).swap16(),
      Buffer.from(text, 'latin1'),
    )
    fc.assert(
      fc.property(
        encoding,
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.nat(),
        fc.boolean(),
        (bytes, places, at, isWhole) => {
          const given = isWhole ? bytes : bytes.subarray(0, at % bytes.length)
          expect(readFile(cut(given, places))).toEqual(readFile(given))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('one byte at a time', () => {
    for (const name of [...whole, 'csv/Get-CASMailbox.csv']) {
      const bytes = file(name)
      const pieces = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
      expect(readFile(pieces)).toEqual(readFile(bytes))
    }
  })
})

describe('a file that breaks off is refused', () => {
  it.each(['postern.json.txt', 'windows-powershell.json.txt', 'powershell-7.json.txt', 'export.clixml'])(
    '%s, anywhere',
    (name) => {
      const bytes = Buffer.from(file(name).toString('utf8').trimEnd())
      for (let end = 0; end < bytes.length; end += 7) {
        const reading = readFile(bytes.subarray(0, end))
        expect(reading, `${end} bytes`).toHaveProperty('refused')
      }
    },
  )

  it('csv, anywhere but at the end of a record', () => {
    const bytes = file('csv/Get-CASMailbox.csv')
    const ends = [bytes.length, bytes.length - 1, bytes.length - 2]
    for (let end = 0; end < bytes.length; end += 1) {
      const reading = readFile(bytes.subarray(0, end))
      if (ends.includes(end) || 'refused' in reading) continue
      // At the end of a record nothing shows that there were more.
      expect(reading.configuration.casMailboxes).toHaveLength(1)
      expect(bytes.subarray(0, end).toString('latin1')).toMatch(/"\r?\n?$/)
    }
  })
})
