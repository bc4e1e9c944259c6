import { describe, expect, it } from 'vitest'
import {
  readAddresses,
  readDay,
  readHostName,
  readPaths,
  readPort,
  readTitle,
  readWords,
  readZone,
} from '../../../../renderer/desks/firewall/field-readers.ts'
import { textOfFile } from '../../../../renderer/desks/firewall/file-text.ts'
import { readSourceForm, writtenSource } from '../../../../renderer/desks/firewall/source-reading.ts'
import { mostListCharacters } from '../../../../shared/firewall/told-firewall.ts'

const readers = { readAddresses, readDay, readHostName, readPaths, readPort, readTitle, readWords, readZone }

describe('A field', () => {
  it.each([
    ['readAddresses', '192.0.2'],
    ['readAddresses', '192.0.2.0/24'],
    ['readAddresses', '192.0.2.25, mail.contoso.test'],
    ['readAddresses', '010.0.0.1'],
    ['readAddresses', Array.from({ length: 65 }, (_, at) => `192.0.2.${at}`).join(' ')],
    ['readDay', '2026-02-30'],
    ['readDay', '1.12.2026'],
    ['readHostName', ''],
    ['readHostName', 'mail contoso'],
    ['readHostName', 'https://mail.contoso.test/'],
    ['readPaths', 'EWS'],
    ['readPort', ''],
    ['readPort', '0'],
    ['readPort', '65536'],
    ['readPort', '443x'],
    ['readPort', '4.43'],
    ['readTitle', '  '],
    ['readTitle', 'x'.repeat(201)],
    ['readWords', 'x'.repeat(2_001)],
    ['readZone', ' '],
  ] as const)('of %s says what is wrong with %j', (reader, text) => {
    expect(readers[reader](text)).toEqual({ problem: expect.stringMatching(/\.$/) })
  })

  it.each([
    ['readAddresses', ' 192.0.2.25,2001:db8::25\n192.0.2.25 ', ['192.0.2.25', '2001:db8::25']],
    ['readAddresses', '', []],
    ['readDay', '', null],
    ['readDay', '2026-12-01', '2026-12-01'],
    ['readHostName', ' mail.contoso.test ', 'mail.contoso.test'],
    ['readPaths', '/EWS, /Autodiscover', ['/EWS', '/Autodiscover']],
    ['readPort', ' 443 ', 443],
    ['readZone', ' untrust ', 'untrust'],
  ] as const)('of %s reads %j', (reader, text, value) => {
    expect(readers[reader](text)).toEqual({ value })
  })
})

describe('The form of a source', () => {
  const form = {
    ...writtenSource(null, 'vendor-api'),
    provider: 'Nylas',
    address: 'https://api.vendor.test',
    clientId: 'a',
  }

  it.each([
    [{ provider: ' ' }, ['provider']],
    [{ address: 'http://api.vendor.test' }, ['address']],
    [{ address: 'https://user:password@api.vendor.test' }, ['address']],
    [{ address: '' }, ['address']],
    [{ clientId: '' }, ['clientId']],
    [{ clientId: '..' }, ['clientId']],
    [{ clientId: '.' }, ['clientId']],
    [{ clientId: '\ud800' }, ['clientId']],
    [{ oldAfterDays: '0' }, ['oldAfterDays']],
    [{ oldAfterDays: 'soon' }, ['oldAfterDays']],
    [{ group: 'nylas' }, ['group']],
    [{ group: 'TAKEN' }, ['group']],
    [{ kind: 'json-api' as const, header: 'X Key' }, ['header']],
    [{ provider: '', clientId: '' }, ['clientId', 'provider']],
  ])('says at each field what is wrong with %j', (part, fields) => {
    const read = readSourceForm({ ...form, ...part }, ['TAKEN'])
    expect('problems' in read ? Object.keys(read.problems).toSorted() : read).toEqual(fields)
  })

  it('makes the name for rules of the vendor and the region', () => {
    expect(readSourceForm({ ...form, region: 'US' }, [])).toMatchObject({
      source: { group: 'NYLAS_US', region: 'US', road: { kind: 'vendor-api', clientId: 'a' }, checkEveryHours: 24 },
    })
    expect(readSourceForm(form, ['NYLAS'])).toMatchObject({ source: { group: 'NYLAS_2', region: null } })
  })

  it('asks nobody by itself for a list that is given by hand', () => {
    expect(readSourceForm({ ...form, kind: 'file' }, [])).toMatchObject({
      source: { road: { kind: 'file' }, checkEveryHours: null },
    })
  })

  it('is what was kept, when it is opened again', () => {
    const read = readSourceForm({ ...form, kind: 'json-api', pointer: '/data', header: 'X-Key' }, [])
    if (!('source' in read)) throw new Error('It is refused.')
    const kept = { ...read.source, id: 'source-0123456789abcdef' }
    expect(readSourceForm(writtenSource(kept, 'file'), [])).toEqual({ source: read.source })
  })
})

describe('The text of a file', () => {
  const file = (bytes: Uint8Array<ArrayBuffer>, size = bytes.length) =>
    textOfFile({ name: 'list.txt', size, arrayBuffer: async () => bytes.buffer })

  it.each([
    ['UTF-8', new TextEncoder().encode('192.0.2.1\n')],
    ['UTF-8 with its mark', new TextEncoder().encode('\ufeff192.0.2.1\n')],
    [
      'UTF-16, as Windows PowerShell writes it',
      new Uint8Array(Uint16Array.from('\ufeff192.0.2.1\n', (each) => each.charCodeAt(0)).buffer),
    ],
  ])('is read from %s', async (_, bytes) => {
    expect(await file(bytes)).toEqual({ text: '192.0.2.1\n' })
  })

  it.each([
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
    ['bytes of another encoding', new Uint8Array([0x61, 0xe4, 0x62])],
  ])('is none of %s', async (_, bytes) => {
    expect(await file(bytes)).toEqual({ problem: expect.stringContaining('list.txt is no text.') })
  })

  it('is not read of more than is taken, nor of what is gone', async () => {
    const more = { problem: expect.stringContaining('more than Postern reads') }
    expect(await file(new Uint8Array(1), 3 * mostListCharacters + 1)).toEqual(more)
    const gone = { name: 'list.txt', size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) }
    expect(await textOfFile(gone)).toEqual({ problem: 'list.txt could not be read from the disk.' })
  })
})
