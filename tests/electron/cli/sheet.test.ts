import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ToldFormat } from '../../../shared/firewall/told-firewall.ts'
import { unprintable } from '../../../shared/run/printable.ts'
import { requestedRules } from '../../shared/firewall/sheets/sheet-example.ts'
import { cli } from './run-cli.ts'
import { runHere } from './run-here.ts'

let folder: string
const inFolder = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-sheet-'))
})
beforeEach(async () => {
  for (const name of await readdir(folder)) await rm(inFolder(name))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function put(rules: unknown = requestedRules): Promise<string> {
  await writeFile(inFolder('rules.json'), typeof rules === 'string' ? rules : JSON.stringify(rules))
  return inFolder('rules.json')
}

/** A sheet of the rules in the folder, on a day that is always the same. */
const sheet = (...more: string[]) => cli(['sheet', '--rules', inFolder('rules.json'), '--today', '2026-11-29', ...more])

const withEntries = (...entries: string[]) => ({
  ...requestedRules,
  groups: requestedRules.groups.map((group) => ({ ...group, before: null, entries })),
})

describe('a file of rules that is refused', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing in it', '', /The file is empty\. Accepted is a set of rules: JSON in UTF-8/],
    ['no JSON', '{"format": "postern-rules"', /The file is not JSON\. Accepted is/],
    ['another document', { format: 'postern-run' }, /The file is not a set of rules: /],
    ['a sender that is a command', withEntries('34.1.2.3', '`reboot`'), /groups\.0\.entries\.1: “`reboot`” is neither/],
    [
      'a sender that lets in very many',
      withEntries('34.0.0.0/8'),
      /let in very many: 34\.0\.0\.0\/8\. Give --confirm-w/,
    ],
  ])('%s', async (_what, rules, sentence) => {
    const path = await put(rules)
    const { code, out, error } = await sheet('--format', 'nftables')
    expect({ code, out, lines: error.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(error).toMatch(sentence)
    expect(error.startsWith(`postern: ${path}: `)).toBe(true)
  })

  test('changes of lists that nothing earlier is known of', async () => {
    await put(withEntries('34.1.2.3'))
    const { code, out, error } = await sheet('--format', 'nftables', '--delta')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toMatch(/No group has an earlier list to compare with: accepted for --delta is a file whose groups/)
  })
})

describe('a sheet', () => {
  test('for a firewall goes to standard output, and what it leaves out beside it', async () => {
    await put()
    const { code, out, error } = await sheet('--format', 'nftables')
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot('goldens/sheet-nftables.txt')
    await expect(error).toMatchFileSnapshot('goldens/sheet-nftables-beside.txt')
  })

  test('of changes, with what takes it back', async () => {
    await put()
    const files = ['--out', inFolder('apply.nft'), '--rollback', inFolder('rollback.nft')]
    const { code, out, error } = await sheet('--format', 'nftables', '--delta', ...files)
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(await readFile(inFolder('apply.nft'), 'utf8')).toBe(
      'delete element inet filter PSTN_S4_NYLAS_US { 34.68.0.0/28, 35.1.2.3/32 }\nadd element inet filter PSTN_S4_NYLAS_US { 34.68.0.0/27 }\n',
    )
    expect(await readFile(inFolder('rollback.nft'), 'utf8')).toBe(
      'delete element inet filter PSTN_S4_NYLAS_US { 34.68.0.0/27 }\nadd element inet filter PSTN_S4_NYLAS_US { 34.68.0.0/28, 35.1.2.3/32 }\n',
    )
    expect(error).toMatch(/NYLAS_EU no earlier list is known/)
    expect((await stat(inFolder('apply.nft'))).mode & 0o777).toBe(0o600)
  })

  test('of a change that members alone do not tell ends with another code', async () => {
    const since = { readAt: '2026-11-01T08:00:00.000Z', entries: ['34.1.2.3'] }
    await put({
      ...requestedRules,
      groups: requestedRules.groups.map((group) => ({ ...group, entries: ['2600:1900::/48'], before: since })),
    })
    const { code, error } = await sheet('--format', 'panos', '--delta', '--out', inFolder('apply.txt'))
    expect(code).toBe(1)
    expect(error).toMatch(/the last of that kind in a group/)
  })

  test('for people: a workbook, a table without its mark, everything in one archive', async () => {
    await put()
    const book = await sheet('--format', 'xlsx', '--out', inFolder('a.xlsx'))
    expect(book).toMatchObject({ code: 0, out: '' })
    expect(Object.keys(unzipSync(await readFile(inFolder('a.xlsx'))))).toContain('xl/workbook.xml')
    const table = await sheet('--format', 'csv', '--no-bom')
    expect(table.out.startsWith('Rule ID,Seq,')).toBe(true)
    const all = await sheet('--format', 'zip', '--out', inFolder('a.zip'))
    expect(all).toMatchObject({ code: 0, out: '' })
    expect(Object.keys(unzipSync(await readFile(inFolder('a.zip'))))).toContain('nftables/apply.nft')
  })

  test('is written with wide entries where somebody confirms them, and the error tells', async () => {
    await put(withEntries('34.0.0.0/8'))
    const { code, out, error } = await sheet('--format', 'nftables', '--confirm-wide')
    expect(out).toContain('34.0.0.0/8')
    expect([0, 1]).toContain(code)
    expect(error.replaceAll('\n', '').match(unprintable)).toBeNull()
  })

  test('of rules that contradict each other says so by its exit code', async () => {
    const [rule] = requestedRules.rules
    await put({
      ...requestedRules,
      rules: [
        { ...rule, enabled: true, start: null },
        { ...rule, id: '009', action: 'deny', enabled: true, start: null },
      ],
    })
    const { code, error } = await sheet('--format', 'markdown')
    expect(code).toBe(1)
    expect(error).toMatch(/^postern: Rules 001 and 009 are for the same, and one allows what the other denies\. /m)
  })
})

test('The forms of a sheet are listed, as text and as JSON', async () => {
  const json = await cli(['sheet', '--list-formats', '--json'])
  expect(json).toMatchObject({ code: 0, error: '' })
  const formats: unknown[] = JSON.parse(json.out)
  expect(formats.map((format) => ToldFormat.loose().parse(format).id)).toContain('nftables')
  const text = await runHere(['sheet', '--list-formats'])
  expect(text.out).toMatch(/^xlsx +Excel workbook \(\.xlsx\)$/m)
  expect(text.out).toMatch(/^nftables +nftables \(\.nft\)\n {4}- --list: /m)
  for (const line of text.out.split('\n')) expect(line.length <= 100 || !line.trim().includes(' '), line).toBe(true)
})
