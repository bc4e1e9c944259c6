import { read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { makeSheet } from '../../../../shared/firewall/sheets/make-sheet.ts'
import type { SheetInput } from '../../../../shared/firewall/sheets/sheet-input.ts'
import { hostileRules, hostileTexts, inputOf, requestedRules } from './sheet-example.ts'

const TABS = ['Cover', 'Rules', 'Groups', 'Services', 'Names per platform', 'Findings', 'Sign-off']
const TABLES = TABS.slice(1)

async function bytesOf(set?: RuleSet, more?: Partial<SheetInput>): Promise<Uint8Array> {
  const made = await makeSheet('xlsx', inputOf(set, more))
  if (!(made?.apply instanceof Uint8Array)) throw new Error('No bytes.')
  return made.apply
}

async function bookOf(set?: RuleSet, more?: Partial<SheetInput>): Promise<WorkBook> {
  return read(await bytesOf(set, more), { cellFormula: true, cellDates: true, cellNF: true, cellStyles: true })
}

function tabOf(book: WorkBook, name: string): WorkSheet {
  const tab = book.Sheets[name]
  if (!tab) throw new Error(`There is no tab ${name}.`)
  return tab
}

/** Every cell of a tab by its place. */
function cellsOf(tab: WorkSheet): Map<string, { v?: unknown; t: string; f?: string; z?: string }> {
  return new Map(Object.entries(tab).filter(([place]) => !place.startsWith('!')))
}

/** The cells of the column whose head this is, without the head. */
function columnOf(tab: WorkSheet, head: string): { v?: unknown; t: string; z?: string }[] {
  const cells = cellsOf(tab)
  const [place = ''] = [...cells].find(([at, { v }]) => /^[A-Z]+1$/.test(at) && v === head) ?? []
  const letters = place.replace('1', '')
  return [...cells].filter(([at]) => new RegExp(`^${letters}(?!1$)\\d+$`).test(at)).map(([, cell]) => cell)
}

function xmlFiles(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]))
}

describe('The workbook, read back by another library', () => {
  it('has its tabs, each with a head, and the senders one a line', async () => {
    const book = await bookOf()
    expect(book.SheetNames).toEqual(TABS)
    expect(tabOf(book, 'Rules')['!ref']).toBe('A1:AD9')
    expect(columnOf(tabOf(book, 'Groups'), 'Entry').map(({ v }) => v)).toEqual([
      ...['34.68.0.0/27', 'sync.nylas.example.com', '34.68.0.0/28', '35.1.2.3/32'],
      ...['34.67.39.103/32', '2600:1900:4000::/44', '34.89.13.240/32', '35.246.81.179/32'],
    ])
    expect(columnOf(tabOf(book, 'Groups'), 'Change').map(({ v }) => v ?? '')).toEqual([
      ...['Added', 'Added', 'Removed', 'Removed', 'Unchanged', 'Unchanged'],
    ])
    expect(columnOf(tabOf(book, 'Services'), 'Port').map(({ v, t }) => [v, t])).toEqual([
      [443, 'n'],
      [80, 'n'],
    ])
    expect(columnOf(tabOf(book, 'Findings'), 'What was found').map(({ v }) => v)).toEqual(['Rule 002 has no owner'])
    expect(columnOf(tabOf(book, 'Sign-off'), 'Role')).toHaveLength(5)
    expect(cellsOf(tabOf(book, 'Cover')).get('A1')?.v).toBe('Let the mail service in')
    expect(columnOf(tabOf(book, 'Rules'), 'Src addresses')[0]?.v).toBe(
      '34.67.39.103/32\n34.68.0.0/27\n34.89.13.240/32\n35.246.81.179/32',
    )
  })

  it('has days as dates of their own', async () => {
    const book = await bookOf()
    const [start] = columnOf(tabOf(book, 'Rules'), 'Start')
    expect(start).toMatchObject({ t: 'd', z: 'yyyy-mm-dd' })
    expect(new Date(start?.v as Date).toISOString().slice(0, 10)).toBe('2026-12-01')
  })

  it('says by which names each platform knows what', async () => {
    const tab = tabOf(await bookOf(), 'Names per platform')
    const platforms = columnOf(tab, 'Platform').map(({ v }) => v)
    const names = columnOf(tab, 'Name').map(({ v }) => v)
    const ofNft = names.filter((_name, at) => platforms[at] === 'nftables')
    expect(ofNft).toEqual([
      ...['PSTN_R_001', 'PSTN_R_002', 'PSTN_R_003', 'PSTN_S4_NYLAS_US', 'PSTN_S6_NYLAS_US', 'PSTN_S4_NYLAS_EU'],
    ])
  })

  it('has filters, heads that stay and are printed on each page, and pages on their side', async () => {
    const bytes = await bytesOf()
    const book = read(bytes)
    for (const name of TABLES) {
      const range = tabOf(book, name)['!ref']
      expect(tabOf(book, name)['!autofilter']).toEqual({ ref: range })
      const own = book.Workbook?.Names?.filter(({ Sheet }) => Sheet === TABS.indexOf(name)) ?? []
      expect(own.find((each) => each.Name === '_xlnm.Print_Titles')?.Ref).toBe(`'${name}'!$1:$1`)
      const filtered = own.find((each) => each.Name === '_xlnm._FilterDatabase')?.Ref
      expect(filtered?.replaceAll('$', '')).toBe(`'${name}'!${range}`)
    }
    const files = xmlFiles(bytes)
    for (const [at, name] of TABS.entries()) {
      const xml = files.get(`xl/worksheets/sheet${at + 1}.xml`) ?? ''
      expect(xml).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/)
      expect(xml).toContain('<pageSetUpPr fitToPage="1"/>')
      expect(xml).toContain('<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter>')
      expect(/<pane ySplit="1" [^>]*state="frozen"/.test(xml)).toBe(name !== 'Cover')
      expect(xml.includes('activePane="bottomRight"')).toBe(name === 'Rules')
    }
  })

  it.each(hostileTexts)('is well-formed, and has no formula: %j', async (hostile) => {
    const set = hostileRules(hostile)
    const bytes = await bytesOf(set)
    for (const [path, xml] of xmlFiles(bytes)) {
      const parser = new SaxesParser({ xmlns: true, fileName: path })
      parser.on('error', (error) => expect.fail(`${path}: ${error.message}`))
      parser.on('opentag', ({ local }) => expect(local).not.toBe('f'))
      parser.write(xml).close()
    }
    const book = read(bytes, { cellFormula: true })
    expect(book.SheetNames).toEqual(TABS)
    for (const name of TABS)
      for (const { f, t } of cellsOf(tabOf(book, name)).values()) {
        expect(f).toBeUndefined()
        expect(['s', 'n', 'd', 'z']).toContain(t)
      }
    const shown = columnOf(tabOf(book, 'Rules'), 'Justification')[0]
    expect(shown).toMatchObject({ t: 's' })
    expect(shown?.v).toBe(set.rules[0]?.justification.replaceAll('\r\n', '\n').replaceAll('\u202e', '[U+202E]'))
  })

  it('keeps every sender in a line, and says in the rules where they are', async () => {
    const entries = Array.from({ length: 3_000 }, (_, at) => `34.0.${at >> 7}.${(at & 127) * 2}/32`)
    const groups = requestedRules.groups.map((group) => ({ ...group, before: null, entries }))
    const book = await bookOf({ ...requestedRules, groups })
    expect(columnOf(tabOf(book, 'Rules'), 'Src addresses').at(-1)?.v).toBe('3,000 entries, listed as PSTN_S_NYLAS_EU')
    const listed = columnOf(tabOf(book, 'Groups'), 'Entry').map(({ v }) => v)
    expect(listed).toHaveLength(6_000)
    expect(new Set(listed)).toEqual(new Set(entries))
  })

  it('cuts what no cell takes, with a sign that it did', async () => {
    const groups = requestedRules.groups.map((group) => ({
      ...group,
      before: null,
      entries: [`${'x'.repeat(40_000)}.y`],
    }))
    const cells = columnOf(tabOf(await bookOf({ ...requestedRules, groups }), 'Groups'), 'Entry')
    for (const { v } of cells) expect(String(v)).toMatch(/^x{32766}…$/)
  })

  it('of changes has only what changed', async () => {
    const book = await bookOf(undefined, { delta: true })
    expect(columnOf(tabOf(book, 'Groups'), 'Change').map(({ v }) => v)).toEqual([
      'Added',
      'Added',
      'Removed',
      'Removed',
    ])
    expect(new Set(columnOf(tabOf(book, 'Rules'), 'Type').map(({ v }) => v))).toEqual(new Set(['Modify']))
  })
})
